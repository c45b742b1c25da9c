/**
 * Keeps the weights of epochs in memory while a network trains, bounded and thinned evenly.
 *
 * Every 2ⁿth epoch is kept, and 0, the weights before the first step; when there are too many, every second one goes. Which ones stay
 * follows from the number of epochs alone, so a run that was taken up again keeps those that it would have kept without the stop. A copy
 * costs a fraction of a step, and there are at most some hundred of them for a doubling of the epochs. test/worker/epochKeeper.test.ts.
 */
import type { NetworkSession, WeightSnapshot } from "../core/training/networkSession";
import type { EpochWeights, WeightsOfEpoch } from "../runs/epochWeights";

/** More than a slider or a film of some seconds has use for. */
const MOST_EPOCHS = 128;
export const DEFAULT_EPOCH_MEGABYTES = 8;
const MEGABYTE = 1_000_000;

interface Kept {
  readonly epoch: number;
  readonly snapshot: WeightSnapshot;
}

/** How many epochs' weights of so many parameters fit; 0 where that is less than two. */
export function mostEpochs(params: number, megabytes: number): number {
  const fit = Math.min(MOST_EPOCHS, Math.floor((megabytes * MEGABYTE) / (4 * Math.max(1, params))));
  return fit < 2 ? 0 : fit;
}

export class EpochKeeper {
  private kept: Kept[] = [];
  private stride = 1;
  private readonly spare: WeightSnapshot[] = [];
  private hasChanged = false;

  constructor(
    private readonly session: Pick<NetworkSession, "snapshot" | "weights" | "setWeights">,
    private readonly most: number,
  ) {}

  /** Called after each epoch in turn, and with 0 before the first step. */
  take(epoch: number): void {
    if (this.most === 0 || epoch % this.stride !== 0) return;
    this.kept.push({ epoch, snapshot: this.session.snapshot(this.spare.pop()) });
    this.hasChanged = true;
    while (this.kept.length > this.most) this.thin();
  }

  private thin(): void {
    this.stride *= 2;
    const stays = ({ epoch }: Kept): boolean => epoch % this.stride === 0;
    this.spare.push(...this.kept.filter((one) => !stays(one)).map(({ snapshot }) => snapshot));
    this.kept = this.kept.filter(stays);
  }

  /** Goes on from what a run has kept up to an epoch. The session's weights are others afterwards. */
  takeUp(weights: EpochWeights, upTo: number): void {
    // Those that were thinned since are not asked for again: what is on the disk may be newer than where the run goes on.
    const [first = 0, second = first + 1] = weights.epochs;
    this.stride = second - first;
    for (const epoch of weights.epochs) {
      const tensors = epoch <= upTo ? weights.at(epoch) : undefined;
      if (!tensors) continue;
      this.session.setWeights(tensors);
      this.take(epoch);
    }
  }

  /** What is to be written; undefined where nothing has changed since. */
  changed(): readonly WeightsOfEpoch[] | undefined {
    if (!this.hasChanged) return undefined;
    return this.kept.map(({ epoch, snapshot }) => ({ epoch, weights: this.session.weights(snapshot) }));
  }

  /** It has been written. */
  written(): void {
    this.hasChanged = false;
  }
}
