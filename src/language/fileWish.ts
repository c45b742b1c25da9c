/**
 * Where a data file or one of its columns is to be named: what the editor must look up on the disk, and what it then offers.
 *
 * test/language/fileWish.test.ts holds this.
 */
import type { ModelFile } from "../core/model/modelFile";
import { entryOf, type SyntaxNode } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import { type CursorPlace, findCursorPlace } from "./cursorPlace";
import { expectationAt } from "./expectation";

export interface FileWish {
  /** Names of files with these endings, or the columns of this file, relative to the model file. */
  readonly of: { readonly endings: readonly string[] } | { readonly columnsOf: string };
  /** What a name replaces. */
  readonly range: TextRange;
  /** What stands in front of it. */
  readonly before: string;
  /** The quote that it stands in. */
  readonly quote: string | undefined;
}

const dataEndings = ["csv", "tsv", "txt", "jsonl", "npy"];
const weightsEndings = ["safetensors"];
/** Of all files that a model file may name. */
export const namedEndings: readonly string[] = [...dataEndings, ...weightsEndings];

/** Undefined where no file is asked for. */
export function provideFileWish(file: ModelFile, offset: number): FileWish | undefined {
  const place = findCursorPlace(file.text, offset);
  const expected = place && expectationAt(place.path);
  if (!place || expected?.is !== "value" || place.expects === "key") return undefined;
  const isList = expected.type.is === "column" && expected.type.several === true;
  const needsDash = place.expects === "dash" || (place.expects === "block" && isList);
  const needsSpace = !place.quote && /[:-]/.test(file.text[place.word.start - 1] ?? "");
  const wish = { range: place.word, before: needsDash ? "- " : needsSpace ? " " : "", quote: place.quote?.sign };
  if (expected.type.is === "file") {
    return { ...wish, of: { endings: expected.key === "weights" ? weightsEndings : dataEndings } };
  }
  const path = expected.type.is === "column" ? fileBeside(file, place) : undefined;
  return path === undefined ? undefined : { ...wish, of: { columnsOf: path } };
}

/** The `file` of the map that the cursor is in; read from the text alone where it is no YAML yet. */
function fileBeside({ root, text }: ModelFile, { path }: CursorPlace): string | undefined {
  let node: SyntaxNode | undefined = root;
  let found: string | undefined;
  for (const step of path) {
    const value = node?.is === "map" ? entryOf(node, "file")?.value : undefined;
    if (value?.is === "scalar" && typeof value.value === "string") found = value.value;
    node = node?.is === "map" && typeof step === "string" ? entryOf(node, step)?.value : undefined;
  }
  return found ?? /\bfile:[ \t]*["']?([\w./-]+)/.exec(text)?.[1];
}
