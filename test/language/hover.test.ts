/** Hovers with their exact texts. */
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { provideHover } from "../../src/language/hover";
import type { Hover } from "../../src/language/hoverContent";
import type { Language } from "../../src/core/messages/message";
import { families } from "../../src/core/model/readObject";
import { readPoint } from "../markedText";

function hoverAt(marked: string, language: Language = "en"): Hover | undefined {
  const { text, offset } = readPoint(marked);
  return provideHover(analyzeModelFile(text, { fileName: "test.rnn.yaml" }), offset, language);
}

const model = (layers: string): string => `model:\n  - Input: [3, 5]\n${layers}\n`;

describe("a layer", () => {
  test("its shapes with named dimensions and its formula with its numbers", () => {
    const hover = hoverAt(model("  - LS‹|›TM: 32"));
    expect(hover?.title).toBe("LSTM · lstm");
    expect(hover?.facts).toEqual([
      "Input: (batch None, time 3, features 5)",
      "Output: (batch None, units 32)",
      "Parameters: 4 · 32 · (5 + 32 + 1) = 4,864",
      "            gates · units · (features + units + biases)",
    ]);
    expect(hover?.documentation).toBe("https://keras.io/api/layers/recurrent_layers/lstm/");
  });

  test("in Spanish", () => {
    expect(hoverAt(model("  - G‹|›RU: {units: 32, return_sequences: true}"), "es")?.facts).toEqual([
      "Entrada: (lote None, tiempo 3, características 5)",
      "Salida: (lote None, tiempo 3, unidades 32)",
      "Parámetros: 3 · 32 · (5 + 32 + 2) = 3744",
      "            puertas · unidades · (características + unidades + sesgos)",
    ]);
  });

  test("Bidirectional says how the halves are joined", () => {
    const hover = hoverAt(model("  - ‹|›Bidirectional: {LSTM: 16, merge_mode: sum}"));
    expect(hover?.paragraphs).toContain("sum: the halves are added, value by value.");
    expect(hover?.facts).toContain("Parameters: 2 · 4 · 16 · (5 + 16 + 1) = 2,816");
  });

  test("the layer inside a wrapper is told as it is by itself", () => {
    const half = hoverAt(model("  - Bidirectional: {‹|›LSTM: 16, merge_mode: sum}"));
    expect([half?.title, half?.documentation]).toEqual([
      "LSTM · bidirectional",
      "https://keras.io/api/layers/recurrent_layers/lstm/",
    ]);
    expect(half?.facts).toEqual([
      "Input: (batch None, time 3, features 5)",
      "Output: (batch None, units 16)",
      "Parameters: 4 · 16 · (5 + 16 + 1) = 1,408",
      "            gates · units · (features + units + biases)",
    ]);
    const other = "Bidirectional: {LSTM: 16, backward_layer: {‹2›GRU: {units: 8, go_backwards: true}}}";
    expect(hoverAt(model(`  - ${other.replace("‹2›", "‹|›")}`))?.facts?.slice(0, 3)).toEqual([
      "Input: (batch None, time 3, features 5)",
      "Output: (batch None, units 8)",
      "Parameters: 3 · 8 · (5 + 8 + 2) = 360",
    ]);
    const both = hoverAt(model(`  - ‹|›${other.replace("‹2›", "")}`));
    expect(both?.facts).toContain("Parameters: 4 · 16 · (5 + 16 + 1) + 3 · 8 · (5 + 8 + 2) = 1,768");
    expect(both?.paragraphs.join()).toContain("16 + 8 = 24");
    const key = hoverAt(model(`  - ${other.replace("‹2›", "").replace("backward_l", "backward_l‹|›")}`));
    expect(key?.facts).toContain("Type: a layer, one of SimpleRNN, LSTM, GRU, Jordan");
    const step = hoverAt(model("  - TimeDistributed: {layer: {De‹|›nse: 2}}"));
    expect(step?.facts?.slice(0, 3)).toEqual([
      "Input: (batch None, features 5)",
      "Output: (batch None, units 2)",
      "Parameters: 2 · (5 + 1) = 12",
    ]);
  });

  test("concat counts what each half gives out: a Jordan layer's outputs, not its units", () => {
    const hover = hoverAt(model("  - ‹|›Bidirectional: {Jordan: {units: 32, output_units: 3}}"));
    expect(hover?.facts).toContain("Output: (batch None, units 6)");
    expect(hover?.paragraphs?.join(" ")).toContain("concat puts both halves side by side: 3 + 3 = 6.");
  });

  test("Dense without a bias, and a layer without weights", () => {
    expect(hoverAt(model("  - LSTM: 4\n  - De‹|›nse: {units: 2, use_bias: false}"))?.facts).toContain(
      "Parameters: 2 · (4) = 8",
    );
    expect(hoverAt(model("  - LSTM: 4\n  - ‹|›Dropout: 0.5"))?.facts).toContain("No parameters.");
  });

  test("an Embedding", () => {
    expect(hoverAt("model:\n  - Input: [7]\n  - ‹|›Embedding: [12, 5]")?.facts).toEqual([
      "Input: (batch None, features 7)",
      "Output: (batch None, time 7, features 5)",
      "Parameters: 12 · 5 = 60",
      "            ids · features",
    ]);
  });

  test("an untrained layer says so; a broken one keeps its explanation", () => {
    expect(hoverAt(model("  - ‹|›LSTM: {units: 4, trainable: false}"))?.paragraphs).toContain(
      "Not trained (trainable: false).",
    );
    expect(hoverAt("model:\n  - Input: [3]\n  - ‹|›LSTM: 4")?.facts).toEqual(["Input: (batch None, features 3)"]);
  });
});

