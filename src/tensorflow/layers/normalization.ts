/**
 * LayerNormalization along one axis or several. test/tensorflow/golden.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import { axesOf } from "../../core/shapes/axes";
import { type Place, type Values, weightOf } from "../pass";
import type { Tensor } from "../tfjs";

/** γ · (x − mean) / √(variance + ε) + β over the axes. */
export function computeLayerNormalization(
  { arguments: given }: DefinitionOf<"LayerNormalization">,
  place: Place,
): Values {
  const { tf } = place.pass;
  const x = place.input.tensor;
  const axes = [...axesOf(given.axis, x.shape.length)];
  const distance = tf.sub(x, tf.mean(x, axes, true));
  const variance = tf.mean(tf.square(distance), axes, true);
  // The weights' numbers stand in the order of the axes, whatever order the file writes these in.
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? size : 1));
  const weight = (name: string): Tensor => tf.reshape(weightOf(place, name), shape);
  let tensor: Tensor = tf.div(distance, tf.sqrt(tf.add(variance, given.epsilon)));
  if (given.scale) tensor = tf.mul(tensor, weight("gamma"));
  if (given.center) tensor = tf.add(tensor, weight("beta"));
  return { output: { tensor, mask: place.input.mask } };
}
