/** Completion in finished and half-typed files: what is offered, what it replaces, and that accepting it leaves a sound file. */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { Findings } from "../../src/core/diagnostics/findings";
import { earlyStopping, reduceOnPlateau } from "../../src/core/model/callbackTable";
import { formKeys, type FormTable, shareTable } from "../../src/core/model/formTable";
import { layerTable } from "../../src/core/model/layerTable";
import { readArgument } from "../../src/core/model/readArgument";
import { readLayer } from "../../src/core/model/readLayer";
import { families } from "../../src/core/model/readObject";
import { schedules } from "../../src/core/model/scheduleTable";
import { parseSyntax } from "../../src/core/syntax/parseSyntax";
import { keySnippet } from "../../src/language/snippets";
import layerBodies from "../../snippets/layers.json";
import { provideCompletions } from "../../src/language/completion";
import type { Completion } from "../../src/language/valueDrafts";
import { templates } from "../../src/language/templates";
import { readPoint } from "../markedText";

function completionsAt(marked: string): { text: string; offset: number; all: Completion[] } {
  const { text, offset } = readPoint(marked);
  const file = analyzeModelFile(text, { fileName: "test.rnn.yaml" });
  return { text, offset, all: provideCompletions(file, offset, "en") };
}

/** A snippet as it stands in the text before anybody types: `${1:32}` → `32`, `${1|a,b|}` → `a`. */
const plain = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\d/g, "");

/** What is offered at `‹|›`: all labels in their order, or with `…` at the end the first ones. */
function checkCompletions(marked: string, ...labels: string[]): void {
  const { all } = completionsAt(marked);
  const found = all.map(({ label }) => label);
  expect(new Set(found).size, "double answers").toBe(found.length);
  if (labels.at(-1) === "…") expect(found.slice(0, labels.length - 1)).toEqual(labels.slice(0, -1));
  else expect(found).toEqual(labels);
}

/** The text after the completion `label` was accepted. */
function accept(marked: string, label: string): string {
  const { text, all } = completionsAt(marked);
  const chosen = all.find((one) => one.label === label);
  if (!chosen) throw new Error(`${label} is not offered, but ${all.map((one) => one.label).join(", ")}`);
  const indent = /^ */.exec(text.slice(text.lastIndexOf("\n", chosen.range.start - 1) + 1))?.[0] ?? "";
  const put = plain(chosen.insert).replaceAll("\n", `\n${indent}`);
  return text.slice(0, chosen.range.start) + put + text.slice(chosen.range.end);
}

const kinds = Object.keys(layerTable);
const body = (layers: string): string => `model:\n  - Input: [4, 2]\n${layers}`;

const models = templates.map(({ name }) => `model-${name}`);

