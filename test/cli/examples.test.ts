/** The examples with real and with made data: what their comments say of the forecast is what comes out. */
import { expect, test } from "vitest";
import { templates } from "../../src/language/templates";
import { placeWith } from "./unroll";

async function forecastOf(
  name: string,
): Promise<{ scores: Record<string, { mae: number }>; verdict: string; p: number }> {
  const { run } = placeWith();
  expect((await run(`new ${name}`)).code).toBe(0);
  expect((await run(`train ${name}.rnn.yaml --json`)).code).toBe(0);
  const { json, code } = await run(`forecast ${name}.rnn.yaml --json`);
  expect(code).toBe(0);
  return json[0] as Awaited<ReturnType<typeof forecastOf>>;
}

test("weather: the figures of the file's comments", async () => {
  const { scores, p } = await forecastOf("weather");
  const comments = templates.find(({ name }) => name === "weather")?.texts.en ?? "";
  const figures = [scores["model"]?.mae, scores["linear"]?.mae, scores["last_value"]?.mae, p];
  expect(comments.match(/\d\.\d\d/g)?.slice(0, 4)).toEqual(figures.map((one) => one?.toFixed(2)));
  expect(Math.min(...Object.values(scores).map(({ mae }) => mae))).toBe(scores["model"]?.mae);
}, 60_000);

test("prices: not better than the last value", async () => {
  const { verdict } = await forecastOf("prices");
  expect(verdict).toMatch(/^Not better than the last value/);
}, 60_000);
