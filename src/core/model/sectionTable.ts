/**
 * The keys of a model file outside its layers, section by section.
 *
 * `built: false` is in the language but cannot be used in this version yet; it is reported as such, never as unknown.
 */
import { earlyStopping } from "./callbackTable";
import { formKeys } from "./formTable";
import { optimizers } from "./objectTables";

export interface Key {
  readonly built: boolean;
}

const now: Key = { built: true };
const later: Key = { built: false };

export const topKeys = {
  name: now,
  seed: now,
  data: now,
  model: now,
  outputs: now,
  compile: now,
  fit: now,
  weights: now,
  sweep: later,
  seeds: later,
} as const;

/** Keys of `data` itself: x and y, a made task, or a form for data from a file. */
export const dataKeys: Readonly<Record<string, Key>> = {
  x: now,
  y: now,
  task: now,
  length: now,
  samples: now,
  seed: now,
  ...Object.fromEntries(Object.keys(formKeys).map((key) => [key, now])),
};

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

/** Keys of one source: `data.x`, `data.y`, or an entry of their maps. */
export const sourceKeys = {
  values: now,
  one_hot: now,
  expand_dims: now,
  scale: now,
  file: now,
  columns: now,
} as const;

export const compileKeys = { optimizer: now, loss: now, metrics: now, loss_weights: now } as const;

export const fitKeys = {
  epochs: now,
  batch_size: now,
  shuffle: now,
  reproducible: now,
  validation_split: now,
  early_stopping: now,
  reduce_lr_on_plateau: now,
} as const;

/** Where a key of one part of the file can be mistaken for one of another: its home, from the top of the file on. */
const homes: readonly { readonly path: readonly string[]; readonly keys: object }[] = [
  { path: [], keys: topKeys },
  { path: ["data"], keys: { x: now, y: now, task: now } },
  { path: ["compile"], keys: compileKeys },
  { path: ["fit"], keys: fitKeys },
  { path: ["compile", "optimizer"], keys: optimizers.adam.arguments },
  { path: ["fit", "early_stopping"], keys: earlyStopping },
];

/** The path to the part that has this key, for a key that stands in another `section`. */
export function homeOf(word: string, section: string | undefined): readonly string[] | undefined {
  return homes.find(({ path, keys }) => path.join(".") !== (section ?? "") && Object.hasOwn(keys, word))?.path;
}
