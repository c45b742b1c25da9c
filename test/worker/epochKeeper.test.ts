/** Which epochs' weights stay: bounded, even, and the same whether a run was stopped and taken up again or not. */
import { expect, test } from "vitest";
import type { NamedTensor, NetworkSession, WeightSnapshot } from "../../src/core/training/networkSession";
import { EpochWeights } from "../../src/runs/epochWeights";
import { EpochKeeper, mostEpochs } from "../../src/worker/epochKeeper";

/** A session whose only weight is the number of its epoch. */
class Counting implements Pick<NetworkSession, "snapshot" | "weights" | "setWeights"> {
  now = Float32Array.of(0);
  copies = 0;
  snapshot(reuse?: WeightSnapshot): WeightSnapshot {
    if (!reuse) this.copies++;
    const floats = reuse?.floats ?? new Float32Array(1);
    floats.set(this.now);
    return { floats };
  }
  weights(from?: WeightSnapshot): NamedTensor[] {
    return [{ name: "w", shape: [1], values: (from?.floats ?? this.now).slice() }];
  }
  setWeights([first]: readonly NamedTensor[]): void {
    this.now = (first as NamedTensor).values.slice();
  }
}

function keep(keeper: EpochKeeper, session: Counting, from: number, to: number): void {
  for (let epoch = from; epoch <= to; epoch++) {
    session.now = Float32Array.of(epoch);
    keeper.take(epoch);
  }
}

const epochsOf = (keeper: EpochKeeper): number[] => (keeper.changed() ?? []).map(({ epoch }) => epoch);

test("as many as fit, evenly, each with its own weights", () => {
  const session = new Counting();
  const keeper = new EpochKeeper(session, 10);
  keep(keeper, session, 0, 9);
  expect(epochsOf(keeper)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  keep(keeper, session, 10, 100);
  expect(epochsOf(keeper)).toEqual([0, 16, 32, 48, 64, 80, 96]);
  for (const { epoch, weights } of keeper.changed() ?? []) expect(weights[0]?.values).toEqual(Float32Array.of(epoch));
  // Memory of those that went is used again.
  expect(session.copies).toBeLessThanOrEqual(11);
  keeper.written();
  expect(keeper.changed()).toBeUndefined();
  keep(keeper, session, 101, 111);
  expect(keeper.changed()).toBeUndefined();
});

test.each([3, 10, 11, 60, 97])("a stop after epoch %i changes nothing of it", (stop) => {
  const whole = new EpochKeeper(new Counting(), 10);
  const session = new Counting();
  keep(whole, session, 0, 100);
  const before = new EpochKeeper(session, 10);
  // What is on the disk may be newer than the checkpoint that the run goes on from.
  keep(before, session, 0, Math.min(100, stop + 2));
  const kept = before.changed() ?? [];
  const stacked = Float32Array.from(kept.flatMap(({ weights }) => Array.from(weights[0]?.values ?? [])));
  const onDisk = new EpochWeights(kept.map(({ epoch }) => epoch), [{ name: "w", shape: [kept.length, 1], values: stacked }]); // prettier-ignore
  const after = new EpochKeeper(session, 10);
  after.takeUp(onDisk, stop);
  keep(after, session, stop + 1, 100);
  expect(epochsOf(after)).toEqual(epochsOf(whole));
  for (const { epoch, weights } of after.changed() ?? []) expect(weights[0]?.values).toEqual(Float32Array.of(epoch));
});

test("what fits: by size, never more than a slider has use for, none below two", () => {
  expect(mostEpochs(16_961, 8)).toBe(117);
  expect(mostEpochs(10, 8)).toBe(128);
  expect(mostEpochs(600_000, 8)).toBe(3);
  expect(mostEpochs(1_500_000, 8)).toBe(0);
  expect(mostEpochs(10, 0)).toBe(0);
});
