/**
 * Concatenate along any axis; Add, Multiply, Average and Subtract of shapes that stretch to one; the halves of a Bidirectional.
 * test/tensorflow/golden.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { MergeMode } from "../../core/model/layerTable";
import { axesOf, stretch } from "../../core/shapes/axes";
import { PlanError } from "../../engine/plan/planError";
import type { Place, Value, Values } from "../pass";
import { keep, maskUnion } from "./masks";
import type { Tensor, Tf } from "../tfjs";

type Joining = Exclude<MergeMode, "none"> | "subtract";

/** What Concatenate, Add, … and the two halves of a Bidirectional share. */
export function join(tf: Tf, tensors: readonly Tensor[], how: Joining): Tensor {
  const [first, ...others] = tensors;
  if (first === undefined) throw new RangeError("nothing to join");
  const fold = (by: (a: Tensor, b: Tensor) => Tensor): Tensor => others.reduce(by, first);
  switch (how) {
    case "concat":
      return tf.concat([...tensors], -1);
    case "sum":
      return fold((a, b) => tf.add(a, b));
    case "mul":
      return fold((a, b) => tf.mul(a, b));
    case "subtract":
      return fold((a, b) => tf.sub(a, b));
    case "ave":
      return tf.div(
        fold((a, b) => tf.add(a, b)),
        tensors.length,
      );
  }
}

/** Along an axis before the last, masks stand one behind the other as well: all steps of a tensor without one count. */
export function computeConcatenate(
  { arguments: given }: DefinitionOf<"Concatenate">,
  { pass: { tf }, inputs }: Place,
): Values {
  const tensors = inputs.map(({ tensor }) => tensor);
  const rank = tensors[0]?.shape.length ?? 0;
  const [axis = 0] = axesOf(given.axis, rank);
  const tensor = tf.concat(tensors, axis);
  if (axis === rank - 1) return { output: { tensor, mask: maskUnion(tf, inputs) } };
  if (inputs.every(({ mask }) => mask === undefined)) return { output: { tensor } };
  const masks = inputs.map((one) => one.mask ?? tf.fill(one.tensor.shape.slice(0, -1), 1));
  return { output: { tensor, mask: tf.concat(masks, axis) } };
}

/** Throws PlanError where lengths that the file leaves free turn out to differ. */
export function computeJoining(how: Joining, { pass: { tf }, inputs: given, path }: Place): Values {
  const shapeOf = ({ tensor }: Value): number[] => tensor.shape.slice(1);
  const target = given.slice(1).reduce(
    (shape, one) => {
      const both = stretch(shape, shapeOf(one));
      if (both) return both;
      const text = (sizes: readonly number[]): string => `(${sizes.join(", ")})`;
      throw new PlanError("engine-differing-shapes", { layer: path, found: text(shapeOf(one)), expected: text(shape) });
    },
    shapeOf(given[0] as Value),
  );
  const inputs = given.map((one) => raise(tf, one, target.length + 1));
  const mask = maskUnion(tf, inputs);
  if (how === "mul") return { output: { tensor: multiply(tf, inputs, mask), mask } };
  const tensors = inputs.map(({ tensor }) => tensor);
  return { output: { tensor: join(tf, tensors, how), mask } };
}

/** Dimensions of 1 in front, behind the batch; TensorFlow stretches the rest. */
function raise(tf: Tf, { tensor, mask }: Value, rank: number): Value {
  const missing = rank - tensor.shape.length;
  if (missing === 0) return { tensor, mask };
  const ones = Array.from({ length: missing }, () => 1);
  const fit = (x: Tensor): Tensor => tf.reshape(x, [x.shape[0] ?? 0, ...ones, ...x.shape.slice(1)]);
  return { tensor: fit(tensor), mask: mask && fit(mask) };
}

/** As in Keras, what does not count is a factor of 1; where all inputs have masks, what counts in none of them is 0. */
function multiply(tf: Tf, inputs: readonly Value[], mask: Tensor | undefined): Tensor {
  const factors = inputs.map(({ tensor, mask: own }) => (own ? keep(tf, tensor, own, 1) : tensor));
  const result = join(tf, factors, "mul");
  return mask ? keep(tf, result, mask, 0) : result;
}
