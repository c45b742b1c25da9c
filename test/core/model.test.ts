/** Layers, names, references, shapes: what is understood and what is said about the rest. */
import { describe, expect, test } from "vitest";
import { applyFix } from "./applyFix";
import { checkModel } from "./checkModel";

const body = (layers: string): string => `model:\n  - Input: [4, 2]\n${layers}`;

describe("layers", () => {
  test("defaults are Keras's", () => {
    const file = checkModel(body("  - GRU: 3\n"));
    expect(file.graph?.layers[1]).toMatchObject({
      kind: "GRU",
      name: "gru",
      arguments: {
        units: 3,
        activation: { name: "tanh" },
        recurrent_activation: { name: "sigmoid" },
        reset_after: true,
        return_sequences: false,
        kernel_initializer: { name: "glorot_uniform" },
        recurrent_initializer: { name: "orthogonal" },
      },
    });
  });

  test("names count by kind, named layers included, inner ones not", () => {
    const { layers } = checkModel(
      body(
        "  - LSTM: {units: 2, return_sequences: true, name: first}\n  - Bidirectional: {LSTM: {units: 2, return_sequences: true}}\n" +
          "  - LSTM: {units: 2, return_sequences: true}\n  - SimpleRNN: {units: 2, return_sequences: true}\n  - TimeDistributed: {Dense: 1}\n",
      ),
    );
    expect(layers.map(({ name }) => name)).toEqual([
      "input_layer",
      "first",
      "bidirectional",
      "lstm_1",
      "simple_rnn",
      "time_distributed",
    ]);
  });

  test("InputLayer is read as Input", () => {
    expect(checkModel("model: [{InputLayer: [3, 5]}, {LSTM: 32}]").totalParams).toBe(4864);
  });

  test.each([
    ["  - ‹|Lstm|›: 32", "unknown-layer: Did you mean LSTM?"],
    ["  - ‹|Konvolution|›: 32", "unknown-layer: Known layers"],
    ["  - ‹|Attention|›: {}", "several-inputs: `Attention: {from: [a, b]}`"],
    [
      "  - Attention: {from: ‹|[input_layer, input_layer, input_layer, input_layer]|›}",
      "several-inputs: 2 or 3 inputs, not 4",
    ],
    ["  - Dense: 3\n  - ‹|Attention|›: {from: [input_layer, dense]}", "shape-differs: (None, 4, 2) and (None, 4, 3)"],
    ["  - LSTM: 3\n  - ‹|Attention|›: {from: [input_layer, lstm]}", "shape-rank: but gets (None, 3)"],
    ["  - Attention: {from: [input_layer, input_layer], use_scale: true, score_mode: concat}"],
    ["  - LSTM: {units: 3, ‹|return_sequence|›: true}", "unknown-argument: Did you mean return_sequences?"],
    ["  - LSTM: {units: 3, stateful: ‹|yes|›}", "wrong-type: true or false"],
    ["  - LSTM: {units: 3, stateful: false}"],
    ["  - LSTM: {units: ‹|0|›}", "out-of-range"],
    ["  - LSTM: ‹|-3|›", "out-of-range"],
    ["  - LSTM: ‹|1e9|›", "out-of-range"],
    ["  - LSTM: ‹|2.5|›", "wrong-type: whole number"],
    ["  - LSTM: ‹|.nan|›", "wrong-type"],
    ["  - LSTM: ‹|many|›", "wrong-type"],
    ["  - LSTM: ‹|'32'|›", "wrong-type"],
    ["  - LSTM: ‹|[3]|›", "wrong-type"],
    ["  - ‹|LSTM|›", "missing-argument: LSTM: 32"],
    ["  - ‹|LSTM|›: {}", "missing-argument"],
    ["  - LSTM: {units: 3, ‹|activation|›: }", "missing-value"],
    ["  - LSTM: {units: 3, activation: ‹|tahn|›}", "unknown-name: Did you mean tanh?"],
    ["  - LSTM: {units: 3, activation: softmax, recurrent_activation: gelu}"],
    ["  - Jordan: {units: 3, output_units: ‹|0|›}", "out-of-range"],
    [
      "  - Dense: {units: 3, activation: ‹|threshold|›}",
      "missing-argument: {threshold: {threshold: 0, default_value: 0}}",
    ],
    ["  - Dense: {units: 3, activation: {‹|threshold|›: {threshold: 1}}}", "missing-argument: default_value"],
    ["  - Dense: {units: 3, activation: {threshold: {threshold: 1, default_value: ‹|null|›}}}", "wrong-type"],
    ["  - Dense: {units: 3, activation: {relu: {max_value: null, negative_slope: -0.5}}}"],
    ["  - Dense: {units: 3, activation: {relu: {‹|negative_slop|›: 0.1}}}", "unknown-argument: negative_slope"],
    ["  - Dense: {units: 3, activation: {celu: ‹|0|›}}", "out-of-range"],
    ["  - Dense: {units: 3, activation: {squareplus: {b: ‹|0|›}}}", "out-of-range"],
    ["  - Dense: {units: 3, activation: {tanh: {‹|alpha|›: 1}}}", "unknown-argument"],
    ["  - LSTM: {units: 3, activation: ‹|{elu: 0.5}|›}", "cell-activation: elu"],
    ["  - Activation: {leaky_relu: 0.1}"],
    ["  - Activation: {gelu: {approximate: true}}"],
    ["  - Activation: {gelu: {approximate: ‹|1|›}}", "wrong-type"],
    ["  - TimeDistributed: {Activation: {activation: {soft_shrink: 0.1}}}"],
    ["  - Dense: {units: 3, kernel_regularizer: {l2: ‹|-1|›}}", "out-of-range"],
    ["  - LSTM: {units: 3, kernel_regularizer: {l2: 0.1}, activity_regularizer: l2}"],
    ["  - TimeDistributed: {Dense: {units: 3, ‹|activity_regularizer|›: l2}}", "inner-activity"],
    ["  - Dense: {units: 3, bias_constraint: ‹|{unit_norm: {axis: 1}}|›}", "constraint-axis: its axes are 0, -1"],
    ["  - Dense: {units: 3, kernel_constraint: {unit_norm: {axis: 1}}, bias_constraint: non_neg}"],
    ["  - GRU: {units: 3, bias_constraint: {unit_norm: {axis: 1}}}"],
    ["  - Bidirectional: {GRU: {units: 3, bias_constraint: {max_norm: {max_value: 1, axis: -2}}}}"],
    [
      "  - GRU: {units: 3, bias_constraint: ‹|{unit_norm: {axis: 1}}|›, reset_after: false}",
      "constraint-axis: its axes are 0, -1",
    ],
    ["  - GRU: {units: 3, bias_constraint: ‹|{unit_norm: {axis: 2}}|›}", "constraint-axis: its axes are 0, 1, -1, -2"],
    ["  - LSTM: {units: 3, bias_constraint: ‹|{unit_norm: {axis: 1}}|›}", "constraint-axis: its axes are 0, -1"],
    ["  - Dense: {units: 3, kernel_constraint: {max_norm: {max_value: ‹|-1|›}}}", "out-of-range"],
    ["  - LSTM: {units: 3, use_bias: ‹|yes|›}", "wrong-type: true or false"],
    ["  - LSTM: {units: 3, kernel_initializer: {random_normal: {‹|stdev|›: 0.1}}}", "unknown-argument: stddev"],
    ["  - Dropout: ‹|1|›", "out-of-range: below 1"],
    ["  - Dropout: ‹|-0.1|›", "out-of-range"],
    ["  - Activation: ‹|[softmax]|›", "wrong-type"],
    ["  - ‹|32|›", "not-a-layer"],
    ["  - LSTM: 32\n    ‹|return_sequences|›: true", "one-layer-an-item"],
    ["  - LSTM: {units: 32, ‹|input_shape|›: [4, 2]}", "input-shape-argument: `- Input: [4, 2]`"],
    ["  - LSTM: {units: 32, initial_state: ‹|x|›}", "unknown-reference"],
    ["  - Bidirectional: {‹|Dense|›: 3}", "wrapper-inner"],
    ["  - Bidirectional: {LSTM: 3, ‹|GRU|›: 3}", "wrapper-second"],
    ["  - ‹|Bidirectional|›: {merge_mode: sum}", "wrapper-empty"],
    ["  - Bidirectional: {LSTM: 3, merge_mode: ‹|plus|›}", "wrong-type: concat, sum, mul, ave, none"],
    ["  - Bidirectional: {LSTM: {units: 3, ‹|name|›: inner}}", "inner-key"],
    ["  - Bidirectional: {LSTM: {units: 3, ‹|go_backwards|›: true}}", "inner-backwards"],
    ["  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true}}}"],
    ["  - Bidirectional: {backward_layer: {GRU: 5}, layer: {LSTM: {units: 3, go_backwards: true}}}"],
    ["  - Bidirectional: {LSTM: 3, backward_layer: null}"],
    ["  - Bidirectional: {LSTM: 3, backward_layer: {‹|GRU|›: 5}}", "backward-direction: go_backwards: true"],
    ["  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, ‹|go_backwards|›: false}}}", "backward-direction"],
    [
      "  - Bidirectional: {LSTM: {units: 3, go_backwards: true}, backward_layer: {GRU: {units: 5, ‹|go_backwards|›: true}}}",
      "backward-direction: the first one",
    ],
    [
      "  - Bidirectional: {LSTM: {units: 3, return_sequences: true}, backward_layer: {‹|GRU|›: {units: 5, go_backwards: true}}}",
      "backward-differs: return_sequences is true in the forward layer and false in backward_layer",
    ],
    [
      "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true, ‹|stateful|›: true}}}",
      "backward-differs: stateful",
    ],
    [
      "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true, ‹|return_state|›: true}}}",
      "backward-differs: return_state",
    ],
    ["  - Bidirectional: {LSTM: 3, backward_layer: {‹|Dense|›: 3}}", "wrapper-inner: backward_layer"],
    ["  - Bidirectional: {LSTM: 3, backward_layer: ‹|3|›}", "not-a-layer"],
    ["  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 3, go_backwards: true, ‹|name|›: a}}}", "inner-key"],
    [
      "  - Bidirectional: {LSTM: 3, backward_layer: {‹|GRU|›: {units: 4, go_backwards: true}}, merge_mode: sum}",
      "shape-differs: merge_mode sum",
    ],
    ["  - TimeDistributed: {‹|LSTM|›: 3}", "wrapper-inner"],
    ["  - LSTM: 3\n  - ‹|Embedding|›: [5, 3]", "embedding-input: lstm"],
    ["  - Embedding: ‹|5|›", "main-arguments: `Embedding: [1000, 16]`"],
    ["  - Embedding: ‹|[5]|›", "main-arguments: input_dim, output_dim"],
    ["  - Embedding: [5, ‹|0|›]", "out-of-range"],
    ["  - ‹|Embedding|›: {input_dim: 5}", "missing-argument: output_dim"],
    ["  - Dense: {units: 3, bias_initializer: ‹|identity|›}", "matrix-initializer"],
    [
      "  - Dense: {units: 3, kernel_initializer: {variance_scaling: {mode: ‹|in|›}}}",
      "wrong-type: fan_in, fan_out, fan_avg",
    ],
    ["  - Masking: ‹|x|›", "wrong-type: must be a number"],
    ["  - LayerNormalization: {epsilon: ‹|-1|›}", "out-of-range"],
    ["  - LayerNormalization: {axis: 1}"],
    ["  - LayerNormalization: {axis: [1, 2]}"],
    ["  - ‹|LayerNormalization|›: {axis: 0}", "shape-axis: that is the batch"],
    ["  - ‹|LayerNormalization|›: {axis: 3}", "shape-axis: those of (None, 4, 2) are 1 to 2"],
    ["  - ‹|LayerNormalization|›: {axis: [2, -1]}", "shape-axis: twice"],
    ["  - LayerNormalization: {axis: ‹|[]|›}", "wrong-type: a list of axes"],
    ["  - LayerNormalization: {axis: [1, ‹|a|›]}", "wrong-type"],
    ["  - ‹|Concatenate|›", "several-inputs: `Concatenate: {from: [a, b]}`"],
    ["  - Concatenate: ‹|[input_layer, input_layer]|›", "no-main-argument: `Concatenate: {from: [a, b]}`"],
    ["  - Add: {from: ‹|input_layer|›}", "several-inputs: at least two inputs, not 1"],
    ["  - Subtract: {from: ‹|[input_layer, input_layer, input_layer]|›}", "several-inputs: exactly two inputs, not 3"],
    ["  - Add: {from: [input_layer, input_layer]}"],
    [
      "  - LSTM: 3\n  - ‹|Add|›: {from: [input_layer, lstm]}",
      "shape-differs: (None, 4, 2) from input_layer and (None, 3) from lstm",
    ],
    [
      "  - LSTM: 3\n  - ‹|Concatenate|›: {from: [lstm, input_layer]}",
      "shape-differs: all other dimensions must be equal",
    ],
    [
      "  - LSTM: 5\n  - Dense: {units: 1, from: input_layer}\n  - ‹|Add|›: {from: [dense, lstm, input_layer]}",
      "shape-differs: (None, 5) from lstm and (None, 4, 2) from input_layer",
    ],
    ["  - ‹|Concatenate|›: {from: [input_layer, input_layer], axis: 0}", "shape-axis: that is the batch"],
    ["  - ‹|Concatenate|›: {from: [input_layer, input_layer], axis: -4}", "shape-axis: -1 to -2 from the end"],
    ["  - Concatenate: {from: [input_layer, input_layer], axis: ‹|[1]|›}", "wrong-type: whole number"],
    ["  - Flatten: ‹|3|›", "no-main-argument: write `Flatten`"],
    ["  - Flatten:\n  - RepeatVector: 2"],
    ["  - RepeatVector: ‹|0|›", "out-of-range"],
    ["  - Reshape: ‹|8|›", "wrong-type: list of whole numbers"],
    ["  - Reshape: [‹|0|›, 8]", "out-of-range"],
    ["  - Reshape: [-1, ‹|-1|›]", "target-shape-rest"],
    ["  - Flatten: {data_format: channels_first}"],
  ])("%s", (layer, ...codes) => {
    checkModel(body(`${layer}\n`), ...codes);
  });
});

