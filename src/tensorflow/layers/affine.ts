/**
 * x · W + b over the last dimension, with its gradient written out.
 *
 * TensorFlow.js lays a sequence flat in front of a product and puts it together behind it, on the way back too, and each of these
 * is an operation; TensorFlow's own product takes a sequence as it is. test/tensorflow/golden.test.ts, agreement.test.ts.
 */
import type { Save, Tensor, Tf } from "../tfjs";
import { flag, ofFloats, runOperation } from "./rawOperation";

/** Products of matrices that lie one behind the other; a matrix beside a sequence of them goes with each. */
function multiply(tf: Tf, a: Tensor, b: Tensor, turned: { readonly a?: boolean; readonly b?: boolean } = {}): Tensor {
  const attributes = [ofFloats(tf), flag(tf, "adj_x", turned.a ?? false), flag(tf, "adj_y", turned.b ?? false)];
  return runOperation(tf, "BatchMatMulV2", attributes, [a, b], { outputs: 1 })[0] as Tensor;
}

/** x (…, F), kernel (F, U), bias (U) or none: (…, U). */
export function affine(tf: Tf, x: Tensor, kernel: Tensor, bias: Tensor | undefined): Tensor {
  const [features = 1, units = 1] = kernel.shape;
  const flat = (tensor: Tensor, width: number): Tensor =>
    tensor.shape.length === 2 ? tensor : tf.reshape(tensor, [-1, width]);
  const run = tf.customGrad((input: Tensor, weights: Tensor, ...others: (Tensor | Save)[]) => {
    const save = others.pop() as Save;
    const [offset] = others as Tensor[];
    const sum = multiply(tf, input, weights);
    save([input, weights]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [before, w] = saved as [Tensor, Tensor];
      const rows = flat(dy, units);
      const dKernel = multiply(tf, flat(before, features), rows, { a: true });
      return [multiply(tf, dy, w, { b: true }), dKernel, ...(offset ? [tf.sum(rows, 0)] : [])];
    };
    return { value: offset ? tf.add(sum, offset) : sum, gradFunc };
  });
  return bias ? run(x, kernel, bias) : run(x, kernel);
}
