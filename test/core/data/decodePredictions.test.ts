/** A network's answers in the words of the data. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { decodePredictions } from "../../../src/core/data/decodePredictions";
import { encodeDataset } from "../../../src/core/data/encodeDataset";
import { outputKind } from "../../../src/core/data/outputKind";
import manyToMany from "../../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../../examples/many-to-one.rnn.yaml";
import { analyzed } from "./analyzed";

function decode(text: string, shape: number[], values: number[], count?: number): ReturnType<typeof decodePredictions> {
  const file = analyzeModelFile(text, { fileName: "a.rnn.yaml" });
  const { dataset } = encodeDataset(file);
  if (!file.graph || !dataset) throw new Error("no data");
  const outputs = [{ shape, values: Float32Array.from(values) }];
  const { graph, compile } = file;
  return decodePredictions({
    graph,
    dataset,
    losses: compile?.losses,
    outputs,
    ...(count !== undefined && { shown: { from: 0, to: count } }),
  });
}

test("softmax: the label of the largest, without the label axis", () => {
  const rows = [0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0.75, 0.25, 0, 0];
  const { inputs, outputs, samples } = decode(manyToOne, [4, 5], rows);
  expect(samples).toBe(4);
  expect(inputs).toEqual([
    {
      name: "input_layer",
      values: [
        [1, 2, 3],
        [2, 3, 4],
        [3, 4, 5],
        [4, 5, 1],
      ],
    },
  ]);
  expect(outputs[0]).toMatchObject({
    name: "activation",
    kind: "classes",
    labels: [1, 2, 3, 4, 5],
    decoded: [4, 5, 1, 2],
    targets: [4, 5, 1, 2],
  });
  expect(outputs[0]?.predictions[3]).toEqual([0, 0.75, 0.25, 0, 0]);
});

test("sigmoid: 0 or 1, shaped like the predictions; more than a half is 1", () => {
  const { inputs, outputs } = decode(
    manyToMany,
    [5, 4, 1],
    [0.5, 0.51, 0, 1, ...Array.from({ length: 16 }, () => 0)],
    1,
  );
  expect(inputs[0]?.values).toEqual([[1, 0, 1, 1]]);
  expect(outputs[0]).toMatchObject({
    kind: "binary",
    decoded: [[[0], [1], [0], [1]]],
    targets: [[[0], [0], [0], [1]]],
  });
});

test("values: in the data's own units", () => {
  const text =
    "model: [Input: [1], Dense: 1]\ndata: {x: {values: [0.1, 5], scale: minmax}, y: {values: [10, 30], scale: minmax}}\n";
  const { inputs, outputs } = decode(text, [2, 1], [0.5, Number.NaN]);
  expect(inputs[0]?.values).toEqual([[0.1], [5]]);
  expect(outputs[0]).toMatchObject({ kind: "values", decoded: [[20], [Number.NaN]], targets: [[10], [30]] });
});

test("without a loss the kind follows the last activation through layers that hand on", () => {
  const kindOf = (layers: string): string => {
    const { graph } = analyzed(`model: [Input: [3, 2], ${layers}]\n`);
    return graph?.outputs[0] ? outputKind(graph, graph.outputs[0], { loss: undefined, target: undefined }) : "";
  };
  const sequence = "LSTM: {units: 2, return_sequences: true}";
  expect(kindOf("LSTM: 2")).toBe("values");
  expect(kindOf("LSTM: 2, Dense: {units: 2, activation: softmax}, Dropout: 0.5, Activation: linear")).toBe("classes");
  expect(kindOf("LSTM: 2, Dense: {units: 2, activation: softmax}, RepeatVector: 2")).toBe("classes");
  expect(kindOf("LSTM: 2, Dense: {units: 2, activation: softmax}, Reshape: [2, 1]")).toBe("values");
  expect(kindOf("LSTM: 2, Dense: {units: 2, activation: sigmoid}, Flatten")).toBe("binary");
  expect(kindOf(`${sequence}, TimeDistributed: {Dense: {units: 1, activation: sigmoid}}`)).toBe("binary");
  expect(kindOf(`${sequence}, TimeDistributed: {Activation: softmax}`)).toBe("classes");
  expect(kindOf("LSTM: 2, Dense: {units: 2, activation: softmax}, Dense: 1")).toBe("values");
});

test("the loss decides what a sigmoid or a softmax gives: 0 and 1 behind cross-entropies, else values in the data's own units", () => {
  const text = (loss: string, y: string): string =>
    `model: [Input: [1], Dense: {units: 1, activation: sigmoid}]\ndata: {x: [1, 2], y: ${y}}\ncompile: {loss: ${loss}}\n`;
  const scaledTargets = "{values: [140, 190], scale: minmax}";
  expect(decode(text("mse", scaledTargets), [2, 1], [0.2, 0.9]).outputs[0]).toMatchObject({
    kind: "values",
    decoded: [[150], [185]],
    targets: [[140], [190]],
  });
  expect(decode(text("binary_crossentropy", "[0, 1]"), [2, 1], [0.2, 0.9]).outputs[0]).toMatchObject({
    kind: "binary",
    decoded: [[0], [1]],
  });
  const soft =
    "model: [Input: [1], Dense: {units: 2, activation: softmax}]\ndata: {x: [1, 2], y: {values: [[140, 2], [190, 4]], scale: minmax}}\ncompile: {loss: mae}\n";
  expect(decode(soft, [2, 2], [0.5, 0.5, 0, 1]).outputs[0]).toMatchObject({
    decoded: [
      [165, 3],
      [140, 4],
    ],
  });
});

test("the middle of logits is 0", () => {
  const text =
    "model: [Input: [1], Dense: 1]\ndata: {x: [1, 2], y: [0, 1]}\ncompile: {loss: {binary_crossentropy: {from_logits: true}}}\n";
  expect(decode(text, [2, 1], [-0.1, 0.1]).outputs[0]).toMatchObject({ kind: "binary", decoded: [[0], [1]] });
});

test("declared labels come back as labels: one-hot behind any loss, one unit, and class numbers", () => {
  const hot =
    "model: [Input: [1], Dense: 2]\ndata: {x: [1, 2], y: {values: [no, yes], one_hot: [no, yes]}}\ncompile: {loss: mse}\n";
  expect(decode(hot, [2, 2], [0.9, 0.1, 0.2, 0.3]).outputs[0]).toMatchObject({
    kind: "classes",
    decoded: ["no", "yes"],
  });
  const one =
    "model: [Input: [1], Dense: {units: 1, activation: sigmoid}]\ndata: {x: [1, 2], y: {values: [ham, spam], one_hot: [ham, spam]}}\ncompile: {loss: binary_crossentropy}\n";
  expect(decode(one, [2, 1], [0.2, 0.9]).outputs[0]).toMatchObject({
    kind: "binary",
    decoded: [["ham"], ["spam"]],
    targets: [["ham"], ["spam"]],
  });
  const sparse =
    "model: [Input: [1], Dense: {units: 3, activation: softmax}]\ndata: {x: [1, 2], y: {values: [c, a], one_hot: [a, b, c]}}\ncompile: {loss: sparse_categorical_crossentropy}\n";
  expect(decode(sparse, [2, 3], [0, 1, 0, 0.5, 0.2, 0.3]).outputs[0]).toMatchObject({
    labels: ["a", "b", "c"],
    decoded: ["b", "a"],
    targets: ["c", "a"],
  });
});