describe("shapes", () => {
  test.each([
    ["model:\n  - Input: [3]\n  - ‹|LSTM|›: 32\n", "shape-rank: LSTM needs (batch, time, features) but gets (None, 3)"],
    [body("  - LSTM: 16\n  - ‹|GRU|›: 16\n"), "shape-rank: return_sequences: true on lstm"],
    [body("  - Bidirectional: {LSTM: 16}\n  - ‹|GRU|›: 16\n"), "shape-rank: return_sequences: true on bidirectional"],
    ["model:\n  - Input: [4, null]\n  - ‹|Dense|›: 3\n", "shape-free"],
    ["model:\n  - Input: [4]\n  - ‹|TimeDistributed|›: {Dense: 3}\n", "shape-rank"],
    ["model:\n  - Input: [4, 2, 3]\n  - ‹|LSTM|›: 3\n", "shape-rank"],
    ["model:\n  - Input: []\n  - ‹|LSTM|›: 3\n", "shape-rank"],
    ["model:\n  - Input: []\n  - ‹|Dense|›: 3\n", "shape-rank"],
    ["model:\n  - Input: []\n  - ‹|Activation|›: softmax\n", "shape-rank"],
    ["model:\n  - Input: []\n  - ‹|Masking|›: 0\n", "shape-rank"],
    ["model:\n  - Input: []\n  - ‹|LayerNormalization|›\n", "shape-axis"],
    ["model:\n  - Input: [‹|0|›, 2]\n  - LSTM: 3\n", "out-of-range"],
    [body("  - ‹|Reshape|›: [3, -1]\n"), "shape-size"],
    [body("  - ‹|Reshape|›: [3, 2]\n"), "shape-size"],
    [body("  - ‹|RepeatVector|›: 3\n"), "shape-rank: needs (batch, features)"],
    [body("  - LSTM: 3\n  - ‹|GlobalMaxPooling1D|›\n"), "shape-rank: return_sequences: true on lstm"],
    ["model:\n  - Input: [3]\n  - ‹|GlobalAveragePooling1D|›\n", "shape-rank"],
    ["model:\n  - Input: [3]\n  - ‹|SpatialDropout1D|›: 0.1\n", "shape-rank"],
    ["model:\n  - Input: [null, 3]\n  - Flatten\n  - ‹|Dense|›: 2\n", "shape-free"],
    ["model:\n  - ‹|LSTM|›: 3\n  - Dense: 2\n", "missing-input"],
  ])("%s", (text, code) => {
    checkModel(text, code);
  });

  test("the one-key cure of a stacked layer without sequences", () => {
    const fixed = applyFix(body("  - LSTM: 16\n  - GRU: 16\n"));
    expect(fixed).toBe(body("  - LSTM: {units: 16, return_sequences: true}\n  - GRU: 16\n"));
    checkModel(fixed);
  });

  test.each([
    ["concat", [[null, 6]]],
    ["sum", [[null, 3]]],
    ["mul", [[null, 3]]],
    ["ave", [[null, 3]]],
    [
      "none",
      [
        [null, 3],
        [null, 3],
      ],
    ],
  ])("merge_mode %s", (mode, shapes) => {
    const { layers } = checkModel(body(`  - Bidirectional: {GRU: 3, merge_mode: ${mode}}\n`));
    expect(layers[1]?.outputs?.map(({ shape }) => shape)).toEqual(shapes);
    expect(layers[1]?.params).toBe(2 * 3 * 3 * (2 + 3 + 2));
  });

  test.each([
    ["RepeatVector: 3", "[5]", [null, 3, 5]],
    ["Flatten", "[4, 2]", [null, 8]],
    ["Flatten", "[null, 2]", [null, null]],
    ["Reshape: [2, -1]", "[4, 2]", [null, 2, 4]],
    ["Reshape: [-1, 2]", "[null, 4]", [null, null, 2]],
    ["GlobalAveragePooling1D", "[null, 2]", [null, 2]],
    ["GlobalMaxPooling1D: {keepdims: true}", "[4, 2]", [null, 1, 2]],
    ["SpatialDropout1D: 0.5", "[4, 2]", [null, 4, 2]],
  ])("%s on %s", (layer, input, shape) => {
    const { layers } = checkModel(`model:\n  - Input: ${input}\n  - ${layer}\n`);
    expect(layers[1]?.outputs?.[0]?.shape).toEqual(shape);
  });

  test("joined shapes, where a free length takes the known one", () => {
    const two = "model:\n  - Input: {shape: [null, 2], name: a}\n  - Input: {shape: [4, 2], name: b}\n";
    const shapeOf = (layer: string) =>
      checkModel(`${two}  - ${layer}: {from: [a, b]}\n`).layers[2]?.outputs?.[0]?.shape;
    expect(shapeOf("Add")).toEqual([null, 4, 2]);
    expect(shapeOf("Concatenate")).toEqual([null, 4, 4]);
  });

  test("a free length stays free", () => {
    const { layers } = checkModel(
      "model: [{Input: [null, 2]}, {LSTM: {units: 3, return_sequences: true}}, {Dense: 1}]",
    );
    expect(layers.map(({ outputs }) => outputs?.[0]?.shape)).toEqual([
      [null, null, 2],
      [null, null, 3],
      [null, null, 1],
    ]);
  });

  test("a broken layer leaves the shapes of the others", () => {
    const { layers, graph } = checkModel(
      body("  - LSTM: 8\n  - ‹|Dens|›: 3\n  - Dense: {units: 2, from: lstm}\n"),
      "unknown-layer",
    );
    expect(graph).toBeUndefined();
    expect(layers.map(({ params }) => params)).toEqual([0, 352, undefined, 18]);
  });
});

