/** Made tasks: what the numbers are, that they follow from the seed alone, and what is wrong with a file that asks for one. */
import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src/core/data/dataset";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { encodeInputs } from "../../../src/core/data/encodeInputs";
import { sineOfTurns } from "../../../src/core/data/tasks/sineOfTurns";
import { fingerprintData } from "../../../src/runs/fingerprint";
import { applyFix } from "../applyFix";
import { checkModel } from "../checkModel";
import { analyzed } from "./analyzed";

const lastStep = (input: string): string => `model: [Input: ${input}, LSTM: 4, Dense: 1]\n`;
const everyStep = (input: string, units = 1): string =>
  `model: [Input: ${input}, LSTM: {units: 4, return_sequences: true}, Dense: ${units}]\n`;
const compile = (loss: string): string => `compile: {optimizer: adam, loss: ${loss}}\n`;
const adding = lastStep("[6, 2]") + compile("mse");

function made(model: string, data: string): Dataset {
  const { dataset } = encodeDataset(analyzed(`${model}data: ${data}\n`));
  if (!dataset) throw new Error("no data");
  return dataset;
}

/** x and y of each sample. */
function samplesOf({ samples, inputs, targets }: Dataset): { x: number[]; y: number[] }[] {
  const part = (values: Float32Array, at: number): number[] =>
    Array.from(values.subarray((at * values.length) / samples, ((at + 1) * values.length) / samples));
  return Array.from({ length: samples }, (_, at) => ({
    x: part(inputs[0]!.tensor.values, at),
    y: part(targets[0]!.tensor.values, at),
  }));
}

describe("what is made", () => {
  test("adding: two markers, one in each half, and the sum of their values", () => {
    const data = made(lastStep("[7, 2]"), "{task: adding, length: 7, samples: 500, seed: 3}");
    expect(data.inputs[0]?.tensor.shape).toEqual([500, 7, 2]);
    expect(data.targets[0]?.tensor.shape).toEqual([500, 1]);
    const places = new Set<number>();
    const values: number[] = [];
    for (const { x, y } of samplesOf(data)) {
      const value = (step: number): number => x[2 * step]!;
      const marked = [0, 1, 2, 3, 4, 5, 6].filter((step) => x[2 * step + 1] === 1);
      expect(x.filter((_, at) => at % 2 === 1).reduce((a, b) => a + b)).toBe(2);
      const [first = -1, second = -1] = marked;
      expect(first).toBeLessThan(3);
      expect(second).toBeGreaterThanOrEqual(3);
      expect(y[0]).toBeCloseTo(value(first) + value(second), 6);
      marked.forEach((step) => places.add(step));
      values.push(...x.filter((_, at) => at % 2 === 0));
    }
    expect(places.size).toBe(7);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(1 / 2, 1);
    expect(spread).toBeCloseTo(1 / 12, 2);
  });

  test("the very numbers, the same on every machine", () => {
    const [first] = samplesOf(made(adding, "{task: adding, length: 6, samples: 1, seed: 1}"));
    expect(first).toMatchInlineSnapshot(`
      {
        "x": [
          0.39503103494644165,
          1,
          0.8647027611732483,
          0,
          0.591610312461853,
          0,
          0.3904361128807068,
          1,
          0.2887071371078491,
          0,
          0.386059045791626,
          0,
        ],
        "y": [
          0.7854671478271484,
        ],
      }
    `);
    const wave = made(lastStep("[50, 1]"), "{task: sine, length: 50, samples: 20, seed: 1}");
    expect(fingerprintData(wave)).toMatchInlineSnapshot(
      `"a7caf4eb9c3d861bd1e934b3320ab0682f0f168999624b7c818a94d7d5d26b18"`,
    );
  });

  test("the first samples do not depend on how many there are; another seed makes others", () => {
    const few = samplesOf(made(adding, "{task: adding, length: 6, samples: 3, seed: 5}"));
    const many = samplesOf(made(adding, "{task: adding, length: 6, samples: 9, seed: 5}"));
    expect(many.slice(0, 3)).toEqual(few);
    expect(samplesOf(made(adding, "{task: adding, length: 6, samples: 3, seed: 6}"))).not.toEqual(few);
    expect(made(adding, "{task: adding, length: 6, samples: 3}")).toEqual(
      made(adding, "{task: adding, length: 6, samples: 3, seed: 0}"),
    );
  });

  test("sine: a wave that goes on", () => {
    for (const { x, y } of samplesOf(made(lastStep("[40, 1]"), "{task: sine, length: 40, samples: 50}"))) {
      // Three neighbours of a wave: a + c = 2 cos(step) b, with the same cosine everywhere.
      const wave = [...x, y[0]!];
      const strong = wave.slice(1, -1).flatMap((middle, at) => (Math.abs(middle) > 0.5 ? [at + 1] : []));
      const cosines = strong.map((at) => (wave[at - 1]! + wave[at + 1]!) / (2 * wave[at]!));
      expect(Math.max(...cosines) - Math.min(...cosines)).toBeLessThan(1e-5);
      expect(Math.acos(cosines[0]!)).toBeGreaterThan((2 * Math.PI) / 40 - 1e-3);
      expect(Math.acos(cosines[0]!)).toBeLessThan((2 * Math.PI) / 10 + 1e-3);
    }
    for (let turns = 0; turns < 20; turns += 0.0173)
      expect(sineOfTurns(turns)).toBeCloseTo(Math.sin(2 * Math.PI * turns), 12);
  });

  test("copy: the bits come back in the second half, where the flag asks for them", () => {
    for (const { x, y } of samplesOf(made(everyStep("[7, 2]"), "{task: copy, length: 7, samples: 30}"))) {
      const column = (at: number): number[] => x.filter((_, index) => index % 2 === at);
      expect(column(1)).toEqual([0, 0, 0, 0, 1, 1, 1]);
      expect(y).toEqual([0, 0, 0, 0, ...column(0).slice(0, 3)]);
      expect(column(0).slice(3)).toEqual([0, 0, 0, 0]);
    }
  });

  test("parity, delay, flip_flop and equal_previous", () => {
    const odd = samplesOf(made(lastStep("[9, 1]"), "{task: parity, length: 9, samples: 40}"));
    for (const { x, y } of odd) expect(y[0]).toBe(x.reduce((a, b) => a + b) % 2);
    expect(new Set(odd.map(({ y }) => y[0])).size).toBe(2);
    for (const { x, y } of samplesOf(made(everyStep("[9, 1]"), "{task: delay, length: 9, samples: 9}")))
      expect(y).toEqual([0, 0, ...x.slice(0, 7)]);
    for (const { x, y } of samplesOf(made(everyStep("[40, 3]", 3), "{task: flip_flop, length: 40, samples: 9}"))) {
      expect(y).toEqual(x.map((_, at) => x.filter((pulse, i) => i % 3 === at % 3 && i <= at && pulse !== 0).at(-1)));
    }
    for (const { x, y } of samplesOf(made(everyStep("[9, 1]"), "{task: equal_previous, length: 9, samples: 9}")))
      expect(y).toEqual(x.map((value, at) => Number(at > 0 && value === x[at - 1])));
  });
});

