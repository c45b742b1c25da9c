/** Refactorings: the text after them, what they keep, and where they are not offered. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { render } from "../../src/core/messages/message";
import { applyEdits } from "../../src/core/text/applyEdits";
import { provideRefactorings } from "../../src/language/refactorings";
import { readPoint } from "../markedText";

const body = (layers: string): string => `model:\n  - Input: [4, 2]\n${layers}`;

/** The text after the refactoring `title` at `‹|›`; `undefined`: it is not offered. */
function checkRefactoring(marked: string, title: string, expected: string | undefined): void {
  const { text, offset } = readPoint(marked);
  const offered = provideRefactorings(analyzeModelFile(text, { fileName: "test.rnn.yaml" }), offset);
  const chosen = offered.find((one) => render(one.title, "en") === title);
  expect(chosen && applyEdits(text, chosen.edits)).toBe(expected);
}

test.each([
  ["  - LS‹|›TM: 3 # c\n", "  - Bidirectional: {LSTM: 3} # c\n"],
  [
    "  - ‹|›GRU: {units: 3, return_sequences: true}\n  - Dense: 1\n",
    "  - Bidirectional: {GRU: {units: 3, return_sequences: true}}\n  - Dense: 1\n",
  ],
  [
    "  - ‹|›LSTM: {name: a, units: 3, from: input_layer}\n  - Dense: {units: 1, from: a}\n",
    "  - Bidirectional: {LSTM: {units: 3}, name: a, from: input_layer}\n  - Dense: {units: 1, from: a}\n",
  ],
  [
    "  - ‹|›LSTM: 3\n  - Dense: {units: 1, from: lstm}\n",
    "  - Bidirectional: {LSTM: 3}\n  - Dense: {units: 1, from: bidirectional}\n",
  ],
  [
    "  - ‹|›LSTM: # fast\n      # how many\n      units: 3 # n\n      name: a\n      return_sequences: true\n  # next\n  - Dense: {units: 1, from: a}\n",
    "  - Bidirectional: # fast\n      LSTM:\n        # how many\n        units: 3 # n\n        return_sequences: true\n      name: a\n  # next\n  - Dense: {units: 1, from: a}\n",
  ],
  [
    "  - ‹|›GRU:\n      units: 3\n      kernel_regularizer:\n        l1_l2:\n          l1: 0.1",
    "  - Bidirectional:\n      GRU:\n        units: 3\n        kernel_regularizer:\n          l1_l2:\n            l1: 0.1",
  ],
  ["  - ‹|›LSTM: {units: 3, return_state: true}\n  - Dense: {units: 1, from: lstm/h}\n", undefined],
  ["  - ‹|›LSTM: {units: 3, go_backwards: true}\n", undefined],
  ["  - LSTM: {units: 3, return_sequences: true}\n  - De‹|›nse: 1\n", undefined],
])("wrap %s", (layers, expected) => {
  checkRefactoring(body(layers), "Wrap in Bidirectional", expected && body(expected));
});

test.each([
  ["  - Bi‹|›directional: {LSTM: 3, merge_mode: sum} # c\n", "  - LSTM: 3 # c\n"],
  [
    "  - ‹|›Bidirectional: {LSTM: 3, name: a}\n  - Dense: {units: 1, from: a}\n",
    "  - LSTM: {units: 3, name: a}\n  - Dense: {units: 1, from: a}\n",
  ],
  ["  - ‹|›Bidirectional: {LSTM: {units: 3}, trainable: false}\n", "  - LSTM: {units: 3, trainable: false}\n"],
  [
    "  - ‹|›Bidirectional:\n      merge_mode: sum\n      LSTM: # fast\n        # how many\n        units: 3\n      name: a\n  - Dense: {units: 1, from: a}\n",
    "  - LSTM: # fast\n      # how many\n      units: 3\n      name: a\n  - Dense: {units: 1, from: a}\n",
  ],
  ["  - ‹|›Bidirectional:\n      LSTM: 3 # n\n", "  - LSTM: 3 # n\n"],
  [
    "  - ‹|›Bidirectional:\n      LSTM: {units: 3, use_bias: false} # n\n      trainable: false\n",
    "  - LSTM: # n\n      units: 3\n      use_bias: false\n      trainable: false\n",
  ],
  [
    "  - ‹|›Bidirectional: {LSTM: 3, merge_mode: none}\n  - Dense: {units: 1, from: bidirectional/forward}\n",
    undefined,
  ],
])("unwrap %s", (layers, expected) => {
  checkRefactoring(body(layers), "Use LSTM without Bidirectional", expected && body(expected));
});