describe("sections", () => {
  test.each([
    ["‹|›", ["name", "seed", "data", "model", "outputs", "compile", "fit", "weights", ...models]],
    ["model: []\nco‹|›", ["name", "seed", "data", "outputs", "compile", "fit", "weights"]],
    ["# a\n\nmodel‹|›", ["…"]],
    ["‹|›\nmodel: []\nseed: 3\n", ["name", "data", "outputs", "compile", "fit", "weights"]],
    ["fit: {‹|›}", ["epochs", "batch_size", "shuffle", "reproducible", "…"]],
    ["fit: {epochs: 3, ‹|›", ["batch_size", "shuffle", "reproducible", "…"]],
    ["fit:\n  ‹|›\n  epochs: 3\n", ["batch_size", "shuffle", "reproducible", "…"]],
    ["fit:\n  epochs: 3\n  s‹|›\nmodel: []\n", ["batch_size", "shuffle", "reproducible", "…"]],
    ["fit: {shuffle: ‹|›}", ["true", "false"]],
    ["fit: {shuffle:‹|›}", ["true", "false"]],
    ["fit: {epochs: ‹|›}", []],
    ["compile: {‹|›", ["optimizer", "loss", "metrics", "…"]],
    ["data: {x: {values: [], ‹|›}}", ["one_hot", "expand_dims", "scale", "…"]],
    ["data:\n  x:\n    scale: ‹|›", ["standard", "minmax", "none"]],
    ["data: {x: [[1, ‹|›", []],
    ["data: {‹|›", ["x", "y", "file", "task"]],
    ["data: {file: a.csv, ‹|›", ["time", "inputs", "target", "window", "…"]],
    ["data: {file: a.csv, label: b, ‹|›", ["text", "level", "max_length", "split"]],
    ["data: {task: adding, ‹|›", ["length", "samples", "seed"]],
    ["data: {file: a.csv, window: 3, level: ‹|›", ["char", "word"]],
    ["data: {file: a.csv, split: {‹|›", ["train", "validation", "test"]],
    ["data: {x: {file: a.csv, ‹|›", ["values", "one_hot", "expand_dims", "scale", "padding", "columns", "…"]],
    ["fit: {early_stopping: {‹|›", ["monitor", "patience", "restore_best_weights", "min_delta", "…"]],
    ["fit: {early_stopping: {restore_best_weights: ‹|›", ["true", "false"]],
    ["fit: {early_stopping: {mode: ‹|›", ["auto", "min", "max"]],
    ["fit:\n  reduce_lr_on_plateau:\n    ‹|›", ["monitor", "factor", "patience", "min_lr", "…"]],
    ["fit: {early_stopping: {monitor: ‹|›", ["val_loss", "loss"]],
    [
      "model: [{Input: [2]}, {Dense: 1}]\ncompile: {loss: mse, metrics: [mae]}\nfit:\n  validation_split: 0.2\n  early_stopping:\n    monitor: ‹|›",
      ["val_loss", "val_mae", "loss", "mae"],
    ],
    ["model: [{Input: [2]}, {Dense: 1}]\ncompile: {loss: mse}\nfit: {reduce_lr_on_plateau: {monitor: ‹|›}}", ["loss"]],
    ["compile: {optimizer: {adam: {learning_rate: ‹|›", [...Object.keys(schedules)]],
    ["compile: {optimizer: {adam: {learning_rate: {‹|›", [...Object.keys(schedules)]],
    [
      "compile: {optimizer: {adam: {learning_rate: {cosine_decay: {decay_steps: 10, ‹|›",
      ["initial_learning_rate", "alpha", "warmup_target", "warmup_steps"],
    ],
  ])("%s", (text, labels) => {
    checkCompletions(text, ...labels);
  });
});

test.each(models)("%s is free of findings", (label) => {
  const text = accept("‹|›", label);
  expect(analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics).toEqual([]);
  expect(`model-${templates.find((template) => template.texts.en === text)?.name}`).toBe(label);
});

test("what is accepted is free of findings", () => {
  const head = "model: [{Input: [2]}, {Dense: 1}]\ncompile: {loss: mse, optimizer: {adam: {learning_rate: ";
  for (const name of Object.keys(schedules)) {
    for (const [open, close] of [
      ["", ""],
      ["{", "}"],
    ]) {
      const text = `${accept(`${head}${open}‹|›${close}}}}`, name)}\n`;
      expect(analyzeModelFile(text, { fileName: "a" }).diagnostics.map((one) => [text, one.code])).toEqual([]);
    }
  }
  for (const key of ["early_stopping", "reduce_lr_on_plateau", "validation_split"]) {
    const text = accept(
      "data: {task: sine, length: 9, samples: 9}\nmodel: [{Input: [9, 1]}, {LSTM: 1}]\ncompile: {loss: mse}\nfit: {‹|›}",
      key,
    );
    const found = analyzeModelFile(text.replace("val_loss", "loss"), { fileName: "a" }).diagnostics;
    expect(found.map((one) => [text, one.code])).toEqual([]);
  }
});

