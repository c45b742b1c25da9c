/** States of recurrent layers: the names they have, where they can stand, and what is said where they do not fit. */
import { describe, expect, test } from "vitest";
import { hintLabel } from "../../src/language/hints";
import { checkModel } from "./checkModel";

const encoder = (given: string): string => `model:
  - Input: {shape: [4, 2], name: source}
  - LSTM: {units: 3, name: encoder${given}}
  - Input: {shape: [5, 2], name: target}
`;
const giving = encoder(", return_state: true");

describe("what a layer gives", () => {
  test("its states beside its output, which alone goes to the layer below and to the outputs", () => {
    const { layers, graph } = checkModel(
      "model: [{Input: [4, 2]}, {LSTM: {units: 3, return_state: true}}, {Dense: 1}]",
    );
    expect(layers[1]?.outputs).toEqual([
      { port: "output", shape: [null, 3] },
      { port: "h", shape: [null, 3] },
      { port: "c", shape: [null, 3] },
    ]);
    expect(layers[1] && hintLabel(layers[1])).toBe("→ (None, 3) + (None, 3) + (None, 3) · 72");
    expect(graph?.outputs).toEqual([{ layer: 2, port: "output" }]);
  });

  test("a Jordan layer: h has its units, y its outputs", () => {
    const { layers } = checkModel(
      "model: [{Input: [4, 2]}, {Jordan: {units: 3, output_units: 5, return_state: true, return_sequences: true}}]",
    );
    expect(layers[1]?.outputs?.map(({ port, shape }) => [port, ...shape])).toEqual([
      ["output", null, 4, 5],
      ["h", null, 3],
      ["y", null, 5],
    ]);
    // 3 · (2 + 5 + 1) + 5 · (3 + 1)
    expect(layers[1]?.params).toBe(44);
  });

  test("a Bidirectional: by halves", () => {
    const text =
      "model:\n  - Input: [4, 2]\n  - Bidirectional: {LSTM: {units: 3, return_state: true}, merge_mode: none, name: both}\n";
    const { graph } = checkModel(`${text}outputs: [both/forward, both/forward/c, both/backward/h]\n`);
    expect(graph?.outputs.map(({ port }) => port)).toEqual(["forward", "forward/c", "backward/h"]);
  });

  test("a Bidirectional with a layer of its own for each direction: each half has its own states and units", () => {
    const { layers } = checkModel(
      "model: [{Input: [4, 2]}, {Bidirectional: {LSTM: {units: 3, return_state: true}, backward_layer: {GRU: {units: 5, return_state: true, go_backwards: true}}}}]",
    );
    expect(layers[1]?.outputs?.map(({ port, shape }) => [port, ...shape])).toEqual([
      ["output", null, 8],
      ["forward/h", null, 3],
      ["forward/c", null, 3],
      ["backward/h", null, 5],
    ]);
    // 4 · 3 · (2 + 3 + 1) + 3 · 5 · (2 + 5 + 2)
    expect(layers[1]?.params).toBe(207);
  });
});

describe("initial_state", () => {
  const decoder = (state: string): string => `${giving}  - LSTM: {units: 3, from: target, initial_state: ${state}}\n`;

  test("a layer's name means all its states, a list names each tensor", () => {
    const states = [
      { layer: 1, port: "h" },
      { layer: 1, port: "c" },
    ];
    expect(checkModel(decoder("encoder")).graph?.layers[3]?.initialState).toEqual(states);
    expect(checkModel(decoder("[encoder/h, encoder/c]")).graph?.layers[3]?.initialState).toEqual(states);
    const one = `${giving}  - GRU: {units: 3, from: target, initial_state: encoder/h}\n`;
    expect(checkModel(one).graph?.layers[3]?.initialState).toEqual([{ layer: 1, port: "h" }]);
    const dense = `${giving}  - Dense: {units: 3, from: encoder, name: start}\n  - GRU: {units: 3, from: target, initial_state: start}\n`;
    expect(checkModel(dense).graph?.layers[4]?.initialState).toEqual([{ layer: 3, port: "output" }]);
  });

  test.each([
    [decoder("‹|encoder/h|›"), "initial-state-count: starts from 2 states (h, c), but initial_state gives 1"],
    [
      decoder("[encoder/h, ‹|source|›]"),
      "initial-state-shape: initial c of LSTM must be (None, 3), but source is (None, 4, 2)",
    ],
    [decoder("[encoder/h, ‹|encoder/cc|›]"), "unknown-reference: Did you mean encoder/c?"],
    [decoder("‹|{h: encoder}|›"), "wrong-type"],
    [decoder("‹|[]|›"), "wrong-type"],
    [decoder("‹|encodr|›"), "unknown-reference: Did you mean encoder?"],
    [decoder("‹|lstm_2|›"), "unknown-reference"],
    [
      `${encoder("")}  - LSTM: {units: 3, from: target, initial_state: ‹|encoder|›}\n`,
      "state-not-returned: Set return_state: true",
    ],
    [
      `${encoder("")}  - Dense: {units: 3, from: ‹|encoder/c|›}\n`,
      "state-not-returned: encoder keeps its states to itself",
    ],
    [
      `${giving}  - GRU: {units: 4, from: target, initial_state: ‹|encoder/h|›}\n`,
      "initial-state-shape: must be (None, 4)",
    ],
    [
      `${giving}  - Bidirectional: {LSTM: 3, from: target, initial_state: ‹|encoder|›}\n`,
      "initial-state-count: 4 states (forward/h, forward/c, backward/h, backward/c)",
    ],
    [`${giving}  - Dense: {units: 3, ‹|initial_state|›: encoder}\n`, "unknown-argument"],
    [`${giving}  - Bidirectional: {LSTM: {units: 3, ‹|initial_state|›: encoder}}\n`, "inner-key"],
  ])("%s", (text, code) => {
    checkModel(text, code);
  });

  test("a layer that others only start from is used", () => {
    expect(checkModel(`${decoder("encoder")}  - Dense: 1\n`).diagnostics).toEqual([]);
  });
});
