/** Who hands states to whom, and whose steps attention weighs. */
import { expect, test } from "vitest";
import { listAttention, listHandOvers, listInputsRead } from "../../../src/core/probes/layerLinks";
import { buildGraph } from "../../engine/buildGraph";

const x = { Input: { shape: [5, 2], name: "x" } };
const y = { Input: { shape: [3, 2], name: "y" } };

test("a decoder begins with an encoder's states, and attention weighs the encoder's steps", () => {
  const graph = buildGraph([
    x,
    { LSTM: { units: 4, return_sequences: true, return_state: true, name: "encoder" } },
    y,
    {
      LSTM: { units: 4, return_sequences: true, name: "decoder", from: "y", initial_state: ["encoder/h", "encoder/c"] },
    },
    { Dropout: { rate: 0.1, name: "dropped" } },
    { Attention: { name: "reads", from: ["dropped", "encoder"] } },
    { Concatenate: { from: ["decoder", "reads"] } },
    { Dense: 2 },
  ]);
  expect(listHandOvers(graph)).toEqual([{ from: "encoder", to: "decoder", states: ["h", "c"] }]);
  expect(listAttention(graph)).toEqual([{ name: "reads", queries: "decoder", values: "encoder" }]);
  expect(["encoder", "decoder"].map((name) => listInputsRead(graph, name))).toEqual([["x"], ["y"]]);
});

test("states that go through other layers, from both halves and to both halves", () => {
  const halves = ["encoder/forward/h", "encoder/backward/h"];
  const graph = buildGraph([
    x,
    y,
    { Bidirectional: { GRU: { units: 4, return_state: true }, name: "encoder", from: "x" } },
    { Concatenate: { name: "both", from: halves } },
    { Dense: { units: 6, name: "h" } },
    { GRU: { units: 6, return_sequences: true, name: "decoder", from: "y", initial_state: ["h"] } },
    { Bidirectional: { GRU: { units: 4 }, name: "last", from: "y", initial_state: halves } },
  ]);
  expect(listHandOvers(graph)).toEqual([
    { from: "encoder/forward", to: "decoder", states: ["h"] },
    { from: "encoder/backward", to: "decoder", states: ["h"] },
    { from: "encoder/forward", to: "last/forward", states: ["h"] },
    { from: "encoder/backward", to: "last/backward", states: ["h"] },
  ]);
});

test("halves of different kinds take their own states", () => {
  const turned = { go_backwards: true, return_state: true };
  const graph = buildGraph([
    x,
    { Bidirectional: { GRU: { units: 4, return_state: true }, backward_layer: { LSTM: { units: 3, ...turned } }, name: "first" } },
    { Bidirectional: { GRU: 4, backward_layer: { LSTM: { units: 3, go_backwards: true } }, name: "last", from: "x", initial_state: ["first/forward/h", "first/backward/h", "first/backward/c"] } },
  ]); // prettier-ignore
  expect(listHandOvers(graph)).toEqual([
    { from: "first/forward", to: "last/forward", states: ["h"] },
    { from: "first/backward", to: "last/backward", states: ["h", "c"] },
  ]);
});

test("an answer that is repeated for every step of the next is handed over as well; a plain stack hands nothing over", () => {
  const stack = [
    x,
    { LSTM: { units: 4, name: "encoder" } },
    { RepeatVector: 3 },
    { LSTM: { units: 4, name: "decoder" } },
  ];
  expect(listHandOvers(buildGraph(stack))).toEqual([{ from: "encoder", to: "decoder", states: [] }]);
  // What stands in every step is no step of the input.
  expect(listInputsRead(buildGraph(stack), "decoder")).toEqual([]);
  const plain = [x, { LSTM: { units: 4, return_sequences: true } }, { LSTM: 4 }];
  expect(listHandOvers(buildGraph(plain))).toEqual([]);
  expect(listAttention(buildGraph([x, { Attention: { name: "own", from: ["x", "x"] } }]))).toEqual([{ name: "own" }]);
});
