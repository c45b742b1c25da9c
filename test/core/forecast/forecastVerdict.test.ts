/** Verdicts: better, worse, or not to be told from the best baseline. */
import { expect, test } from "vitest";
import { forecastSentence, judgeForecast } from "../../../src/core/forecast/forecastVerdict";
import { createStream } from "../../../src/core/random/randomStream";

const stream = createStream(3, "data", 0);
const windows = 60;
const truth = { horizon: 2, values: Float64Array.from({ length: 2 * windows }, () => stream.normal()) };
const off = (by: number): Float64Array => truth.values.map((value) => value + by * stream.normal());
const baselines = { last_value: off(1), mean: off(1.5) };

test("against the best baseline, and only what is more than noise", () => {
  const better = judgeForecast(truth, off(0.4), baselines, 2);
  expect(better).toMatchObject({ is: "better", baseline: "last_value" });
  expect(judgeForecast(truth, off(2.5), baselines, 2)).toMatchObject({ is: "worse", baseline: "last_value" });
  const near = judgeForecast(truth, off(1), baselines, 2);
  expect(near).toMatchObject({ is: "not_better", baseline: "last_value" });
  expect(near?.p).toBeGreaterThan(0.05);
});

test("a model that repeats the last value is not better than it, and of equal baselines the simplest is named", () => {
  const { last_value } = baselines;
  expect(judgeForecast(truth, last_value, { mean: last_value, last_value }, 2)).toMatchObject({
    ...{ is: "not_better", baseline: "last_value", p: 1 },
  });
});

test("a best baseline that is hardly better gives its name to a simpler one, unless the model is better", () => {
  const last_value = off(1);
  const drift = last_value.map((value, at) => value + 0.003 * Math.sign((truth.values[at] ?? 0) - value));
  expect(judgeForecast(truth, off(2), { last_value, drift }, 2)).toMatchObject({ is: "worse", baseline: "last_value" });
  expect(judgeForecast(truth, off(0.4), { last_value, drift }, 2)).toMatchObject({ is: "better", baseline: "drift" });
});

test("nothing to compare, no verdict", () => {
  const none = { horizon: 2, values: new Float64Array() };
  expect(judgeForecast(none, none.values, { last_value: none.values }, 2)).toBeUndefined();
  expect(judgeForecast(truth, truth.values, {}, 2)).toBeUndefined();
});

test("the sentence has both figures, in both languages", () => {
  const verdict = { is: "not_better", baseline: "last_value", modelMae: 1.234, baselineMae: 1.2, p: 0.31 } as const;
  expect(forecastSentence(verdict, "en")).toBe(
    "Not better than the last value: a mean absolute error of 1.23 on the test part against 1.2, a difference that may be noise (Diebold–Mariano test, p = 0.31, level 5 %).",
  );
  expect(forecastSentence({ ...verdict, is: "better", modelMae: 0.9, p: 1e-5 }, "es")).toBe(
    "Mejor que el último valor, la mejor referencia: un error absoluto medio de 0,9 en la parte de prueba frente a 1,2, un 25 % menos, que es más que ruido (prueba de Diebold y Mariano, p < 0.001).",
  );
});
