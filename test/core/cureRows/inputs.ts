/**
 * Inputs: absent, written among a layer's arguments, or with a shape that is none. test/core/cures.test.ts runs the rows.
 */
import { body, type CureRow, rowsIn } from "./row";

const dense = rowsIn((input) => `model:\n  - Input: ${input}\n  - Dense: 1\n`);
const lstm = rowsIn((input) => `model:\n  - Input: ${input}\n  - LSTM: 1\n`);
const absent = (marked: string, fixed: string): CureRow => [marked, "missing-input", fixed];
const argument = (marked: string, fixed: string): CureRow => [marked, "input-shape-argument", fixed];

export const inputs: readonly CureRow[] = [
  dense("‹|5|›", "wrong-type", "[5]"),
  lstm("‹|(3, 5)|›", "wrong-type", "[3, 5]"),
  lstm("[‹|None|›, 5]", "wrong-type", "[null, 5]"),
  dense("{shape: [2], ‹|from|›: x}", "input-from", "{shape: [2]}"),
  // What the data or the layer say of an Input that is absent.
  absent("model:\n  - ‹|LSTM|›: 3 # c\n", "model:\n  - Input: [null, 1]\n  - LSTM: 3 # c\n"),
  absent(
    "data: {x: [[1, 2, 3], [4, 5, 6]]}\nmodel:\n  - ‹|LSTM|›: 3\n",
    "data: {x: [[1, 2, 3], [4, 5, 6]]}\nmodel:\n  - Input: [3, 1]\n  - LSTM: 3\n",
  ),
  absent(
    "data: {x: {values: [[a, b, a]], one_hot: [a, b]}}\nmodel:\n- ‹|LSTM|›: 3\n",
    "data: {x: {values: [[a, b, a]], one_hot: [a, b]}}\nmodel:\n- Input: [3, 2]\n- LSTM: 3\n",
  ),
  absent(
    "data: {task: adding, length: 9, samples: 4}\nmodel: [{‹|LSTM|›: 3}, {Dense: 1}]\n",
    "data: {task: adding, length: 9, samples: 4}\nmodel: [{Input: [9, 2]}, {LSTM: 3}, {Dense: 1}]\n",
  ),
  absent(
    "data: {x: [[1, 2], [0, 1]]}\nmodel:\n  - ‹|Embedding|›: [3, 2]\n",
    "data: {x: [[1, 2], [0, 1]]}\nmodel:\n  - Input: {shape: [2], dtype: int32}\n  - Embedding: [3, 2]\n",
  ),
  absent("model:\n  - ‹|Dense|›: 3\n", "model:\n  - Input: [1]\n  - Dense: 3\n"),
  // Keras's arguments for the first layer.
  argument(
    "model:\n  - LSTM: {units: 3, ‹|input_shape|›: [4, 2]} # c\n",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3} # c\n",
  ),
  argument(
    "model:\n  - LSTM: {‹|input_shape|›: [None, 2], units: 3}\n",
    "model:\n  - Input: [null, 2]\n  - LSTM: {units: 3}\n",
  ),
  argument(
    "model:\n  - LSTM: {units: 3, ‹|batch_input_shape|›: [1, 4, 2]}\n",
    "model:\n  - Input: [4, 2]\n  - LSTM: {units: 3}\n",
  ),
  argument(
    "model:\n  - LSTM:\n      units: 3\n      ‹|input_shape|›: [4, 2]\n  - Dense: 1\n",
    "model:\n  - Input: [4, 2]\n  - LSTM:\n      units: 3\n  - Dense: 1\n",
  ),
  argument(body("  - LSTM: {units: 3, ‹|input_shape|›: [4, 2]}"), body("  - LSTM: {units: 3}")),
];
