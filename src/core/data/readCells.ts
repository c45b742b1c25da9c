/**
 * Nested lists of a model file to a shape and a flat row of cells.
 *
 * All lists of one depth must have the same length: the first sample sets the pattern, and the first list that differs
 * from it is reported. test/core/data/checkData.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { type Padding, padSamples } from "./padSamples";
import type { ScalarValue, SyntaxList, SyntaxNode, SyntaxScalar } from "../syntax/syntaxTree";

export interface Cells {
  /** (samples, …). */
  readonly shape: readonly number[];
  /** Row-major; as many as the product of `shape`. */
  readonly values: readonly ScalarValue[];
  /** The value at this place of `values` as it is written. */
  cellAt(place: number): SyntaxScalar;
  /** 1 for each cell that was added to fill up a shorter sample. */
  readonly filled?: Uint8Array;
}

/** A shape as people write it: `(4, 3)`, `(None, 5)`, `(4,)`. */
export function shapeText(shape: readonly (number | null)[]): string {
  const parts = shape.map((size) => (size === null ? "None" : String(size)));
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(", ")})`;
}

/** Reads the lists; undefined where they are empty or ragged (then that is in `findings`). With `padding` samples may have different lengths. */
export function readCells(values: SyntaxList, findings: Findings, padding?: Padding): Cells | undefined {
  const padded = padding && padSamples(values, padding);
  if (padded) return padded;
  if (values.grid) return { ...values.grid, cellAt: (place) => findCell(values, values.grid?.shape ?? [], place) };
  const shape = patternOf(values);
  if (shape.includes(0)) {
    findings.report(firstEmpty(values).range, message("data-empty"));
    return undefined;
  }
  const cells: SyntaxScalar[] = [];
  const odd = oddSample(values, shape) ?? collect(values, shape, 0, cells);
  if (!odd) return { shape, values: cells.map(({ value }) => value), cellAt: (place) => cells[place] as SyntaxScalar };
  const row =
    1 + values.items.findIndex(({ range }) => range.start <= odd.node.range.start && odd.node.range.end <= range.end);
  reportOdd(odd, shape, row, findings);
  return undefined;
}

/** The first sample, where it alone is of another length than all others. */
function oddSample({ items }: SyntaxList, shape: readonly number[]): Odd | undefined {
  const [first, second, ...others] = items.map((item) => (item.is === "list" ? item.items.length : undefined));
  const isAlone =
    second !== undefined && second !== first && others.length > 0 && others.every((one) => one === second);
  return isAlone && items[0]?.is === "list" && shape.length > 1
    ? { node: items[0], depth: 1, expected: second }
    : undefined;
}

/** Walks down to one cell of lists that are known to be regular. */
function findCell(values: SyntaxList, shape: readonly number[], place: number): SyntaxScalar {
  let node: SyntaxNode | undefined = values;
  for (let axis = 0; node?.is === "list"; axis++) {
    const size = shape.slice(axis + 1).reduce((product, one) => product * one, 1);
    node = node.items[Math.floor(place / size)];
    place %= size;
  }
  return node as SyntaxScalar;
}

/** Follows the first item down to the first number. */
function patternOf(values: SyntaxList): number[] {
  const shape: number[] = [];
  for (let node: SyntaxNode | undefined = values; node?.is === "list"; node = node.items[0])
    shape.push(node.items.length);
  return shape;
}

function firstEmpty(values: SyntaxList): SyntaxList {
  let node = values;
  while (node.items[0]?.is === "list") node = node.items[0];
  return node;
}

interface Odd {
  readonly node: SyntaxNode;
  readonly depth: number;
  /** Where it is not the first sample that sets the pattern. */
  readonly expected?: number;
}

/** Fills `cells`; gives the first node that breaks the pattern. */
function collect(node: SyntaxNode, shape: readonly number[], depth: number, cells: SyntaxScalar[]): Odd | undefined {
  if (depth === shape.length) {
    if (node.is !== "scalar") return { node, depth };
    cells.push(node);
    return undefined;
  }
  if (node.is !== "list" || node.items.length !== shape[depth]) return { node, depth };
  for (const item of node.items) {
    const odd = collect(item, shape, depth + 1, cells);
    if (odd) return odd;
  }
  return undefined;
}

function reportOdd(
  { node, depth, expected: size }: Odd,
  shape: readonly number[],
  row: number,
  findings: Findings,
): void {
  const expected = size ?? shape[depth] ?? 0;
  if (node.is === "map") findings.report(node.range, message("data-not-number.map"));
  else if (node.is === "scalar") findings.report(node.range, message("data-ragged.number", { expected }));
  else if (depth === shape.length) findings.report(node.range, message("data-ragged.list"));
  else if (depth === 1) {
    findings.report(
      node.range,
      message("data-ragged", { row, found: node.items.length, other: row === 1 ? 2 : 1, expected }),
    );
  } else findings.report(node.range, message("data-ragged.inner", { row, found: node.items.length, expected }));
}
