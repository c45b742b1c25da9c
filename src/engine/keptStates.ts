/**
 * What stateful layers keep from batch to batch, as named tensors (rows of a batch, units), and back: a run that is taken up
 * again goes on with them. The names begin with `state/`.
 *
 * Each shard keeps the rows that it works on; outside they are one tensor. test/engine/stateful.test.ts.
 */
import { KEPT_STATE, WeightsMismatch, type NamedTensor } from "../core/training/networkSession";
import type { KeptState } from "./plan/layout";
import type { Plan } from "./plan/planNetwork";
import { divideRows } from "./plan/shards";

/** The parts of each state, in the order of the shards. */
function partsByName({ kept }: Plan): Map<string, readonly KeptState[]> {
  const parts = new Map<string, KeptState[]>();
  for (const state of kept) {
    const name = KEPT_STATE + state.name;
    parts.set(name, [...(parts.get(name) ?? []), state]);
  }
  return parts;
}

/** Calls back with (row of the batch, place of its numbers in memory, how many). */
function forEachRow(
  plan: Plan,
  parts: readonly KeptState[],
  visit: (row: number, at: number, units: number) => void,
): void {
  let row = 0;
  for (const [shard, rows] of divideRows(plan.batchRows, plan.shards.length).entries()) {
    const { address, width, units } = parts[shard] as KeptState;
    for (let own = 0; own < rows; own++) visit(row++, address / 4 + own * width, units);
  }
}

const shapeOf = ({ batchRows }: Plan, [first]: readonly KeptState[]): readonly number[] => [
  batchRows,
  first?.units ?? 0,
];

export function readKeptStates(plan: Plan, memory: Float32Array): NamedTensor[] {
  return [...partsByName(plan)].map(([name, parts]) => {
    const shape = shapeOf(plan, parts);
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    forEachRow(plan, parts, (row, at, units) => values.set(memory.subarray(at, at + units), row * units));
    return { name, shape, values };
  });
}

/** As before the first batch. */
export function clearKeptStates({ kept, batchRows, shards }: Plan, memory: Float32Array): void {
  const rows = Math.max(...divideRows(batchRows, shards.length));
  for (const { address, width } of kept) memory.fill(0, address / 4, address / 4 + rows * width);
}

/** Throws `WeightsMismatch` where a state is missing, left over or of another shape. */
export function checkKeptStates(plan: Plan, tensors: readonly NamedTensor[]): void {
  const known = partsByName(plan);
  const left = tensors.find(({ name }) => !known.has(name));
  if (left !== undefined) throw new WeightsMismatch(left.name, undefined, left.shape);
  for (const [name, parts] of known) {
    const found = tensors.find((tensor) => tensor.name === name);
    const shape = shapeOf(plan, parts);
    if (found?.shape.join() !== shape.join()) throw new WeightsMismatch(name, shape, found?.shape);
  }
}

/** The tensors have been checked. */
export function writeKeptStates(plan: Plan, memory: Float32Array, tensors: readonly NamedTensor[]): void {
  const known = partsByName(plan);
  for (const { name, values } of tensors) {
    forEachRow(plan, known.get(name) ?? [], (row, at, units) =>
      memory.set(values.subarray(row * units, (row + 1) * units), at),
    );
  }
}
