/**
 * The numbers in the editor are those of the engine: shapes and parameter counts of generated files against the plan.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import type { ModelGraph } from "../../src/core/model/graph";
import { layerTable } from "../../src/core/model/layerTable";
import { listPlannedWeights, lowerGraph } from "../../src/engine/plan/lowerGraph";
import { newSeed, rounds } from "../rounds";

/** Sum of the planned weights of each layer, by name; the shapes of all that layers give, shown and planned. */
function plannedCounts(text: string): {
  shown: Record<string, number>;
  planned: Record<string, number>;
  total: number;
  shownShapes: Record<string, readonly (number | null)[]>;
  plannedShapes: Record<string, readonly (number | null)[]>;
} {
  const file = analyzeModelFile(text, { fileName: "agreement.rnn.yaml" });
  expect(file.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (!file.graph) throw new Error(`no graph:\n${text}`);
  const planned: Record<string, number> = Object.fromEntries(file.layers.map(({ name }) => [name, 0]));
  for (const { name, shape } of listPlannedWeights(file.graph)) {
    const layer = name.split("/")[0] ?? "";
    planned[layer] = (planned[layer] ?? 0) + shape.reduce((product, size) => product * size, 1);
  }
  const shown = Object.fromEntries(file.layers.map(({ name, params }) => [name, params ?? Number.NaN]));
  const ports = file.layers.flatMap(({ outputs = [] }, layer) => outputs.map((output) => ({ layer, ...output })));
  const lowered = lowerGraph({ ...file.graph, outputs: ports }, inputShapes(file.graph));
  const named = (shapes: readonly (readonly (number | null)[])[]): Record<string, readonly (number | null)[]> =>
    Object.fromEntries(ports.map(({ layer, port }, at) => [`${file.layers[layer]?.name}/${port}`, shapes[at] ?? []]));
  return {
    ...{ shown, planned, total: file.totalParams },
    shownShapes: named(ports.map(({ shape }) => shape)),
    plannedShapes: named(lowered.outputs.map(({ shape }) => [null, ...shape])),
  };
}

function inputShapes({ layers, inputs }: ModelGraph): number[][] {
  return inputs.map((index) => {
    const layer = layers[index];
    return layer?.kind === "Input" ? layer.arguments.shape.map((size) => size ?? 1) : [];
  });
}

describe("the examples", () => {
  const folder = join(import.meta.dirname, "../../examples");
  /** By real Keras; of Jordan, which it does not have: 32 · (1 + 8 + 1) + 8 · (32 + 1) + 9. */
  const totals: Readonly<Record<string, number>> = {
    "autoencoder.rnn.yaml": 873,
    "bidirectional.rnn.yaml": 2762,
    "brackets.rnn.yaml": 929,
    "classify.rnn.yaml": 1154,
    "forecast.rnn.yaml": 12_705,
    "jordan.rnn.yaml": 593,
    "many-to-many.rnn.yaml": 16_961,
    "many-to-one.rnn.yaml": 5029,
    "one-to-many.rnn.yaml": 1233,
    "prices.rnn.yaml": 1169,
    "return-sequences.rnn.yaml": 34_304,
    "sequence-to-sequence.rnn.yaml": 10_692,
    "stacked.rnn.yaml": 6630,
    "two-inputs.rnn.yaml": 986,
    "weather.rnn.yaml": 1271,
  };
  test.each(readdirSync(folder).filter((name) => name.endsWith(".rnn.yaml")))("%s", (name) => {
    const { shown, planned, total } = plannedCounts(readFileSync(join(folder, name), "utf8"));
    expect(shown).toEqual(planned);
    expect(total).toBe(totals[name]);
  });
});

const units = fc.integer({ min: 1, max: 40 });
const bias = fc.constantFrom("", ", use_bias: false");
const extras = {
  SimpleRNN: ", return_state: true",
  LSTM: ", return_state: true",
  GRU: ", reset_after: false",
  Jordan: ", output_units: 3",
} as const;
const cell = fc
  .tuple(fc.constantFrom("SimpleRNN", "LSTM", "GRU", "Jordan"), units, bias, fc.boolean())
  .map(
    ([kind, count, rest, before]) =>
      `${kind}: {units: ${count}, return_sequences: true${rest}${before ? extras[kind] : ""}}`,
  );
const layer = fc.oneof(
  cell,
  fc
    .tuple(cell, fc.constantFrom("concat", "sum", "mul", "ave"))
    .map(([inner, mode]) => `Bidirectional: {${inner}, merge_mode: ${mode}}`),
  fc.tuple(units, bias).map(([count, rest]) => `Dense: {units: ${count}${rest}}`),
  units.map((count) => `TimeDistributed: {Dense: ${count}}`),
  fc.constantFrom(
    "Dropout: 0.5",
    "SpatialDropout1D: 0.5",
    "Activation: relu",
    "LayerNormalization",
    "LayerNormalization: {center: false}",
    "LayerNormalization: {axis: 1}",
    "LayerNormalization: {axis: [-1, 1], scale: false}",
    "TimeDistributed: {LayerNormalization: {scale: false}}",
    "TimeDistributed: {Activation: tanh}",
    "Reshape: [-1, 1]",
    "GlobalMaxPooling1D: {keepdims: true}",
    "GlobalAveragePooling1D: {keepdims: true}",
  ),
  fc
    .tuple(fc.constantFrom("Concatenate", "Add", "Multiply", "Average", "Subtract"), units, units)
    .map(([kind, a, b]) => {
      const other = kind === "Concatenate" ? b : a;
      return `Dense: {units: ${a}, name: a#}\n  - Dense: {units: ${other}, name: b#}\n  - ${kind}: {from: [a#, b#]}`;
    }),
  fc.constantFrom("Masking", "Masking: -1", "Masking: {mask_value: 2}"),
  fc
    .tuple(units, fc.boolean())
    .map(([a, scale]) => `Dense: {units: ${a}, name: q#}\n  - Attention: {from: [q#, q#], use_scale: ${scale}}`),
  // Halves that are not merged, and what they hold at the end.
  fc
    .tuple(fc.constantFrom("LSTM", "GRU", "SimpleRNN"), units)
    .map(
      ([kind, a]) =>
        `Bidirectional: {${kind}: {units: ${a}, return_sequences: true, return_state: true}, merge_mode: none, name: b#}\n` +
        `  - Concatenate: {from: [b#/forward, b#/backward]}`,
    ),
  // States of an encoder begin a decoder.
  fc
    .tuple(fc.constantFrom("LSTM", "GRU", "SimpleRNN"), units)
    .map(
      ([kind, a]) =>
        `${kind}: {units: ${a}, return_sequences: true, return_state: true, name: e#}\n` +
        `  - ${kind}: {units: ${a}, return_sequences: true, initial_state: [${kind === "LSTM" ? "e#/h, e#/c" : "e#/h"}]}`,
    ),
  units.map((a) => `Dense: {units: ${a}, name: a#}\n  - Concatenate: {from: [a#, a#], axis: 1}`),
  units.map((a) => `Dense: {units: ${a}, name: a#}\n  - Dense: {units: 1, name: b#}\n  - Add: {from: [b#, a#]}`),
  // Without a time axis in between.
  fc
    .tuple(fc.constantFrom("Flatten", "GlobalMaxPooling1D", "GlobalAveragePooling1D"), fc.integer({ min: 1, max: 4 }))
    .map(([flat, n]) => `${flat}\n  - Dense: 3\n  - RepeatVector: ${n}`),
);

describe("generated networks", () => {
  const seed = newSeed("generated networks");
  const files = fc
    .tuple(fc.integer({ min: 1, max: 9 }), units, fc.boolean(), fc.array(layer, { minLength: 1, maxLength: 6 }))
    .map(
      ([steps, features, ids, layers]) =>
        `model:\n  - Input: [${steps}${ids ? `]\n  - Embedding: [7, ${features}` : `, ${features}`}]\n${layers.map((one, i) => `  - ${one.replaceAll("#", String(i))}\n`).join("")}`,
    );

  test("have the parameters and shapes that are shown", () => {
    fc.assert(
      fc.property(files, (text) => {
        const { shown, planned, shownShapes, plannedShapes } = plannedCounts(text);
        expect(shown).toEqual(planned);
        expect(shownShapes).toEqual(plannedShapes);
      }),
      { numRuns: rounds(2000), seed },
    );
  });

  test("are of every layer", () => {
    const kinds = new Set(fc.sample(files, { numRuns: 5000, seed }).flatMap((text) => text.match(/\b[A-Z]\w+/g)));
    expect(Object.keys(layerTable).filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
