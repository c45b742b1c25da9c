/** Verdicts on a run: said where they are true, with their numbers, and not where they are not. */
import { expect, test } from "vitest";
import { judgeRun, type RunFigures } from "../../../src/core/insight/runVerdicts";
import { render } from "../../../src/core/messages/message";

const course = (losses: readonly number[], validation?: readonly number[]): RunFigures["rows"] =>
  losses.map((loss, i) => ({ epoch: i + 1, loss, ...(validation && { val_loss: validation[i] ?? Number.NaN }) }));
const steps = (count: number, of: (i: number) => number): number[] =>
  Array.from({ length: count }, (_none, i) => of(i));
const said = (figures: Partial<RunFigures>): string[] =>
  judgeRun({ rows: [], baselines: {}, ...figures }).map(({ says }) => render(says, "en"));
const ids = (figures: Partial<RunFigures>): string[] =>
  judgeRun({ rows: [], baselines: {}, ...figures }).map(({ says }) => says.id);

test("no better than a constant answer, with both losses and the answer", () => {
  const rows = course(steps(40, (i) => 0.176 + 0.001 / (i + 1)));
  const baselines = { constant: { loss: 0.167, answer: 1, kind: "values" as const } };
  expect(said({ rows, baselines })).toEqual([
    "No better than always answering 1: that gives a loss of 0.167, the network 0.176.",
  ]);
  expect(ids({ rows, baselines: { constant: { ...baselines.constant, answer: "dog", kind: "classes" } } })).toEqual([
    "verdict-no-better.class",
  ]);
  expect(ids({ rows, baselines: { constant: { loss: 0.167, kind: "values" } } })).toEqual(["verdict-no-better"]);
});

test("better by a factor where it is; nothing between the two, without a baseline, and where targets never change", () => {
  const at = (loss: number): RunFigures["rows"] => course([1, loss, loss, loss, loss, loss]);
  const constant = { loss: 0.167, kind: "values" as const };
  expect(said({ rows: at(0.00167), baselines: { constant } })).toEqual([
    "The loss is 0.00167; the best constant answer gives 0.167, 100 times as much.",
  ]);
  expect(ids({ rows: at(0.12), baselines: { constant } })).toEqual([]);
  expect(ids({ rows: at(0.12) })).toEqual([]);
  expect(ids({ rows: at(0.5), baselines: { constant: { loss: 0, kind: "values" } } })).toEqual([]);
  expect(ids({ rows: course([Number.NaN]), baselines: { constant } })).toEqual([]);
});

test("the last value is beaten, or not", () => {
  const rows = course([0.9, 0.5, 0.5]);
  expect(said({ rows, baselines: { lastValue: { loss: 0.4 } } })).toEqual([
    "Not better than repeating the last value: that gives a loss of 0.4, the network 0.5.",
  ]);
  expect(ids({ rows, baselines: { lastValue: { loss: 0.8 } } })).toEqual(["verdict-beats-last-value"]);
});

test("overfitting since the epoch with the lowest val_loss, while the loss falls on", () => {
  const loss = steps(20, (i) => 1 / (i + 1));
  const turning = steps(20, (i) => 0.5 + 0.02 * Math.abs(i - 7));
  expect(said({ rows: course(loss, turning) })).toEqual([
    "Overfitting since epoch 8: val_loss rose from 0.5 to 0.74 while the loss fell from 0.125 to 0.05.",
  ]);
  expect(
    ids({
      rows: course(
        loss,
        steps(20, (i) => 0.5 / (i + 1)),
      ),
    }),
  ).not.toContain("verdict-overfitting");
  const stuck = steps(20, () => 0.4);
  expect(ids({ rows: course(stuck, turning) })).not.toContain("verdict-overfitting");
  const noise = steps(20, (i) => 0.5 + (i === 19 ? 0.2 : 0.001 * (i % 3)));
  expect(ids({ rows: course(loss, noise) })).not.toContain("verdict-overfitting");
});

test("a loss that jumps, not one that falls evenly", () => {
  expect(ids({ rows: course(steps(30, (i) => (i % 2 ? 1 : 0.5))) })).toEqual(["verdict-jumping"]);
  expect(ids({ rows: course(steps(30, (i) => 1 - i / 60)) })).toEqual([]);
});

test("still falling at the end, not where it is level, short, or validation has turned", () => {
  const falling = steps(50, (i) => 0.95 ** i);
  expect(said({ rows: course(falling) })).toEqual(["The loss is still falling: by 22.6 % in the last 5 epochs."]);
  expect(ids({ rows: course(steps(50, (i) => 1 + 0.8 ** i)) })).toEqual([]);
  expect(ids({ rows: course(falling.slice(0, 5)) })).toEqual([]);
  expect(
    ids({
      rows: course(
        falling,
        steps(50, (i) => 1 + 0.05 * i),
      ),
    }),
  ).toEqual(["verdict-overfitting"]);
});
