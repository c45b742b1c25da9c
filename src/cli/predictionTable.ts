/**
 * Predictions for a terminal: what the network was shown, what it answers, and whether that is right.
 *
 * test/cli/predictionTable.test.ts holds it.
 */
import { type Language, say } from "../core/messages/message";
import type { OutputPredictions, Predictions } from "../protocol/training";
import { type Output, writeLine } from "./streams";
import { flat, remark } from "../charts/sampleLine";
import { cutTo, displayWidth } from "../charts/textTable";

const SHOWN_SAMPLES = 12;

/** Writes a few lines for each output. */
export function writePredictions(predictions: Predictions, out: Output, language: Language): void {
  for (const output of predictions.outputs) {
    const several = predictions.outputs.length > 1 ? ` ${output.name}` : "";
    writeLine(out, say(language, "cli-predictions", { name: several }));
    writeOutput(output, predictions, out, language);
  }
}

function writeOutput(
  output: OutputPredictions,
  { inputs, samples }: Predictions,
  out: Output,
  language: Language,
): void {
  const shown = output.decoded.slice(0, SHOWN_SAMPLES);
  const room = Math.max(20, Math.floor((out.columns - 12) / 2));
  const given = shown.map((_, at) => cutTo(inputs.map(({ values }) => flat(values[at])).join(" | "), room));
  const answers = shown.map((answer) => cutTo(flat(answer), room));
  const widths = [given, answers].map((column) => Math.max(0, ...column.map(displayWidth)));
  for (const [at, answer] of answers.entries()) {
    const left = padded(given[at] ?? "", widths[0] ?? 0);
    out.write(`  ${left} → ${padded(answer, widths[1] ?? 0)}  ${remark(output, at, out, language)}`.trimEnd() + "\n");
  }
  const more = samples - shown.length;
  if (more > 0) writeLine(out, `  ${say(language, "cli-predictions-more", { count: more })}`);
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
