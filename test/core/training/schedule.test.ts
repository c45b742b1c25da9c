/** Learning-rate schedules against real Keras (schedules.json, made by make_schedules.py), as a file writes them. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { scheduledRate } from "../../../src/core/training/schedule";
import { checkModel } from "../checkModel";

interface Recorded {
  readonly steps: number[];
  readonly cases: { readonly name: string; readonly arguments: object; readonly rates: number[] }[];
}

const recorded = JSON.parse(readFileSync("test/core/training/schedules.json", "utf8")) as Recorded;

it.each(recorded.cases)("$name $arguments", ({ name, arguments: given, rates }) => {
  const rate = JSON.stringify({ [name]: given });
  const { compile } = checkModel(
    `model: [Input: [1], Dense: 1]\ncompile: {optimizer: {sgd: {learning_rate: ${rate}}}, loss: mse}\n`,
  );
  const { schedule, arguments: settings } = compile?.optimizer ?? {};
  if (!schedule) return expect.fail("no schedule");
  const found = recorded.steps.map((step) => scheduledRate(schedule, step));
  found.forEach((value, i) => {
    const right = rates[i] as number;
    // Keras rounds every operation to float32, and near the end of a wave it subtracts.
    expect([recorded.steps[i], value]).toEqual([recorded.steps[i], expect.closeTo(right, 7)]);
  });
  expect(settings?.["learning_rate"]).toBe(found[0]);
});

it("restarts with the first step of a period", () => {
  const at = (step: number): number =>
    scheduledRate(
      {
        name: "cosine_decay_restarts",
        arguments: { initial_learning_rate: 1, first_decay_steps: 10, t_mul: 2, m_mul: 0.5, alpha: 0 },
      },
      step,
    );
  [1, 0.5, 0.25, 0.125].forEach((right, i) => expect(at([0, 10, 30, 70][i] as number)).toBeCloseTo(right, 12));
  expect(at(69)).toBeLessThan(0.001);
});
