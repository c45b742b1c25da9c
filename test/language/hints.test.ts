/** Inlay hints with their exact texts and places. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { render } from "../../src/core/messages/message";
import { provideHints } from "../../src/language/hints";
import type { ShapeStyle } from "../../src/language/shapeText";

/** `‹…›` stands where a hint must be, with its label inside. */
function checkHints(marked: string, style: ShapeStyle = { dimensions: "numbers", language: "en" }): void {
  const text = marked.replace(/‹[^›]*›/g, "");
  const file = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  const hints = provideHints(file, style);
  const shown = [...hints]
    .reverse()
    .reduce((all, { offset, label }) => `${all.slice(0, offset)}‹${label}›${all.slice(offset)}`, text);
  expect(shown).toBe(marked);
}

test("behind each layer, in front of comments and spaces", () => {
  checkHints(
    "model:\n  - Input: [3, 5]‹→ (None, 3, 5)›   # the data\n  - LSTM: 32‹→ (None, 32) · 4,864›  \n  - Dense: 5‹→ (None, 5) · 165›\n" +
      "  - Activation: softmax‹→ (None, 5) · 0›\n",
  );
});

test("on the first line of a layer that goes over several", () => {
  checkHints(
    "model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n  - LSTM:‹→ (None, 4, 3) · 72›\n      units: 3\n      return_sequences: true\n",
  );
});

test("two halves, free lengths, and nothing behind a broken layer", () => {
  checkHints(
    "model:\n  - Input: [null, 2]‹→ (None, None, 2)›\n  - Bidirectional: {LSTM: 3‹2 × (None, 3)›, merge_mode: none‹h→ | h←›}‹→ (None, 3) + (None, 3) · 144›\n" +
      "  - Dens: 3\n  - Dense: {units: 1, from: bidirectional/forward}‹→ (None, 1) · 4›\n",
  );
});

test("a layer keeps its hint while something is written that changes neither shape nor count", () => {
  const layers = [
    "LSTM: {units: 3, return_sequences: true, activation: }‹→ (None, 4, 3) · 72›",
    "LSTM: {units: 3, dropout: 2, drop: 1}‹→ (None, 3) · 72›",
    "LSTM: {units: 3, name: }‹→ (None, 3) · 72›",
    "Activation: sofmax‹→ (None, 4, 2) · 0›",
    "Dropout:‹→ (None, 4, 2) · 0› ",
    "TimeDistributed: {Dropout:‹4 × (None, 2)› }‹→ (None, 4, 2) · 0›",
    "Bidirectional: {LSTM: {units: 3, dropout: }‹2 × (None, 3) · [h→, h←]›}‹→ (None, 6) · 144›",
  ];
  for (const layer of layers) checkHints(`model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n  - ${layer}\n`);
});

test("no hint where the shape or the count depends on what is wrong", () => {
  const layers = ["{units: 3, return_sequence: true}", "{units: 3, use_bias: }", "{units: x}", "{units: 3, from: }"];
  for (const layer of layers) checkHints(`model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n  - LSTM: ${layer}\n`);
});

test("data keep their shape while a layer is wrong", () => {
  const file = (layer: string): string =>
    "data:\n  x: [[1, 2, 3], [2, 3, 4]]‹→ (2, 3, 1)›\n  y: [4, 5]‹→ (2, 1)›\nmodel:\n  - Input: [3, 1]‹→ (None, 3, 1)›\n" +
    `  - LSTM: 5‹→ (None, 5) · 140›\n  - Dense: ${layer}‹→ (None, 1) · 6›\ncompile: {loss: mse}\n`;
  checkHints(file("1"));
  checkHints(file("{units: 1, activation: }"));
});

test("what is told of data stands beside their hint", () => {
  const file = analyzeModelFile(
    "data:\n  x: [[1, 2, 3], [2, 3, 4]]\n  y: [4, 5]\nmodel:\n  - Input: [3, 1]\n  - LSTM: 5\n  - Dense: 6\n" +
      "compile: {loss: sparse_categorical_crossentropy}\n",
    { fileName: "test.rnn.yaml" },
  );
  const told = provideHints(file).map(({ label, tooltip }) => [label, ...tooltip.map((one) => render(one, "en"))]);
  expect(told.slice(0, 2)).toEqual([
    ["→ (2, 3, 1)", "x: 2 samples, each (3, 1), as the network gets them."],
    ["→ (2,)", "y: 2 samples, each one number, as the network gets them."],
  ]);
});

