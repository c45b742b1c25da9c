/**
 * Suspicious choices: files that work and most likely do not do what was meant. Warnings and hints, never errors.
 *
 * test/core/choices.test.ts holds every rule, with its repair.
 */
import { WrittenFile } from "../../cures/writtenFile";
import type { ModelFile } from "../../model/modelFile";
import type { Diagnostic } from "../diagnostic";
import { Findings } from "../findings";
import { checkLastActivation } from "./activationChoices";
import { checkLayerChoices } from "./layerChoices";
import { checkTrainingChoices } from "./trainingChoices";

export function checkChoices(file: ModelFile): readonly Diagnostic[] {
  const findings = new Findings();
  const written = new WrittenFile(file);
  checkLastActivation(written, findings);
  checkLayerChoices(written, findings);
  checkTrainingChoices(written, findings);
  return findings.list;
}