describe("layers", () => {
  test.each([
    body("  - ‹|›"),
    body("  - LS‹|›"),
    body("  ‹|›\n  - Dense: 3\n"),
    body("  - ‹|›\n  - Dense: 3\n"),
    "model: [{‹|›}]",
    "model:\n  ‹|›",
    "model:\n- Input: [4, 2]\n- ‹|›",
  ])("every kind at %s", (text) => {
    const found = completionsAt(text).all.filter(({ is }) => is === "layer");
    expect(kinds.filter((kind) => !found.some(({ label }) => label === kind))).toEqual([]);
  });

  test.each([
    [body("  ‹|›"), "LSTM", body("  - LSTM: 32")],
    [body("  - ‹|›"), "LSTM", body("  - LSTM: 32")],
    [body("  -‹|›"), "LSTM", body("  - LSTM: 32")],
    [body("  - LS‹|›\n  - Dense: 3"), "LSTM", body("  - LSTM: 32\n  - Dense: 3")],
    [body("  - LS‹|›TN: 3"), "LSTM", body("  - LSTM: 3")],
    [body("  - Bi‹|›"), "Bidirectional", body("  - Bidirectional: {LSTM: 16, merge_mode: concat}")],
    [body("  - LSTM: 3\n  - A‹|›"), "Add", body("  - LSTM: 3\n  - Add: {from: [input_layer, lstm]}")],
    ["model:\n  ‹|›", "Input", "model:\n  - Input: [3, 5]"],
  ])("%s accepts %s", (text, label, after) => {
    expect(accept(text, label)).toBe(after);
  });

  test("nothing behind a layer in the same item, in comments, in quotes, and where a number is expected", () => {
    checkCompletions(body("  - LSTM: 3\n    ‹|›"));
    checkCompletions(body("  - LSTM: 3  # L‹|›"));
    checkCompletions(body("  - LSTM: {units: 3, name: 'l‹|›'}"));
    checkCompletions(body("  - LSTM: ‹|›"));
    checkCompletions("model: ‹|›");
  });

  test.each(kinds)("the snippet of %s is free of findings in its place", (kind) => {
    const before: Readonly<Record<string, string>> = {
      Input: "model:\n",
      Embedding: "model:\n  - Input: {shape: [4], dtype: int32}\n",
      RepeatVector: "model:\n  - Input: [4]\n",
    };
    const joins = /^(Concatenate|Add|Multiply|Average|Subtract|Attention)$/.test(kind) ? "  - Activation: tanh\n" : "";
    const text = accept(`${before[kind] ?? body(joins)}  - ‹|›`, kind);
    expect(analyzeModelFile(text, { fileName: "a.rnn.yaml" }).diagnostics, text).toEqual([]);
  });

  test("snippets/ has only what says more than the table's example", () => {
    const examples = new Map<string, string>(Object.entries(layerTable).map(([kind, { example }]) => [kind, example]));
    const idle = Object.entries(layerBodies).filter(([title, { body: written }]) => {
      const example = examples.get(title.split(" ", 1)[0] ?? "");
      return example === undefined || written.replace(/\$\{\d+:([^}]*)\}/g, "$1") === example;
    });
    expect(idle.map(([title]) => title)).toEqual([]);
  });
});

