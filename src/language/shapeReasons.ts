/**
 * Why a layer's output has its shape: the rule, with this layer's numbers.
 *
 * test/language/hover.test.ts compares the exact texts.
 */
import { type Language, say } from "../core/messages/message";
import type { LayerReport } from "../core/model/modelFile";
import { cellOf, halvesOf, outputUnits } from "../core/model/ports";

/** None where the shape is the input's, or not known. */
export function shapeReasons({ definition, inner, inputShapes, outputs }: LayerReport, language: Language): string[] {
  const one = inner ?? definition;
  const [input] = inputShapes ?? [];
  const output = outputs?.[0]?.shape;
  if (!definition || !one || !input || !output) return [];
  const cell = cellOf(definition, inner);
  if (cell) {
    const time = input[1] ?? "None";
    const reason = cell.arguments.return_sequences
      ? say(language, "why-every-step")
      : say(language, "why-last-step", { time });
    const halves = halvesOf(definition, inner);
    if (!halves || definition.kind !== "Bidirectional" || definition.arguments.merge_mode !== "concat") return [reason];
    const [forward, backward] = [outputUnits(halves.forward), outputUnits(halves.backward)];
    return [`${reason} ${say(language, "why-concat", { forward, backward, both: forward + backward })}`];
  }
  switch (one.kind) {
    case "Dense":
      return [say(language, "why-dense", { features: input.at(-1) ?? "None", units: one.arguments.units })];
    case "Embedding":
      return [say(language, "why-embedding", { features: one.arguments.output_dim })];
    case "RepeatVector":
      return [say(language, "why-repeat", { n: one.arguments.n })];
    case "GlobalAveragePooling1D":
    case "GlobalMaxPooling1D":
      return [say(language, "why-pooled")];
    default:
      return [];
  }
}