test("a text that is not finished yet", () => {
  checkHints("model:\r\n  - Input: [4, 2]‹→ (None, 4, 2)›\r\n  - LSTM: {units: 3‹→ (None, 3) · 72›");
});

test("only those in the asked range", () => {
  const text = "model:\n  - Input: [3, 5]\n  - LSTM: 32\n  - Dense: 5\n";
  const file = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  const start = text.indexOf("- LSTM");
  const range = { start, end: start + 5 };
  expect(provideHints(file, { dimensions: "numbers", language: "en" }, range).map(({ label }) => label)).toEqual([
    "→ (None, 32) · 4,864",
  ]);
});

describe("inside of wrappers", () => {
  test("both halves, and what becomes of them", () => {
    const file = (layer: string): string => `model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n${layer}\n`;
    checkHints(file("  - Bidirectional: {LSTM: 3‹2 × (None, 3) · [h→, h←]›}‹→ (None, 6) · 144›"));
    checkHints(
      file(
        "  - Bidirectional:‹→ (None, 4, 3) · 144›\n      LSTM: {units: 3, return_sequences: true}‹2 × (None, 4, 3)›\n" +
          "      merge_mode: ave‹(h→ + h←) / 2› # mean",
      ),
    );
    checkHints(
      file(
        "  - Bidirectional:‹→ (None, 3) · 144›\n      merge_mode: sum‹h→ + h←›\n      LSTM:‹2 × (None, 3)›\n        units: 3",
      ),
    );
    checkHints(
      file(
        "  - Bidirectional: {LSTM: 3‹h→ (None, 3)›, backward_layer: {GRU: {units: 2, go_backwards: true}‹h← (None, 2) · [h→, h←]›}}‹→ (None, 5) · 108›",
      ),
    );
    checkHints(
      file("  - Bidirectional: {layer: {SimpleRNN: 3‹2 × (None, 3)›}, merge_mode: mul‹h→ · h←›}‹→ (None, 3) · 36›"),
    );
  });

  test("a layer at every step", () => {
    checkHints(
      "model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n  - TimeDistributed: {Dense: 3‹4 × (None, 3)›}‹→ (None, 4, 3) · 9›\n" +
        "  - TimeDistributed: LayerNormalization‹4 × (None, 3)›‹→ (None, 4, 3) · 6›\n",
    );
    checkHints(
      "model:\n  - Input: [null, 2]‹→ (None, None, 2)›\n  - TimeDistributed: {Dense: 3‹T × (None, 3)›}‹→ (None, None, 3) · 9›\n",
    );
  });

  test("nothing where the wrapper cannot take its input", () => {
    checkHints("model:\n  - Input: [2]‹→ (None, 2)›\n  - Bidirectional: {LSTM: 3}\n");
  });
});

describe("data", () => {
  const model = "model:\n  - Input: [2, 3]‹→ (None, 2, 3)›\n  - LSTM: 1‹→ (None, 1) · 20›\n";
  test("its shape after encoding, with the samples in front", () => {
    checkHints(
      `data:\n  x: {values: [[a, b], [b, c], [c, c]], one_hot: [a, b, c]}‹→ (3, 2, 3)›\n  y:‹→ (3, 1)›\n    - 1\n    - 2\n    - 3\n${model}`,
    );
    checkHints(`data: {x: {values: [[a, b]], one_hot: [a, b, c]}‹→ (1, 2, 3)›, y: [1, [2]]}\n${model}`);
    checkHints("data: {x: [[1, 2], [3, 4]]‹→ (2, 2)›}\nmodel:\n  - Inptu: [2]\n");
  });

  test("a made task has both sides", () => {
    const made = model.replaceAll("[2, 3]", "[9, 2]").replace("2, 3)", "9, 2)").replace("20", "16");
    checkHints(`data: {task: adding, length: 9, samples: 20}‹→ x (20, 9, 2) · y (20, 1)›\n${made}`);
    checkHints(`data:‹→ x (20, 9, 2) · y (20, 1)›\n  task: adding\n  length: 9\n  samples: 20\n${made}`);
  });
});