describe("arguments", () => {
  test.each([
    [body("  - LSTM: {units: 3, ‹|›"), "return_sequences", "  - LSTM: {units: 3, return_sequences: true"],
    [body("  - LSTM: {units: 3, re‹|›}\n  - Dense: 1"), "return_sequences", "return_sequences: true}\n  - Dense: 1"],
    [body("  - LSTM:\n      units: 3\n      ‹|›\n  - Dense: 1"), "use_bias", "      use_bias: false\n  - Dense: 1"],
    [body("  - LSTM:\n      ‹|›"), "units", "  - LSTM:\n      units: 32"],
    [body("  - LSTM: {act‹|›ivatio: tanh}"), "activation", "{activation: tanh}"],
    [body("  - Bidirectional: {‹|›"), "GRU", "  - Bidirectional: {GRU: 32"],
    [body("  - Bidirectional: ‹|›"), "GRU", "  - Bidirectional: {GRU: 32}"],
    [body("  - Bidirectional: {LSTM: {units: 3, ‹|›}}"), "return_sequences", "{units: 3, return_sequences: true}}"],
    [body("  - Bidirectional:\n      LSTM:\n        units: 3\n      ‹|›"), "merge_mode", "      merge_mode: sum"],
    [
      body("  - Bidirectional: {LSTM: 3, ba‹|›}"),
      "backward_layer",
      "backward_layer: {GRU: {units: 16, go_backwards: true}}",
    ],
    [body("  - Bidirectional: {LSTM: 3, backward_layer: {‹|›"), "GRU", "backward_layer: {GRU: 32"],
    [
      body("  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 3, ‹|›}}}"),
      "reset_after",
      "reset_after: false}",
    ],
    [body("  - TimeDistributed: ‹|›"), "Dense", "  - TimeDistributed: {Dense: {units: 1"],
    [body("  - TimeDistributed: {layer: {‹|›"), "Dense", "{layer: {Dense: {units: 1"],
    [body("  - TimeDistributed: {Dense: {units: 2, ‹|›"), "activation", "{units: 2, activation: "],
  ])("%s accepts %s", (text, label, after) => {
    expect(accept(text, label)).toContain(after);
  });

  test("those that stand there already are left out, before and behind the cursor", () => {
    const labels = completionsAt(body("  - GRU: {units: 3, ‹|›, return_sequences: true}")).all.map(
      ({ label }) => label,
    );
    expect(labels).toContain("reset_after");
    expect(labels).not.toContain("units");
    expect(labels).not.toContain("return_sequences");
    expect(labels).toContain("name");
    expect(labels).not.toContain("unit_forget_bias");
  });

  test("what is used most comes first, what weights begin with and are held to last", () => {
    const labels = (text: string): string[] => completionsAt(text).all.map(({ label }) => label);
    expect(labels(body("  - LSTM: {‹|›"))).toEqual([
      ...["units", "return_sequences", "return_state", "activation", "recurrent_activation", "dropout"],
      ...["recurrent_dropout", "go_backwards", "stateful", "use_bias", "unit_forget_bias"],
      ...["name", "from", "trainable", "initial_state"],
      ...["recurrent_initializer", "recurrent_regularizer", "recurrent_constraint", "kernel_initializer"],
      ...["bias_initializer", "kernel_regularizer", "bias_regularizer", "activity_regularizer"],
      ...["kernel_constraint", "bias_constraint"],
    ]);
    for (const kind of kinds) {
      const all = labels(body(`  - ${kind}: {‹|›`));
      const firstOfWeights = all.findIndex((label) => /_(initializer|regularizer|constraint)$/.test(label));
      const rest = firstOfWeights < 0 ? [] : all.slice(firstOfWeights);
      expect(rest.filter((label) => !/_(initializer|regularizer|constraint)$/.test(label))).toEqual([]);
    }
  });

  const tables: Readonly<Record<string, FormTable>> = {
    ...Object.fromEntries(Object.entries(layerTable).map(([kind, { arguments: all }]) => [kind, all])),
    ...Object.fromEntries(
      Object.values(families).flatMap(({ table }) => Object.entries(table).map(([name, one]) => [name, one.arguments])),
    ),
    ...{ ...schedules, earlyStopping, reduceOnPlateau, shareTable, formKeys },
  };
  test.each(Object.entries(tables))(
    "what is written first for an argument of %s is a value of its type",
    (_, table) => {
      for (const [key, argument] of Object.entries(table)) {
        const findings = new Findings();
        const written = plain(keySnippet(key, argument));
        if (/: (\[\])?$/.test(written)) continue;
        const root = parseSyntax(written, findings);
        const value = root?.is === "map" ? root.entries[0]?.value : undefined;
        // A layer as a value is read with the layer that it belongs to.
        if (argument.type.is === "layer") {
          const layer = parseSyntax(`Bidirectional: {LSTM: 3, ${written}}`, findings);
          expect(layer && readLayer(layer, findings)?.isWhole, written).toBe(true);
        } else expect(value && readArgument(key, argument, value, findings), written).toBeDefined();
        expect(findings.list.map(({ message }) => [written, message.id])).toEqual([]);
      }
      // Numbers always have one.
      const numbers = Object.entries(table).filter(([, { type }]) =>
        /^(integer|number|numbers|shape|axes)$/.test(type.is),
      );
      expect(numbers.filter(([key, argument]) => /: (\[\])?$/.test(plain(keySnippet(key, argument))))).toEqual([]);
    },
  );

  test("an inner layer has no name of its own, an Input no from", () => {
    const inner = completionsAt(body("  - Bidirectional: {LSTM: {‹|›}}")).all.map(({ label }) => label);
    expect(inner).not.toContain("name");
    checkCompletions("model:\n  - Input: {‹|›}", "shape", "dtype", "name");
  });

  test("their documentation and default stand beside them", () => {
    const found = completionsAt(body("  - LSTM: {return_‹|›")).all.find(({ label }) => label === "return_sequences");
    expect(found).toMatchObject({ detail: "false" });
    expect(found?.documentation).toContain("every time step");
  });
});

