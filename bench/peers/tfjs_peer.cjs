/**
 * TensorFlow.js layers' side of bench/engines.mjs, on the native library or on WebAssembly: one timed `fit` a line.
 *
 * usage: node tfjs_peer.cjs SPEC node|wasm NODE_MODULES. tf.layers has no GRU with `reset_after`; its older form is timed.
 */
const { join } = require("node:path");
const { createInterface } = require("node:readline");
const util = require("node:util");

const [text, backend, modules] = process.argv.slice(2);
const { size, epochs } = JSON.parse(text);

/** Node 23 and newer have lost what tfjs-node 4.22 calls. */
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;

async function load() {
  const from = (name) => require(join(modules, "@tensorflow", name));
  if (backend === "node") return from("tfjs-node");
  const tf = { ...from("tfjs-core"), ...from("tfjs-layers") };
  from("tfjs-backend-cpu");
  from("tfjs-backend-wasm").setWasmPaths(join(modules, "@tensorflow", "tfjs-backend-wasm", "dist") + "/");
  await tf.setBackend("wasm");
  return tf;
}

async function main() {
  const tf = await load();
  const kinds = { LSTM: "lstm", GRU: "gru", SimpleRNN: "simpleRNN" };
  const losses = { mse: "meanSquaredError", binary_crossentropy: "binaryCrossentropy", categorical_crossentropy: "categoricalCrossentropy" }; // prettier-ignore
  const model = tf.sequential();
  const recurrent = { units: size.H, inputShape: [size.T, size.F], returnSequences: size.sequences };
  model.add(tf.layers[kinds[size.kind]]({ ...recurrent, recurrentActivation: "sigmoid", recurrentInitializer: "glorotNormal" })); // prettier-ignore
  model.add(tf.layers.dense({ units: size.out, activation: size.activation }));
  const optimizer = size.optimizer === "adam" ? tf.train.adam(0.001) : tf.train.rmsprop(0.001, 0.9);
  model.compile({ optimizer, loss: losses[size.loss] });
  const x = tf.randomUniform([size.N, size.T, size.F]);
  const y = tf.round(tf.randomUniform(size.sequences ? [size.N, size.T, size.out] : [size.N, size.out]));
  const run = (count) => model.fit(x, y, { epochs: count, batchSize: size.B, shuffle: false, verbose: 0, yieldEvery: "never" }); // prettier-ignore
  await run(1);
  console.log(JSON.stringify({ ready: backend }));
  for await (const _ of createInterface({ input: process.stdin })) {
    const start = performance.now();
    await run(epochs);
    console.log(performance.now() - start);
  }
}

main().catch((error) => console.log(JSON.stringify({ absent: String(error.message ?? error).split("\n")[0] })));
