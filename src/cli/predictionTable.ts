/**
 * Predictions for a terminal: what the network was shown, what it answers, and whether that is right.
 *
 * test/cli/predictionTable.test.ts holds it.
 */
import { plainText } from "../core/text/plainText";
import { type Language, say } from "../core/messages/message";
import type { OutputPredictions, Predictions } from "../protocol/training";
import { coloured, type Output, writeLine } from "./streams";
import { cutTo, displayWidth } from "./textTable";

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

/** One sample in one line: what the network was shown, where that is short, and what each output answers. */
export function sampleLine({ inputs, outputs }: Predictions, at: number, out: Output, language: Language): string {
  const room = Math.max(20, Math.floor((out.columns - 12) / 2));
  const shown = inputs.map(({ values }) => flat(values[at])).join(" | ");
  const answers = outputs.map((output) => {
    const name = outputs.length > 1 ? `${plainText(output.name)} ` : "";
    return `${name}${cutTo(flat(output.decoded[at]), room)}  ${remark(output, at, out, language)}`.trimEnd();
  });
  return `${displayWidth(shown) <= room ? `${shown} ` : ""}→ ${answers.join(" · ")}`;
}

/** Right or wrong, and the probability of a class. */
function remark(
  { kind, decoded, targets, predictions }: OutputPredictions,
  at: number,
  out: Output,
  language: Language,
): string {
  const parts: string[] = [];
  if (targets) {
    const right = flat(targets[at]);
    const isRight = right === flat(decoded[at]);
    if (kind === "values") parts.push(say(language, "cli-predictions-right", { right }));
    else if (isRight) parts.push(coloured(out, "green", "✓"));
    else parts.push(coloured(out, "red", `✗ ${plainText(say(language, "cli-predictions-right", { right }))}`));
  }
  const probabilities = predictions[at];
  if (kind === "classes" && Array.isArray(probabilities) && probabilities.every((one) => typeof one === "number")) {
    parts.push(coloured(out, "dim", `${(Math.max(...probabilities) * 100).toFixed(1)} %`));
  }
  return parts.join(" ");
}

/** `1 0 1 1`; deeper lists in brackets. */
function flat(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === "number" ? numberText(value) : plainText(String(value));
  const items = value as unknown[];
  const isSingle = items.length === 1;
  return items.map((item) => (Array.isArray(item) && !isSingle ? nested(item as unknown[]) : flat(item))).join(" ");
}

function nested(items: readonly unknown[]): string {
  return items.length === 1 ? flat(items[0]) : `[${items.map(flat).join(" ")}]`;
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