describe("brackets", () => {
  const rows = (length: number, samples: number) =>
    samplesOf(made(lastStep(`[${length}, 1]`), `{task: brackets, length: ${length}, samples: ${samples}, seed: 2}`));
  const openAfter = (row: readonly number[]): number[] =>
    row.map((_, at) => row.slice(0, at + 1).reduce((a, b) => a + b));

  test("the answer tells whether everything is closed, and nothing before it is opened", () => {
    const all = rows(12, 2000);
    let [turned, exchanged] = [0, 0];
    for (const { x, y } of all) {
      expect(x.every((bracket) => Math.abs(bracket) === 1)).toBe(true);
      const open = openAfter(x);
      expect(y).toEqual([Number(open.at(-1) === 0 && Math.min(...open) === 0)]);
      if (y[0] === 1) continue;
      if (open.at(-1) === 0) exchanged++;
      else {
        expect(Math.abs(open.at(-1)!)).toBe(2);
        turned++;
      }
    }
    // Half, a quarter and a quarter: five standard deviations of 2000 draws.
    expect(Math.abs(all.length / 2 - turned - exchanged)).toBeLessThan(112);
    expect(Math.abs(turned - exchanged)).toBeLessThan(160);
  });

  test("balanced rows are equally frequent", () => {
    const counts = new Map<string, number>();
    for (const { x, y } of rows(8, 4000)) if (y[0] === 1) counts.set(x.join(), (counts.get(x.join()) ?? 0) + 1);
    expect(counts.size).toBe(14); // The fourth Catalan number.
    const right = [...counts.values()].reduce((a, b) => a + b) / 14;
    for (const count of counts.values()) expect(Math.abs(count - right)).toBeLessThan(5 * Math.sqrt(right));
  });

  test("the last step of an odd length is empty", () => {
    for (const { x } of rows(5, 30)) expect(x.map(Math.abs)).toEqual([1, 1, 1, 1, 0]);
    expect(new Set(rows(2, 60).map(({ x }) => x.join())).size).toBe(4);
  });
});

