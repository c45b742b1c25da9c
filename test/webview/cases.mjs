/** What a host would say about the course's examples (numbers recorded from Keras in fixtures/runs.json) and others. */
import { readFileSync } from "node:fs";

const runs = JSON.parse(readFileSync(new URL("fixtures/runs.json", import.meta.url), "utf8"));

const layer = (name, kind, detail, shape, params, trainable = true) => ({
  name,
  kind,
  detail,
  outputShapes: [shape],
  params,
  trainable,
});

/** A model message; totals are counted from the layers. */
export function modelOf(file, layers, more = {}) {
  const totalParams = layers.reduce((sum, { params }) => sum + params, 0);
  const trainableParams = layers.reduce((sum, { params, trainable }) => sum + (trainable ? params : 0), 0);
  return {
    type: "model",
    model: { file, name: file.replace(".rnn.yaml", ""), layers, totalParams, trainableParams, errors: 0, ...more },
  };
}

export const runOf = (status, epoch, epochs, more = {}) => ({
  type: "run",
  run: {
    id: "r1",
    status,
    epoch,
    epochs,
    elapsedMs: 60,
    engine: "wasm",
    why: { id: "engine-why.auto", args: {} },
    build: "exact",
    seed: 7,
    modelChanged: false,
    ...more,
  },
});
export const rowsOf = (losses) => losses.map((loss, index) => ({ epoch: index + 1, loss }));
export const epochsOf = (rows, from = 0, run = "r1") => ({ type: "epochs", run, from, rows });

export const layers1 = [
  layer("input_layer", "Input", "", [null, 3, 5], 0),
  layer("lstm", "LSTM", "32", [null, 32], 4864),
  layer("dense", "Dense", "5", [null, 5], 165),
  layer("activation", "Activation", "softmax", [null, 5], 0),
];
export const layers2 = [
  layer("input_layer", "Input", "", [null, 4, 1], 0),
  layer("lstm", "LSTM", "64, return_sequences", [null, 4, 64], 16896),
  layer("dense", "Dense", "1 sigmoid", [null, 4, 1], 65),
];

const labels1 = [1, 2, 3, 4, 5];
const argmax = (list) => list.indexOf(Math.max(...list));

export const predictions1 = {
  type: "predictions",
  predictions: {
    epoch: 100,
    samples: 4,
    inputs: [{ name: "input_layer", values: runs.example1.inputs }],
    outputs: [
      {
        name: "activation",
        kind: "classes",
        labels: labels1,
        predictions: runs.example1.predictions,
        decoded: runs.example1.predictions.map((row) => labels1[argmax(row)]),
        targets: runs.example1.targets,
      },
    ],
  },
};
const answers2 = (epoch, probabilities) => ({
  type: "predictions",
  predictions: {
    epoch,
    samples: 5,
    inputs: [{ name: "input_layer", values: runs.example2.inputs }],
    outputs: [
      {
        name: "dense",
        kind: "binary",
        predictions: probabilities,
        decoded: probabilities.map((steps) => steps.map((step) => step.map((p) => (p > 0.5 ? 1 : 0)))),
        targets: runs.example2.targets,
      },
    ],
  },
});
export const predictions2 = answers2(500, runs.example2.predictions);
export const example1 = [
  modelOf("next-number.rnn.yaml", layers1),
  runOf("finished", 100, 100),
  epochsOf(rowsOf(runs.example1.losses)),
  predictions1,
];
export const example2 = [
  modelOf("equal-previous.rnn.yaml", layers2),
  runOf("finished", 500, 500, {
    elapsedMs: 1240,
    baselines: { constant: { loss: 0.688, answer: 0.45, kind: "binary" } },
  }),
  epochsOf(rowsOf(runs.example2.losses)),
  predictions2,
];
/** Example 2 at epoch 130 of 500. */
export const running2 = [
  modelOf("equal-previous.rnn.yaml", layers2),
  runOf("running", 130, 500),
  epochsOf(rowsOf(runs.example2.losses.slice(0, 130))),
  answers2(130, runs.example2.early),
];
export const failed1 = [
  modelOf("next-number.rnn.yaml", layers1),
  runOf("failed", 12, 100, { modelChanged: true, reason: { id: "panel.noReason", args: {} } }),
  epochsOf([
    ...rowsOf(runs.example1.losses.slice(0, 9)),
    { epoch: 10, loss: 41.2 },
    { epoch: 11, loss: Infinity },
    { epoch: 12, loss: NaN },
  ]),
];

