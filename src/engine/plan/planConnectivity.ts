/**
 * Room for ∂h_t/∂x_s of one recurrent layer: a region where the same sample runs in many rows through this layer alone, so that one
 * way back gives the gradients of as many output units.
 *
 * test/engine/probes.test.ts.
 */
import { Operation } from "./codes";
import type { Layout, WatchedCell } from "./layout";
import { createTensor, roundUp, type Network, type PlanTensor } from "./network";
import { addRecurrent } from "./operations/recurrent";
import { placeProgram, type PlacedWords } from "./program";
import { Region } from "./region";

export interface PlacedConnectivity {
  readonly rows: number;
  /** The layer's input, to be filled alike in all rows, and its gradient. */
  readonly input: { readonly tensor: PlanTensor; readonly address: number; readonly gradient: number };
  /** The gradient of the layer's output, all steps: 1 where a row asks for a unit of a step, else 0. */
  readonly seeds: { readonly tensor: PlanTensor; readonly address: number };
  /** Forward and back. */
  readonly program: number;
  readonly image: readonly PlacedWords[];
}

/** More units than this take several passes; the memory is that of a batch of as many rows. */
const MOST_ROWS = 32;

export function planConnectivity(layout: Layout, { cell, x }: WatchedCell): PlacedConnectivity {
  const rows = Math.min(MOST_ROWS, roundUp(cell.units, 4));
  const region = new Region(layout, { rows });
  Object.assign(region.frame.values, { rows, padded: rows, batch: rows, shards: 1 });
  const network: Network = { weights: [], operations: [], activities: [] };
  const input = createTensor(x.shape, { needsGradient: true });
  const alone = { ...cell, initial: [], mask: undefined, kept: undefined, returnState: false, returnSequences: true };
  const { sequence: output } = addRecurrent(network, [input], alone);
  const wayBack = network.operations.map((operation) => operation.emit(region));
  const seeds = region.giveGradient(output).address;
  for (const back of wayBack) back();
  const backward = region.takeBackward().filter(([operation]) => operation !== Operation.weightGradients);
  const image = placeProgram(layout, [[{ region, entries: [...region.takeForward(), ...backward] }]]);
  return {
    rows,
    input: { tensor: input, address: region.value(input), gradient: region.gradient(input) },
    seeds: { tensor: output, address: seeds },
    program: image.at(-1)?.address ?? 0,
    image,
  };
}
