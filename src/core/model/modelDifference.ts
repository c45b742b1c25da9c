/**
 * What a model file has where another one, from which weights come, had something else: in the words of its layers.
 *
 * test/core/modelDifference.test.ts holds this.
 */
import { type Message, message } from "../messages/message";
import { layerDetail } from "./layerDetail";
import type { LayerReport, ModelFile } from "./modelFile";

/** The first layer that differs; undefined where kinds, units and wrapped layers are the same. */
export function modelDifference(before: ModelFile, now: ModelFile): Message | undefined {
  const [was, is] = [before, now].map(({ layers }) => layers.map(describeLayer)) as [string[], string[]];
  const at = is.findIndex((one, index) => one !== was[index]);
  const [old, found] = at === -1 ? [was[is.length], undefined] : [was[at], is[at]];
  if (old === undefined && found === undefined) return undefined;
  if (old === undefined) return message("weights-other-model.added", { found: found ?? "" });
  // A layer that was taken out shows as the next one in its place.
  if (found === undefined || was[at + 1] === found) return message("weights-other-model.removed", { was: old });
  if (is[at + 1] === old) return message("weights-other-model.added", { found });
  return message("weights-other-model", { was: old, found });
}

/** `LSTM 64`, `Bidirectional LSTM 16, concat`; of an Input its shape. */
export function describeLayer({ definition, inner, outputs }: LayerReport): string {
  if (!definition) return "?";
  if (definition.kind === "Input") return `Input [${(outputs?.[0]?.shape.slice(1) ?? []).join(", ")}]`;
  return `${definition.kind} ${layerDetail(definition, inner)}`.trim();
}
