/**
 * Networks that between them have every operation, activation, loss and merge of the engine, small enough for finite differences.
 *
 * test/engine/gradients.test.ts runs them, and reads from their plans that nothing is missing.
 */
import type { LayerItem } from "../engine/buildGraph";
import { dropoutMaskOf, type Comparison } from "../engine/checkAgainstReference";
import { mergeModes, stateNames } from "../../src/core/model/layerTable";
import { activationsWithArguments, allActivations } from "./activations";

export interface GradientRow {
  readonly name: string;
  readonly items: readonly LayerItem[];
  readonly options?: Comparison;
}

const row = (name: string, items: readonly LayerItem[], options: Comparison = {}): GradientRow => ({ name, items, options }); // prettier-ignore
const sequence: LayerItem = { Input: { shape: [4, 3], name: "x" } };
const ids: LayerItem = { Input: { shape: [4], name: "ids", dtype: "int32" } };
const masked = { padding: 0 } as const;
/** All dropouts of a row have this many features. */
const dropped = (features: number): Comparison => ({ seed: 9, mask: dropoutMaskOf(9, 5, features, 1) });

const cells = [
  ["SimpleRNN", {}],
  ["LSTM", {}],
  ["GRU", {}],
  ["GRU", { reset_after: false }],
  ["Jordan", {}],
  // Others than the usual activations; some of them need what stands before them.
  ["SimpleRNN", { activation: "softmax" }],
  ["LSTM", { activation: "softsign", recurrent_activation: "softplus" }],
  ["LSTM", { activation: "mish", recurrent_activation: "softmax" }],
  ["GRU", { activation: "gelu", recurrent_activation: "softplus" }],
  ["GRU", { activation: "elu", recurrent_activation: "silu", reset_after: false }],
  ["Jordan", { activation: "silu", output_activation: "softmax" }],
] as const;

const recurrent = cells.flatMap(([kind, extra]) => {
  const cell = (given: object = {}): LayerItem => ({ [kind]: { ...extra, units: 3, return_sequences: true, ...given } });
  const whole = (given: object, inner: object = {}): LayerItem => ({ Bidirectional: { ...(cell(inner) as object), ...given } }); // prettier-ignore
  const name = `${kind} ${JSON.stringify(extra)}`;
  const states = stateNames[kind].map((state) => `first/${state}`);
  const head = { Dense: 2 };
  const options = stateNames[kind].map(() => ({}));
  return [
    row(name, [sequence, { Dense: 2 }, cell(), cell({ return_sequences: false, use_bias: false }), head]),
    row(`${name} behind a mask`, [sequence, "Masking", { Dense: 2 }, cell(), cell({ return_sequences: false }), head], masked),
    row(`${name} backward in time, behind a mask`, [sequence, "Masking", cell({ go_backwards: true }), cell(), head], masked),
    row(`${name} in both directions, behind a mask`, [sequence, "Masking", whole({ merge_mode: "mul" }), head], masked),
    row(
      `${name} from the states of another`,
      [sequence, cell({ name: "first", return_state: true }), { Dense: 2 }, cell({ initial_state: states }), head],
      { outputs: ["dense_1", ...states], loss: ["mse", ...options.map(() => "mse")] },
    ),
    row(`${name} with dropout`, [sequence, { Dense: 3 }, cell({ dropout: 0.3, recurrent_dropout: 0.4 }), head], dropped(3)),
    row(`${name} that keeps its states, behind a mask`, [sequence, "Masking", cell({ stateful: true }), head], masked),
    row(`${name} held small`, [sequence, cell({ activity_regularizer: { name: "l1_l2", arguments: { l1: 0.07, l2: 0.3 } } }), head]),
  ];
}); // prettier-ignore

const bidirectional = mergeModes.map((merge_mode) =>
  row(
    `Bidirectional ${merge_mode}`,
    [sequence, { Bidirectional: { LSTM: { units: 2, return_sequences: true }, merge_mode, name: "both" } }],
    merge_mode === "none" ? { outputs: ["both/forward", "both/backward"] } : {},
  ),
);

