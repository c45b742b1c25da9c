/**
 * A model graph from plain data in the form of a model file's `model:` section, with every default filled in from the
 * table. The kernels' tests use this instead of the parser, so that a fault there cannot hide one here.
 */
import type {
  CompileSettings,
  LossSettings,
  MetricSettings,
  Layer,
  LayerDefinition,
  ModelGraph,
  Port,
  TensorRef,
} from "../../src/core/model/graph";
import type { Argument } from "../../src/core/model/argumentTypes";
import { type LayerKind, layerTable, tableEntry } from "../../src/core/model/layerTable";
import {
  defaultsOf,
  lossAliases,
  losses as lossTable,
  metrics as metricTable,
  optimizers,
  type LossName,
  type MetricName,
  type OptimizerName,
} from "../../src/core/model/objectTables";
import { baseName } from "../../src/core/model/layerNames";

type Plain = Readonly<Record<string, unknown>>;
export type LayerItem = string | Plain;

function entry(item: LayerItem): [LayerKind, Plain] {
  if (typeof item === "string") return [item as LayerKind, {}];
  const [kind, value] = Object.entries(item)[0] as [LayerKind, unknown];
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const { main } = tableEntry(kind);
  if (typeof main === "object")
    return [
      kind,
      isMap ? (value as Plain) : Object.fromEntries(main.map((name, i) => [name, (value as unknown[])[i]])),
    ];
  return [kind, isMap ? (value as Plain) : main === undefined ? {} : { [main]: value }];
}

function fill(kind: LayerKind, given: Plain): Plain {
  const table: Readonly<Record<string, Argument<unknown>>> = layerTable[kind].arguments;
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, default: value }]) => {
      const own = given[name] ?? value;
      if (type.is === "layer" && own) return [name, define(own as LayerItem)];
      return [name, type.is === "activation" ? activationOf(own) : own];
    }),
  );
}

/** `tanh`, `{relu: {max_value: 1}}`, or an object as it is. */
function activationOf(written: unknown): unknown {
  if (typeof written === "string") return { name: written, arguments: {} };
  if (typeof written !== "object" || written === null || "name" in written) return written;
  const [name, given] = Object.entries(written)[0] as [string, unknown];
  return { name, arguments: given };
}

function define(item: LayerItem): LayerDefinition {
  const [kind, given] = entry(item);
  return { kind, arguments: fill(kind, given) } as LayerDefinition;
}

export function buildGraph(items: readonly LayerItem[], outputs?: readonly string[]): ModelGraph {
  const layers: Layer[] = [];
  const counts = new Map<string, number>();
  const find = (name: string): TensorRef => {
    const [layer = "", ...rest] = name.split("/");
    const port = rest.join("/") || "output";
    return { layer: layers.findIndex((known) => known.name === layer), port: port as Port };
  };
  for (const item of items) {
    const [kind, given] = entry(item);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const name = (given.name as string | undefined) ?? baseName(kind) + (count > 0 ? `_${count}` : "");
    const from = given.from as string | readonly string[] | undefined;
    const initial = given.initial_state as readonly string[] | undefined;
    const innerKey = Object.keys(given).find((key) => key in layerTable);
    const inputs =
      kind === "Input" ? [] : from ? [from].flat().map(find) : [{ layer: layers.length - 1, port: "output" as const }];
    layers.push({
      ...define(item),
      name,
      trainable: (given.trainable as boolean | undefined) ?? true,
      inputs,
      ...(initial ? { initialState: initial.map(find) } : {}),
      ...(innerKey ? { inner: define({ [innerKey]: given[innerKey] }) } : {}),
    });
  }
  return {
    name: "test",
    seed: undefined,
    layers,
    inputs: layers.flatMap(({ kind }, i) => (kind === "Input" ? [i] : [])),
    outputs: outputs?.map(find) ?? [{ layer: layers.length - 1, port: "output" }],
  };
}

/** A loss is its name, or its name and arguments. */
export type LossItem = string | Readonly<Record<string, Readonly<Record<string, number | readonly number[]>>>>;

/** A metric is its name, or its name and arguments. */
export type MetricItem = MetricName | Readonly<Partial<Record<MetricName, Readonly<Record<string, number | string>>>>>;

function defineMetric(item: MetricItem): MetricSettings {
  const [written, given] = typeof item === "string" ? [item, {}] : (Object.entries(item)[0] as [string, Plain]);
  const name = written as MetricName;
  return { name, column: name, arguments: { ...defaultsOf(metricTable[name]), ...(given as Record<string, number>) } };
}

function defineLoss(item: LossItem): LossSettings {
  const [written, given] = typeof item === "string" ? [item, {}] : (Object.entries(item)[0] as [string, Plain]);
  const name = lossAliases[written] ?? (written as LossName);
  return { name, arguments: { ...defaultsOf(lossTable[name]), ...(given as Record<string, number>) } };
}

export function buildCompile(
  optimizer: string | Plain,
  loss: LossItem | readonly LossItem[],
  metrics: readonly MetricItem[] = [],
  lossWeights?: readonly number[],
): CompileSettings {
  const [name, given] =
    typeof optimizer === "string" ? [optimizer, {}] : (Object.entries(optimizer)[0] as [string, Plain]);
  const losses = Array.isArray(loss) ? (loss as readonly LossItem[]) : [loss as LossItem];
  return {
    optimizer: {
      name: name as OptimizerName,
      arguments: { ...defaultsOf(optimizers[name as "sgd"]), ...(given as Record<string, number>) },
    },
    losses: losses.map(defineLoss),
    lossWeights: lossWeights ?? losses.map(() => 1),
    metrics: losses.map(() => metrics.map(defineMetric)),
  };
}
