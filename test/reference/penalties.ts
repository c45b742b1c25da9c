/**
 * What l1 and l2 add to the loss: λ₁ Σ|x| + λ₂ Σx².
 */
import type { KerasObject, Layer, ModelGraph } from "../../src/core/model/graph";
import type { Matrix, Steps } from "./layers";
import { add, apply, multiply, scale, type Scalar } from "./scalar";

export type Regularized = Readonly<Record<string, KerasObject | null | undefined>>;

export function penalty(regularizer: KerasObject | null | undefined, x: Steps): Scalar[] {
  if (!regularizer) return [];
  const of = (name: string): number => Number(regularizer.arguments[name] ?? 0);
  const size = (one: Scalar): Scalar => apply(one, Math.abs(one.value), Math.sign(one.value));
  return x.flat().map((one) => add(scale(size(one), of("l1")), scale(multiply(one, one), of("l2"))));
}

/** Of all weights that learn: `dense/kernel` has the layer's kernel_regularizer, `…/recurrent_kernel` its recurrent_regularizer. */
export function penalties({ layers }: ModelGraph, weights: ReadonlyMap<string, Matrix>): Scalar[] {
  return [...weights].flatMap(([name, matrix]) => {
    const layer = layers.find((one) => one.name === name.split("/")[0]) as Layer;
    const key = `${(name.split("/").at(-1) as string).replace("recurrent_kernel", "recurrent")}_regularizer`;
    return layer.trainable ? penalty(((layer.inner ?? layer).arguments as Regularized)[key], matrix) : [];
  });
}