const turned = { go_backwards: true };
/** A layer of its own for each direction. */
const halves = [
  row("a backward layer of another kind and size", [sequence, { Dense: 2 }, { Bidirectional: { LSTM: { units: 2, return_sequences: true }, backward_layer: { GRU: { units: 3, return_sequences: true, ...turned } } } }, { Dense: 2 }]),
  row("a backward layer that is turned, behind a mask", [sequence, "Masking", { Bidirectional: { GRU: { units: 2, return_sequences: true, ...turned }, backward_layer: { Jordan: { units: 3, output_units: 2, return_sequences: true } }, merge_mode: "mul" } }, { SimpleRNN: 2 }], masked),
  row("a backward layer that starts from states", [sequence, { Bidirectional: { LSTM: { units: 2, return_state: true }, backward_layer: { SimpleRNN: { units: 3, return_state: true, ...turned } }, name: "first" } }, { Bidirectional: { LSTM: { units: 2, return_sequences: true }, backward_layer: { GRU: { units: 3, return_sequences: true, reset_after: false, ...turned } }, from: "x", initial_state: ["first/forward/h", "first/forward/c", "first/backward/h"] } }]),
  row("a backward layer with penalties and dropout", [sequence, { Bidirectional: { SimpleRNN: { units: 3, dropout: 0.3 }, backward_layer: { LSTM: { units: 3, recurrent_dropout: 0.4, activity_regularizer: { name: "l2", arguments: { l2: 0.3 } }, ...turned } }, merge_mode: "ave" } }, { Dense: 2 }], dropped(3)),
]; // prettier-ignore

const branches: Readonly<Record<string, LayerItem>> = {
  p: { Dense: { units: 3, name: "p", from: "x" } },
  q: { SimpleRNN: { units: 3, return_sequences: true, name: "q", from: "x" } },
  narrow: { Dense: { units: 1, name: "narrow", from: "x" } },
  // Masks that differ.
  known: { Masking: { name: "known", from: "x" } },
  m: { Dense: { units: 3, name: "m", from: "known" } },
  n: { Embedding: { input_dim: 6, output_dim: 3, mask_zero: true, name: "n", from: "ids" } },
};
const join = (kind: string, from: readonly string[], given: object = {}): LayerItem[] => {
  const before = from.includes("m") ? [sequence, ids, branches["known"] as LayerItem] : [sequence];
  return [...before, ...[...new Set(from)].map((name) => branches[name] as LayerItem), { [kind]: { from, ...given } }];
};
const joins = ["Concatenate", "Add", "Multiply", "Average", "Subtract"].flatMap((kind) => [
  row(kind, [...join(kind, ["p", "q"]), { Dense: 2 }]),
  row(`${kind} of what others take too`, [...join(kind, ["p", "q"], { name: "j" }), { [kind]: { from: ["j", "q"] } }, { Dense: 2 }]),
  row(`${kind} of different widths`, [...join(kind, ["narrow", "p"]), { Dense: 2 }]),
  row(`${kind} behind masks`, [...join(kind, ["m", "n"]), { LSTM: 2 }], masked),
]); // prettier-ignore

const attention = ["dot", "concat"].flatMap((score_mode) => [
  ...[{}, { use_scale: true }, { use_causal_mask: true }].flatMap((given) => {
    const name = `Attention ${score_mode} ${JSON.stringify(given)}`;
    const of = (...from: string[]) => [...join("Attention", from, { score_mode, ...given }), { Dense: 2 }];
    // The first key always counts: where none does, the shares are what is left of scores beside -1e9.
    return [row(name, of("p", "q")), row(`${name} with keys, behind masks`, of("n", "m", "q"), masked)];
  }),
  row(`Attention ${score_mode} with dropout`, [...join("Attention", ["p", "q"], { score_mode, dropout: 0.4 }), { Dense: 2 }], dropped(4)),
]); // prettier-ignore

const hidden = { Dense: { units: 6, activation: "tanh" } };
const regrouping = [
  ...["GlobalAveragePooling1D", "GlobalMaxPooling1D"].flatMap((kind) => [
    row(kind, [sequence, hidden, kind, { Dense: 2 }]),
    row(`${kind}, channels first`, [sequence, hidden, { [kind]: { data_format: "channels_first" } }, { Dense: 2 }]),
    row(`${kind} that keeps time`, [sequence, hidden, { [kind]: { keepdims: true } }, { Dense: 2 }]),
  ]),
  row("GlobalAveragePooling1D behind a mask", [sequence, "Masking", hidden, "GlobalAveragePooling1D", { Dense: 2 }], masked),
  row("Flatten", [sequence, hidden, "Flatten", { Dense: 2 }]),
  row("Flatten, channels first", [sequence, hidden, { Flatten: { data_format: "channels_first" } }, { Dense: 2 }]),
  row("Reshape", [sequence, hidden, { Reshape: [2, -1] }, { Dense: 2 }]),
  row("RepeatVector", [{ Input: [3] }, hidden, { RepeatVector: 3 }, { LSTM: 2 }]),
  row("Concatenate in time", [...join("Concatenate", ["p", "q"], { axis: 1 }), { GRU: 2 }]),
]; // prettier-ignore

