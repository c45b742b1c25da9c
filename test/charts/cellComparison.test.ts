/** Cells side by side: one log scale for all of them. */
import { expect, test } from "vitest";
import { compareCells } from "../../src/charts/cellComparison";

test("bars of all cells share a log scale; a step that nothing arrives at stands at its bottom", () => {
  const of = (kind: string, gradient: readonly number[]) => ({
    kind,
    params: 1,
    epochs: 2,
    elapsedMs: 1500,
    loss: 0.25,
    gradient,
  });
  const lines = compareCells([of("SimpleRNN", [0, 1e-6, 1]), of("LSTM", [0.001, 1, Number.NaN])], { columns: 60 }, "en"); // prettier-ignore
  expect(lines[0]).toMatch(/^Cell +Params +Loss +Epochs +Seconds$/);
  expect(lines.at(-2)).toBe("SimpleRNN  ▁▁█  0 … 1");
  expect(lines.at(-1)).toBe("LSTM       ▅█?  0.001 … NaN");
  expect(compareCells([{ kind: "GRU", params: 1, epochs: 1, elapsedMs: 1, loss: 1 }], { columns: 60 }, "es")).toHaveLength(4); // prettier-ignore
});
