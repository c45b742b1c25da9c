/**
 * A whole GRU layer with `reset_after`, and its gradient written out by hand, for the activations sigmoid and tanh only.
 *
 * An automatic gradient undoes each operation of each step with one or two more. Here a step only multiplies what comes back, dh, with
 * slopes that were formed for all steps at once, and the recurrent kernel's gradient is one product at the end.
 * test/tensorflow/recurrent.test.ts.
 */
import type { Save, Tensor, Tf } from "../tfjs";
import { unstackAll } from "./pieces";

/** What the layer reads: x W + b of all steps (T, B, 3H), gates z r h; the recurrent kernel (H, 3H) and bias (3H); h (B, H). */
export interface WholeGru {
  readonly gates: Tensor;
  readonly kernel: Tensor;
  readonly bias: Tensor;
  readonly h: Tensor;
}

/** What the way back needs of the way there, each (T, B, H); `inner` is h U + b of the candidate. */
interface Passed {
  readonly z: Tensor;
  readonly r: Tensor;
  readonly inner: Tensor;
  readonly candidate: Tensor;
  readonly outputs: Tensor;
}

/** Every output h, (T, B, H). */
export function wholeGru(tf: Tf, given: WholeGru): Tensor {
  const run = tf.customGrad((gates: Tensor, kernel: Tensor, bias: Tensor, h: Tensor, save: Save) => {
    const passed = goThere(tf, { gates, kernel, bias, h });
    const { z, r, inner, candidate, outputs } = passed;
    save([kernel, h, z, r, inner, candidate, outputs]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [u, first, ...all] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
      const [savedZ, savedR, savedInner, savedCandidate, savedOutputs] = all;
      const back = { z: savedZ, r: savedR, inner: savedInner, candidate: savedCandidate, outputs: savedOutputs };
      return goBack(tf, { dy, kernel: u, first, passed: back });
    };
    return { value: outputs, gradFunc };
  });
  return run(given.gates, given.kernel, given.bias, given.h);
}

function goThere(tf: Tf, { gates, kernel, bias, h: first }: WholeGru): Passed {
  const units = first.shape[1] ?? 0;
  const sizes = [2 * units, units];
  const [xOuter, xInner] = tf.split(gates, sizes, -1).map((x) => unstackAll(tf, x)) as [Tensor[], Tensor[]];
  const kept: Record<keyof Passed, Tensor[]> = { z: [], r: [], inner: [], candidate: [], outputs: [] };
  let h = first;
  for (const [t, x] of xOuter.entries()) {
    const [outer, inner] = tf.split(tf.add(tf.matMul(h, kernel), bias), sizes, 1) as [Tensor, Tensor];
    const [z, r] = tf.split(tf.sigmoid(tf.add(x, outer)), 2, 1) as [Tensor, Tensor];
    const candidate = tf.tanh(tf.add(xInner[t] as Tensor, tf.mul(r, inner)));
    h = tf.add(candidate, tf.mul(z, tf.sub(h, candidate)));
    kept.z.push(z);
    kept.r.push(r);
    kept.inner.push(inner);
    kept.candidate.push(candidate);
    kept.outputs.push(h);
  }
  const { z, r, inner, candidate, outputs } = kept;
  return {
    ...{ z: tf.stack(z), r: tf.stack(r), inner: tf.stack(inner) },
    ...{ candidate: tf.stack(candidate), outputs: tf.stack(outputs) },
  };
}

interface Back {
  readonly dy: Tensor;
  readonly kernel: Tensor;
  /** The state that the layer began with. */
  readonly first: Tensor;
  readonly passed: Passed;
}

/** The gradients of gates, kernel, bias and h. */
function goBack(tf: Tf, { dy, kernel, first, passed: { z, r, inner, candidate, outputs } }: Back): Tensor[] {
  const [steps = 0, , units = 0] = outputs.shape;
  const start = tf.expandDims(first, 0);
  const before = steps === 1 ? start : tf.concat([start, tf.slice(outputs, 0, steps - 1)], 0);
  // How much each sum before its activation moves h.
  const ofCandidate = tf.mul(tf.sub(1, z), tf.sub(1, tf.square(candidate)));
  const ofZ = tf.mul(tf.sub(before, candidate), tf.mul(z, tf.sub(1, z)));
  const ofInner = tf.mul(ofCandidate, r);
  const ofR = tf.mul(tf.mul(ofInner, inner), tf.sub(1, r));
  const slopes = unstackAll(tf, tf.concat([ofZ, ofR, ofInner], -1));
  const [stays, shown] = [unstackAll(tf, z), unstackAll(tf, dy)];
  const dhs: Tensor[] = [];
  const sums: Tensor[] = [];
  let dh = tf.zerosLike(first);
  for (const [t, slope] of [...slopes.entries()].toReversed()) {
    const all = tf.add(dh, shown[t] as Tensor);
    const sum = tf.mul(tf.concat([all, all, all], 1), slope);
    dhs.push(all);
    sums.push(sum);
    dh = tf.add(tf.mul(all, stays[t] as Tensor), tf.matMul(sum, kernel, false, true));
  }
  const dSums = tf.stack(sums.toReversed());
  const rows = tf.reshape(dSums, [-1, 3 * units]);
  const dKernel = tf.matMul(tf.reshape(before, [-1, units]), rows, true, false);
  const [dOuter] = tf.split(dSums, [2 * units, units], -1) as [Tensor, Tensor];
  const dGates = tf.concat([dOuter, tf.mul(tf.stack(dhs.toReversed()), ofCandidate)], -1);
  return [dGates, dKernel, tf.sum(rows, 0), dh];
}
