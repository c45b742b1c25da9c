/**
 * The keys of a model file outside its layers, section by section.
 *
 * `built: false` is in the language but cannot be used in this version yet; it is reported as such, never as unknown.
 */

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

/** Keys of `data` itself: x and y, or a form for the whole data. */
export const dataKeys = {
  x: now,
  y: now,
  file: later,
  task: now,
  split: later,
  time: later,
  inputs: later,
  target: later,
  window: later,
  horizon: later,
  stride: later,
  season: later,
  scale: later,
  level: later,
  units: later,
  source: later,
  text: later,
  label: later,
  tags: later,
  vector: later,
  max_length: later,
  length: now,
  samples: now,
  seed: now,
} as const;

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
  file: later,
  columns: later,
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
