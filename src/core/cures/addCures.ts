/**
 * Gives findings their repairs: each is looked up by its message's id, then by its code.
 *
 * A cure sees the file as it is written and leaves comments and layout alone; after it the finding is gone.
 * test/core/cures.test.ts holds this for every row of its table.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import type { ModelFile } from "../model/modelFile";
import { inLineEndsOf } from "../text/lineEnds";
import { callbackCures } from "./callbackCures";
import type { CureTable } from "./cure";
import { dataCures } from "./dataCures";
import { inputCures } from "./inputCures";
import { joinCures } from "./joinCures";
import { halfCures } from "./halfCures";
import { keyCures } from "./keyCures";
import { labelCures } from "./labelCures";
import { layerCures } from "./layerCures";
import { moveCures } from "./moveCures";
import { referenceCures } from "./referenceCures";
import { numberCures } from "./numberCures";
import { objectCures } from "./objectCures";
import { shapeCures } from "./shapeCures";
import { syntaxCures } from "./syntaxCures";
import { valueCures } from "./valueCures";
import { wrapperCures } from "./wrapperCures";
import { WrittenFile } from "./writtenFile";

/** One a subject; no message has a cure in two. */
export const cureTables: readonly CureTable[] = [
  syntaxCures,
  halfCures,
  keyCures,
  layerCures,
  moveCures,
  valueCures,
  numberCures,
  referenceCures,
  joinCures,
  inputCures,
  shapeCures,
  dataCures,
  labelCures,
  objectCures,
  wrapperCures,
  callbackCures,
];
const cures: CureTable = Object.assign({}, ...cureTables) as CureTable;

/** Findings that the same mistake repeats a thousand times need no thousand repairs. */
const MOST_CURED = 100;

export function addCures(file: ModelFile): readonly Diagnostic[] {
  const written = new WrittenFile(file);
  return file.diagnostics.map((finding, at) => {
    const cure = cures[finding.message.id] ?? cures[finding.code];
    const fixes = finding.fixes.length === 0 && cure && at < MOST_CURED ? cure(finding, written) : finding.fixes;
    return { ...finding, fixes: fixes.map((one) => ({ ...one, edits: inLineEndsOf(file.text, one.edits) })) };
  });
}
