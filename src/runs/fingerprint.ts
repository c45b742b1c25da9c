/**
 * Fingerprints (SHA-256) of data and weights: the same numbers give the same text on every machine.
 */
import { createHash } from "node:crypto";
import type { Dataset, Tensor } from "../core/data/dataset";

interface Named extends Tensor {
  readonly name: string;
  readonly starts?: Int32Array;
}

function fingerprint(tensors: readonly Named[]): string {
  const hash = createHash("sha256");
  for (const { name, shape, values, starts } of tensors) {
    hash.update(`${name}(${shape.join(",")})`);
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    // Which windows of a series there are is data too.
    if (starts) hash.update(new Uint8Array(starts.buffer, starts.byteOffset, starts.byteLength));
  }
  return hash.digest("hex");
}

/** Of the encoded samples, inputs before targets, and of what samples count. */
export function fingerprintData({ inputs, targets }: Dataset): string {
  const weights = targets.flatMap(({ name, weights: own }) => (own ? [{ name: `${name} weights`, ...own }] : []));
  return fingerprint([...[...inputs, ...targets].map(({ name, tensor }) => ({ name, ...tensor })), ...weights]);
}

/** Of a set of weights, in their order. */
export function fingerprintWeights(weights: readonly Named[]): string {
  return fingerprint(weights);
}

/** Of plain data, whatever the order in which its keys were written. */
export function fingerprintPlain(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value, sortKeys)).digest("hex");
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
