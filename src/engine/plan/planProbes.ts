/**
 * Room to look inside a network: a region for one sample beside the weights that training uses, and two programs.
 *
 * They are a training step's way forward and back; between the two the gates can be read, which the way back turns into their gradients
 * in place. Nothing here changes a weight. test/engine/probes.test.ts.
 */
import { Operation } from "./codes";
import { emitRegion, type RegionWork } from "./emitRegion";
import type { Layout } from "./layout";
import type { TapeEntry, WatchedAttention, WatchedLayer } from "./network";
import { planConnectivity, type PlacedConnectivity } from "./planConnectivity";
import { placeProgram, type PlacedWords } from "./program";
import { Region } from "./region";

export interface PlacedProbe {
  /** Where the number of the sample has to be written, i32. */
  readonly order: number;
  /** Recurrent layers, one direction each, in the order of the layers. */
  readonly layers: readonly ProbedLayer[];
  readonly attention: readonly ProbedAttention[];
  /** Programs; `backward` begins with the losses and is absent where there are none. */
  readonly forward: number;
  readonly backward: number | undefined;
  readonly image: readonly PlacedWords[];
}

export interface ProbedLayer extends WatchedLayer {
  /** Where its input lies. */
  readonly xAt: number;
  /** Where its mask lies; 0: it has none. */
  readonly maskAt: number;
  readonly connectivity: PlacedConnectivity | undefined;
}

export interface ProbedAttention extends WatchedAttention {
  /** Where its weights lie. */
  readonly weightsAt: number;
}

/** One sample; rows are padded to 4 as everywhere. */
export const PROBE_ROWS = 4;

/** Operations that only serve an update. */
const forWeights: ReadonlySet<Operation> = new Set([Operation.weightGradients, Operation.lookUpGradients]);

export function planProbes(layout: Layout, work: RegionWork, withConnectivity: boolean): PlacedProbe {
  const region = new Region(layout, { rows: PROBE_ROWS, probing: true });
  const order = layout.buffer(1);
  Object.assign(region.frame.values, { rows: 1, padded: PROBE_ROWS, batch: 1, shards: 1, order });
  region.frame.values.losses = layout.buffer(2 * work.losses.length);
  const hasLoss = work.losses.length > 0;
  const { predict, forward, losses, backward } = emitRegion(region, work);
  const image: PlacedWords[] = [];
  const program = (entries: readonly TapeEntry[]): number => {
    const placed = placeProgram(layout, [[{ region, entries }]]);
    image.push(...placed);
    return placed.at(-1)?.address ?? 0;
  };
  const layers = region.watched.map((watched) => ({
    ...watched,
    xAt: region.value(watched.x),
    maskAt: watched.mask ? region.value(watched.mask) : 0,
    connectivity: withConnectivity ? planConnectivity(layout, region, watched) : undefined,
  }));
  image.push(...layers.flatMap(({ connectivity }) => connectivity?.image ?? []));
  return {
    order,
    layers,
    attention: region.watchedAttention.map((one) => ({ ...one, weightsAt: region.value(one.weights) })),
    forward: program(hasLoss ? forward : predict),
    backward: hasLoss
      ? program([...losses, ...backward].filter(([operation]) => !forWeights.has(operation)))
      : undefined,
    image,
  };
}