test.each([
  [
    "  - LS‹|›TM: 3 # c\n  - Dense: 1\n",
    "  - LSTM: {units: 3, return_sequences: true} # c\n  - LSTM: 3\n  - Dense: 1\n",
  ],
  [
    "  - ‹|›LSTM: {units: 3, return_sequences: true}",
    "  - LSTM: {units: 3, return_sequences: true}\n  - LSTM: {units: 3, return_sequences: true}",
  ],
  [
    "  - ‹|›Bidirectional: {LSTM: 3}\n",
    "  - Bidirectional: {LSTM: {units: 3, return_sequences: true}}\n  - Bidirectional: {LSTM: 3}\n",
  ],
  [
    "  - ‹|›LSTM: 3\n  - Dense: {units: 1, from: lstm}\n",
    "  - LSTM: {units: 3, return_sequences: true}\n  - LSTM: 3\n  - Dense: {units: 1, from: lstm_1}\n",
  ],
  [
    "  - ‹|›LSTM:\n      units: 3\n      name: a\n      return_state: true\n  - LSTM: {units: 3, from: input_layer, initial_state: [a/h, a/c]}\n  - Add: {from: [a, lstm_1]}\n",
    "  - LSTM:\n      units: 3\n      name: a\n      return_state: true\n      return_sequences: true\n  - LSTM: 3\n  - LSTM: {units: 3, from: input_layer, initial_state: [a/h, a/c]}\n  - Add: {from: [lstm_1, lstm_2]}\n",
  ],
  [
    "  - ‹|›LSTM: 3\noutputs: [lstm]\n",
    "  - LSTM: {units: 3, return_sequences: true}\n  - LSTM: 3\noutputs: [lstm_1]\n",
  ],
])("stack %s", (layers, expected) => {
  checkRefactoring(body(layers), "Stack another LSTM on it", expected && body(expected));
});

test.each([
  ["  - LS‹|›TM: 3\n", "GRU", "  - GRU: 3\n"],
  ["  - LS‹|›TM: {units: 3, unit_forget_bias: false} # c\n", "GRU", "  - GRU: {units: 3} # c\n"],
  ["  - ‹|›GRU: {units: 3, reset_after: false, name: a}\n", "SimpleRNN", "  - SimpleRNN: {units: 3, name: a}\n"],
  ["  - ‹|›Bidirectional: {GRU: 3}\n", "LSTM", "  - Bidirectional: {LSTM: 3}\n"],
  [
    "  - ‹|›Bidirectional: {GRU: 3, backward_layer: {SimpleRNN: {units: 4, go_backwards: true}}}\n",
    "LSTM",
    "  - Bidirectional: {LSTM: 3, backward_layer: {LSTM: {units: 4, go_backwards: true}}}\n",
  ],
  ["  - ‹|›LSTM: 3\n  - Dense: {units: 1, from: lstm}\n", "GRU", "  - GRU: 3\n  - Dense: {units: 1, from: gru}\n"],
  [
    "  - ‹|›GRU: {reset_after: false, recurrent_activation: tanh, units: 3, name: a}\n",
    "SimpleRNN",
    "  - SimpleRNN: {units: 3, name: a}\n",
  ],
  [
    "  - ‹|›LSTM:\n      unit_forget_bias: false\n      recurrent_activation: tanh # t\n      units: 3 # n\n      return_state: true\n",
    "SimpleRNN",
    "  - SimpleRNN:\n      units: 3 # n\n      return_state: true\n",
  ],
  [
    "  - ‹|›LSTM: {units: 3, return_state: true}\n  - Dense: {units: 1, from: lstm/h}\n",
    "GRU",
    "  - GRU: {units: 3, return_state: true}\n  - Dense: {units: 1, from: gru/h}\n",
  ],
  ["  - ‹|›LSTM: {units: 3, return_state: true}\n  - Dense: {units: 1, from: lstm/c}\n", "GRU", undefined],
])("another cell %s", (layers, kind, expected) => {
  checkRefactoring(body(layers), `Change into ${kind}`, expected && body(expected));
});

