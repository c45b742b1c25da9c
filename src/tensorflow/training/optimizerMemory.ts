/**
 * An optimizer at work: what it remembers, as flat tensors beside the weights, and one update by Keras's order: clip, decay, rule.
 *
 * test/tensorflow/session.test.ts.
 */
import type { OptimizerSettings } from "../../core/model/graph";
import type { NamedTensor } from "../../core/training/networkSession";
import { joinValues, matchTensors, splitValues, type FlatWeights } from "./flatWeights";
import { constrain } from "./constraints";
import { clipGradient } from "./gradients";
import { createOptimizer, numbersOf, type Optimizer } from "./optimizers";
import type { Tensor, Tf, Variable } from "../tfjs";

export class OptimizerMemory {
  learningRate: number;
  private readonly optimizer: Optimizer;
  private readonly memory: ReadonlyMap<string, Variable>;

  constructor(
    private readonly tf: Tf,
    private readonly settings: OptimizerSettings,
    private readonly weights: FlatWeights,
  ) {
    this.learningRate = Math.fround(numbersOf(settings.arguments)("learning_rate"));
    this.optimizer = createOptimizer(settings);
    const size = weights.flat.size;
    this.memory = new Map(
      Object.entries(this.optimizer.memory).map(([name, first]) => [
        name,
        tf.tidy(() => tf.variable(tf.fill([size], first), false)),
      ]),
    );
  }

  /** `gradient` as flat as the weights; `step` counts from 1. */
  update(gradient: Tensor, step: number): void {
    const { tf, settings, learningRate: rate } = this;
    const { flat, sizes } = this.weights;
    const clipped = clipGradient(tf, gradient, sizes, settings.arguments);
    const decay = numbersOf(settings.arguments)("weight_decay");
    const weights = decay > 0 ? tf.sub(flat, tf.mul(tf.mul(flat, decay), rate)) : flat;
    const memory = Object.fromEntries(this.memory);
    const updated = this.optimizer.update({ tf, weights, gradient: clipped, memory, rate, step });
    flat.assign(constrain(tf, updated.weights, this.weights));
    for (const [name, variable] of this.memory) {
      const next = updated.memory[name];
      if (next && next !== variable) variable.assign(next);
    }
  }

  /** `optimizer/velocity/lstm/kernel`, copied. */
  read(): NamedTensor[] {
    const { trainable, sizes } = this.weights;
    return [...this.memory].flatMap(([memory, variable]) => {
      const pieces = splitValues(trainable, sizes, variable.dataSync());
      return trainable.map(({ name, shape }) => ({
        name: nameOf(memory, name),
        shape,
        values: pieces.get(name) ?? new Float32Array(0),
      }));
    });
  }

  /** Throws `WeightsMismatch`, and changes nothing then. */
  write(tensors: readonly NamedTensor[]): void {
    const { trainable } = this.weights;
    const expected = [...this.memory.keys()].flatMap((memory) =>
      trainable.map(({ name, shape }) => ({ name: nameOf(memory, name), shape })),
    );
    const found = matchTensors(expected, tensors);
    for (const [memory, variable] of this.memory) {
      const joined = joinValues(trainable, (name) => found(nameOf(memory, name)));
      this.tf.tidy(() => variable.assign(this.tf.tensor1d(joined)));
    }
  }

  dispose(): void {
    for (const variable of this.memory.values()) variable.dispose();
  }
}

const nameOf = (memory: string, weight: string): string => `optimizer/${memory}/${weight}`;