describe("fit", () => {
  const file = (fit: string): string =>
    `data: {task: adding, length: 9, samples: 200}‹→ x (200, 9, 2) · y (200, 1)›\nmodel:\n  - Input: [9, 2]‹→ (None, 9, 2)›\n` +
    `  - LSTM: 1‹→ (None, 1) · 16›\ncompile: {loss: mse}\n${fit}\n`;
  test("steps, time and memory", () => {
    checkHints(file("fit: {epochs: 1000}‹→ steps per epoch: 7 · epochs: 1,000, ≈ 250 ms · 0.26 MB›"));
    checkHints(
      file("fit:‹→ steps per epoch: 80 · epochs: 1, < 1 ms · 0.14 MB›\n  batch_size: 2\n  validation_split: 0.2"),
    );
    checkHints(file("").trimEnd());
  });

  test("nothing where nothing can be trained", () => {
    checkHints(file("fit: {epochs: 3}").replace("loss: mse", "loss: mes"));
  });
});

describe("other ways to write a shape", () => {
  const text = (input: string, data: string, lstm: string): string =>
    `data: {x: [[[1], [2]]]‹→ ${data}›}\nmodel:\n  - Input: [2, 1]‹→ ${input}›\n  - LSTM: 3‹→ ${lstm} · 60›\n`;
  test("names", () => {
    checkHints(text("(batch, time, features)", "(samples, time, features)", "(batch, units)"), {
      dimensions: "names",
      language: "en",
    });
  });

  test("names and numbers", () => {
    checkHints(
      text("(lote, tiempo 2, características 1)", "(muestras, tiempo 2, características 1)", "(lote, unidades 3)"),
      {
        dimensions: "both",
        language: "es",
      },
    );
  });

  test("long ones stay short", () => {
    checkHints("model:\n  - Input: [2, 3, 4, 5, 6, 7]‹→ (None, 2, 3, …, 6, 7)›\n  - Flatten‹→ (None, 5040) · 0›\n");
    checkHints(
      "model:\n  - Input: [4, 2]‹→ (None, 4, 2)›\n" +
        "  - Bidirectional: {LSTM: {units: 3, return_state: true}‹2 × (None, 3) + (None, 3) + (None, 3) · [h→, h←]›}‹→ (None, 6) + 4 × (None, 3) · 144›\n",
    );
  });
});

/** The course's figures. */
test.each([
  [
    "many-to-one",
    ["→ (4, 3, 5)", "→ (4, 5)", "→ (None, 3, 5)", "→ (None, 32) · 4,864", "→ (None, 5) · 165", "→ (None, 5) · 0"],
    5029,
  ],
  [
    "many-to-many",
    ["→ (5, 4, 1)", "→ (5, 4, 1)", "→ (None, 4, 1)", "→ (None, 4, 64) · 16,896", "→ (None, 4, 1) · 65"],
    16_961,
  ],
  ["return-sequences", ["→ (None, 100, 2)", "→ (None, 64) · 17,152", "→ (None, 100, 64) · 17,152"], 34_304],
  [
    "stacked",
    [
      "→ (None, 100, 2)",
      "→ (None, 100, 16) · 1,216",
      "→ (None, 100, 16) · 2,112",
      "→ (None, 100, 16) · 2,112",
      "→ (None, 10) · 1,080",
      "→ (None, 10) · 110",
    ],
    6630,
  ],
  [
    "bidirectional",
    ["→ (None, 100, 2)", "2 × (None, 16)", "[h→, h←]", "→ (None, 32) · 2,432", "→ (None, 10) · 330"],
    2762,
  ],
  ["brackets", ["→ x (2000, 20, 1) · y (2000, 1)", "→ (None, 20, 1)", "→ (None, 16) · 912", "→ (None, 1) · 17"], 929],
])("the example %s", (name, labels, total) => {
  const text = readFileSync(join(import.meta.dirname, `../../examples/${name}.rnn.yaml`), "utf8");
  const file = analyzeModelFile(text, { fileName: `${name}.rnn.yaml` });
  expect(file.diagnostics).toEqual([]);
  const shown = provideHints(file).map(({ label }) => label);
  expect(shown.filter((label) => !label.startsWith("→ steps per epoch: "))).toEqual(labels);
  expect(file.totalParams).toBe(total);
});
