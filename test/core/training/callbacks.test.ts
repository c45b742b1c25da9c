/** Early stopping and plateaus, epoch by epoch, against what Keras's callbacks do (keras/src/callbacks). */
import { describe, expect, it } from "vitest";
import type { EarlyStoppingSettings, PlateauSettings } from "../../../src/core/model/callbackTable";
import {
  freshPlateau,
  freshStopping,
  type PlateauState,
  type StoppingState,
  watchPlateau,
  watchStopping,
} from "../../../src/core/training/callbacks";

const stopping = (more: Partial<EarlyStoppingSettings> = {}): EarlyStoppingSettings => ({
  monitor: "val_loss",
  mode: "auto",
  min_delta: 0,
  patience: 0,
  baseline: null,
  restore_best_weights: false,
  start_from_epoch: 0,
  ...more,
});

/** The epoch that stops, and the last one whose weights are kept. */
function stoppedAt(settings: EarlyStoppingSettings, figures: readonly number[]): { stop?: number; kept?: number } {
  let state: StoppingState = freshStopping;
  let kept: number | undefined;
  for (const [i, figure] of figures.entries()) {
    const step = watchStopping(settings, state, i + 1, figure);
    state = step.state;
    if (step.keepWeights) kept = i + 1;
    if (step.stop) return { stop: i + 1, ...(kept !== undefined && { kept }) };
  }
  return kept === undefined ? {} : { kept };
}

describe("early stopping", () => {
  it("waits for `patience` epochs without improvement, and never stops at the first", () => {
    expect(stoppedAt(stopping(), [1, 2])).toEqual({ stop: 2 });
    expect(stoppedAt(stopping({ patience: 2 }), [3, 2, 2, 2.5])).toEqual({ stop: 4 });
    expect(stoppedAt(stopping({ patience: 2 }), [3, 2, 2, 1, 1])).toEqual({});
  });

  it("counts what is better by more than min_delta, whatever its sign", () => {
    for (const min_delta of [0.5, -0.5]) {
      expect(stoppedAt(stopping({ patience: 1, min_delta }), [3, 2.6])).toEqual({ stop: 2 });
      expect(stoppedAt(stopping({ patience: 1, min_delta }), [3, 2.4])).toEqual({});
    }
  });

  it("compares as float32", () => {
    expect(stoppedAt(stopping({ patience: 1 }), [1, 1 - 1e-9])).toEqual({ stop: 2 });
    expect(stoppedAt(stopping({ patience: 1 }), [1, 1 - 1e-6])).toEqual({});
  });

  it("takes accuracy for better where it is larger, and the mode where it is given", () => {
    expect(stoppedAt(stopping({ monitor: "val_accuracy", patience: 1 }), [0.5, 0.6, 0.7])).toEqual({});
    expect(stoppedAt(stopping({ monitor: "y_accuracy", patience: 1 }), [0.5, 0.4])).toEqual({ stop: 2 });
    expect(stoppedAt(stopping({ mode: "max", patience: 1 }), [1, 2, 1.5])).toEqual({ stop: 3 });
    expect(stoppedAt(stopping({ monitor: "accuracy", mode: "min", patience: 1 }), [0.5, 0.6])).toEqual({ stop: 2 });
  });

  it("takes what Keras maximizes for better where it is larger, also with an output's name and a number", () => {
    for (const monitor of ["precision_1", "val_recall_2", "y_auc", "val_y_top_k_categorical_accuracy_1"]) {
      expect(stoppedAt(stopping({ monitor, patience: 1 }), [0.5, 0.6, 0.7])).toEqual({});
      expect(stoppedAt(stopping({ monitor, patience: 1 }), [0.5, 0.4])).toEqual({ stop: 2 });
    }
    for (const monitor of ["accuracy_loss", "precision_mse", "val_recall_1_loss", "mae_1", "root_mean_squared_error"]) {
      expect(stoppedAt(stopping({ monitor, patience: 1 }), [0.5, 0.4, 0.3])).toEqual({});
      expect(stoppedAt(stopping({ monitor, patience: 1 }), [0.5, 0.6])).toEqual({ stop: 2 });
    }
  });

  it("keeps waiting below the baseline though figures improve", () => {
    expect(stoppedAt(stopping({ baseline: 1, patience: 2 }), [5, 4, 3, 3.5])).toEqual({ stop: 4 });
    expect(stoppedAt(stopping({ baseline: 3, patience: 2 }), [5, 2, 2.5, 2.4])).toEqual({ stop: 4 });
  });

  it("does not look before start_from_epoch, and keeps no weights then", () => {
    const settings = stopping({ start_from_epoch: 3, patience: 1, restore_best_weights: true });
    expect(stoppedAt(settings, [1, 2, 3, 4, 5])).toEqual({ stop: 5, kept: 4 });
  });

  it("keeps the weights of the best epoch", () => {
    expect(stoppedAt(stopping({ patience: 2, restore_best_weights: true }), [3, 1, 2, 1.5])).toEqual({
      stop: 4,
      kept: 2,
    });
  });

  it("waits over figures that are no numbers", () => {
    expect(stoppedAt(stopping({ patience: 2 }), [1, NaN, NaN])).toEqual({ stop: 3 });
  });
});

const plateau = (more: Partial<PlateauSettings> = {}): PlateauSettings => ({
  monitor: "val_loss",
  mode: "auto",
  min_delta: 0,
  factor: 0.5,
  patience: 2,
  cooldown: 0,
  min_lr: 0,
  ...more,
});

function rates(settings: PlateauSettings, figures: readonly number[], first = 1): number[] {
  let state: PlateauState = freshPlateau;
  let rate = first;
  return figures.map((figure) => {
    const step = watchPlateau(settings, state, figure, rate);
    state = step.state;
    return (rate = step.rate);
  });
}

describe("a plateau", () => {
  it("reduces after `patience` epochs without improvement, again and again", () => {
    expect(rates(plateau(), [3, 2, 2, 2, 2, 2])).toEqual([1, 1, 1, 0.5, 0.5, 0.25]);
  });

  it("counts what is better by more than min_delta", () => {
    expect(rates(plateau({ min_delta: 0.1, patience: 1 }), [3, 2.95, 2.7])).toEqual([1, 0.5, 0.5]);
  });

  it("cools down: epochs after a reduction do not count", () => {
    expect(rates(plateau({ patience: 1, cooldown: 2 }), [1, 1, 1, 1, 1, 1])).toEqual([1, 0.5, 0.5, 0.25, 0.25, 0.125]);
  });

  it("stops at min_lr", () => {
    expect(rates(plateau({ patience: 1, min_lr: 0.3 }), [1, 1, 1, 1])).toEqual([
      1,
      0.5,
      Math.fround(0.3),
      Math.fround(0.3),
    ]);
  });

  it("rounds to float32, as the optimizer's variable does", () => {
    expect(rates(plateau({ patience: 1, factor: 0.1 }), [1, 1], 0.01)[1]).toBe(Math.fround(Math.fround(0.01) * 0.1));
  });
});
