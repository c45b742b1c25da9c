/**
 * Names that lead nowhere, and states that are not there or do not fit. test/core/cures.test.ts runs the rows.
 */
import { body, type CureRow, layers } from "./row";

/** The last layer, behind an encoder `enc` and a RepeatVector `again`. */
const decoder =
  (encoder: string) =>
  (marked: string, expected: string, fixed: string, encoderFixed = encoder): CureRow => {
    const file = (first: string, last: string): string =>
      body(`  - ${first} # e\n  - RepeatVector: {n: 4, name: again}\n  - ${last} # d`);
    return [file(encoder, marked), expected, file(encoderFixed, fixed)];
  };
const fromLstm = decoder("LSTM: {units: 3, return_state: true, name: enc}");
const fromBoth = decoder("Bidirectional: {LSTM: {units: 3, return_state: true}, name: enc}");
const fromGru = decoder("GRU: {units: 3, return_state: true, name: enc}");
const kept = "LSTM: {units: 3, name: enc}";

export const references: readonly CureRow[] = [
  fromLstm(
    "LSTM: {units: 3, from: again, initial_state: ‹|zzz|›}",
    "unknown-reference: Change to enc",
    "LSTM: {units: 3, from: again, initial_state: enc}",
  ),
  fromLstm(
    "LSTM: {units: 3, from: again, initial_state: ‹|zzz|›}",
    "unknown-reference: Remove initial_state",
    "LSTM: {units: 3, from: again}",
  ),
  fromLstm(
    "LSTM: {units: 3, initial_state: [enc/h, ‹|zzz|›]}",
    "unknown-reference: Change to enc/c",
    "LSTM: {units: 3, initial_state: [enc/h, enc/c]}",
  ),
  layers(
    "  - LSTM: {units: 3, name: a}\n  - Add: {from: [a, ‹|z|›, a]}",
    "unknown-reference: Remove z",
    "  - LSTM: {units: 3, name: a}\n  - Add: {from: [a, a]}",
  ),
  [`${body("  - LSTM: 3")}outputs: [lstm, ‹|nix|›]\n`, "unknown-reference", `${body("  - LSTM: 3")}outputs: [lstm]\n`],
  [`${body("  - LSTM: 3")}outputs: ‹|nix|›\n`, "unknown-reference: Remove outputs", body("  - LSTM: 3")],
  layers(
    "  - LSTM: {units: 3, from: ‹|[input_layer, input_layer]|›}",
    "one-input",
    "  - LSTM: {units: 3, from: input_layer}",
  ),
  decoder(kept)(
    "LSTM: {units: 3, initial_state: ‹|enc|›}",
    "state-not-returned",
    "LSTM: {units: 3, initial_state: enc}",
    "LSTM: {units: 3, name: enc, return_state: true}",
  ),
  decoder("Bidirectional: {GRU: 3, name: enc}")(
    "GRU: {units: 3, initial_state: ‹|enc/forward/h|›}",
    "state-not-returned",
    "GRU: {units: 3, initial_state: enc/forward/h}",
    "Bidirectional: {GRU: {units: 3, return_state: true}, name: enc}",
  ),
  fromLstm(
    "GRU: {units: 3, initial_state: ‹|enc|›}",
    "initial-state-count: Change to enc/h",
    "GRU: {units: 3, initial_state: enc/h}",
  ),
  fromLstm(
    "LSTM: {units: 3, initial_state: ‹|enc/h|›}",
    "initial-state-count: Change to enc",
    "LSTM: {units: 3, initial_state: enc}",
  ),
  fromBoth(
    "LSTM: {units: 3, initial_state: ‹|enc|›}",
    "initial-state-count: Change to [enc/backward/h, enc/backward/c]",
    "LSTM: {units: 3, initial_state: [enc/backward/h, enc/backward/c]}",
  ),
  // A decoder of as many units as both directions have.
  [
    "model:\n  - Input: {shape: [5, 2], name: s}\n  - Bidirectional: {LSTM: {units: 4, return_state: true}, name: enc}\n  - Input: {shape: [3, 2], name: t}\n  - LSTM: {units: 8, return_sequences: true, initial_state: ‹|enc|›}\n  - Dense: 2\n",
    "initial-state-count: Join the states of both directions: enc_h, enc_c",
    "model:\n  - Input: {shape: [5, 2], name: s}\n  - Bidirectional: {LSTM: {units: 4, return_state: true}, name: enc}\n  - Concatenate: {from: [enc/forward/h, enc/backward/h], name: enc_h}\n  - Concatenate: {from: [enc/forward/c, enc/backward/c], name: enc_c}\n  - Input: {shape: [3, 2], name: t}\n  - LSTM: {units: 8, return_sequences: true, initial_state: [enc_h, enc_c]}\n  - Dense: 2\n",
  ],
  [
    "model: [{Input: [5, 2]}, {Bidirectional: {GRU: {units: 4, return_state: true}, name: enc_h}}, {RepeatVector: 3}, {GRU: {units: 8, initial_state: ‹|enc_h|›}}]\n",
    "initial-state-count",
    "model: [{Input: [5, 2]}, {Bidirectional: {GRU: {units: 4, return_state: true}, name: enc_h}}, {RepeatVector: 3}, {Concatenate: {from: [enc_h/forward/h, enc_h/backward/h], name: enc_h_h}}, {GRU: {units: 8, initial_state: enc_h_h, from: repeat_vector}}]\n",
  ],
  [
    body(
      "  - Bidirectional: {LSTM: {units: 3, return_state: true}, name: enc}\n  - RepeatVector: 4\n  - LSTM:\n      initial_state: ‹|[enc/forward/h, enc/backward/h, enc/forward/c, enc/backward/c]|›\n      units: 6",
    ),
    "initial-state-count",
    body(
      "  - Bidirectional: {LSTM: {units: 3, return_state: true}, name: enc}\n  - RepeatVector: 4\n  - Concatenate: {from: [enc/forward/h, enc/backward/h], name: enc_h}\n  - Concatenate: {from: [enc/forward/c, enc/backward/c], name: enc_c}\n  - LSTM:\n      initial_state: [enc_h, enc_c]\n      units: 6\n      from: repeat_vector",
    ),
  ],
  [
    body(
      "  - Bidirectional: {GRU: {units: 3, return_state: true}, name: enc}\n  - RepeatVector: {n: 4, name: again}\n  - GRU: {units: 6, from: again, initial_state: ‹|enc/backward/h|›}",
    ),
    "initial-state-shape: Join the states of both directions: enc_h",
    body(
      "  - Bidirectional: {GRU: {units: 3, return_state: true}, name: enc}\n  - RepeatVector: {n: 4, name: again}\n  - Concatenate: {from: [enc/forward/h, enc/backward/h], name: enc_h}\n  - GRU: {units: 6, from: again, initial_state: enc_h}",
    ),
  ],
  fromGru("LSTM: {units: 3, initial_state: ‹|enc|›}", "initial-state-count: Remove initial_state", "LSTM: {units: 3}"),
  fromGru(
    "Bidirectional: {GRU: 3, initial_state: ‹|enc|›}",
    "initial-state-count: Change to [enc/h, enc/h]",
    "Bidirectional: {GRU: 3, initial_state: [enc/h, enc/h]}",
  ),
  fromLstm(
    "LSTM: {units: 5, initial_state: ‹|enc|›}",
    "initial-state-shape: Give lstm_1 3 units",
    "LSTM: {units: 3, initial_state: enc}",
  ),
  fromLstm(
    "LSTM: {units: 5, initial_state: ‹|enc|›}",
    "initial-state-shape: Give enc 5 units",
    "LSTM: {units: 5, initial_state: enc}",
    "LSTM: {units: 5, return_state: true, name: enc}",
  ),
  layers("  - LSTM: {units: 3, name: ‹|constructor|›}", "bad-name", "  - LSTM: {units: 3, name: constructor_1}"),
  [
    "model:\n  - Input: [4]\n  - Dense: {units: 4, activation: relu, name: a, from: ‹|c|›}\n  - Dense: {units: 4, activation: relu, name: b, from: a}\n  - Dense: {units: 4, name: c, from: b}\n",
    "unknown-reference: Remove from",
    "model:\n  - Input: [4]\n  - Dense: {units: 4, activation: relu, name: a}\n  - Dense: {units: 4, activation: relu, name: b, from: a}\n  - Dense: {units: 4, name: c, from: b}\n",
  ],
];
