/**
 * The keys of a model file outside its layers, section by section, each with its type, range and default.
 *
 * Readers, completion, hover and the schema follow from it. Every key has a sentence: test/language/documentation.test.ts.
 */
import {
  type Argument,
  boolean,
  classWeights,
  choice,
  integer,
  optionalChoice,
  type KeyTable,
  type KerasObject,
  number,
  open,
  optionalColumns,
  settings,
  type ValuesOf,
} from "./argumentTypes";
import { earlyStopping, reduceOnPlateau } from "./callbackTable";
import { formKeys } from "./formTable";
import { type OptimizerName, optimizers } from "./objectTables";
import { tableKeys } from "./tableKeys";

/** Any whole number that JavaScript and JSON carry exactly, from 0 on. */
const anySeed = { min: 0, max: Number.MAX_SAFE_INTEGER };

export const topKeys = {
  name: open({ is: "text", plain: true }),
  seed: open({ is: "integer", ...anySeed }, 7),
  data: open({ is: "section", name: "data", example: "x: [[1, 2], [3, 4]]" }),
  model: { ...open({ is: "layers" }), required: true },
  outputs: open({ is: "names" }),
  compile: open({ is: "section", name: "compile", example: "{optimizer: adam, loss: mse}" }),
  fit: open({ is: "section", name: "fit", example: "{epochs: 100}" }),
  weights: open({ is: "file", byLayer: true }),
  sweep: open({ is: "planned" }),
  seeds: open({ is: "planned" }),
} as const satisfies KeyTable;

/** Tasks that `data: {task: …}` can make. */
export const taskNames = [
  "adding",
  "sine",
  "copy",
  "parity",
  "delay",
  "flip_flop",
  "brackets",
  "equal_previous",
] as const;
export type TaskName = (typeof taskNames)[number];

/** What `data: {task: …}` takes; the shortest length is the task's own. */
export const taskTable = {
  task: choice(taskNames, { required: true }),
  length: integer({ required: true, min: 1, max: 1_000_000, first: 50 }),
  samples: integer({ required: true, min: 1, max: 10_000_000, first: 2000 }),
  seed: integer({ default: 0, ...anySeed, first: 1 }),
} as const;

/** Data that stand in the file, or source by source. */
export const sourcesTable = {
  x: open({ is: "source" }),
  y: open({ is: "source" }),
  sample_weight: open({ is: "source", plain: true }),
  validation: open({ is: "section", name: "validation", example: "{x: [[1, 2]], y: [3]}" }),
} as const satisfies KeyTable;

/** `data.validation`: encoded as the samples that train. */
const validationKeys = {
  x: open({ is: "source", plain: true }),
  y: open({ is: "source", plain: true }),
  sample_weight: open({ is: "source", plain: true }),
} as const satisfies KeyTable;

/** Keys of `data` itself: x and y, a made task, or a form for data from a file. */
export const dataKeys: KeyTable = { ...sourcesTable, ...taskTable, ...formKeys };

/** Keys of one source: `data.x`, `data.y`, or an entry of their maps. */
export const sourceKeys = {
  values: open({ is: "values" }),
  one_hot: open({ is: "labels", max: 100_000 }),
  expand_dims: boolean(false),
  scale: choice(["standard", "minmax", "none"], { default: "none" }),
  padding: optionalChoice(["pre", "post"], "post"),
  file: open({ is: "file" }),
  columns: optionalColumns(),
  ...tableKeys,
} as const satisfies KeyTable;

/** Keys of a source that has no encoding of its own: weights, and samples that validate. */
export const plainSourceKeys = (({ values, file, columns }) => ({ values, file, columns, ...tableKeys }))(sourceKeys);

/** Keras compiles with rmsprop where nothing is said. */
const optimizer: Argument<KerasObject<OptimizerName>> = {
  type: { is: "optimizer" },
  ...{ default: { name: "rmsprop", arguments: {} }, required: false, nullable: false },
};

const anyWeight = { is: "number", min: 0, max: Number.MAX_VALUE } as const;

export const compileKeys = {
  optimizer,
  loss: open({ is: "byOutput", of: { is: "loss" } }),
  metrics: open({ is: "byOutput", of: { is: "metric" }, list: "each" }),
  loss_weights: { ...open({ is: "byOutput", of: anyWeight, list: "inOrder" }), default: 1 },
} as const satisfies KeyTable;

export const fitKeys = {
  epochs: integer({ default: 1, min: 1, max: 1e9, first: 100 }),
  batch_size: integer({ default: 32, min: 1, max: 1e6 }),
  shuffle: boolean(true),
  reproducible: boolean(false),
  validation_split: number({ default: 0, min: 0, max: 1, openMax: true, first: 0.2 }),
  class_weight: classWeights(),
  reset_states: choice(["never", "epoch"], { default: "never" }),
  early_stopping: settings(earlyStopping, "{monitor: val_loss, patience: 5}"),
  reduce_lr_on_plateau: settings(reduceOnPlateau, "{monitor: val_loss, factor: 0.5, patience: 5}"),
} as const;

export type FitValues = ValuesOf<typeof fitKeys>;

export type SectionName = "top" | "data" | "validation" | "source" | "plainSource" | "compile" | "fit";

export const sections: Readonly<Record<SectionName, KeyTable>> = {
  top: topKeys,
  data: dataKeys,
  validation: validationKeys,
  source: sourceKeys,
  plainSource: plainSourceKeys,
  compile: compileKeys,
  fit: fitKeys,
};

/** Where a key of one part of the file can be mistaken for one of another: its home, from the top of the file on. */
const homes: readonly { readonly path: readonly string[]; readonly keys: object }[] = [
  { path: [], keys: topKeys },
  { path: ["data"], keys: { ...sourcesTable, task: taskTable.task } },
  { path: ["compile"], keys: compileKeys },
  { path: ["fit"], keys: fitKeys },
  { path: ["compile", "optimizer"], keys: optimizers.adam.arguments },
  { path: ["fit", "early_stopping"], keys: earlyStopping },
];

/** The path to the part that has this key, for a key that stands in another `section`. */
export function homeOf(word: string, section: string | undefined): readonly string[] | undefined {
  return homes.find(({ path, keys }) => path.join(".") !== (section ?? "") && Object.hasOwn(keys, word))?.path;
}
