/**
 * Where in the file stands what the engine refuses: the number that would have to change, the layer, the output; else the model.
 *
 * test/cli/preview.test.ts holds this.
 */
import type { ModelFile } from "../../core/model/modelFile";
import { placeOfKeys } from "../../core/syntax/keyPlace";
import type { TextRange } from "../../core/text/range";
import type { PlanError } from "./planError";

export function placeOfPlanError(file: ModelFile, { id, args }: Pick<PlanError, "id" | "args">): TextRange {
  const at = (...keys: readonly string[]): TextRange | undefined => placeOfKeys(file.root, ...keys);
  const model = at("model") ?? { start: 0, end: 0 };
  if (id === "engine-memory.batch" || id === "engine-stateful-batch") {
    return at("fit", "batch_size") ?? at("fit") ?? model;
  }
  if (id === "engine-memory.samples") return at("data", "samples") ?? at("data", "x") ?? at("data") ?? model;
  const name = String(args["layer"] ?? args["output"] ?? "").split("/")[0];
  if (name === "compile") return at("compile") ?? model;
  return file.layers.find((layer) => layer.name === name)?.place.kind ?? model;
}