describe("what is wrong", () => {
  const at = (data: string, ...expected: string[]): void => void checkModel(`${adding}data: ${data}\n`, ...expected);

  test("a task that nobody knows", () => {
    const file = checkModel(
      `${adding}data: {task: ‹|ading|›, length: 6, samples: 3}\n`,
      "unknown-task: Did you mean adding?",
    );
    expect(applyFix(file.text)).toContain("{task: adding,");
    at("{task: ‹|weather|›, length: 6, samples: 3}", "unknown-task: Known tasks: adding, sine");
    at("{task: ‹|[adding]|›, length: 6, samples: 3}", "unknown-task");
    at("{‹|task|›: , length: 6, samples: 3}", "missing-value");
  });

  test("keys that are missing, misspelt, too many or of the wrong kind", () => {
    at("{task: ‹|adding|›, samples: 3}", "task-missing: `length: 50`");
    at("{task: ‹|adding|›, length: 6}", "task-missing: `samples: 2000`");
    at("{task: adding, length: 6, samples: 3, ‹|sede|›: 1}", "unknown-key: Did you mean seed?");
    at("{task: adding, length: 6, samples: 3, ‹|x|›: [[1]]}", "task-extra: remove x");
    at("{task: adding, length: 6, samples: 3, ‹|split|›: {train: 0.5}}", "not-built");
    at("{task: adding, length: ‹|six|›, samples: 3}", "wrong-type");
    at("{task: adding, length: 6, samples: ‹|2.5|›}", "wrong-type");
    at("{task: adding, length: 6, samples: 3, seed: ‹|-1|›}", "out-of-range");
    at("{task: adding, length: ‹|1|›, samples: 3}", "out-of-range");
    at("{task: adding, length: 6, samples: ‹|0|›}", "out-of-range");
    at("{task: ‹|adding|›, length: 1000, samples: 10000000}", "task-too-large: samples or length smaller");
    at("{x: [[1]], y: [1], ‹|length|›: 6}", "task-missing: Add `task: adding`");
  });

  test("a shape that the network does not take, with its cure", () => {
    const file = checkModel(
      `${lastStep("[50, 2]")}data: {task: ‹|adding|›, length: 20, samples: 30}\n`,
      "data-shape: The data is (30, 20, 2), with the samples in front, but Input input_layer takes (None, 50, 2)",
    );
    expect(applyFix(file.text)).toContain("Input: [20, 2]");
    checkModel(`${everyStep("[6, 2]")}data: {task: ‹|adding|›, length: 6, samples: 3}\n`, "data-shape");
    analyzed(`${lastStep("[null, 2]")}data: {task: adding, length: 6, samples: 3}\n`);
  });

  test("numbers that the loss or the Input does not take", () => {
    const one = (loss: string): string => lastStep("[6, 2]") + compile(loss);
    const data = "data: {task: ‹|adding|›, length: 6, samples: 3}\n";
    checkModel(one("binary_crossentropy") + data, "task-values: from 0 to 2");
    checkModel(one("sparse_categorical_crossentropy") + data, "task-values: Use mean_squared_error");
    checkModel(
      `model: [Input: [6], Embedding: [5, 2], LSTM: 4, Dense: 1]\n${data}`,
      "task-values: no ids for Input input_layer",
    );
  });

  test("a network with several ends", () => {
    const two =
      "model: [Input: {shape: [6, 2], name: a}, Input: {shape: [6, 2], name: b}, Add: {from: [a, b]}, LSTM: 1]\n";
    checkModel(`${two}data: {task: ‹|adding|›, length: 6, samples: 3}\n`, "task-ends: several Inputs: a, b");
  });
});

test("values for a prediction are read as plain numbers", () => {
  const file = analyzed(`${lastStep("[2, 2]")}data: {task: adding, length: 2, samples: 3}\n`);
  expect(encodeInputs(file, "[[[0.5, 1], [0.25, 1]]]").dataset?.inputs[0]?.tensor).toEqual({
    shape: [1, 2, 2],
    values: Float32Array.of(0.5, 1, 0.25, 1),
  });
});
