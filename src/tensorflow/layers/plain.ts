/**
 * Layers without time of their own: Dense, Embedding, LayerNormalization, the ones that join, move or drop numbers.
 * test/tensorflow/golden.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { MergeMode } from "../../core/model/layerTable";
import { type Place, type Value, type Values, weightOf } from "../pass";
import { activate } from "./activations";
import { keep, maskOfIds, maskUnion, meanOfCounted } from "./masks";
import type { Save, Tensor, Tf } from "../tfjs";

/** x · W over the last dimension. */
export function product(tf: Tf, x: Tensor, kernel: Tensor): Tensor {
  const [features = 1, units = 1] = kernel.shape;
  const rows = tf.reshape(x, [-1, features]);
  return tf.reshape(tf.matMul(rows, kernel), [...x.shape.slice(0, -1), units]);
}

export function computeDense({ arguments: given }: DefinitionOf<"Dense">, place: Place): Values {
  const { tf } = place.pass;
  const sum = product(tf, place.input.tensor, weightOf(place, "kernel"));
  const biased = given.use_bias ? tf.add(sum, weightOf(place, "bias")) : sum;
  return { output: { ...activate(tf, biased, given.activation, place.path), mask: place.input.mask } };
}

export function computeActivation({ arguments: given }: DefinitionOf<"Activation">, place: Place): Values {
  const { tensor, mask } = place.input;
  return { output: { ...activate(place.pass.tf, tensor, given.activation, place.path), mask } };
}

export function computeDropout(
  { kind, arguments: { rate } }: DefinitionOf<"Dropout" | "SpatialDropout1D">,
  { pass, input }: Place,
): Values {
  const tensor = pass.drop(input.tensor, rate, kind === "SpatialDropout1D");
  return { output: tensor === input.tensor ? input : { tensor, mask: input.mask } };
}

export function computeEmbedding({ arguments: given }: DefinitionOf<"Embedding">, place: Place): Values {
  const { tf } = place.pass;
  const ids = place.input.tensor;
  const tensor = tf.gather(weightOf(place, "embeddings"), tf.cast(ids, "int32"));
  return { output: { tensor, mask: given.mask_zero ? maskOfIds(tf, ids) : undefined } };
}

/** γ · (x − mean) / √(variance + ε) + β over the last dimension. */
export function computeLayerNormalization(
  { arguments: given }: DefinitionOf<"LayerNormalization">,
  place: Place,
): Values {
  const { tf } = place.pass;
  const x = place.input.tensor;
  const distance = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(distance), -1, true);
  let tensor: Tensor = tf.div(distance, tf.sqrt(tf.add(variance, given.epsilon)));
  if (given.scale) tensor = tf.mul(tensor, weightOf(place, "gamma"));
  if (given.center) tensor = tf.add(tensor, weightOf(place, "beta"));
  return { output: { tensor, mask: place.input.mask } };
}

/** `shape` without the batch; one −1 takes what is left. */
export function computeReshape(shape: readonly number[], { pass, input }: Place): Values {
  return { output: { tensor: pass.tf.reshape(input.tensor, [input.tensor.shape[0] ?? 0, ...shape]) } };
}

export function computeRepeatVector(
  { arguments: { n } }: DefinitionOf<"RepeatVector">,
  { pass, input }: Place,
): Values {
  const { tf } = pass;
  return { output: { tensor: tf.tile(tf.expandDims(input.tensor, 1), [1, n, 1]) } };
}

export function computePooling(
  { kind, arguments: { keepdims } }: DefinitionOf<"GlobalAveragePooling1D" | "GlobalMaxPooling1D">,
  { pass: { tf }, input }: Place,
): Values {
  const { tensor: x, mask } = input;
  const mean = (): Tensor => (mask ? meanOfCounted(tf, x, mask) : tf.mean(x, 1, true));
  const pooled = kind === "GlobalMaxPooling1D" ? largestOverTime(tf, x) : mean();
  return { output: { tensor: keepdims ? pooled : tf.squeeze(pooled, [1]) } };
}

/** (B, 1, F). Where several steps are the largest, they share the gradient, as in TensorFlow. */
function largestOverTime(tf: Tf, x: Tensor): Tensor {
  const pool = tf.customGrad((input: Tensor, save: Save) => {
    const value = tf.max(input, 1, true);
    save([input, value]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [all, top] = saved as [Tensor, Tensor];
      const isTop = tf.cast(tf.equal(all, top), "float32");
      return tf.mul(tf.div(isTop, tf.sum(isTop, 1, true)), dy);
    };
    return { value, gradFunc };
  });
  return pool(x);
}

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

export function computeJoining(how: Joining, { pass: { tf }, inputs }: Place): Values {
  const mask = maskUnion(tf, inputs);
  if (how === "mul") return { output: { tensor: multiply(tf, inputs, mask), mask } };
  const tensors = inputs.map(({ tensor }) => tensor);
  return { output: { tensor: join(tf, tensors, how), mask } };
}

/** As in Keras, what does not count is a factor of 1; where all inputs have masks, what counts in none of them is 0. */
function multiply(tf: Tf, inputs: readonly Value[], mask: Tensor | undefined): Tensor {
  const factors = inputs.map(({ tensor, mask: own }) => (own ? keep(tf, tensor, own, 1) : tensor));
  const result = join(tf, factors, "mul");
  return mask ? keep(tf, result, mask, 0) : result;
}