describe("references", () => {
  const two = "model:\n  - Input: {shape: [4, 2], name: in}\n  - LSTM: {units: 3, name: a, from: in}\n";
  test("several outputs from one input", () => {
    const { graph } = checkModel(`${two}  - GRU: {units: 3, name: b, from: in}\noutputs: [a, b]\n`);
    expect(graph?.outputs).toEqual([
      { layer: 1, port: "output" },
      { layer: 2, port: "output" },
    ]);
  });

  test("the halves of merge_mode none", () => {
    const halves = body(
      "  - Bidirectional: {LSTM: 3, merge_mode: none, name: b}\n  - Dense: {units: 1, from: b/backward}\noutputs: [b/forward, dense]\n",
    );
    expect(checkModel(halves).graph?.layers[2]?.inputs).toEqual([{ layer: 1, port: "backward" }]);
    checkModel(body("  - Bidirectional: {LSTM: 3, merge_mode: none}\n  - ‹|Dense|›: 1\n"), "ambiguous-reference");
    expect(checkModel(body("  - Bidirectional: {LSTM: 3, merge_mode: none}\n")).graph?.outputs).toHaveLength(2);
  });

  test.each([
    [`${two}  - Dense: {units: 1, from: ‹|lstm|›}\n`, "unknown-reference: Known: in, a"],
    [`${two}  - Dense: {units: 1, from: ‹|inn|›}\n`, "unknown-reference: Did you mean in?"],
    [`${two}  - Dense: {units: 1, name: d, from: ‹|d|›}\n`, "unknown-reference: its own output"],
    [
      "model:\n  - Input: [4, 2]\n  - Dense: {units: 1, from: ‹|later|›}\n  - Dense: {units: 1, name: later}\n",
      "unknown-reference: further down",
    ],
    [
      "model:\n  - Input: {shape: [4], name: in}\n  - Dense: {units: 4, name: a, from: ‹|c|›}\n  - Dense: {units: 4, name: b, from: a}\n  - Dense: {units: 4, name: c, from: b}\n",
      "unknown-reference: a ← c ← b ← a",
    ],
    [`${two}  - Dense: {units: 1, from: ‹|[a, in]|›}\n`, "one-input"],
    [`${two}  - Dense: {units: 1, name: ‹|a|›}\n`, "duplicate-name"],
    [`${two}  - Dense: {units: 1, name: ‹|"a/b"|›}\n`, "bad-name"],
    [`${two}  - Dense: {units: 1, from: ‹|a/h|›}\n`, "state-not-returned"],
    [`${two}outputs: [a, ‹|a|›]\n`, "duplicate-output"],
    [`${two}outputs: [‹|zzz|›]\n`, "unknown-reference"],
    [`${two}  - ‹|GRU|›: {units: 3, from: in}\noutputs: a\n`, "unused-layer"],
  ])("%s", (text, code) => {
    checkModel(text, code);
  });
});

