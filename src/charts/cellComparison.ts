/**
 * Cells side by side as text: what each came to, and how much of the gradient arrives at each step, on one axis with a log scale.
 * test/charts/cellComparison.test.ts.
 */
import { type Language, say } from "../core/messages/message";
import { writtenNumber } from "../core/messages/writtenNumber";
import type { Page } from "./page";
import { sparkline, thin } from "./sparkline";
import { tableLines } from "./textTable";

export interface ComparedCell {
  readonly kind: string;
  readonly params: number;
  readonly epochs: number;
  readonly elapsedMs: number;
  /** After the last epoch. */
  readonly loss: number;
  /** |dL/dh| by step; absent without a loss. */
  readonly gradient?: readonly number[];
}

const short = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);

export function compareCells(
  cells: readonly ComparedCell[],
  { columns }: Pick<Page, "columns">,
  language: Language,
): string[] {
  const number = (value: number): string => writtenNumber(short(value), language);
  const layout = (["compare-cell", "compare-params", "compare-loss", "compare-epochs", "compare-seconds"] as const).map(
    (id, at) => ({ title: say(language, id), align: at === 0 ? ("left" as const) : ("right" as const) }),
  );
  const rows = cells.map(({ kind, params, loss, epochs, elapsedMs }) =>
    [kind, writtenNumber(params, language), number(loss), String(epochs), number(elapsedMs / 1000)],
  ); // prettier-ignore
  return [...tableLines(layout, rows, columns), ...gradientLines(cells, columns, language, number)];
}

function gradientLines(
  cells: readonly ComparedCell[],
  columns: number,
  language: Language,
  number: (value: number) => string,
): string[] {
  const known = cells.flatMap(({ kind, gradient }) => (gradient ? [{ kind, gradient }] : []));
  const all = known.flatMap(({ gradient }) => gradient.filter((value) => value > 0 && Number.isFinite(value)));
  if (all.length === 0) return [];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const width = Math.max(...known.map(({ kind }) => kind.length));
  const lines = known.map(({ kind, gradient }) => {
    // A step that nothing arrives at stands at the bottom of the scale.
    const logs = gradient.map((value) => (Number.isFinite(value) ? Math.log10(Math.max(value, low)) : Number.NaN));
    const [first, last] = [gradient[0] ?? Number.NaN, gradient.at(-1) ?? Number.NaN];
    const ends = say(language, "compare-ends", { first: number(first), last: number(last) });
    const room = Math.max(8, columns - width - ends.length - 4);
    return `${kind.padEnd(width)}  ${sparkline(thin(logs, room), Math.log10(low), Math.log10(high))}  ${ends}`;
  });
  return ["", say(language, "compare-gradient", { low: number(low), high: number(high) }), ...lines];
}