describe("an argument", () => {
  test("its meaning and default", () => {
    const hover = hoverAt(model("  - LSTM: {units: 4, return_‹|›sequences: true}"));
    expect(hover).toMatchObject({ title: "return_sequences", facts: ["Type: true or false", "Default: false"] });
  });
  test("a required one", () => {
    expect(hoverAt(model("  - LSTM: {un‹|›its: 4}"))?.facts).toEqual(["Type: whole number, 1 to 1000000", "Required."]);
  });
});

describe("names everywhere", () => {
  const network = `model:
  - Input: {shape: [4, 2], name: in}
  - Bidirectional: {LSTM: {units: 3, return_sequences: true}, name: both}
  - GRU:
      units: 3
      activation: tanh
  - Dense: {units: 1, activation: sigmoid, kernel_regularizer: {l2: 0.01}, from: gru}
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse, metrics: [mae]}
fit: {epochs: 3}
data: {x: {values: [], scale: standard}}
`;
  const at = (word: string): Hover | undefined => hoverAt(network.replace(word, `${word[0]}‹|›${word.slice(1)}`));

  test.each([
    [
      "return_sequences",
      "return_sequences",
      "the output of every time step",
      ["Type: true or false", "Default: false"],
    ],
    ["true}", "return_sequences", "the output of every time step", ["Type: true or false", "Default: false"]],
    ["learning_rate", "learning_rate", "How large the steps are.", ["Type: number from 0 on", "Default: 0.001"]],
    ["l2", "l2", "l2 · Σw²: keeps values small.", ["l2: 0.01 (default 0.01)"]],
    ["mse", "mse", "mean_squared_error: mean of (y − ŷ)², for numbers.", ["1/n · Σ (y − ŷ)²"]],
    ["mae", "mae", "Mean of |y − ŷ|.", ["1/n · Σ |y − ŷ|"]],
    [
      "epochs",
      "epochs",
      "How often the network sees all samples.",
      ["Type: whole number, 1 to 1000000000", "Default: 1"],
    ],
    ["scale", "scale", "standard: mean 0", ["Type: one of standard, minmax, none", "Default: none"]],
    ["compile", "compile", "Optimizer, loss and metrics.", ["Type: map of optimizer, loss, metrics, loss_weights"]],
  ])("%s", (word, title, about, facts) => {
    const found = at(word);
    expect(found?.title).toBe(title);
    expect(found?.paragraphs[0]).toContain(about);
    expect(found?.facts).toEqual(facts);
  });

  test("an optimizer: its formula, and each argument with the file's own value beside the default", () => {
    expect(at("adam")).toMatchObject({
      title: "adam",
      documentation: "https://keras.io/api/optimizers/adam/",
      facts: [
        "m ← β₁·m + (1 − β₁)·g",
        "v ← β₂·v + (1 − β₂)·g²",
        "θ ← θ − η · √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)",
        "",
        "learning_rate: 0.01 (default 0.001)",
        "beta_1: 0.9 (default)",
        "beta_2: 0.999 (default)",
        "epsilon: 1e-7 (default)",
        "amsgrad: false (default)",
        "weight_decay: none (default)",
        "clipnorm: none (default)",
        "clipvalue: none (default)",
        "global_clipnorm: none (default)",
      ],
    });
  });

  test("a callback, a schedule, and a value that stands alone", () => {
    const fit = hoverAt("fit: {ear‹|›ly_stopping: {patience: 3}}", "es");
    expect(fit?.facts.slice(0, 3)).toEqual([
      "monitor: val_loss (por defecto)",
      "patience: 3 (por defecto 0)",
      "restore_best_weights: false (por defecto)",
    ]);
    expect(fit?.documentation).toBe("https://keras.io/api/callbacks/early_stopping/");
    const rate = "{cosine_‹|›decay: {initial_learning_rate: 0.1, decay_steps: 9}}";
    expect(hoverAt(`compile: {optimizer: {sgd: {learning_rate: ${rate}}}}`)?.facts).toEqual([
      "p = min(t, decay_steps) / decay_steps",
      "η = η₀ · ((1 − alpha) · ½·(1 + cos(π·p)) + alpha)",
      "",
      "initial_learning_rate: 0.1",
      "decay_steps: 9",
      "alpha: 0 (default)",
      "warmup_target: none (default)",
      "warmup_steps: 0 (default)",
    ]);
    expect(hoverAt("compile: {loss: {hu‹|›ber: {delta: 2}}}")?.facts.at(-1)).toBe("delta: 2 (default 1)");
    expect(hoverAt("compile: {loss: {quan‹|›tile: [0.1, 0.9]}}")?.facts.at(-1)).toBe(
      "quantiles: [0.1, 0.9] (default [0.5])",
    );
  });

  test("every optimizer, loss and metric has a formula and its signs, none says null", () => {
    for (const family of ["optimizer", "loss", "metric"] as const) {
      const { table, aliases } = families[family];
      for (const name of [...Object.keys(table), ...Object.keys(aliases)]) {
        const place = family === "metric" ? `metrics: [‹|›${name}]` : `${family}: ‹|›${name}`;
        for (const language of ["en", "es"] as const) {
          const found = hoverAt(`compile: {${place}}`, language);
          expect(found?.paragraphs.length, name).toBe(2);
          expect(found?.facts.length, name).toBeGreaterThan(0);
          expect(found?.facts.join(), name).not.toMatch(/null|undefined/);
          expect(found?.documentation === undefined, name).toBe(name === "quantile");
        }
      }
    }
  });

  test("an activation shows its curve, with what it shows in words", () => {
    const found = at("sigmoid");
    expect(found).toMatchObject({ title: "sigmoid", facts: ["x: −4 … 4   y: 0.02 … 0.98"] });
    expect(found?.picture?.alt).toBe("The curve of sigmoid for x from −4 to 4: it goes from 0.02 to 0.98.");
    expect(found?.picture?.svg).toMatch(/^<svg [^]*<polyline points="14,106 [^]*206,14"[^]*<\/svg>$/);
    const softmax = hoverAt(model("  - Activation: so‹|›ftmax"));
    expect(softmax?.facts).toEqual([]);
    expect(softmax?.picture).toBeUndefined();
  });

  test("a word of a list says what it does", () => {
    const found = hoverAt(model("  - Bidirectional: {LSTM: 3, merge_mode: a‹|›ve}"));
    expect(found?.paragraphs[1]).toBe("ave: (h→ + h←) / 2: their mean, value by value.");
  });

  test("a layer where it is named, and what stands behind its colon", () => {
    expect(at("gru}")?.title).toBe("GRU · gru");
    expect(hoverAt(model("  - LSTM: 3‹|›2"))).toMatchObject({ title: "units" });
    expect(hoverAt(model("  - Bidirectional: {LSTM: {un‹|›its: 3}}"))).toMatchObject({ title: "units" });
  });

  test("why a layer has its shape", () => {
    expect(hoverAt(model("  - LS‹|›TM: 32"))?.paragraphs).toContain(
      "Why this shape: return_sequences is false, so only the last of the 3 steps is kept, as one number for each unit.",
    );
    expect(hoverAt(model("  - ‹|›Bidirectional: {LSTM: 16}"))?.paragraphs.join()).toContain("16 + 16 = 32");
    expect(hoverAt(model("  - LSTM: 4\n  - ‹|›Dense: 2"))?.paragraphs.join()).toContain("4 numbers become 2");
  });
});

test("nothing where nothing is known", () => {
  expect(hoverAt("zzz‹|›: 3\n")).toBeUndefined();
  expect(hoverAt("‹|›")).toBeUndefined();
});

test("an Embedding over a free length knows its parameters", () => {
  const text = "model:\n  - Input: {shape: [null], dtype: int32}\n  - Embed‹|›ding: [1000, 16]\n  - LSTM: 2\n";
  expect(hoverAt(text)?.facts.some((fact) => fact.endsWith("= 16,000"))).toBe(true);
});

test("a made task: what it makes, with this file's numbers", () => {
  const hover = hoverAt(
    "model: [Input: [50, 2], LSTM: 4, Dense: 1]\ndata: {task: ad‹|›ding, length: 50, samples: 2000}\n",
  );
  expect(hover?.title).toBe("adding");
  expect(hover?.paragraphs[0]).toContain("the sum of their values");
  expect(hover?.facts).toEqual(["x: (2000, 50, 2)", "y: (2000, 1)"]);
});
