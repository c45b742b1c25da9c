/**
 * The hint behind `fit`: steps of an epoch, and what the whole training takes in time and memory.
 *
 * The cost comes from the engine's plan, which is made once for a text and when it is first asked for.
 * test/language/hints.test.ts compares the exact texts.
 */
import { message, say } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { entryOf } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import type { Cost } from "../engine/plan/cost";
import { memorySize } from "../engine/plan/memorySize";
import { previewTraining } from "../engine/plan/trainingPreview";
import { type Hint, hintOffset } from "./hint";
import type { ShapeStyle } from "./shapeText";

/** On one thread, with the build that training takes. */
function costOf(file: ModelFile): Cost | undefined {
  if (!costs.has(file)) {
    const build = file.fit.reproducible ? "exact" : "fast";
    costs.set(file, previewTraining(file, { build, wide: false, asked: 1, available: 1 }).cost);
  }
  return costs.get(file);
}
const costs = new WeakMap<ModelFile, Cost | undefined>();

/** None without a `fit` in the asked range, or where the file cannot be trained. */
export function fitHint(
  file: ModelFile,
  { language }: ShapeStyle,
  isAsked: (place: TextRange) => boolean,
): Hint | undefined {
  const { text, root, fit } = file;
  const node = root?.is === "map" ? entryOf(root, "fit")?.value : undefined;
  const cost = node && isAsked(node.range) ? costOf(file) : undefined;
  if (!node || !cost) return undefined;
  const { stepsPerEpoch, epochMs, bytes, flopsPerStep } = cost;
  const time = timeText(epochMs * fit.epochs);
  const args = {
    ...{ steps: stepsPerEpoch, epochs: fit.epochs },
    ...{ time, memory: memorySize(bytes) },
  };
  const more = {
    each: timeText(epochMs),
    work: roundText(flopsPerStep / 1e6),
  };
  return {
    offset: hintOffset(text, node.range),
    label: say(language, "hint-fit", args),
    tooltip: [message("hint-fit-tooltip", { ...args, ...more })],
  };
}

/** Two digits are all that an estimate is good for: `8.4`, `12`, `340`. */
function roundText(value: number): string {
  const rounded = Number(value.toPrecision(2));
  return String(rounded);
}

function timeText(ms: number): string {
  if (ms < 1) return "< 1 ms";
  if (ms < 1000) return `≈ ${roundText(ms)} ms`;
  if (ms < 120_000) return `≈ ${roundText(ms / 1000)} s`;
  return ms < 7_200_000 ? `≈ ${roundText(ms / 60_000)} min` : `≈ ${roundText(ms / 3_600_000)} h`;
}
