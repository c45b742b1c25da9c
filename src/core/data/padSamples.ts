/**
 * Samples of different lengths, filled up to one length with what a mask behind their Input leaves out.
 *
 * As Keras's `pad_sequences`, but nothing is ever cut off. test/core/data/padSamples.test.ts holds this.
 */
import type { SyntaxList, SyntaxNode, SyntaxScalar } from "../syntax/syntaxTree";
import type { Cells } from "./readCells";

export interface Padding {
  /** Behind the steps that are there, or in front of them. */
  readonly side: "post" | "pre";
  /** What stands in a step that is filled up. */
  readonly filler: number;
  /** As long as the Input wants it; the longest sample where it takes any length. */
  readonly steps: number | undefined;
  /** Written in the file: samples that are all as short are filled up too. */
  readonly isDeclared: boolean;
}

/**
 * Cells of shape (samples, steps, …), those that were added marked in `filled`. Undefined where nothing is to be filled up, or where it is not
 * the number of steps alone that differs.
 */
export function padSamples({ items }: SyntaxList, { side, filler, steps = 0, isDeclared }: Padding): Cells | undefined {
  const samples = items.filter((item) => item.is === "list");
  const first = samples[0]?.items[0];
  if (samples.length < items.length || !first || samples.some((sample) => sample.items.length === 0)) return undefined;
  const longest = samples.reduce((most, sample) => Math.max(most, sample.items.length), steps);
  const alike = isDeclared ? longest : samples[0]?.items.length;
  if (samples.every((sample) => sample.items.length === alike)) return undefined;
  const inner = shapeOf(first);
  const size = inner.reduce((product, one) => product * one, 1);
  const cells: SyntaxScalar[] = [];
  const filled = new Uint8Array(samples.length * longest * size);
  for (const sample of samples) {
    const own = sample.items.map((step) => cellsOf(step, inner));
    if (!own.every((step) => step !== undefined)) return undefined;
    const missing = (longest - own.length) * size;
    const at = cells.length + (side === "pre" ? 0 : own.length * size);
    const added: SyntaxScalar = { is: "scalar", range: sample.range, value: filler, source: String(filler) };
    const all = Array<SyntaxScalar>(missing).fill(added);
    cells.push(...(side === "pre" ? [...all, ...own.flat()] : [...own.flat(), ...all]));
    filled.fill(1, at, at + missing);
  }
  const shape = [samples.length, longest, ...inner];
  return { shape, values: cells.map(({ value }) => value), cellAt: (place) => cells[place] as SyntaxScalar, filled };
}

function shapeOf(step: SyntaxNode): number[] {
  const shape: number[] = [];
  for (let node: SyntaxNode | undefined = step; node?.is === "list"; node = node.items[0])
    shape.push(node.items.length);
  return shape;
}

/** Undefined where the step has another shape. */
function cellsOf(node: SyntaxNode, [size, ...inner]: readonly number[]): SyntaxScalar[] | undefined {
  if (size === undefined) return node.is === "scalar" ? [node] : undefined;
  if (node.is !== "list" || node.items.length !== size) return undefined;
  const cells = node.items.map((item) => cellsOf(item, inner));
  return cells.every((one) => one !== undefined) ? cells.flat() : undefined;
}

/** How many steps the shortest sample has of its own, and the longest. */
export function ownSteps({ shape: [samples = 1, steps = 1], values, filled }: Cells): { least: number; most: number } {
  const size = values.length / samples;
  const lengths = Array.from({ length: samples }, (_, sample) => {
    const own = filled?.subarray(sample * size, (sample + 1) * size).filter((one) => one === 0).length ?? size;
    return (own / size) * steps;
  });
  return { least: lengths.reduce((a, b) => Math.min(a, b)), most: lengths.reduce((a, b) => Math.max(a, b)) };
}

/** Without what was filled up, as rows (steps, features). */
export function withoutFilled(
  { shape, values }: { readonly shape: readonly number[]; readonly values: Float32Array },
  filled: Uint8Array,
): { shape: readonly number[]; values: Float32Array } {
  const own = values.filter((_, at) => filled[at] === 0);
  const features = shape.at(-1) ?? 1;
  return { shape: [own.length / features, features], values: own };
}
