/** `fit` and learning-rate schedules: what is understood, and what is said about mistakes, where they stand. */
import { describe, expect, test } from "vitest";
import { applyFix } from "../applyFix";
import { checkModel } from "../checkModel";

const model = "model: [Input: [1], Dense: 1]\n";
const compiled = `${model}compile: {optimizer: sgd, loss: mse, metrics: [mae]}\n`;
const optimizer = (rate: string): string =>
  `${model}compile: {optimizer: {adam: {learning_rate: ${rate}}}, loss: mse}\n`;

describe("fit", () => {
  test("callbacks fill up with Keras's defaults", () => {
    const { fit } = checkModel(
      `${compiled}fit: {validation_split: 0.25, early_stopping: {patience: 3}, reduce_lr_on_plateau: {monitor: mae}}`,
    );
    expect(fit).toMatchObject({
      validationSplit: 0.25,
      earlyStopping: {
        monitor: "val_loss",
        mode: "auto",
        min_delta: 0,
        patience: 3,
        baseline: null,
        restore_best_weights: false,
        start_from_epoch: 0,
      },
      reduceOnPlateau: { monitor: "mae", factor: 0.1, patience: 10, min_delta: 0.0001, cooldown: 0, min_lr: 0 },
    });
  });

  test("a split of 0 keeps nothing, as in Keras", () => {
    expect(checkModel(`${compiled}fit: {validation_split: 0}`).fit.validationSplit).toBeUndefined();
  });

  test.each([
    [`${compiled}fit: {validation_split: ‹|1|›}`, "out-of-range"],
    [`${compiled}fit: {early_stopping: ‹|3|›}`, "wrong-section: patience: 5"],
    [`${compiled}fit: {early_stopping: {monitor: loss, ‹|patiense|›: 3}}`, "unknown-argument: Did you mean patience?"],
    [`${compiled}fit: {early_stopping: {monitor: loss, mode: ‹|up|›}}`, "wrong-type: auto, min, max"],
    [`${compiled}fit: {reduce_lr_on_plateau: {monitor: loss, factor: ‹|1|›}}`, "out-of-range"],
    [`${compiled}fit: {early_stopping: ‹|{patience: 3}|›}`, "monitor-unvalidated: `validation_split: 0.2` to fit, or write `monitor: loss`"],
    [`${compiled}fit: {early_stopping: {monitor: ‹|val_mae|›}}`, "monitor-unvalidated: `monitor: mae`"],
    [`${compiled}fit: {early_stopping: {monitor: ‹|accuracy|›}}`, "monitor-unknown: It has: loss, mae."],
    [`${compiled}fit: {validation_split: 0.5, early_stopping: {monitor: ‹|val_los|›}}`, "monitor-unknown: Did you mean val_loss?"],
    [`${compiled}data: {x: [1, 2, 3], y: [1, 2, 3]}\nfit: {validation_split: ‹|0.7|›}`, "split-empty: none of 3 samples for training"],
    [`${optimizer("{exponential_decay: {initial_learning_rate: 0.1, decay_steps: 5, decay_rate: 1}}")}fit: {reduce_lr_on_plateau: {monitor: ‹|loss|›}}`, "plateau-with-schedule"],
  ])("%s", (text, ...codes) => {
    checkModel(text, ...codes);
  }); // prettier-ignore

  test("a misspelt figure is mended by its fix", () => {
    expect(applyFix(`${compiled}fit: {early_stopping: {monitor: los}}`)).toContain("monitor: loss}");
  });
});

describe("a schedule", () => {
  test("fills up with Keras's defaults, and gives the first rate", () => {
    const rate = "{polynomial_decay: {initial_learning_rate: 0.1, decay_steps: 5}}";
    expect(checkModel(optimizer(rate)).compile?.optimizer).toMatchObject({
      arguments: { learning_rate: 0.1 },
      schedule: {
        name: "polynomial_decay",
        arguments: { decay_steps: 5, end_learning_rate: 0.0001, power: 1, cycle: false },
      },
    });
  });

  test.each([
    [optimizer("{‹|cosine|›: {}}"), "unknown-name"],
    [optimizer("{‹|cosine_deca|›: {}}"), "unknown-name: Did you mean cosine_decay?"],
    [optimizer("{‹|cosine_decay|›: }"), "missing-value"],
    [optimizer("‹|{}|›"), "wrong-type"],
    [optimizer("{cosine_decay: ‹|{initial_learning_rate: 0.1}|›}"), "missing-argument: needs decay_steps"],
    [optimizer("{cosine_decay: {initial_learning_rate: 0.1, decay_steps: ‹|0|›}}"), "out-of-range"],
    [optimizer("{cosine_decay: ‹|{initial_learning_rate: 0.1, decay_steps: 9, warmup_steps: 3}|›}"), "schedule-warmup"],
    [optimizer("{piecewise_constant_decay: ‹|{boundaries: [5], values: [1]}|›}"), "schedule-values: 1 boundary and 1 value"],
    [optimizer("{piecewise_constant_decay: ‹|{boundaries: [5, 5], values: [1, 2, 3]}|›}"), "schedule-boundaries"],
    [optimizer("{piecewise_constant_decay: {boundaries: [‹|1.5|›], values: [1, 2]}}"), "wrong-type"],
    [optimizer("{piecewise_constant_decay: {boundaries: ‹|5|›, values: [1, 2]}}"), "wrong-type: a list of numbers"],
  ])("%s", (text, ...codes) => {
    checkModel(text, ...codes);
  }); // prettier-ignore
});
