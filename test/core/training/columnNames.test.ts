/** Columns of an epoch: which of them rise, and how several thresholds become one list, as in Keras's history. */
import { expect, test } from "vitest";
import { asHistory, columnAt, risesWithQuality } from "../../../src/core/training/columnNames";

test("metrics rise or fall, whatever stands before and behind their names", () => {
  const rising = [
    "accuracy",
    "val_acc",
    "out_recall_1",
    "val_out_precision@0.3",
    "precision_1@0.7",
    "cosine_similarity",
  ];
  const falling = ["loss", "val_loss", "out_loss", "mse", "val_mae", "precision_loss", "learning_rate"];
  expect(rising.filter((column) => !risesWithQuality(column))).toEqual([]);
  expect(falling.filter(risesWithQuality)).toEqual([]);
});

test("the figures of several thresholds are one list, in their order", () => {
  const row = {
    epoch: 1,
    [columnAt("precision", 0.7)]: 0.5,
    [columnAt("precision", 0.3)]: 0.25,
    precision_1: 0.75,
    [columnAt("val_precision", 0.7)]: 1,
    // A layer may be called so.
    "a@b_loss": 3,
  };
  expect(asHistory(row)).toEqual({
    epoch: 1,
    precision: [0.5, 0.25],
    precision_1: 0.75,
    val_precision: [1],
    "a@b_loss": 3,
  });
});
