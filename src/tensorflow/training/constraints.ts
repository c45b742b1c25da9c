/**
 * What follows an update: weights that have a constraint are brought back to it, to the letter of Keras 3.
 *
 * test/tensorflow/golden.test.ts.
 */
import { ConstraintCode } from "../../engine/plan/codes";
import type { Constraint } from "../../engine/plan/tensors";
import { splitSizes } from "../layers/pieces";
import type { Tensor, Tf } from "../tfjs";
import type { FlatWeights } from "./flatWeights";

/** Keras's epsilon, which keeps 0 / 0 out. */
const EPSILON = 1e-7;

/** The same where no weight has a constraint. */
export function constrain(
  tf: Tf,
  flat: Tensor,
  { trainable, sizes }: Pick<FlatWeights, "trainable" | "sizes">,
): Tensor {
  if (!trainable.some(({ constraint }) => constraint)) return flat;
  const pieces = splitSizes(tf, flat, sizes).map((piece, i) => {
    const { constraint, shape } = trainable[i] ?? { shape: [] };
    if (!constraint) return piece;
    return tf.reshape(hold(tf, tf.reshape(piece, [...shape]), constraint), [-1]);
  });
  return tf.concat(pieces);
}

function hold(tf: Tf, weight: Tensor, { code, overRows, limit }: Constraint): Tensor {
  if (code === ConstraintCode.nonNegative) return tf.maximum(weight, 0);
  // A vector is one row.
  const rows = weight.shape.length === 1 ? tf.expandDims(weight, 0) : weight;
  const norms = tf.sqrt(tf.sum(tf.square(rows), overRows ? 0 : 1, true));
  const wanted = code === ConstraintCode.maxNorm ? tf.minimum(norms, limit) : 1;
  return tf.reshape(tf.mul(rows, tf.div(wanted, tf.add(norms, EPSILON))), weight.shape);
}
