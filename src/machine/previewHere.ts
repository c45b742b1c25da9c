/**
 * What the editor, `check` and `summary` know of training on this machine: what it would cost, and whether it would be refused.
 *
 * test/cli/preview.test.ts and test/extension/analysisThread.test.ts hold it.
 */
import { type Diagnostic, hasErrors } from "../core/diagnostics/diagnostic";
import type { ModelFile } from "../core/model/modelFile";
import { previewTraining, type TrainingPreview } from "../engine/plan/trainingPreview";
import { thisMachine } from "./thisMachine";

/** Empty for a file with errors, or one that lacks something for training. */
export function previewHere(file: ModelFile): TrainingPreview {
  return hasErrors(file.diagnostics) ? {} : previewTraining(file, thisMachine(file.fit));
}

/** The file's findings and that of the preview, in the order of the text. */
export function withPreview({ diagnostics }: ModelFile, { finding }: TrainingPreview): readonly Diagnostic[] {
  return finding ? [...diagnostics, finding].sort((a, b) => a.range.start - b.range.start) : diagnostics;
}
