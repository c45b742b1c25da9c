/**
 * Cells to numbers: plain ones are checked, labels become one-hot rows.
 *
 * The tensor's values are what the network sees before any scaling. A source with many mistakes reports the first few.
 * test/core/data/checkData.test.ts and encodeDataset.test.ts hold this.
 */
import type { Findings } from "../diagnostics/findings";
import { replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { ScalarValue, SyntaxScalar } from "../syntax/syntaxTree";
import { suggest } from "../text/suggestion";
import type { InlineSource } from "../model/modelFile";
import type { Label, Tensor } from "./dataset";
import type { Cells } from "./readCells";

/** Beyond these, one more mistake in the same source teaches nothing. */
const MOST_REPORTED = 10;
const LARGEST_FLOAT32 = 3.4028234663852886e38;

/** A label as it is written in a message: text in quotes where it could be taken for a number. */
export function labelText(label: ScalarValue): string {
  return typeof label === "string" && (label === "" || label.trim() !== label || !Number.isNaN(Number(label)))
    ? JSON.stringify(label)
    : String(label);
}

/** Lists the first labels. */
export function labelList(labels: readonly Label[]): string {
  const shown = labels.slice(0, 12).map(labelText);
  return shown.join(", ") + (labels.length > shown.length ? ", …" : "");
}

/** Encodes; undefined where a cell is wrong (then that is in `findings`). */
export function encodeCells(cells: Cells, source: InlineSource, findings: Findings): Tensor | undefined {
  return source.oneHot ? oneHot(cells, source.oneHot, source, findings) : numbers(cells, findings);
}

function numbers({ shape, values, cellAt }: Cells, findings: Findings): Tensor | undefined {
  const encoded = new Float32Array(values.length);
  let wrong = 0;
  for (const [at, value] of values.entries()) {
    if (typeof value === "number" && Math.abs(value) <= LARGEST_FLOAT32) encoded[at] = value;
    else if (++wrong <= MOST_REPORTED) reportNumber(cellAt(at), findings);
  }
  return wrong ? undefined : { shape, values: encoded };
}

function reportNumber({ value, source, range }: SyntaxScalar, findings: Findings): void {
  const text = source.slice(0, 40);
  if (typeof value === "number") findings.report(range, message("data-not-finite", { text }));
  else if (value === null || /^(nan|none|null|na|n\/a|\?|-)$/i.test(text))
    findings.report(range, message("data-not-number.missing"));
  else if (typeof value === "boolean")
    findings.report(range, message("data-not-number.boolean", { text, number: Number(value) }));
  else if (spacedNumbers.test(source)) findings.report(range, message("data-not-number.commas", { text }));
  else findings.report(range, message("data-not-number", { text }));
}

/** `1 2 3`, as NumPy prints them. */
const spacedNumbers = /^-?\d+(?:\.\d*)?(?:\s+-?\d+(?:\.\d*)?)+$/;

function oneHot(
  { shape, values, cellAt, filled }: Cells,
  labels: readonly Label[],
  { oneHotRange }: InlineSource,
  findings: Findings,
): Tensor | undefined {
  const places = new Map<ScalarValue, number>();
  for (const [at, label] of labels.entries()) {
    if (places.has(label)) {
      const range = oneHotRange ?? { start: 0, end: 0 };
      findings.report(range, message("data-duplicate-label", { label: labelText(label) }));
      return undefined;
    }
    places.set(label, at);
  }
  const encoded = new Float32Array(values.length * labels.length);
  let wrong = 0;
  for (const [at, value] of values.entries()) {
    const place = places.get(value);
    if (filled?.[at]) encoded.fill(Number(value), at * labels.length, (at + 1) * labels.length);
    else if (place !== undefined) encoded[at * labels.length + place] = 1;
    else if (++wrong <= MOST_REPORTED) reportLabel(cellAt(at), labels, findings);
  }
  return wrong ? undefined : { shape: [...shape, labels.length], values: encoded };
}

function reportLabel(cell: SyntaxScalar, labels: readonly Label[], findings: Findings): void {
  const label = labelText(typeof cell.value === "string" ? cell.value.slice(0, 40) : cell.value);
  const near =
    typeof cell.value === "string"
      ? suggest(
          cell.value,
          labels.filter((known) => typeof known === "string"),
        )
      : labels.find((known) => known === String(cell.value));
  if (near === undefined) {
    findings.report(cell.range, message("data-unknown-label", { label, labels: labelList(labels) }));
  } else {
    const text = labelText(near);
    findings.report(cell.range, message("data-unknown-label.suggest", { label, near: text }), {
      // What the data says is nobody's to change but the reader's.
      fixes: [{ ...replacement(cell.range, text), isChoice: true }],
    });
  }
}
