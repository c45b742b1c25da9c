/**
 * Layers without time of their own: Dense, Embedding, the ones that move or drop numbers.
 * test/tensorflow/golden.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import { PlanError } from "../../engine/plan/planError";
import { type Place, type Values, weightOf } from "../pass";
import { activate } from "./activations";
import { affine } from "./affine";
import { maskOfIds, meanOfCounted } from "./masks";
import type { Save, Tensor, Tf } from "../tfjs";

/** x · W over the last dimension. */
export function product(tf: Tf, x: Tensor, kernel: Tensor): Tensor {
  if (x.shape.length === 2) return tf.matMul(x, kernel);
  const [features = 1, units = 1] = kernel.shape;
  const rows = tf.reshape(x, [-1, features]);
  return tf.reshape(tf.matMul(rows, kernel), [...x.shape.slice(0, -1), units]);
}

export function computeDense({ arguments: given }: DefinitionOf<"Dense">, place: Place): Values {
  const { tf } = place.pass;
  const bias = given.use_bias ? weightOf(place, "bias") : undefined;
  const sum = affine(tf, place.input.tensor, weightOf(place, "kernel"), bias);
  return { output: { ...activate(tf, sum, given.activation), mask: place.input.mask } };
}

export function computeActivation({ arguments: given }: DefinitionOf<"Activation">, place: Place): Values {
  if (given.activation.name === "linear") return { output: place.input };
  const { tensor, mask } = place.input;
  return { output: { ...activate(place.pass.tf, tensor, given.activation), mask } };
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
  const mask = given.mask_zero ? maskOfIds(tf, ids) : undefined;
  const rowsOf = (whole: Tensor): Tensor => tf.gather(weightOf(place, "embeddings"), whole);
  if (place.input.isData) return { output: { tensor: rowsOf(tf.cast(ids, "int32")), mask } };
  // What a layer has computed is cut to whole numbers; read here, so that no gradient goes through it. One without a row gives NaN, as on
  // the other engine.
  const numbers = ids.dataSync();
  const hasRow = (id: number): boolean => id > -1 && id < given.input_dim;
  const whole = tf.tensor1d(
    Int32Array.from(numbers, (id) => (hasRow(id) ? Math.trunc(id) : 0)),
    "int32",
  );
  const outside = Float32Array.from(numbers, (id) => (hasRow(id) ? 0 : Number.NaN));
  const tensor = tf.add(rowsOf(tf.reshape(whole, ids.shape)), tf.tensor(outside, [...ids.shape, 1]));
  return { output: { tensor, mask } };
}

/** `shape` without the batch; one −1 takes what is left. */
export function computeReshape(shape: readonly number[], { pass, input }: Place): Values {
  return { output: { tensor: pass.tf.reshape(input.tensor, [input.tensor.shape[0] ?? 0, ...shape]) } };
}

/** Where the channels come first they are taken behind the other dimensions. */
export function computeFlatten({ arguments: { data_format } }: DefinitionOf<"Flatten">, place: Place): Values {
  const { tensor } = place.input;
  if (data_format === "channels_last" || tensor.shape.length < 3) return computeReshape([-1], place);
  const order = [...tensor.shape.keys()];
  const turned = place.pass.tf.transpose(tensor, [0, ...order.slice(2), 1]);
  return computeReshape([-1], { ...place, input: { tensor: turned } });
}

export function computeRepeatVector(
  { arguments: { n } }: DefinitionOf<"RepeatVector">,
  { pass, input }: Place,
): Values {
  const { tf } = pass;
  return { output: { tensor: tf.tile(tf.expandDims(input.tensor, 1), [1, n, 1]) } };
}

export function computePooling(
  { kind, arguments: { keepdims, data_format } }: DefinitionOf<"GlobalAveragePooling1D" | "GlobalMaxPooling1D">,
  { pass: { tf }, input, path }: Place,
): Values {
  const isFirst = data_format === "channels_first";
  const { mask } = input;
  if (isFirst && mask && kind === "GlobalAveragePooling1D")
    throw new PlanError("engine-masked-channels", { layer: path });
  const x = isFirst ? tf.transpose(input.tensor, [0, 2, 1]) : input.tensor;
  const mean = (): Tensor => (mask ? meanOfCounted(tf, x, mask) : tf.mean(x, 1, true));
  const pooled = kind === "GlobalMaxPooling1D" ? largestOverTime(tf, x) : mean();
  if (!keepdims) return { output: { tensor: tf.squeeze(pooled, [1]) } };
  return { output: { tensor: isFirst ? tf.transpose(pooled, [0, 2, 1]) : pooled } };
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
