/**
 * Renaming a layer: every place that names it changes, and a layer that had its default name gets a `name`.
 *
 * Refused, with the reason, where the file would no longer mean the same. test/language/navigation.test.ts holds this.
 */
import { type Message, message } from "../core/messages/message";
import { setArgument, writtenLayer } from "../core/model/layerEdits";
import { namePattern } from "../core/model/layerNames";
import type { ModelFile } from "../core/model/modelFile";
import type { TextEdit, TextRange } from "../core/text/range";
import { type LayerReference, referencesAt } from "./layerReferences";

export type Renaming =
  | { readonly ok: true; readonly range: TextRange; readonly name: string }
  | { readonly ok: false; readonly reason: Message };

export type Renamed =
  { readonly ok: true; readonly edits: readonly TextEdit[] } | { readonly ok: false; readonly reason: Message };

const refuse = (reason: Message): { ok: false; reason: Message } => ({ ok: false, reason });

/** What is renamed at an offset, and its name now. */
export function prepareRename(file: ModelFile, offset: number): Renaming {
  const references = referencesAt(file, offset);
  const here = references.find(({ range }) => range.start <= offset && offset <= range.end);
  const report = here && file.layers[here.layer];
  if (!here || !report) return refuse(message("rename-no-layer"));
  return problemOf(file, references) ?? { ok: true, range: here.range, name: report.name };
}

/** The edits that give the layer at an offset another name. */
export function renameLayer(file: ModelFile, offset: number, name: string): Renamed {
  const prepared = prepareRename(file, offset);
  if (!prepared.ok) return prepared;
  if (!namePattern.test(name)) return refuse(message("bad-name", { name: name.slice(0, 60) || "…" }));
  const references = referencesAt(file, offset);
  const layer = references[0]?.layer ?? -1;
  if (file.layers.some((other, index) => index !== layer && other.name === name)) {
    return refuse(message("duplicate-name", { name }));
  }
  const edits = references.flatMap((reference) => editsOf(file, reference, name));
  return { ok: true, edits };
}

function problemOf(file: ModelFile, references: readonly LayerReference[]): (Renamed & { ok: false }) | undefined {
  const name = file.layers[references[0]?.layer ?? -1]?.name ?? "";
  if (file.layers.filter((layer) => layer.name === name).length > 1) return refuse(message("rename-twice", { name }));
  const isHidden = ({ isWritten, isDefinition }: LayerReference): boolean => !isWritten && !isDefinition;
  if (references.some(isHidden)) return refuse(message("rename-alias", { name }));
  const unnamed = references.find(({ isWritten, isDefinition }) => isDefinition && !isWritten);
  if (unnamed && editsOf(file, unnamed, name).length === 0) return refuse(message("rename-no-room"));
  return undefined;
}

function editsOf(file: ModelFile, { layer, range, isWritten }: LayerReference, name: string): readonly TextEdit[] {
  if (isWritten) return [{ range, text: name }];
  const start = file.layers[layer]?.place.item.start;
  const model = file.root?.is === "map" ? file.root.entries.find(({ key }) => key.value === "model")?.value : undefined;
  const item = model?.is === "list" ? model.items.find((one) => one.range.start === start) : undefined;
  const written = writtenLayer(item);
  const edits = written && setArgument(file.text, written, "name", name);
  return edits ?? [];
}
