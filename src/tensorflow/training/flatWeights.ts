/**
 * The weights of a session: the trainable ones in one flat tensor, so that an update is a dozen operations however many there are,
 * the others each for itself. test/tensorflow/session.test.ts.
 */
import { WeightsMismatch, type NamedTensor, type WeightSnapshot } from "../../core/training/networkSession";
import { type PlanWeight, countValues } from "../../engine/plan/tensors";
import type { Tensor, Tf, Variable } from "../tfjs";
import { WeightPieces } from "./weightPieces";

export class FlatWeights {
  readonly trainable: readonly PlanWeight[];
  readonly sizes: readonly number[];
  /** All trainable weights, one behind the other. */
  readonly flat: Variable;
  private readonly fixed: ReadonlyMap<string, Variable>;

  constructor(
    private readonly tf: Tf,
    private readonly weights: readonly PlanWeight[],
    initial: (weight: PlanWeight, index: number) => Float32Array,
  ) {
    this.trainable = weights.filter(({ trainable }) => trainable);
    this.sizes = this.trainable.map(({ shape }) => countValues(shape));
    const values = new Map(weights.map((weight, i) => [weight.name, initial(weight, i)]));
    const joined = joinValues(this.trainable, (name) => values.get(name) ?? new Float32Array(0));
    this.flat = tf.tidy(() => tf.variable(tf.tensor1d(joined)));
    const others = weights.filter(({ trainable }) => !trainable);
    this.fixed = new Map(
      others.map(({ name, shape }) => {
        const given = values.get(name) ?? new Float32Array(0);
        return [name, tf.tidy(() => tf.variable(tf.tensor(given, [...shape]), false))];
      }),
    );
  }

  /** Each weight by its name, as pieces of `flat`. */
  pieces(flat: Tensor): WeightPieces {
    return new WeightPieces(this.tf, flat, this.trainable, this.fixed);
  }

  /** All weights in one copy: the trainable ones, then the others. */
  read(): Float32Array {
    const parts = [this.flat, ...this.fixed.values()].map((variable) => variable.dataSync());
    const all = new Float32Array(parts.reduce((total, { length }) => total + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** Named copies of what `read` gave, in the order of the layers. */
  name({ floats }: WeightSnapshot): NamedTensor[] {
    const inOrder = [...this.trainable, ...this.weights.filter(({ trainable }) => !trainable)];
    const pieces = splitValues(
      inOrder,
      inOrder.map(({ shape }) => countValues(shape)),
      floats,
    );
    return this.weights.map(({ name, shape }) => ({ name, shape, values: pieces.get(name) ?? new Float32Array(0) }));
  }

  /** Throws `WeightsMismatch`, and changes nothing then. */
  write(given: readonly NamedTensor[]): void {
    const { tf } = this;
    const found = matchTensors(this.weights, given);
    tf.tidy(() => {
      this.flat.assign(tf.tensor1d(joinValues(this.trainable, (name) => found(name))));
      for (const [name, variable] of this.fixed) variable.assign(tf.tensor(found(name), variable.shape));
    });
  }

  dispose(): void {
    this.flat.dispose();
    for (const variable of this.fixed.values()) variable.dispose();
  }
}

/** One behind the other, in this order. */
export function joinValues(weights: readonly PlanWeight[], values: (name: string) => Float32Array): Float32Array {
  const joined = new Float32Array(weights.reduce((total, { shape }) => total + countValues(shape), 0));
  let at = 0;
  for (const { name, shape } of weights) {
    joined.set(values(name), at);
    at += countValues(shape);
  }
  return joined;
}

/** The pieces of one flat array, copied, by the names of the weights. */
export function splitValues(
  weights: readonly PlanWeight[],
  sizes: readonly number[],
  flat: Float32Array,
): Map<string, Float32Array> {
  const pieces = new Map<string, Float32Array>();
  let at = 0;
  for (const [i, { name }] of weights.entries()) {
    pieces.set(name, flat.slice(at, at + (sizes[i] ?? 0)));
    at += sizes[i] ?? 0;
  }
  return pieces;
}

/** The values by name. Throws `WeightsMismatch` where a tensor is missing, left over or of another shape. */
export function matchTensors(
  expected: readonly { readonly name: string; readonly shape: readonly number[] }[],
  given: readonly NamedTensor[],
): (name: string) => Float32Array {
  const byName = new Map(given.map((tensor) => [tensor.name, tensor]));
  for (const { name, shape } of expected) {
    const found = byName.get(name);
    if (found?.shape.join() !== shape.join()) throw new WeightsMismatch(name, shape, found?.shape);
    if (found.values.length !== countValues(shape)) throw new WeightsMismatch(name, shape, [found.values.length]);
  }
  const known = new Set(expected.map(({ name }) => name));
  const left = given.find(({ name }) => !known.has(name));
  if (left !== undefined) throw new WeightsMismatch(left.name, undefined, left.shape);
  return (name) => byName.get(name)?.values ?? new Float32Array(0);
}
