/**
 * Attention over [query, value] or [query, value, key], as Keras computes it. test/tensorflow/golden.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import { PlanError } from "../../engine/plan/planError";
import { type Place, type Value, type Values, weightOf } from "../pass";
import { keep } from "./masks";
import type { Tensor, Tf } from "../tfjs";

/** What Keras takes from the score of a key that does not count. */
const FAR = 1e9;

/** Throws PlanError where lengths that the file leaves free do not go together. */
export function computeAttention({ arguments: given }: DefinitionOf<"Attention">, place: Place): Values {
  const { tf, training } = place.pass;
  const [query, value, key = value] = place.inputs as readonly [Value, Value, Value?];
  checkLengths(value.tensor, key.tensor, place.path);
  const scores = score(given, place, query.tensor, key.tensor);
  const counts = countedKeys(tf, scores, value.mask, given.use_causal_mask);
  const shares = tf.softmax(counts ? tf.add(scores, tf.mul(tf.sub(counts, 1), FAR)) : scores, -1);
  place.pass.watch?.attention.set(place.path, shares);
  const weights = training && given.dropout > 0 ? place.pass.drop(shares, given.dropout, false) : shares;
  const mixed = tf.matMul(weights, value.tensor);
  return { output: { tensor: query.mask ? keep(tf, mixed, query.mask, 0) : mixed, mask: query.mask } };
}

function checkLengths(value: Tensor, key: Tensor, layer: string): void {
  if (value.shape[1] === key.shape[1]) return;
  const text = ([, ...sizes]: readonly number[]): string => `(${sizes.join(", ")})`;
  const expected = text([0, value.shape[1] ?? 0, key.shape[2] ?? 0]);
  throw new PlanError("engine-differing-shapes", { layer, found: text(key.shape), expected });
}

/** (B, Tq, D) and (B, Tv, D) to (B, Tq, Tv): scale · q·k, or w · Σ tanh(scale · (q + k)). */
function score(given: DefinitionOf<"Attention">["arguments"], place: Place, query: Tensor, key: Tensor): Tensor {
  const { tf } = place.pass;
  const scaled = (x: Tensor): Tensor => (given.use_scale ? tf.mul(x, weightOf(place, "scale")) : x);
  if (given.score_mode === "dot") return scaled(tf.matMul(query, tf.transpose(key, [0, 2, 1])));
  const pairs = tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1));
  return tf.mul(weightOf(place, "concat_score_weight"), tf.sum(tf.tanh(scaled(pairs)), -1));
}

/** 1 where a query sees a key, else 0; undefined where every query sees all. */
function countedKeys(tf: Tf, scores: Tensor, mask: Tensor | undefined, isCausal: boolean): Tensor | undefined {
  const counted = mask && tf.expandDims(mask, 1);
  if (!isCausal) return counted;
  const [, queries = 0, keys = 0] = scores.shape;
  const seen = Float32Array.from({ length: queries * keys }, (_, i) => (i % keys <= Math.floor(i / keys) ? 1 : 0));
  const past = tf.tensor(seen, [1, queries, keys]);
  return counted ? tf.mul(counted, past) : past;
}
