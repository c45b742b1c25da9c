/**
 * Room for ∂h_t/∂x_s of one recurrent layer: a region where the same sample runs in many rows through this layer alone, so that one
 * way back gives the gradients of as many output units.
 *
 * test/engine/probes.test.ts.
 */
import { Operation } from "./codes";
import type { Layout, WatchedLayer } from "./layout";
import { createTensor, roundUp, type Network, type PlanTensor } from "./network";
import { placeProgram, type PlacedWords } from "./program";
import { Region } from "./region";

export interface PlacedConnectivity {
  readonly rows: number;
  /** What the layer reads: from one row of the probe's region into all rows here. */
  readonly fills: readonly Fill[];
  /** The gradient of the layer's input. */
  readonly gradient: { readonly tensor: PlanTensor; readonly address: number };
  /** The gradient of the layer's output, all steps: 1 where a row asks for a unit of a step, else 0. */
  readonly seeds: { readonly tensor: PlanTensor; readonly address: number };
  /** Forward and back. */
  readonly program: number;
  readonly image: readonly PlacedWords[];
}

/** The first `features` columns of every step, from one tensor's row to all rows of another's. */
export interface Fill {
  readonly steps: number;
  readonly features: number;
  readonly from: number;
  readonly fromLd: number;
  readonly to: number;
  readonly toLd: number;
}

/** More units than this take several passes; the memory is that of a batch of as many rows. */
const MOST_ROWS = 32;

/** `seen`: the probe's region, where the layer's input lies. */
export function planConnectivity(
  layout: Layout,
  seen: Region,
  { x, initial, mask, again }: WatchedLayer,
): PlacedConnectivity {
  const network: Network = { weights: [], operations: [], activities: [], probed: true };
  const input = createTensor(x.shape, { needsGradient: true });
  const output = again(network, input);
  const rows = Math.min(MOST_ROWS, roundUp(output.features, 4));
  const region = new Region(layout, { rows });
  Object.assign(region.frame.values, { rows, padded: rows, batch: rows, shards: 1 });
  const wayBack = network.operations.map((operation) => operation.emit(region));
  const seeds = region.giveGradient(output).address;
  for (const back of wayBack) back();
  const backward = region.takeBackward().filter(([operation]) => operation !== Operation.weightGradients);
  const image = placeProgram(layout, [[{ region, entries: [...region.takeForward(), ...backward] }]]);
  const fill = (from: PlanTensor, to: PlanTensor): Fill => ({
    ...{ steps: from.steps, features: from.features },
    ...{ from: seen.value(from), fromLd: from.ld, to: region.value(to), toLd: to.ld },
  });
  return {
    rows,
    fills: [fill(x, input), ...[...initial, ...(mask ? [mask] : [])].map((tensor) => fill(tensor, tensor))],
    gradient: { tensor: input, address: region.gradient(input) },
    seeds: { tensor: output, address: seeds },
    program: image.at(-1)?.address ?? 0,
    image,
  };
}