describe("values", () => {
  test.each([
    [body("  - Activation: ‹|›"), ["linear", "relu", "sigmoid", "tanh", "softmax", "…"]],
    [body("  - Activation:‹|›"), ["linear", "…"]],
    [body("  - LSTM: {units: 3, return_sequences: ‹|›"), ["true", "false"]],
    [body("  - LSTM:\n      units: 3\n      use_bias: f‹|›"), ["true", "false"]],
    [body("  - Bidirectional: {LSTM: 3, merge_mode: ‹|›}"), ["concat", "sum", "mul", "ave", "none"]],
    [body("  - LSTM: {kernel_initializer: ‹|›"), ["glorot_uniform", "glorot_normal", "…"]],
    [body("  - LSTM: {kernel_initializer: {‹|›"), ["orthogonal", "constant", "…"]],
    [body("  - LSTM: {kernel_initializer: {random_normal: {‹|›"), ["mean", "stddev"]],
    [body("  - LSTM: {kernel_regularizer: {‹|›"), ["l1", "l2", "l1_l2"]],
    ["compile: {optimizer: ‹|›", ["sgd", "rmsprop", "adam", "…"]],
    ["compile:\n  optimizer: a‹|›\n  loss: mse", ["sgd", "rmsprop", "adam", "…"]],
    [
      "compile: {optimizer: {sgd: {learning_rate: 1, ‹|›",
      ["momentum", "nesterov", "weight_decay", "clipnorm", "clipvalue", "global_clipnorm"],
    ],
    ["compile: {optimizer: {sgd: {nesterov: ‹|›", ["true", "false"]],
    ["compile: {loss: ‹|›}", ["mean_squared_error", "mean_absolute_error", "binary_crossentropy", "…"]],
    ["compile: {metrics: [‹|›]}", ["accuracy", "mse", "mae", "…"]],
    ["compile: {metrics: [accuracy, ‹|›", ["accuracy", "mse", "mae", "…"]],
    ["compile:\n  metrics:\n    - ‹|›", ["accuracy", "mse", "mae", "…"]],
    ["compile:\n  metrics:\n    ‹|›", ["accuracy", "mse", "mae", "…"]],
    ["compile:\n  metrics:\n    - mae\n    ‹|›", ["accuracy", "mse", "mae", "…"]],
    ["compile:\n  optimizer:\n    ‹|›", ["sgd", "rmsprop", "adam", "…"]],
    [body("  - LSTM:\n      return_sequences:\n        ‹|›"), ["true", "false"]],
    [body('  - Dense: {units: 3, activation: "re‹|›"}'), ["linear", "relu", "…"]],
    [body("  - Bidirectional: {LSTM: 3, 'merge_mode': 's‹|›um'}"), ["concat", "sum", "mul", "ave", "none"]],
    [body("  - LSTM: {units: 3, return_sequences: '‹|›'}"), []],
  ])("%s", (text, labels) => {
    checkCompletions(text, ...labels);
  });

  test("in a list that has no dash or bracket yet, with it", () => {
    const list = (text: string): string => `compile:\n  metrics:${text}`;
    expect(accept(list("\n    ‹|›"), "mae")).toBe(list("\n    - mae"));
    expect(accept(list("\n    - mae\n    ‹|›"), "mse")).toBe(list("\n    - mae\n    - mse"));
    expect(accept(list("\n    - mae\n    - ‹|›"), "mse")).toBe(list("\n    - mae\n    - mse"));
    expect(accept(list(" ‹|›"), "mae")).toBe(list(" [mae]"));
    expect(accept("compile: {metrics: [‹|›", "mae")).toBe("compile: {metrics: [mae");
    const head = "model:\n  - Input: {shape: [4, 2], name: in}\n  - LSTM: {units: 3, name: a, from: in}\n";
    expect(accept(`${head}outputs:\n  ‹|›`, "a")).toBe(`${head}outputs:\n  - a`);
    expect(accept(`${head}outputs:\n  - in\n  ‹|›`, "a")).toBe(`${head}outputs:\n  - in\n  - a`);
    expect(accept(`${head}  - Add:\n      from:\n        ‹|›`, "a")).toBe(`${head}  - Add:\n      from:\n        - a`);
    expect(accept(`${head}  - Add: {from: ‹|›}`, "a")).toBe(`${head}  - Add: {from: [a, ]}`);
    expect(accept(`${head}  - Dense: {units: 1, from: ‹|›}`, "a")).toBe(`${head}  - Dense: {units: 1, from: a}`);
  });

  test("inside of quotes their name alone, with the quote that is missing", () => {
    const dense = (activation: string): string => body(`  - Dense: {units: 3, activation: ${activation}`);
    expect(accept(dense('"re‹|›"}'), "relu")).toBe(dense('"relu"}'));
    expect(accept(dense("'‹|›hard sigmoid'}"), "hard_sigmoid")).toBe(dense("'hard_sigmoid'}"));
    expect(accept(dense('"‹|›'), "threshold")).toBe(dense('"threshold"'));
    expect(accept(body('  - LSTM: {"un‹|›": 3}'), "units")).toBe(body('  - LSTM: {"units": 3}'));
    expect(accept(body('  - "LS‹|›": 3'), "LSTM")).toBe(body('  - "LSTM": 3'));
    const named = "model:\n  - Input: {shape: [4, 2], name: in}\n";
    expect(accept(`${named}outputs: ["‹|›"]`, "in")).toBe(`${named}outputs: ["in"]`);
  });

  test("each with what it does", () => {
    const about = (text: string, label: string): string | undefined =>
      completionsAt(text).all.find((one) => one.label === label)?.documentation;
    expect(about(body("  - Bidirectional: {LSTM: 3, merge_mode: ‹|›}"), "ave")).toContain("(h→ + h←) / 2");
    expect(about(body("  - LSTM: {return_sequences: ‹|›"), "true")).toContain("every time step");
    expect(about("data: {task: ‹|›}", "sine")).toContain("A sine wave");
    const monitored =
      "model:\n  - Input: [2]\n  - Dense: {units: 1, name: a}\n  - Dense: {units: 1, name: b}\noutputs: [a, b]\n" +
      "compile: {loss: mse, metrics: {a: [mae]}}\nfit: {validation_split: 0.5, early_stopping: {monitor: ‹|›}}\n";
    const { all } = completionsAt(monitored);
    expect(all.map(({ label, documentation }) => `${label}: ${documentation}`)).toMatchObject([
      expect.stringContaining("val_loss: The loss over the samples kept back"),
      expect.stringContaining("val_a_loss: The loss of a alone. Over the samples kept back"),
      expect.stringContaining("val_b_loss: "),
      expect.stringContaining("val_a_mae: Mean of |y − ŷ|. Over the samples kept back"),
      expect.stringContaining("loss: "),
      expect.stringContaining("a_loss: The loss of a alone. Over the samples that are trained on"),
      expect.stringContaining("b_loss: "),
      expect.stringContaining("a_mae: "),
    ] as string[]);
  });

  test("a value replaces the word it stands in, and needs its space", () => {
    expect(accept(body("  - Activation: so‹|›ftmx"), "softmax")).toBe(body("  - Activation: softmax"));
    expect(accept(body("  - Activation:‹|›"), "softmax")).toBe(body("  - Activation: softmax"));
    expect(accept("compile: {optimizer: {‹|›}}", "adam")).toBe("compile: {optimizer: {adam: {}}}");
  });

  test("activations come with the arguments that have no default, and offer the others", () => {
    const activation = (text: string): string => body(`  - Dense: {units: 3, activation: ${text}}`);
    const needed = "{threshold: {threshold: 1, default_value: 0}}";
    expect(accept(activation("‹|›"), "threshold")).toBe(activation(needed));
    expect(accept(activation("{‹|›}"), "threshold")).toBe(activation(needed));
    expect(accept(activation("{‹|›}"), "leaky_relu")).toBe(activation("{leaky_relu: 0.2}"));
    expect(accept(activation("{gelu: {‹|›}}"), "approximate")).toBe(activation("{gelu: {approximate: true}}"));
    expect(accept(body("  - Activation: {relu: {‹|›}}"), "threshold")).toBe(
      body("  - Activation: {relu: {threshold: 0.5}}"),
    );
  });
});