/** A repeatable stream of numbers from 0 to 1. */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const list = (count, make) => Array.from({ length: count }, (_none, index) => make(index));

/** Binary answers over time for many sequences, of a network that is right nine times in ten. */
export function manyBinary(samples, steps, seed = 1) {
  const random = randomOf(seed);
  const values = list(samples, () => list(steps, () => (random() > 0.5 ? 1 : 0)));
  const targets = values.map((steps) => steps.map((bit, t) => [t > 0 && bit === steps[t - 1] ? 1 : 0]));
  const predictions = targets.map((steps) =>
    steps.map(([bit]) => [random() < 0.1 ? Math.abs(1 - bit - 0.2 * random()) : Math.abs(bit - 0.3 * random())]),
  );
  const decoded = predictions.map((steps) => steps.map(([p]) => [p > 0.5 ? 1 : 0]));
  return {
    type: "predictions",
    predictions: {
      epoch: 50,
      samples,
      inputs: [{ name: "input_layer", values }],
      outputs: [{ name: "dense", kind: "binary", predictions, decoded, targets }],
    },
  };
}

/** A next-value forecast: windows of a wave in two features, one value out. */
export function forecast(samples = 140, window = 30) {
  const wave = (t) => 100 + 10 * Math.sin(t / 6) + t / 20;
  const values = list(samples, (s) => list(window, (t) => [wave(s + t), 2 * Math.cos((s + t) / 6)]));
  const targets = list(samples, (s) => [wave(s + window)]);
  const decoded = targets.map(([right], s) => [right + 0.8 * Math.sin(s)]);
  return {
    type: "predictions",
    predictions: {
      epoch: 20,
      samples,
      inputs: [{ name: "input_layer", values }],
      outputs: [{ name: "dense", kind: "values", predictions: decoded.map(([v]) => [v / 100]), decoded, targets }],
    },
  };
}

/** Two outputs over time: classes at every step (words), and values with two features. */
export function twoOutputs() {
  const tags = ["noun", "verb", "other"];
  const random = randomOf(3);
  const probabilities = list(3, () =>
    list(5, () => {
      const raw = list(3, () => random() ** 4);
      const sum = raw[0] + raw[1] + raw[2];
      return raw.map((p) => p / sum);
    }),
  );
  const decoded = probabilities.map((steps) => steps.map((p) => tags[argmax(p)]));
  const values = list(3, () => list(5, () => list(2, () => 4 * random() - 2)));
  return {
    type: "predictions",
    predictions: {
      epoch: 8,
      samples: 3,
      inputs: [
        {
          name: "words",
          values: [
            ["the", "cat", "sees", "the", "dog"],
            ["a", "dog", "runs", "very", "fast"],
            ["she", "sings", "in", "the", "rain"],
          ],
        },
      ],
      outputs: [
        {
          name: "tags",
          kind: "classes",
          labels: tags,
          predictions: probabilities,
          decoded,
          targets: decoded.map((steps, s) => steps.map((tag, t) => (s === 1 && t === 2 ? "verb" : tag))),
        },
        {
          name: "feelings",
          kind: "values",
          predictions: values,
          decoded: values,
          targets: values.map((steps) => steps.map((step) => step.map((v) => v + 0.1))),
        },
      ],
    },
  };
}
