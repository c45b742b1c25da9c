/**
 * The golden cases cover the language: every layer and each of its arguments away from its default, every merge mode, activation, loss,
 * metric, regularizer, constraint, and every optimizer with its arguments stands in one, where Keras has it. What must stand there is read
 * from the tables, so that whatever is added to them wants a case.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import type { LayerDefinition } from "../../src/core/model/graph";
import { layerTable, mergeModes } from "../../src/core/model/layerTable";
import {
  activations,
  constraints,
  defaultsOf,
  losses,
  metrics,
  optimizers,
  regularizers,
} from "../../src/core/model/objectTables";
import { goldenFolder } from "./checkGolden";

/** Keras has no such thing: it is held against the float64 reference. */
const ours = ["Jordan", "quantile"];
/** Keras takes it and forgets it. */
const forgotten = ["SimpleRNN.activity_regularizer"];
/** Chance, which no two programs share: first values (a case is given its weights) and what is dropped out. */
const chance = /initializer$|unit_forget_bias$|dropout$|\.rate$/;
/** One computation for all optimizers: a case each is enough. */
const clipped = (name: string): string => name.replace(/^\w+(?=\.(clip|global_clip))/, "any");
/** How an Input is read shows in no number. */
const silent = ["Input.dtype"];

interface Argument {
  readonly type: { readonly is: string };
  readonly required: boolean;
  readonly default?: unknown;
}

const argumentsOf = (kind: LayerDefinition["kind"]): [string, Argument][] => Object.entries(layerTable[kind].arguments);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `LSTM`, `LSTM.use_bias`, `merge_mode.sum`, `activation.tanh`, `adam`, `adam.beta_1` and so on. */
const seen = new Set<string>();
const folders = readdirSync(goldenFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of folders) noteCase(readFileSync(`${goldenFolder}/${name}/model.rnn.yaml`, "utf8"));

function noteCase(text: string): void {
  const { graph, compile } = analyzeModelFile(text, { fileName: "model.rnn.yaml" });
  for (const layer of graph?.layers ?? []) for (const one of layer.inner ? [layer, layer.inner] : [layer]) noteLayer(one);
  if (!compile) return;
  const { optimizer } = compile;
  seen.add(optimizer.name);
  for (const [argument, usual] of Object.entries(defaultsOf(optimizers[optimizer.name]))) {
    if (!isSame(optimizer.arguments[argument], usual)) seen.add(clipped(`${optimizer.name}.${argument}`));
  }
  for (const { name } of compile.losses) seen.add(`loss.${name}`);
  for (const { name } of compile.metrics.flat()) seen.add(`metric.${name}`);
} // prettier-ignore

function noteLayer({ kind, arguments: given }: LayerDefinition): void {
  seen.add(kind);
  for (const [argument, { type, default: usual }] of argumentsOf(kind)) {
    const value = (given as Readonly<Record<string, unknown>>)[argument];
    if (!isSame(value, usual)) seen.add(`${kind}.${argument}`);
    if (argument === "merge_mode") seen.add(`merge_mode.${String(value)}`);
    if (value !== null && typeof value === "object" && "name" in value) seen.add(`${type.is}.${String(value.name)}`);
  }
}

/** Names that no case has. */
const missing = (names: readonly string[]): string[] =>
  names.filter((name) => !seen.has(name) && !ours.includes(name.split(".").at(-1) ?? "") && !chance.test(name));
const within = (group: string, table: object): string[] => Object.keys(table).map((name) => `${group}.${name}`);

describe("golden cases cover", () => {
  const kinds = Object.keys(layerTable) as LayerDefinition["kind"][];
  test("every layer", () => expect(missing(kinds)).toEqual([]));
  test.each(kinds.filter((kind) => !ours.includes(kind)))("every argument of %s", (kind) => {
    const names = argumentsOf(kind).flatMap(([name, { required }]) => (required ? [] : [`${kind}.${name}`]));
    const known = [...forgotten, ...silent];
    expect(missing(names).filter((name) => !known.includes(name))).toEqual([]);
  });
  test("every merge mode", () => expect(missing(mergeModes.map((mode) => `merge_mode.${mode}`))).toEqual([]));
  test.each([
    ["activation", activations],
    ["regularizer", regularizers],
    ["constraint", constraints],
    ["loss", losses],
    ["metric", metrics],
  ])("every %s", (group, table) => expect(missing(within(group, table))).toEqual([]));
  test.each(Object.entries(optimizers))("%s with its arguments", (name, { arguments: all }) =>
    expect(missing([name, ...within(name, all).map(clipped)])).toEqual([]),
  );
});
