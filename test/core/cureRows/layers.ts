/**
 * Layers and their arguments: kinds, names, values and wrappers that are not there. test/core/cures.test.ts runs the rows.
 */
import { body, type CureRow, layers } from "./row";

const halves = "  - Bidirectional: {LSTM: 3, merge_mode: none, name: b}\n";
const unused = "  - ‹|GRU|›: 3 # c\n  - LSTM: {units: 3, from: input_layer}";

export const layerRows: readonly CureRow[] = [
  layers("  - ‹|Lstm|›: 32 # c", "unknown-layer", "  - LSTM: 32 # c"),
  layers(
    "  - LSTM: {units: 3, ‹|return_sequence|›: true}",
    "unknown-argument",
    "  - LSTM: {units: 3, return_sequences: true}",
  ),
  layers("  - LSTM: {units: 3, ‹|colour|›: red}", "unknown-argument: Remove colour", "  - LSTM: {units: 3}"),
  layers("  - LSTM: {units: 3, activation: ‹|tahn|›}", "unknown-name", "  - LSTM: {units: 3, activation: tanh}"),
  layers(
    "  - LSTM: {kernel_regularizer: {‹|L2x|›: 0.1}, units: 3}",
    "unknown-name",
    "  - LSTM: {kernel_regularizer: {l2: 0.1}, units: 3}",
  ),
  layers("  - LSTM: {units: ‹|0|›}", "out-of-range", "  - LSTM: {units: 1}"),
  layers("  - LSTM: {units: ‹|'abc'|›}", "wrong-type", "  - LSTM: {units: 32}"),
  layers("  - LSTM: {units: ‹|2.6|›}", "wrong-type", "  - LSTM: {units: 3}"),
  layers(
    "  - LSTM: 3\n  - GRU: {units: 3, from: input_layer}\n  - ‹|Add|› # c",
    "several-inputs",
    "  - LSTM: 3\n  - GRU: {units: 3, from: input_layer}\n  - Add: {from: [lstm, gru]} # c",
  ),
  layers("  - Dense: ‹|many|›", "wrong-type", "  - Dense: 5"),
  layers(
    "  - LSTM: {units: 3, kernel_regularizer: ‹|{l1: 0.1, l2: 0.2}|›}",
    "wrong-type",
    "  - LSTM: {units: 3, kernel_regularizer: {l1_l2: {l1: 0.1, l2: 0.2}}}",
  ),
  layers(
    "  - LSTM: {units: 3, kernel_regularizer: {l1_l2: ‹|0.1|›}}",
    "wrong-section",
    "  - LSTM: {units: 3, kernel_regularizer: {l1_l2: {l1: 0.1, l2: 0.1}}}",
  ),
  layers("  - LSTM: ‹|-3|›", "out-of-range", "  - LSTM: 3"),
  layers("  - LSTM: ‹|1e9|›", "out-of-range", "  - LSTM: 1000000"),
  layers("  - Dropout: ‹|20|›", "out-of-range", "  - Dropout: 0.2"),
  layers("  - Dropout: ‹|'0.2'|›", "wrong-type", "  - Dropout: 0.2"),
  layers("  - Dropout: ‹|20%|› # c", "wrong-type", "  - Dropout: 0.2 # c"),
  layers("  - Dropout: ‹|0,2|›", "wrong-type", "  - Dropout: 0.2"),
  layers("  - LSTM: ‹|32#c|›", "wrong-type", "  - LSTM: 32 #c"),
  layers("  - LSTM: ‹|'32'|›", "wrong-type", "  - LSTM: 32"),
  layers("  - LSTM: ‹|1_000|›", "wrong-type", "  - LSTM: 1000"),
  layers("  - LSTM: {units: 3, use_bias: ‹|yes|›}", "wrong-type", "  - LSTM: {units: 3, use_bias: true}"),
  layers("  - LSTM: {units: 3, use_bias: ‹|Off|›} # c", "wrong-type", "  - LSTM: {units: 3, use_bias: false} # c"),
  layers(
    "  - Bidirectional: {LSTM: 3, merge_mode: ‹|sums|›}",
    "wrong-type",
    "  - Bidirectional: {LSTM: 3, merge_mode: sum}",
  ),
  layers("  - ‹|LSTM|› # c", "missing-argument", "  - LSTM: 32 # c"),
  layers("  - ‹|LSTM|›: {}", "missing-argument", "  - LSTM: 32"),
  layers("  - ‹|LSTM|›: {use_bias: false}", "missing-argument", "  - LSTM: {use_bias: false, units: 32}"),
  layers(
    "  - ‹|LSTM|›:\n      use_bias: false # c",
    "missing-argument",
    "  - LSTM:\n      use_bias: false # c\n      units: 32",
  ),
  layers(
    "  - LSTM: 32\n    ‹|return_sequences|›: true",
    "one-layer-an-item",
    "  - LSTM: {units: 32, return_sequences: true}",
  ),
  layers("  - LSTM: {units: 32}\n    ‹|name|›: a", "one-layer-an-item", "  - LSTM: {units: 32, name: a}"),
  layers("  - Flatten: ‹|3|›", "no-main-argument", "  - Flatten"),
  layers("  - Add: ‹|[input_layer, input_layer]|›", "no-main-argument", "  - Add: {from: [input_layer, input_layer]}"),
  layers("  - Bidirectional: {LSTM: 3, ‹|GRU|›: 3}", "wrapper-second", "  - Bidirectional: {LSTM: 3}"),
  layers("  - ‹|Bidirectional|›: {merge_mode: sum}", "wrapper-empty", "  - Bidirectional: {merge_mode: sum, LSTM: 16}"),
  layers("  - Bidirectional: {‹|Dense|›: 3}", "wrapper-inner", "  - Dense: 3"),
  layers("  - TimeDistributed: {‹|LSTM|›: {units: 3}}", "wrapper-inner", "  - LSTM: {units: 3}"),
  layers(
    "  - Bidirectional: {LSTM: {units: 3, ‹|name|›: a}}",
    "inner-key",
    "  - Bidirectional: {LSTM: {units: 3}, name: a}",
  ),
  layers(
    "  - Bidirectional: {LSTM: {units: 3, ‹|go_backwards|›: true}}",
    "inner-backwards",
    "  - Bidirectional: {LSTM: {units: 3}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, backward_layer: {‹|GRU|›: 5}}",
    "backward-direction",
    "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true}}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, ‹|go_backwards|›: false}}}",
    "backward-direction",
    "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true}}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: {units: 3, go_backwards: true}, backward_layer: {GRU: {units: 5, ‹|go_backwards|›: true}}}",
    "backward-direction",
    "  - Bidirectional: {LSTM: {units: 3}, backward_layer: {GRU: {units: 5, go_backwards: true}}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: {units: 3, return_sequences: true}, backward_layer: {‹|GRU|›: {units: 5, go_backwards: true}}}",
    "backward-differs",
    "  - Bidirectional: {LSTM: {units: 3, return_sequences: true}, backward_layer: {GRU: {units: 5, go_backwards: true, return_sequences: true}}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 5, go_backwards: true, ‹|return_state|›: true}}}",
    "backward-differs",
    "  - Bidirectional: {LSTM: {units: 3, return_state: true}, backward_layer: {GRU: {units: 5, go_backwards: true, return_state: true}}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: {units: 3, stateful: true}, backward_layer: {GRU: {units: 5, go_backwards: true, ‹|stateful|›: false}}}",
    "backward-differs",
    "  - Bidirectional: {LSTM: {units: 3, stateful: true}, backward_layer: {GRU: {units: 5, go_backwards: true, stateful: true}}}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, backward_layer: {‹|GRU|›: {units: 4, go_backwards: true}}, merge_mode: sum}",
    "shape-differs",
    "  - Bidirectional: {LSTM: 3, backward_layer: {GRU: {units: 3, go_backwards: true}}, merge_mode: sum}",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, backward_layer: {‹|Dense|›: 3}}",
    "wrapper-inner",
    "  - Bidirectional: {LSTM: 3}",
  ),
  // Beside the layer it is the same mistake; to move it inside would be the next one.
  layers(
    "  - Bidirectional: {LSTM: 4, ‹|go_backwards|›: true} # c",
    "inner-backwards",
    "  - Bidirectional: {LSTM: 4} # c",
  ),
  layers(
    "  - Bidirectional: {LSTM: 4, ‹|go_backwards|›: false}",
    "misplaced-key",
    "  - Bidirectional: {LSTM: {units: 4, go_backwards: false}}",
  ),
  layers(
    "  - TimeDistributed: {Dense: 4, ‹|activity_regularizer|›: l2}",
    "inner-activity",
    "  - TimeDistributed: {Dense: 4}",
  ),
  layers("  - LSTM: {units: 3, ‹|units|›: 4}", "duplicate-key", "  - LSTM: {units: 3}"),
  layers("  - LSTM: {units: 3, name: ‹|my cell|›}", "bad-name", "  - LSTM: {units: 3, name: my_cell}"),
  layers("  - LSTM: {units: 3, name: ‹|señal 1|›}", "bad-name", "  - LSTM: {units: 3, name: senal_1}"),
  layers("  - LSTM: {units: 3, name: ‹|input_layer|›}", "duplicate-name", "  - LSTM: {units: 3, name: input_layer_1}"),
  layers("  - LSTM: {units: 3, from: ‹|input_laver|›}", "unknown-reference", "  - LSTM: {units: 3, from: input_layer}"),
  layers("  - LSTM: {units: 3, from: ‹|elsewhere|›}", "unknown-reference: Remove from", "  - LSTM: {units: 3}"),
  layers("  - LSTM: {units: 3, from: ‹|lstm|›}", "unknown-reference", "  - LSTM: {units: 3}"),
  // Which half of a Bidirectional.
  layers(
    `${halves}  - ‹|Dense|›: 1`,
    "ambiguous-reference: Add from: b/backward",
    `${halves}  - Dense: {units: 1, from: b/backward}`,
  ),
  layers(
    `${halves}  - Dense: {units: 1, from: ‹|b|›}`,
    "ambiguous-reference: Change to b/forward",
    `${halves}  - Dense: {units: 1, from: b/forward}`,
  ),
  // A layer that nothing uses.
  [
    body(unused),
    "unused-layer: Add gru to outputs",
    `${body("  - GRU: 3 # c\n  - LSTM: {units: 3, from: input_layer}")}outputs: [lstm, gru]\n`,
  ],
  layers(unused, "unused-layer: Remove gru", "  - LSTM: {units: 3, from: input_layer}"),
];
