/**
 * A model file with another recurrent cell in all its recurrent layers: what *Make it GRU* does, layer by layer.
 * test/language/otherCell.test.ts.
 */
import { analyzeModelFile } from "../core/analyzeModelFile";
import type { RecurrentKind } from "../core/model/layerTable";
import type { ModelFile } from "../core/model/modelFile";
import { cellsOf } from "../core/model/ports";
import { applyEdits } from "../core/text/applyEdits";
import { provideRefactorings } from "./refactorings";

/** Undefined where the network could not work so, as where states are handed over that the other cell does not have. */
export function withOtherCell(file: ModelFile, kind: RecurrentKind): ModelFile | undefined {
  let now = file;
  // A layer is changed once, so this ends.
  for (let changed = 0; changed <= file.layers.length; changed++) {
    const layer = now.layers.find(({ definition, inner }) => {
      return definition !== undefined && cellsOf(definition, inner).some((cell) => cell.kind !== kind);
    });
    if (!layer) return now.graph ? now : undefined;
    const change = provideRefactorings(now, layer.place.kind.start).find(
      ({ title }) => title.id === "refactor-cell" && title.args["kind"] === kind,
    );
    if (!change) return undefined;
    now = analyzeModelFile(applyEdits(now.text, change.edits), { fileName: file.name });
  }
  return undefined;
}