describe("sections", () => {
  const model = "model: [{Input: [4, 2]}, {LSTM: 3}]\n";
  test.each([
    ["‹||›", "missing-model"],
    ["‹|just text|›", "wrong-root"],
    ["‹|modle|›: []", "unknown-key: Did you mean model?"],
    ["model: ‹|[]|›", "empty-model"],
    ["model: ‹|{LSTM: 3}|›", "wrong-section"],
    [`${model}‹|sweep|›: {}`, "not-built"],
    [`${model}fit: {‹|epoch|›: 3}`, "unknown-key: Did you mean epochs?"],
    [`${model}fit: {epochs: ‹|0|›}`, "out-of-range"],
    [`${model}fit: ‹|[3]|›`, "wrong-section"],
    [`${model}compile: {optimizer: ‹|adm|›}`, "unknown-name: Did you mean adam?"],
    [`${model}compile: {optimizer: {adam: {learning_rate: ‹|-1|›}}}`, "out-of-range"],
    [`${model}compile: {optimizer: {adam: {learning_rate: ‹|fast|›}}}`, "wrong-type"],
    [`${model}compile: {optimizer: {adam: {clipnorm: ‹|-1|›}}}`, "out-of-range"],
    [`${model}compile: {optimizer: ‹|{adam: {clipnorm: 1, clipvalue: 1}}|›}`, "two-clippings"],
    [`${model}compile: {loss: ‹|mean_square_error|›}`, "unknown-name: mean_squared_error"],
    [`${model}compile: {loss: {‹|other|›: mse, lstm: mae}}`, "loss-for-unknown"],
    [`${model}compile: {loss: mse, metrics: [‹|acuracy|›]}`, "unknown-name: Did you mean accuracy?"],
    [`${model}compile: {loss: mse, metrics: ‹|mae|›}`, "wrong-type"],
    [`${model}compile: {loss: sparse_categorical_crossentropy, metrics: [accuracy, ‹|recall|›]}`, "metric-of-labels"],
    [`${model}compile: {loss: {huber: {delta: ‹|-1|›}}}`, "out-of-range"],
    [`${model}compile: {loss: {lstm: {huber: {delta: ‹|wide|›}}}}`, "wrong-type"],
    [`${model}seed: ‹|-1|›`, "out-of-range"],
    [`${model}seed: ‹|soon|›`, "wrong-type"],
  ])("%s", (text, ...codes) => {
    checkModel(text, ...codes);
  });

  test("an optimizer's arguments fill up with Keras's defaults", () => {
    const { compile } = checkModel(`${model}compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mae}`);
    expect(compile).toEqual({
      optimizer: {
        name: "adam",
        arguments: {
          learning_rate: 0.01,
          beta_1: 0.9,
          beta_2: 0.999,
          epsilon: 1e-7,
          amsgrad: false,
          weight_decay: null,
          clipnorm: null,
          clipvalue: null,
          global_clipnorm: null,
        },
      },
      losses: [{ name: "mean_absolute_error", arguments: {} }],
      lossWeights: [1],
      metrics: [[]],
    });
  });

  test("a loss with an argument, for all outputs or for one", () => {
    const huber = [{ name: "huber", arguments: { delta: 2 } }];
    expect(checkModel(`${model}compile: {loss: {huber: {delta: 2}}}`).compile?.losses).toEqual(huber);
    expect(checkModel(`${model}compile: {loss: {lstm: {huber: {delta: 2}}}}`).compile?.losses).toEqual(huber);
  });

  test("what is missing for training is named", () => {
    expect(checkModel(model).missingForTraining?.args).toEqual({ parts: "data, compile" });
    expect(checkModel(`${model}compile: {optimizer: sgd}`).missingForTraining?.args).toEqual({
      parts: "data, compile.loss",
    });
  });

  test("every did-you-mean has its fix", () => {
    const broken = "model:\n  - Input: [4, 2]\n  - LSTN: {units: 3, activaton: tahn}\n";
    expect(applyFix(broken)).toContain("- LSTM: {units: 3, activaton: tahn}");
    expect(applyFix(applyFix(applyFix(broken)))).toBe(
      "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3, activation: tanh}\n",
    );
  });
});

test("a letter that was lost when the file was read is told, where it stood", () => {
  checkModel(
    "data: {x: [1], y: {values: [s‹|\uFFFD|›], one_hot: [no, s\uFFFD]}}\nmodel: [Input: [1], Dense: 2]\n",
    "not-utf8",
  );
});

test("input_shape without an Input is one finding, not two", () => {
  checkModel("model:\n  - LSTM: {units: 3, ‹|input_shape|›: [4, 2]}\n", "input-shape-argument: `- Input: [4, 2]`");
});
