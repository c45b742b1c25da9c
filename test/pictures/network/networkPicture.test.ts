/** Both pictures of generated and written networks: every layer has its box, every shape its line, every step its cell. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { networkViewOf } from "../../../src/pictures/network/networkView";
import type { NetworkView } from "../../../src/protocol/network";
import { foldedPicture } from "../../../src/pictures/network/foldedPicture";
import type { Measure, Picture } from "../../../src/pictures/network/picture";
import { timeBlocks } from "../../../src/pictures/network/timeBlocks";
import { unrolledPicture } from "../../../src/pictures/network/unrolledPicture";

const measure: Measure = (text, size) => text.length * (size === "title" ? 8 : 6.5);
const read = (model: string): NetworkView =>
  networkViewOf(analyzeModelFile(`model:\n${model}`, { fileName: "a.rnn.yaml" }), "a.rnn.yaml");
const folded = (view: NetworkView): Picture => foldedPicture(view, measure, ({ params }) => String(params ?? ""));
const words = ({ words: all }: Picture, look: string): string[] =>
  all.filter((word) => word.look === look).map(({ text }) => text);

const seq2seq = read(`  - Input: {shape: [4, 9], name: source}
  - LSTM: {units: 8, return_state: true, name: encoder}
  - Input: {shape: [3, 7], name: target}
  - LSTM: {units: 8, return_sequences: true, initial_state: [encoder/h, encoder/c], name: decoder}
  - Dense: 7
`);

test("folded: shapes stand at the lines, states at loops and between layers", () => {
  const picture = folded(seq2seq);
  expect(words(picture, "title")).toEqual(["Input", "LSTM 8", "Input", "LSTM 8", "Dense 7"]);
  expect(words(picture, "shape").toSorted()).toEqual(
    ["(None, 3, 7)", "(None, 3, 7)", "(None, 3, 8)", "(None, 4, 9)", "h, c", "h, c", "h, c (None, 8)"].toSorted(),
  );
  expect(picture.lines.map(({ look }) => look).toSorted()).toEqual(
    ["state", "step", "step", "tensor", "tensor", "tensor", "tensor"].toSorted(),
  );
});

test("over time: a decoder stands beside its encoder and begins with its last states", () => {
  const { blocks, standings } = timeBlocks(seq2seq);
  expect(standings).toEqual([
    { block: 0, row: 0 },
    { block: 0, row: 1 },
    { block: 1, row: 0 },
    { block: 1, row: 1 },
    { block: 1, row: 2 },
  ]);
  expect(blocks.map(({ columns }) => columns)).toEqual([
    ["1", "2", "3", "4"],
    ["1", "2", "3"],
  ]);
  const picture = unrolledPicture(seq2seq, measure);
  expect(picture.boxes.filter(({ node }) => node === 1)).toHaveLength(4);
  expect(picture.lines.filter(({ look }) => look === "step")).toHaveLength(3 + 2);
  expect(picture.lines.filter(({ look }) => look === "state")).toHaveLength(1);
  expect(words(picture, "cell").slice(-3)).toEqual(["y₁", "y₂", "y₃"]);
});

test("over time: long and free lengths show their first steps and the last", () => {
  const columns = (length: string): unknown =>
    timeBlocks(read(`  - Input: [${length}, 2]\n  - GRU: 3\n`)).blocks[0]?.columns;
  expect(columns("6")).toEqual(["1", "2", "3", "4", "5", "6"]);
  expect(columns("500")).toEqual(["1", "2", "3", undefined, "500"]);
  expect(columns("null")).toEqual(["1", "2", undefined, "T"]);
});

test("over time: the halves of a Bidirectional run towards each other; the last step of each goes on", () => {
  const view = read("  - Input: [3, 2]\n  - Bidirectional: {LSTM: 4}\n  - Dense: 1\n");
  const { boxes, lines } = unrolledPicture(view, measure);
  const cells = boxes.filter(({ node }) => node === 1);
  expect(cells).toHaveLength(6);
  const steps = lines.filter(({ look }) => look === "step").map(({ path }) => path.match(/[\d.]+/g)?.map(Number) ?? []);
  expect(steps.map(([from = 0, , to = 0]) => Math.sign(to - from))).toEqual([1, 1, -1, -1]);
  expect(lines.filter(({ look }) => look === "tensor")).toHaveLength(3 * 2 + 2 + 1);
  const names = words(unrolledPicture(view, measure), "cell").filter((name) => name.startsWith("h"));
  expect(names).toEqual(["h→₁", "h→₂", "h→₃", "h←₁", "h←₂", "h←₃"]);
});

test("a layer that is broken has a box and no shape", () => {
  const view = read("  - Input: [3, 5]\n  - LSTM: 32\n  - GRU: 16\n  - Dense: 2\n");
  expect(view.errors).toBe(1);
  for (const picture of [folded(view), unrolledPicture(view, measure)]) {
    expect(new Set(picture.boxes.map(({ node }) => node)).size).toBe(4);
    expect(picture.words.some(({ text }) => text.includes("(?)"))).toBe(true);
    expect(JSON.stringify(picture)).not.toMatch(/null|NaN/);
  }
});
