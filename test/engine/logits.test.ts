/**
 * Every way in which an output can end, and whether a cross-entropy takes logits there: as Keras 3.15 on TensorFlow does, which was asked
 * for each of these rows. A network that is sure and wrong tells the two apart: a loss of 120 from logits, of −ln 1e-7 from probabilities.
 */
import { describe, expect, it } from "vitest";
import { takesLogits } from "../../src/core/model/takesLogits";
import type { NamedTensor } from "../../src/core/training/networkSession";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { everyEngine, openOn } from "./everyEngine";

const dense = { Dense: { units: 2, activation: "softmax" } };
const softmax = { Activation: "softmax" };
const flat: readonly LayerItem[] = ["Flatten", { Dense: { units: 2, activation: "softmax" } }];
const cell = { units: 2, activation: "softmax" };

/** Title, layers behind an Input, whether logits are taken; `open`: the loss does not tell. */
interface End {
  readonly title: string;
  readonly items: readonly LayerItem[];
  readonly logits: boolean;
  readonly isOpen: boolean;
}

const rows: readonly (readonly [string, readonly LayerItem[], boolean, "open"?])[] = [
  ["Dense", [dense], true],
  ["Dense of flat input", flat, true],
  ["Activation", [{ Dense: 2 }, softmax], true],
  ["Activation of the input", [softmax], true],
  ["behind a mask", [{ Masking: 0 }, dense], true],
  ["a linear Activation behind", [dense, { Activation: "linear" }], true],
  ["Dropout that drops nothing behind", [dense, { Dropout: 0 }, { SpatialDropout1D: 0 }], true],
  ["Dropout behind", [dense, { Dropout: 0.3 }], false, "open"],
  ["SpatialDropout1D behind", [dense, { SpatialDropout1D: 0.3 }], false, "open"],
  ["Dense in a TimeDistributed", [{ TimeDistributed: dense }], false],
  ["Activation in a TimeDistributed", [{ TimeDistributed: softmax }], false],
  ["a linear Activation behind a TimeDistributed", [{ TimeDistributed: dense }, { Activation: "linear" }], false],
  ["a linear Activation in a TimeDistributed behind", [dense, { TimeDistributed: { Activation: "linear" } }], false],
  ["SimpleRNN", [{ SimpleRNN: cell }], false],
  ["SimpleRNN, every step", [{ SimpleRNN: { ...cell, return_sequences: true } }], false],
  ["LSTM", [{ LSTM: cell }], false, "open"],
  ["GRU", [{ GRU: cell }], false, "open"],
  ["Jordan", [{ Jordan: { units: 2, activation: "linear", output_activation: "softmax" } }], false],
  ["Bidirectional", [{ Bidirectional: { SimpleRNN: cell, merge_mode: "ave" } }], false],
  ["Reshape to the same", [dense, { Reshape: [2, 2] }], false],
  ["Flatten of flat rows", [...flat, "Flatten"], false],
  ["RepeatVector", [...flat, { RepeatVector: 2 }], false],
  ["Masking behind", [dense, { Masking: 7 }], false],
  ["GlobalAveragePooling1D", [dense, "GlobalAveragePooling1D"], false],
  ["GlobalMaxPooling1D", [dense, "GlobalMaxPooling1D"], false],
  ["LayerNormalization", [dense, "LayerNormalization"], false, "open"],
  ["Add", [{ Dense: { ...dense.Dense, name: "a" } }, { Add: { from: ["a", "a"] } }], false],
  ["Concatenate", [{ Dense: { ...dense.Dense, name: "a" } }, { Concatenate: { from: ["a", "a"] } }], false, "open"],
  ["another softmax behind", [dense, softmax], true, "open"],
];
const ends = rows.map(([title, items, logits, open]): End => ({ title, items, logits, isOpen: open !== undefined }));