describe("names of layers", () => {
  const two = "model:\n  - Input: {shape: [4, 2], name: in}\n  - LSTM: {units: 3, name: a, from: in}\n";
  test.each([
    [`${two}  - Dense: {units: 1, from: ‹|›}\n  - Dense: 4\n`, ["a", "in"]],
    [`${two}  - Dense: {units: 1, from: ‹|›\n  - Dense: {units: 4, name: later}\n`, ["a", "in"]],
    [`${two}  - Concatenate: {from: [a, ‹|›]}\n`, ["a", "in"]],
    [`${two}  - Add:\n      from:\n        - ‹|›\n`, ["a", "in"]],
    [`${two}outputs: ‹|›`, ["a", "in"]],
    [`${two}outputs: [‹|›]\n`, ["a", "in"]],
    [
      `${two}  - Bidirectional: {LSTM: 3, merge_mode: none, from: in}\n  - Dense: {units: 1, from: bidirectional/f‹|›}\n`,
      ["bidirectional/forward", "bidirectional/backward", "a", "in"],
    ],
    [`${two}  - Dense: {units: 1, name: b}\noutputs: [a, b]\ncompile: {loss: {‹|›`, ["a", "b", "…"]],
    [`${two}  - Dense: {units: 1, name: b}\noutputs: [a, b]\ncompile: {loss: {a: mse, ‹|›}}`, ["b"]],
    [`${two}  - Dense: {units: 1, name: b}\noutputs: [a, b]\ncompile: {loss: {a: ‹|›}}`, ["mean_squared_error", "…"]],
  ])("%s", (text, labels) => {
    const { all } = completionsAt(text);
    const halves = ["bidirectional/forward", "bidirectional/backward"];
    if (labels[0] === halves[0]) expect(all.map(({ label }) => label).sort()).toEqual([...labels].sort());
    else checkCompletions(text, ...labels);
  });

  test("a layer's output first, then its states, each with its shape; what joins others joins layers", () => {
    const states = "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, return_state: true, name: enc}\n";
    const offered = completionsAt(`${states}  - Dense: {units: 1, from: ‹|›}\n`).all;
    expect(offered.map(({ label, detail }) => [label, detail])).toEqual([
      ["enc", "LSTM (None, 3)"],
      ["enc/h", "LSTM (None, 3)"],
      ["enc/c", "LSTM (None, 3)"],
      ["input_layer", "Input (None, 4, 2)"],
    ]);
    expect(accept(`${states}  - GRU: {units: 3, from: input_layer}\n  - ‹|›`, "Add")).toContain(
      "Add: {from: [enc, gru]}",
    );
    checkCompletions(`${states}  - Add: {‹|›`, "from", "name", "trainable");
  });

  test("data.x of several Inputs is a map from their names", () => {
    const inputs =
      "model:\n  - Input: {shape: [2], name: a}\n  - Input: {shape: [2], name: b}\n  - Add: {from: [a, b]}\n";
    const labels = completionsAt(`${inputs}data:\n  x:\n    ‹|›\n`).all.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["a", "b", "values"]));
    expect(accept(`${inputs}data: {x: {a: [], ‹|›}}\n`, "b")).toContain("{a: [], b: }");
  });
});

test("every prefix of a long file, at its end: no throw, and ranges around the cursor", () => {
  const text =
    accept(body("  - ‹|›"), "Bidirectional") +
    "\n  - Dense: {units: 3, activation: softmax} # x\ncompile: {optimizer: {adam: {clipnorm: 1}}, loss: mse, metrics: [mae]}\nfit:\n  epochs: 3\n  shuffle: false\n";
  for (let end = 0; end <= text.length; end++) {
    for (const { range } of completionsAt(`${text.slice(0, end)}‹|›`).all) {
      expect(range.start).toBeLessThanOrEqual(end);
      expect(range.end).toBeGreaterThanOrEqual(end);
    }
  }
});

test("at the first letter of a file the whole word is replaced", () => {
  for (const marked of ["m‹|›\n", "m‹|›o\n", "mo‹|›"]) {
    const { text, all } = completionsAt(marked);
    expect(all.find(({ label }) => label === "model")?.range).toEqual({ start: 0, end: text.trimEnd().length });
  }
});
