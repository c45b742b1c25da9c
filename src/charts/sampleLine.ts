/**
 * One sample and the network's answer to it, in one line of text. test/cli/predictionTable.test.ts, inspect.test.ts.
 */
import type { OutputKind } from "../core/data/outputKind";
import { type Language, say } from "../core/messages/message";
import { plainLine } from "../core/text/plainText";
import { coloured, type Page } from "./page";
import { cutTo, displayWidth } from "./textTable";

/** One output over the samples, as core/data/decodePredictions.ts has it. */
interface OutputAnswers {
  readonly name: string;
  readonly kind: OutputKind;
  readonly predictions: readonly unknown[];
  readonly decoded: readonly unknown[];
  readonly targets?: readonly unknown[] | undefined;
}

interface Answers {
  readonly inputs: readonly { readonly values: readonly unknown[] }[];
  readonly outputs: readonly OutputAnswers[];
}

/** One sample in one line: what the network was shown, where that is short, and what each output answers. */
export function sampleLine({ inputs, outputs }: Answers, at: number, page: Page, language: Language): string {
  const room = Math.max(20, Math.floor((page.columns - 12) / 2));
  const shown = inputs.map(({ values }) => flat(values[at])).join(" | ");
  const answers = outputs.map((output) => {
    const name = outputs.length > 1 ? `${plainLine(output.name)} ` : "";
    return `${name}${cutTo(flat(output.decoded[at]), room)}  ${remark(output, at, page, language)}`.trimEnd();
  });
  return `${displayWidth(shown) <= room ? `${shown} ` : ""}→ ${answers.join(" · ")}`;
}

/** Right or wrong, and the probability of a class. */
export function remark(
  { kind, decoded, targets, predictions }: OutputAnswers,
  at: number,
  page: Page,
  language: Language,
): string {
  const parts: string[] = [];
  if (targets) {
    const right = flat(targets[at]);
    const isRight = right === flat(decoded[at]);
    if (kind === "values") parts.push(say(language, "cli-predictions-right", { right }));
    else if (isRight) parts.push(coloured(page, "green", "✓"));
    else parts.push(coloured(page, "red", `✗ ${plainLine(say(language, "cli-predictions-right", { right }))}`));
  }
  const probabilities = predictions[at];
  if (kind === "classes" && Array.isArray(probabilities) && probabilities.every((one) => typeof one === "number")) {
    parts.push(coloured(page, "dim", `${(Math.max(...probabilities) * 100).toFixed(1)} %`));
  }
  return parts.join(" ");
}

/** `1 0 1 1`; deeper lists in brackets. */
export function flat(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === "number" ? numberText(value) : plainLine(String(value));
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