/** Weights that hand numbers on: ones on the diagonal of a kernel, a bias of zeros. */
function handingOn({ name, shape, values }: NamedTensor): NamedTensor {
  const isKernel = /\/(kernel|output_kernel)$/.test(name);
  const [rows = 0, columns = 1] = shape;
  const isTwice = rows === 2 * columns;
  const eye = (i: number): number => (Math.floor(i / columns) % (isTwice ? 2 : rows) === i % columns ? 1 : 0);
  return {
    name,
    shape,
    values: values.map((_, i) => (name.endsWith("gamma") ? 1 : isKernel ? eye(i) / (isTwice ? 2 : 1) : 0)),
  };
}

const x = { name: "x", tensor: { shape: [1, 2, 2], values: Float32Array.of(60, -60, 60, -60) } };

function lossOf(
  items: readonly LayerItem[],
  loss: string,
  engine: Parameters<typeof openOn>[0],
  outputs?: string[],
): number[] {
  const graph = buildGraph([{ Input: [2, 2] }, ...items], outputs);
  const shapes = openOn(engine, { graph, dataset: { samples: 1, inputs: [x], targets: [] }, batchSize: 1, seed: 1 });
  const isSparse = loss.startsWith("sparse");
  const targets = shapes.predict().map(({ shape, values }, i) => {
    const width = shape.at(-1) ?? 1;
    // Always the second class, which is sure not to be.
    const hot = values.map((_, j) => (j % width === 1 ? 1 : 0));
    const tensor = isSparse
      ? { shape: [...shape.slice(0, -1), 1], values: new Float32Array(values.length / width).fill(1) }
      : { shape, values: hot };
    return { name: `y${i}`, tensor };
  });
  const compile = buildCompile(
    "sgd",
    targets.map(() => loss),
  );
  const session = openOn(engine, {
    graph,
    compile,
    dataset: { samples: 1, inputs: [x], targets },
    batchSize: 1,
    seed: 1,
  });
  session.setWeights(session.weights().map(handingOn));
  const losses = [...session.trainBatch(Int32Array.of(0))];
  session.dispose();
  shapes.dispose();
  return losses;
}

it.each(ends)("$title", ({ items, logits }) => {
  const graph = buildGraph([{ Input: [2, 2] }, ...items]);
  expect(takesLogits(graph, { layer: graph.layers.length - 1, port: "output" })).toBe(logits);
});

describe.each(everyEngine)("%s", (engine) => {
  it.each(ends.filter((end) => !end.isOpen))("$title", ({ items, logits }) => {
    for (const loss of ["categorical_crossentropy", "sparse_categorical_crossentropy"]) {
      // Probabilities that are held away from 0 and 1 no longer add up to 1, which the sparse loss sees.
      expect(lossOf(items, loss, engine)[0]).toBeCloseTo(logits ? 120 : -Math.log(1e-7), 1);
    }
  });

  it("sigmoid and binary cross-entropy", () => {
    const sigmoid = { Dense: { units: 2, activation: "sigmoid" } };
    expect(lossOf([sigmoid], "binary_crossentropy", engine)[0]).toBeCloseTo(60, 3);
    // 1 − 1e-7 is 1 − 2^-23 in float32.
    const held = -(Math.log(1e-7) + Math.log(2 ** -23)) / 2;
    expect(lossOf([{ TimeDistributed: sigmoid }], "binary_crossentropy", engine)[0]).toBeCloseTo(held, 3);
    expect(lossOf([{ SimpleRNN: { ...cell, activation: "sigmoid" } }], "binary_crossentropy", engine)[0]).toBeCloseTo(
      held,
      3,
    );
    expect(lossOf([{ Dense: { units: 2, activation: "hard_sigmoid" } }], "binary_crossentropy", engine)[0]).toBeCloseTo(
      held,
      3,
    );
  });

  it("two outputs that are one tensor both take logits", () => {
    const named = { Dense: { ...dense.Dense, name: "a" } };
    const twice = lossOf(
      [named, { Activation: { activation: "linear", name: "b" } }],
      "categorical_crossentropy",
      engine,
      ["a", "b"],
    );
    expect(twice.slice(0, 2)).toEqual([120, 120]);
  });
});
