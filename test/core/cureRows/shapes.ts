/**
 * Layers that get what they cannot take: joins of unlike layers, states and flat rows in place of sequences, Inputs that say too
 * much or stand too far down. test/core/cures.test.ts runs the rows.
 */
import { type CureRow, rowsIn } from "./row";

const model = (lines: string): string => `model:\n${lines}\n`;
const body = (layers: string): string => model(`  - Input: [4, 2] # i\n${layers}`);
const layers = rowsIn(body);
const rank = (marked: string, fixed: string): CureRow => layers(marked, "shape-rank", fixed);
/** Two branches, `a` and `b`, joined by the last layer. */
const joined = (a: string, b: string, join: string): string => `  - ${a} # a\n  - ${b}\n  - ${join} # j`;
const lstm = (units: number, more = ""): string => `LSTM: {units: ${units}, name: a${more}}`;
const gru = (units: number, more = ""): string => `GRU: {units: ${units}, from: input_layer, name: b${more}}`;
const all = ", return_sequences: true";
const encoder = "  - LSTM: {units: 4, return_state: true, name: enc}\n";

export const shapes: readonly CureRow[] = [
  // A sequence for a layer that needs one, and none for one that does not.
  rank("  - LSTM: 16 # c\n  - ‹|GRU|›: 16", "  - LSTM: {units: 16, return_sequences: true} # c\n  - GRU: 16"),
  rank(
    "  - LSTM:\n      units: 16 # c\n  - ‹|GRU|›: 16",
    "  - LSTM:\n      units: 16 # c\n      return_sequences: true\n  - GRU: 16",
  ),
  rank(
    "  - LSTM: {units: 16, return_sequences: false}\n  - ‹|GRU|›: 16",
    "  - LSTM: {units: 16, return_sequences: true}\n  - GRU: 16",
  ),
  rank(
    "  - Bidirectional: {LSTM: 16}\n  - ‹|GRU|›: 16",
    "  - Bidirectional: {LSTM: {units: 16, return_sequences: true}}\n  - GRU: 16",
  ),
  rank(
    "  - LSTM: 16\n  - Dropout: 0.1\n  - ‹|GRU|›: 16",
    "  - LSTM: {units: 16, return_sequences: true}\n  - Dropout: 0.1\n  - GRU: 16",
  ),
  rank(
    "  - LSTM: 3\n  - ‹|SpatialDropout1D|›: 0.1",
    "  - LSTM: {units: 3, return_sequences: true}\n  - SpatialDropout1D: 0.1",
  ),
  rank(
    "  - LSTM: 3\n  - Dropout: 0.1\n  - ‹|GlobalMaxPooling1D|›",
    "  - LSTM: {units: 3, return_sequences: true}\n  - Dropout: 0.1\n  - GlobalMaxPooling1D",
  ),
  rank(
    "  - LSTM: 3\n  - ‹|GlobalMaxPooling1D|›",
    "  - LSTM: {units: 3, return_sequences: true}\n  - GlobalMaxPooling1D",
  ),
  rank(
    "  - LSTM: 3\n  - ‹|TimeDistributed|›: {Dense: 2}",
    "  - LSTM: {units: 3, return_sequences: true}\n  - TimeDistributed: {Dense: 2}",
  ),
  rank(
    "  - LSTM: {units: 3, return_sequences: true}\n  - ‹|RepeatVector|›: 2",
    "  - LSTM: {units: 3}\n  - RepeatVector: 2",
  ),
  ["model:\n  - Input: [3]\n  - ‹|LSTM|›: 2\n", "shape-rank", "model:\n  - Input: [3, 1]\n  - LSTM: 2\n"],
  [
    "model:\n  - Input: [4]\n  - ‹|TimeDistributed|›: {Dense: 3}\n",
    "shape-rank: Use Dense without TimeDistributed",
    "model:\n  - Input: [4]\n  - Dense: 3\n",
  ],
  // Which layers are joined.
  layers(
    `${joined("LSTM: 3", "GRU: {units: 5, from: input_layer}", "GRU: {units: 3, from: input_layer}")}\n  - ‹|Add|›`,
    "several-inputs: Add from: [lstm, gru_1]",
    `${joined("LSTM: 3", "GRU: {units: 5, from: input_layer}", "GRU: {units: 3, from: input_layer}")}\n  - Add: {from: [lstm, gru_1]}`,
    "unused-layer",
  ),
  layers(
    "  - Bidirectional: {LSTM: 3, merge_mode: none}\n  - ‹|Concatenate|›",
    "several-inputs: Add from: [bidirectional/forward, bidirectional/backward]",
    "  - Bidirectional: {LSTM: 3, merge_mode: none}\n  - Concatenate: {from: [bidirectional/forward, bidirectional/backward]}",
  ),
  // What makes them alike.
  layers(
    joined(lstm(3), gru(5), "‹|Add|›: {from: [a, b]}"),
    "shape-differs: Give b 3 units",
    joined(lstm(3), gru(3), "Add: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3), gru(5), "‹|Subtract|›: {from: [a, b]}"),
    "shape-differs: Give a 5 units",
    joined(lstm(5), gru(5), "Subtract: {from: [a, b]}"),
  ),
  layers(
    joined("Bidirectional: {LSTM: 3, name: a}", gru(4), "‹|Average|›: {from: [a, b]}"),
    "shape-differs: Give a 2 units",
    joined("Bidirectional: {LSTM: 2, name: a}", gru(4), "Average: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3, all), "Dropout: {rate: 0.1, name: b}", "‹|Multiply|›: {from: [b, input_layer]}"),
    "shape-differs: Give a 2 units",
    joined(lstm(2, all), "Dropout: {rate: 0.1, name: b}", "Multiply: {from: [b, input_layer]}"),
  ),
  layers(
    joined(lstm(3, all), gru(5, all), "‹|Attention|›: {from: [a, b]}"),
    "shape-differs: Give b 3 units",
    joined(lstm(3, all), gru(3, all), "Attention: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3, all), gru(3), "‹|Attention|›: {from: [a, b]}"),
    "shape-rank: Set return_sequences: true on b",
    joined(lstm(3, all), gru(3, all), "Attention: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3, all), gru(3), "‹|Concatenate|›: {from: [a, b]}"),
    "shape-differs: Set return_sequences: true on b",
    joined(lstm(3, all), gru(3, all), "Concatenate: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3, all), gru(5), "‹|Concatenate|›: {from: [a, b]}"),
    "shape-differs: Leave return_sequences out of a",
    joined(lstm(3), gru(5), "Concatenate: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3, all), gru(5, all), "‹|Concatenate|›: {from: [a, b], axis: 1}"),
    "shape-differs: Remove axis",
    joined(lstm(3, all), gru(5, all), "Concatenate: {from: [a, b]}"),
  ),
  layers(
    joined(lstm(3), gru(5), "‹|Concatenate|›: {from: [a, b], axis: 2}"),
    "shape-axis",
    joined(lstm(3), gru(5), "Concatenate: {from: [a, b]}"),
  ),
  // A time axis that has gone.
  layers(
    `  - LSTM: 3\n  - Masking: 0\n  - ‹|LSTM|›: 3`,
    "shape-rank",
    `  - LSTM: {units: 3${all}}\n  - Masking: 0\n  - LSTM: 3`,
  ),
  layers(
    `  - LSTM: {units: 3${all}}\n  - Flatten # f\n  - ‹|LSTM|›: 3`,
    "shape-rank: Remove flatten",
    `  - LSTM: {units: 3${all}}\n  - LSTM: 3`,
  ),
  layers(
    "  - LSTM: 3\n  - Flatten\n  - Dropout: 0.1\n  - ‹|LSTM|›: 3",
    "shape-rank: Remove flatten",
    `  - LSTM: {units: 3${all}}\n  - Dropout: 0.1\n  - LSTM: 3`,
  ),
  layers("  - GlobalMaxPooling1D\n  - ‹|LSTM|›: 3", "shape-rank: Remove global_max_pooling1d", "  - LSTM: 3"),
  [
    body(`${encoder}  - Dense: {units: 3, from: enc/h}\n  - ‹|LSTM|›: 3`),
    "shape-rank: Insert - RepeatVector: 4",
    body(`${encoder}  - Dense: {units: 3, from: enc/h}\n  - RepeatVector: 4\n  - LSTM: 3`),
  ],
  [
    body(`${encoder}  - ‹|LSTM|›: {units: 3, from: enc/h}`),
    "shape-rank: Insert - RepeatVector: {n: 4, from: enc/h}",
    body(`${encoder}  - RepeatVector: {n: 4, from: enc/h}\n  - LSTM: {units: 3}`),
  ],
  [
    body(`${encoder}  - ‹|LSTM|›: {units: 3, from: enc/h}`),
    "shape-rank: Change to enc",
    body(`${encoder.replace("}", `${all}}`)}  - LSTM: {units: 3, from: enc}`),
  ],
  [
    model("  - Input: [3] # i\n  - ‹|GlobalMaxPooling1D|›"),
    "shape-rank",
    model("  - Input: [3, 1] # i\n  - GlobalMaxPooling1D"),
  ],
  // An axis too many.
  [
    model("  - Input: [4, 5, 2] # i\n  - TimeDistributed: {Dense: 3}\n  - ‹|LSTM|›: 3"),
    "shape-rank",
    model("  - Input: [4, 5, 2] # i\n  - TimeDistributed: {Dense: 3}\n  - Reshape: [4, 15]\n  - LSTM: 3"),
  ],
  [
    model("  - Input: [null, 5, 2] # i\n  - ‹|LSTM|›: 3"),
    "shape-rank: Change the Input's shape to [5, 2]",
    model("  - Input: [5, 2] # i\n  - LSTM: 3"),
  ],
  [model("  - Input: [‹|None|›, 5, 2] # i\n  - LSTM: 3"), "input-batch", model("  - Input: [5, 2] # i\n  - LSTM: 3")],
  [
    model("  - Input: [‹|None|›, 5, 2] # i\n  - Flatten"),
    "input-batch: Change the Input's shape to [null, 5, 2]",
    model("  - Input: [null, 5, 2] # i\n  - Flatten"),
  ],
  [
    model("  - ‹|LSTM|›: 3 # l\n  - Dropout: 0.1\n  - Input: [4, 2] # i\n  - Dense: 1"),
    "missing-input",
    model("  - Input: [4, 2] # i\n  - LSTM: 3 # l\n  - Dropout: 0.1\n  - Dense: 1"),
  ],
  ["model: [{‹|LSTM|›: 3}, {Input: [4, 2]}]\n", "missing-input", "model: [{Input: [4, 2]}, {LSTM: 3}]\n"],
  // Sizes of a Reshape.
  layers("  - Reshape: ‹|8|›", "wrong-type", "  - Reshape: [8]"),
  layers("  - Reshape: [-1, ‹|-1|›]", "target-shape-rest", "  - Reshape: [-1, 2]"),
  layers("  - ‹|Reshape|›: [4, 3]", "shape-size: Change to [4, -1]", "  - Reshape: [4, -1]"),
];
