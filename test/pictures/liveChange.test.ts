/** What an edit changed, in rows. */
import { expect, test } from "vitest";
import { changeRows } from "../../src/pictures/liveChange";
import type { LiveResult } from "../../src/protocol/live";

const result = (more: Partial<LiveResult> = {}): LiveResult => ({
  layers: ["Input [6, 2]", "GRU 4", "Dense 1"],
  params: 1500,
  epochs: 10,
  loss: 0.5,
  predictions: null,
  ...more,
});
const rows = (before: Partial<LiveResult>, after: Partial<LiveResult>, changed: string[] = ["model"]): string[] =>
  changeRows({ state: "ready", before: result(before), after: result(after), changed }, "en").map(
    ({ label, before: was, after: is, isBetter }) =>
      `${label}: ${was === undefined ? "" : `${was} → `}${is}${isBetter === undefined ? "" : isBetter ? " +" : " -"}`,
  );

test("nothing where there is nothing to compare", () => {
  expect(changeRows({ state: "ready", after: result(), changed: [] }, "en")).toEqual([]);
});

test("layers: another one, one more, one less, several", () => {
  const layers = (...inner: string[]): Partial<LiveResult> => ({ layers: ["Input [6, 2]", ...inner, "Dense 1"] });
  const first = (before: Partial<LiveResult>, after: Partial<LiveResult>): string | undefined => rows(before, after)[0];
  expect(first(layers("GRU 4"), layers("GRU 8"))).toBe("Layer: GRU 4 → GRU 8");
  expect(first(layers("GRU 4"), layers("GRU 4", "Dropout 0.1"))).toBe("Added: Dropout 0.1");
  expect(first(layers("GRU 4", "GRU 4"), layers("GRU 4"))).toBe("Removed: GRU 4");
  expect(first(layers("GRU 4"), layers("LSTM 4", "LSTM 4"))).toBe("Layers: GRU 4 → LSTM 4, LSTM 4");
  expect(first({}, {})).toBe("Parameters: 1,500");
});

test("parameters, epochs, losses, what else was edited", () => {
  expect(rows({}, { params: 3000, loss: 0.25 }, ["compile", "fit"])).toEqual([
    "Edited too: compile, fit",
    "Parameters: 1,500 → 3,000",
    "Final loss: 0.5 → 0.25 +",
  ]);
  expect(rows({ validationLoss: 0.5 }, { validationLoss: 0.75, epochs: 20 }, [])).toEqual([
    "Parameters: 1,500",
    "Epochs: 10 → 20",
    "Final loss: 0.5",
    "Final val_loss: 0.5 → 0.75 -",
  ]);
  expect(rows({ loss: 0.123401 }, { loss: 0.123402 }, []).at(-1)).toBe("Final loss: 0.123401 → 0.123402 -");
  expect(rows({ loss: Number.NaN }, { loss: 1 }, []).at(-1)).toBe("Final loss: NaN → 1");
});

test("answers: how many decisions changed and are right, how far values moved", () => {
  const classes = (decoded: number[], targets?: number[]): Partial<LiveResult> => ({
    predictions: { samples: 4, inputs: [], outputs: [{ name: "o", kind: "classes", predictions: [], decoded, ...(targets && { targets }) }] }, // prettier-ignore
  });
  expect(rows(classes([4, 5, 1, 1], [4, 5, 1, 2]), classes([4, 5, 1, 2], [4, 5, 1, 2])).slice(-2)).toEqual([
    "Decisions changed: 1 of 4",
    "Decisions right: 3 → 4 of 4 +",
  ]);
  expect(rows(classes([4, 5, 1, 1]), classes([4, 5, 1, 2])).at(-1)).toBe("Decisions changed: 1 of 4");
  expect(rows(classes([4, 5]), classes([4, 5, 1, 2])).at(-1)).toBe("Final loss: 0.5");
  const values = (decoded: unknown[]): Partial<LiveResult> => ({
    predictions: { samples: 2, inputs: [], outputs: [{ name: "o", kind: "values", predictions: decoded, decoded }] },
  });
  expect(rows(values([[1], [2]]), values([[1.5], [2.5]])).at(-1)).toBe("Predictions moved on average by: 0.5");
});
