/**
 * Why a network cannot be run by this engine: a code and its arguments, for the catalogue of messages.
 *
 * The engine answers with one of these or with right numbers, never with garbage.
 */

export type PlanErrorId =
  /** An argument, layer or object that the engine does not have: {layer, argument}. */
  | "engine-not-built"
  /** The data do not have the shape of the Input: {layer, expected, found}. */
  | "engine-input-shape"
  /** Features must be known: {layer}. */
  | "engine-free-features"
  /** A recurrent layer needs (time, features): {layer, found}. */
  | "engine-needs-time"
  /** Inputs that are joined differ: {layer, found, expected}. */
  | "engine-differing-shapes"
  /** An axis that a weight or tensor does not have: {layer, axis}. */
  | "engine-axis"
  /** A mask says which steps count, not which channels: {layer}. */
  | "engine-masked-channels"
  /** A norm of weights with several axes: {layer, argument}. */
  | "engine-norm-of-axes"
  /** A sample's numbers do not fill the target shape: {layer, found, target}. */
  | "engine-reshape"
  /** A stateful layer keeps a state for each row of a batch, so all batches must have as many: {layer, samples, batchSize, cure}. */
  | "engine-stateful-batch"
  /** Targets do not have the shape of the output: {output, expected, found}. */
  | "engine-target-shape"
  /** A class number outside 0 … classes − 1, or no whole number: {output, classes, label}. */
  | "engine-label"
  /** Not an id that an Embedding has a row for: {layer, label, last}. */
  | "engine-id"
  /** Training was asked of a session without compile settings or targets: {}. */
  | "engine-cannot-train"
  /** Numbers of an output that cannot be shared out: {units, quantiles}. */
  | "engine-quantiles"
  /** The engine cannot promise the same bits: {}. */
  | "engine-not-reproducible"
  /** No samples: {}. */
  | "engine-no-samples"
  /** The plan needs more memory than there is, most of it for a layer's steps: {needed, limit, batch, layer}. */
  | "engine-memory"
  /** The same, and most is for a layer's weights: {needed, limit, batch, layer}. */
  | "engine-memory.weights"
  /** The same, and smaller batches would do: {needed, limit, batch, most}. */
  | "engine-memory.batch"
  /** The same, and fewer samples would do: {needed, limit, batch, samples, most}. */
  | "engine-memory.samples"
  /** The machine did not give it: {megabytes}. */
  | "engine-memory.refused";

export class PlanError extends Error {
  constructor(
    readonly id: PlanErrorId,
    readonly args: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${id} ${JSON.stringify(args)}`);
    this.name = "PlanError";
  }
}
