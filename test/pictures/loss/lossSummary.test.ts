/** What the curve says in words: see src/pictures/loss/lossSummary.ts and src/pictures/loss/thinning.ts. */
import { expect, it } from "vitest";
import * as fc from "fast-check";
import { render } from "../../../src/core/messages/message";
import type { EpochRow } from "../../../src/protocol/training";
import { groupMeasures, summarizeMeasure } from "../../../src/pictures/loss/lossSummary";
import { pickRows, thinRows } from "../../../src/pictures/loss/thinning";

const rowsOf = (losses: readonly number[], key = "loss"): EpochRow[] =>
  losses.map((value, index) => ({ epoch: index + 1, loss: value, [key]: value }));
const checkSummary = (losses: readonly number[], expected: string, key = "loss"): void => {
  const said = summarizeMeasure(rowsOf(losses, key), key, key === "loss" ? "Loss" : key);
  expect(said.map((one) => render(one, "en")).join(" ")).toBe(expected);
};

it("says how a measure went", () => {
  checkSummary([], "");
  checkSummary([0.5], "Loss is 0.5 after epoch 1.");
  checkSummary([1.609, 1, 0.0028], "Loss fell from 1.61 to 0.0028 over 3 epochs; lowest 0.0028 at epoch 3.");
  checkSummary([1, 0.2, 1.5], "Loss rose from 1 to 1.5 over 3 epochs; lowest 0.2 at epoch 2.");
  checkSummary(
    [0.69312, 0.5, 0.69314],
    "Loss is 0.693 at the start and at the end of 3 epochs; lowest 0.5 at epoch 2.",
  );
  checkSummary([0.5, 0.9, 0.8], "accuracy rose from 0.5 to 0.8 over 3 epochs; highest 0.9 at epoch 2.", "accuracy");
});

it("says how a learning rate went, and what began late", () => {
  const rate = (values: readonly (number | undefined)[]): string => {
    const rows = values.map((value, at) => ({
      epoch: at + 1,
      loss: 1,
      ...(value !== undefined && { learning_rate: value }),
    }));
    return summarizeMeasure(rows, "learning_rate", "learning_rate")
      .map((one) => render(one, "en"))
      .join(" ");
  };
  expect(rate([0.25, 0.25])).toBe("learning_rate stayed at 0.25.");
  expect(rate([0.1, 0.1, 0.01, 0.001])).toBe("learning_rate went from 0.1 to 0.001 in 2 steps, at epochs 3, 4.");
  expect(rate([7, 6, 5, 4, 3, 2, 1])).toBe("learning_rate went from 7 to 1, step by step from epoch 1 to 7.");
  expect(rate([undefined, undefined, 0.1, 0.2])).toBe(
    "learning_rate went from 0.1 to 0.2 in 1 step, at epoch 4. learning_rate is there from epoch 3 on.",
  );
  const late = [
    { epoch: 1, loss: 1 },
    { epoch: 2, loss: 1, val_loss: 4 },
    { epoch: 3, loss: 1, val_loss: 2 },
  ];
  expect(summarizeMeasure(late, "val_loss", "val_loss").map((one) => render(one, "en"))).toEqual([
    "val_loss fell from 4 to 2 over 2 epochs; lowest 2 at epoch 3.",
    "val_loss is there from epoch 2 on.",
  ]);
});

it("says what is no number", () => {
  checkSummary(
    [1, NaN, 0.5],
    "Loss fell from 1 to 0.5 over 3 epochs; lowest 0.5 at epoch 3. Loss was NaN at epoch 2; the curve has a gap there.",
  );
  checkSummary(
    [NaN, NaN],
    "Loss was never a finite number. Loss was no finite number after 2 of the epochs, first at epoch 1 (NaN); the curve has gaps there. The weights have grown beyond all bounds: try a lower learning rate or clipnorm.",
  );
});

it("groups measures that share a chart", () => {
  const row = {
    epoch: 1,
    loss: 1,
    val_loss: 2,
    last_loss: 3,
    val_last_loss: 4,
    accuracy: 5,
    val_accuracy: 6,
    last_mae: 7,
  };
  expect(groupMeasures([row])).toEqual([
    { name: "loss", keys: ["loss", "val_loss", "last_loss", "val_last_loss"] },
    { name: "accuracy", keys: ["accuracy", "val_accuracy"] },
    { name: "last_mae", keys: ["last_mae"] },
  ]);
  expect(groupMeasures([])).toEqual([{ name: "loss", keys: ["loss"] }]);
});

it("thins rows without losing ends, peaks or gaps", () => {
  const losses = Array.from({ length: 100_000 }, (_none, index) => (index === 77_777 ? 9 : index === 55_555 ? NaN : 1));
  const indexes = thinRows(rowsOf(losses), ["loss"], 1000);
  expect(indexes.length).toBeLessThan(4000);
  for (const index of [0, 55_555, 77_777, 99_999]) expect(indexes).toContain(index);
});

it("thins any rows to ascending indexes with the same extremes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { maxLength: 300 }),
      fc.integer({ min: 1, max: 20 }),
      (losses, stretches) => {
        const indexes = thinRows(rowsOf(losses), ["loss"], stretches);
        expect([...indexes]).toEqual([...new Set(indexes)].sort((a, b) => a - b));
        const drawn = indexes.map((index) => losses[index]!);
        if (losses.every(Number.isFinite)) expect(Math.max(...drawn)).toBe(Math.max(...losses));
      },
    ),
  );
});

it("picks table rows at even distances, with both ends", () => {
  expect(pickRows(0, 100)).toEqual({ step: 1, indexes: [] });
  expect(pickRows(3, 100).indexes).toEqual([0, 1, 2]);
  const { step, indexes } = pickRows(1005, 100);
  expect([step, indexes.slice(0, 3), indexes.at(-1)]).toEqual([11, [0, 10, 21], 1004]);
});