const others = [
  row("Embedding", [ids, { Embedding: [6, 3] }, { Dense: 2 }]),
  row("Embedding with a mask", [ids, { Embedding: { input_dim: 6, output_dim: 3, mask_zero: true } }, { GRU: 2 }]),
  row("TimeDistributed", [sequence, { TimeDistributed: { Dense: { units: 3, activation: "tanh" } } }, { Dense: 2 }]),
  row("LayerNormalization", [sequence, { Dense: 5 }, "LayerNormalization", { Dense: 2 }]),
  row("LayerNormalization along time", [
    sequence,
    { Dense: { units: 5, use_bias: false } },
    { LayerNormalization: { axis: 1 } },
    { Dense: 2 },
  ]),
  row("Dropout", [sequence, { Dense: 3 }, { Dropout: 0.4 }, { Dense: 2 }], dropped(3)),
  row("SpatialDropout1D", [sequence, { Dense: 3 }, { SpatialDropout1D: 0.4 }, { Dense: 2 }], dropped(3)),
];

const activations = [...allActivations, ...activationsWithArguments].map((activation) => {
  const name = `activation ${JSON.stringify(activation)}`;
  return row(name, [sequence, { Dense: { units: 5, activation } }, { Dense: 4 }, { Activation: { activation } }]);
});

const losses = (
  [
    ["mean_squared_error", "linear", "numbers"],
    ["mean_absolute_error", "linear", "numbers"],
    ["huber", "linear", "numbers"],
    ["log_cosh", "linear", "numbers"],
    ["cosine_similarity", "linear", "numbers"],
    ["poisson", "softplus", "bits"],
    ["quantile", "linear", "numbers"],
    ["kl_divergence", "softmax", "classes"],
    ["binary_crossentropy", "sigmoid", "bits"],
    ["binary_crossentropy", "softmax", "classes"],
    ["categorical_crossentropy", "softmax", "classes"],
    ["categorical_crossentropy", "softplus", "classes"],
    ["sparse_categorical_crossentropy", "softmax", "labels"],
    ["sparse_categorical_crossentropy", "sigmoid", "labels"],
  ] as const
).flatMap(([name, activation, targets]) => {
  const loss = name === "quantile" ? { quantile: { quantiles: [0.1, 0.5, 0.9] } } : name;
  const answer = { Dense: { units: 3, activation } };
  return [
    row(`${name} behind ${activation}`, [{ Input: [3] }, answer], { loss, targets }),
    row(`${name} behind ${activation}, over the steps that count`, [sequence, "Masking", answer], { loss, targets, ...masked }), // prettier-ignore
  ];
});

const l1_l2 = { name: "l1_l2", arguments: { l1: 0.03, l2: 0.2 } };
const held = { kernel_regularizer: l1_l2, bias_regularizer: l1_l2 };
const sums = [
  row("losses that take the same logits", [{ Input: [3] }, { Dense: { units: 4, name: "sum" } }, { Activation: { activation: "sigmoid", name: "one", from: "sum" } }, { Activation: { activation: "sigmoid", name: "two", from: "sum" } }], { outputs: ["one", "two", "sum"], loss: ["binary_crossentropy", "binary_crossentropy", "mse"], targets: "bits" }),
  row("losses with weights", [{ Input: [3] }, { Dense: { units: 3, name: "trunk" } }, { Dense: { units: 2, name: "a" } }, { Dense: { units: 3, activation: "softmax", name: "b", from: "trunk" } }], { outputs: ["a", "b", "trunk"], loss: ["mse", "categorical_crossentropy", "mae"], targets: "classes", lossWeights: [0.3, 2, 0.7] }),
  row("penalties", [sequence, { Bidirectional: { GRU: { units: 2, ...held, recurrent_regularizer: l1_l2, return_sequences: true } } }, { LayerNormalization: { gamma_regularizer: l1_l2, beta_regularizer: l1_l2 } }, { Dense: { units: 2, ...held, activity_regularizer: l1_l2 } }]),
  row("a penalty on an Embedding", [ids, { Embedding: { input_dim: 6, output_dim: 3, embeddings_regularizer: l1_l2 } }, { LSTM: 2 }]),
]; // prettier-ignore

export const gradientRows: readonly GradientRow[] = [
  ...recurrent,
  ...bidirectional,
  ...halves,
  ...joins,
  ...attention,
  ...regrouping,
  ...others,
  ...activations,
  ...losses,
  ...sums,
];
