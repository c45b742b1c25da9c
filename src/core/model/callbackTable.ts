/**
 * What `fit.early_stopping` and `fit.reduce_lr_on_plateau` may say, with Keras 3's names and defaults.
 *
 * core/training/callbacks.ts does what they ask for.
 */
import { boolean, choice, integer, number, text, type ValuesOf } from "./argumentTypes";

const monitor = text({ default: "val_loss" });
const mode = choice(["auto", "min", "max"], { default: "auto" });

export const earlyStopping = {
  monitor,
  patience: integer({ default: 0, min: 0, first: 5 }),
  restore_best_weights: boolean(false),
  min_delta: number({ default: 0, first: 0.001 }),
  start_from_epoch: integer({ default: 0, min: 0, first: 10 }),
  baseline: number({ default: null, first: 0.5 }),
  mode,
} as const;

export const reduceOnPlateau = {
  monitor,
  factor: number({ default: 0.1, min: 0, max: 1, openMax: true, first: 0.5 }),
  patience: integer({ default: 10, min: 0, first: 5 }),
  min_lr: number({ default: 0, min: 0, first: 0.00001 }),
  cooldown: integer({ default: 0, min: 0, first: 2 }),
  min_delta: number({ default: 1e-4 }),
  mode,
} as const;

export type EarlyStoppingSettings = ValuesOf<typeof earlyStopping>;
export type PlateauSettings = ValuesOf<typeof reduceOnPlateau>;