test("braces", () => {
  checkRefactoring(
    "model:\n  - Input: {shape: [4], dtype: int32}\n  - ‹|›Embedding: [9, 4]\n",
    "Write {input_dim: 9, output_dim: 4}",
    "model:\n  - Input: {shape: [4], dtype: int32}\n  - Embedding: {input_dim: 9, output_dim: 4}\n",
  );
  checkRefactoring(body("  - ‹|›LSTM: 3 # c\n"), "Write {units: 3}", body("  - LSTM: {units: 3} # c\n"));
  checkRefactoring(
    body("  - ‹|›Bidirectional: {LSTM: 3}\n"),
    "Write {units: 3}",
    body("  - Bidirectional: {LSTM: {units: 3}}\n"),
  );
});

test.each([
  [
    "  - LSTM: {units: 1‹|›6, return_sequences: true} # c\n  - GRU: 16\n  - Dense: {units: 16}\n",
    "Extract 16 to the name units (places: 3)",
    "  - LSTM: {units: &units 16, return_sequences: true} # c\n  - GRU: *units\n  - Dense: {units: *units}\n",
  ],
  [
    "  - LSTM: {units: 3, return_sequences: true, kernel_regularizer: {l2: 0.01}}\n  - GRU: {units: 4, kernel_regu‹|›larizer: {l2: 0.01}}\n",
    "Extract {l2: 0.01} to the name kernel_regularizer (places: 2)",
    "  - LSTM: {units: 3, return_sequences: true, kernel_regularizer: &kernel_regularizer {l2: 0.01}}\n  - GRU: {units: 4, kernel_regularizer: *kernel_regularizer}\n",
  ],
  [
    "  - Bidirectional: {LSTM: ‹|›8}\n  - Dense: &units 4\n  - Dense: 8\n  - Dense: *units\n",
    "Extract 8 to the name units_2 (places: 2)",
    "  - Bidirectional: {LSTM: &units_2 8}\n  - Dense: &units 4\n  - Dense: *units_2\n  - Dense: *units\n",
  ],
  ["  - LSTM: ‹|›3\n  - Dense: 4\n", "Extract 3 to the name units (places: 1)", undefined],
  [
    "  - LST‹|›M: 3 # c\n  - Dense: 1\n",
    "Write its name, lstm",
    "  - LSTM: {units: 3, name: lstm} # c\n  - Dense: 1\n",
  ],
  ["  - LST‹|›M: {units: 3, name: lstm}\n", "Write its name, lstm", undefined],
])("extract from %s", (layers, title, expected) => {
  checkRefactoring(body(layers), title, expected && body(expected));
});

test("what is written into a file with other line ends has those", () => {
  for (const text of [
    body("  - LSTM: 3\n  - Dense: {units: 1, from: lstm}\n"),
    body("  - LSTM:\n      units: 3\n      name: a\n  - Dense: {units: 1, from: a}\n"),
    body("  - Bidirectional:\n      LSTM: 3\n      name: a\n  - Dense: {units: 1, from: a}\n"),
  ]) {
    const other = text.replaceAll("\n", "\r\n");
    const after = (one: string): string[] =>
      provideRefactorings(analyzeModelFile(one, { fileName: "a.rnn.yaml" }), one.search(/LSTM|Bidirectional/)).map(
        ({ title, edits }) => `${render(title, "en")}: ${applyEdits(one, edits)}`,
      );
    expect(after(other).length).toBeGreaterThan(3);
    expect(after(other)).toEqual(after(text).map((one) => one.replaceAll("\n", "\r\n")));
  }
});

test("an extracted value leaves the same network", () => {
  const text = body("  - LSTM: {units: 16, return_sequences: true}\n  - GRU: 16\n  - Dense: 16\n");
  const analyze = (one: string) => analyzeModelFile(one, { fileName: "a.rnn.yaml" });
  const extract = provideRefactorings(analyze(text), text.indexOf("16")).find(
    ({ title }) => title.id === "refactor-extract",
  );
  expect(extract).toBeDefined();
  const after = analyze(applyEdits(text, extract?.edits ?? []));
  expect(after.diagnostics).toEqual([]);
  expect(after.graph).toEqual(analyze(text).graph);
});
