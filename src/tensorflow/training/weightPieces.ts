/**
 * The flat weights cut into weights, once a pass: every cut is an operation on the way there and another on the way back.
 *
 * A kernel and the recurrent kernel behind it lie side by side and are cut as one block: a fused layer takes it whole, others have it
 * divided. test/tensorflow/session.test.ts.
 */
import { type PlanWeight, countValues } from "../../engine/plan/tensors";
import { splitSizes } from "../layers/pieces";
import type { Tensor, Tf, Variable } from "../tfjs";

/** One weight, or two whose rows lie one behind the other. */
type Block = readonly PlanWeight[];

export class WeightPieces {
  private readonly weights = new Map<string, Tensor>();
  /** By the names of both. */
  private readonly blocks = new Map<string, { readonly block: Block; readonly tensor: Tensor }>();

  constructor(
    private readonly tf: Tf,
    flat: Tensor,
    trainable: readonly PlanWeight[],
    private readonly fixed: ReadonlyMap<string, Variable>,
  ) {
    const blocks = divide(trainable);
    const sizes = blocks.map((block) => block.reduce((sum, { shape }) => sum + countValues(shape), 0));
    const parts = blocks.length === 0 ? [] : splitSizes(tf, flat, sizes);
    for (const [i, block] of blocks.entries()) {
      const [first, second] = block;
      const part = parts[i] as Tensor;
      if (!first) continue;
      if (!second) {
        this.weights.set(first.name, first.shape.length === 1 ? part : tf.reshape(part, [...first.shape]));
        continue;
      }
      const tensor = tf.reshape(part, [(first.shape[0] ?? 0) + (second.shape[0] ?? 0), first.shape[1] ?? 0]);
      for (const { name } of block) this.blocks.set(name, { block, tensor });
    }
  }

  get(name: string): Tensor | undefined {
    const known = this.weights.get(name) ?? this.fixed.get(name);
    const found = this.blocks.get(name);
    if (known !== undefined || found === undefined) return known;
    const rows = found.block.map(({ shape }) => shape[0] ?? 0);
    const parts = this.tf.split(found.tensor, rows, 0);
    found.block.forEach((one, i) => this.weights.set(one.name, parts[i] as Tensor));
    return this.weights.get(name);
  }

  /** Both as they lie; undefined where they lie apart. */
  stacked(above: string, below: string): Tensor | undefined {
    const found = this.blocks.get(above);
    return found?.block[1]?.name === below ? found.tensor : undefined;
  }
}

function divide(trainable: readonly PlanWeight[]): Block[] {
  const blocks: PlanWeight[][] = [];
  for (const weight of trainable) {
    const last = blocks.at(-1);
    const [above] = last ?? [];
    const isPair =
      last?.length === 1 &&
      above?.name.replace(/kernel$/, "recurrent_kernel") === weight.name &&
      above.shape[1] === weight.shape[1];
    if (isPair) last.push(weight);
    else blocks.push([weight]);
  }
  return blocks;
}
