/**
 * The optimizer's memory as named tensors in Keras's layout, and back.
 *
 * Each memory is an arena with the layout of the trainable weights; nadam has one number besides. A state is checked whole before the
 * first number is written. test/engine/sessionState.test.ts.
 */
import { WeightsMismatch, type NamedTensor } from "../core/training/networkSession";
import type { Plan, PlacedWeight } from "./plan/planNetwork";
import { readBlock, type WeightBlock, writeBlock } from "./plan/weightBlock";

interface PlacedMemory {
  readonly name: string;
  readonly shape: readonly number[];
  readonly block: WeightBlock;
  readonly address: number;
  readonly floats: number;
}

/** One entry for each memory of each trainable weight. */
function placedMemories({ optimizer, weights }: Plan): PlacedMemory[] {
  const trainable = weights.filter((weight) => weight.trainable);
  const start = Math.min(...trainable.map(({ address }) => address));
  const place = (memory: { name: string; address: number }, weight: PlacedWeight): PlacedMemory => ({
    name: `optimizer/${memory.name}/${weight.name}`,
    shape: weight.shape,
    block: weight.block,
    address: memory.address + weight.address - start,
    floats: weight.floats,
  });
  const arenas = (optimizer?.memories ?? []).flatMap((memory) => trainable.map((weight) => place(memory, weight)));
  if (!optimizer?.momentumProduct) return arenas;
  const single = { panels: false, rows: 1, gates: 1, units: 1 };
  const product = { shape: [], block: single, address: optimizer.momentumProduct, floats: 1 };
  return [...arenas, { name: "optimizer/momentum_product", ...product }];
}

const blockOf = ({ address, floats }: PlacedMemory, memory: Float32Array): Float32Array =>
  memory.subarray(address / 4, address / 4 + floats);

export function readOptimizerState(plan: Plan, memory: Float32Array): NamedTensor[] {
  return placedMemories(plan).map((placed) => ({
    name: placed.name,
    shape: placed.shape,
    values: readBlock(placed.block, blockOf(placed, memory)),
  }));
}

/** Throws `WeightsMismatch` and writes nothing where a tensor is missing, left over or of another shape. */
export function writeOptimizerState(plan: Plan, memory: Float32Array, tensors: readonly NamedTensor[]): void {
  const given = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const pairs = placedMemories(plan).map((placed) => ({ placed, tensor: fitting(placed, given.get(placed.name)) }));
  const known = new Set(pairs.map(({ placed }) => placed.name));
  const left = tensors.find(({ name }) => !known.has(name));
  if (left !== undefined) throw new WeightsMismatch(left.name, undefined, left.shape);
  for (const { placed, tensor } of pairs) writeBlock(placed.block, tensor.values, blockOf(placed, memory));
}

function fitting({ name, shape }: PlacedMemory, tensor: NamedTensor | undefined): NamedTensor {
  if (tensor?.shape.join() !== shape.join()) throw new WeightsMismatch(name, shape, tensor?.shape);
  const numbers = shape.reduce((product, size) => product * size, 1);
  if (tensor.values.length !== numbers) throw new WeightsMismatch(name, shape, [tensor.values.length]);
  return tensor;
}
