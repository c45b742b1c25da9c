/**
 * What `fit.early_stopping` and `fit.reduce_lr_on_plateau` may say, with Keras 3's names and defaults.
 *
 * core/training/callbacks.ts does what they ask for.
 */
import { boolean, choice, integer, number, text, type ValuesOf } from "./argumentTypes";

const monitored = {
  monitor: text({ default: "val_loss" }),
  mode: choice(["auto", "min", "max"], { default: "auto" }),
};

export const earlyStopping = {
  ...monitored,
  min_delta: number({ default: 0 }),
  patience: integer({ default: 0, min: 0 }),
  baseline: number({ default: null }),
  restore_best_weights: boolean(false),
  start_from_epoch: integer({ default: 0, min: 0 }),
} as const;

export const reduceOnPlateau = {
  ...monitored,
  min_delta: number({ default: 1e-4 }),
  factor: number({ default: 0.1, min: 0, max: 1, openMax: true }),
  patience: integer({ default: 10, min: 0 }),
  cooldown: integer({ default: 0, min: 0 }),
  min_lr: number({ default: 0, min: 0 }),
} as const;

export type EarlyStoppingSettings = ValuesOf<typeof earlyStopping>;
export type PlateauSettings = ValuesOf<typeof reduceOnPlateau>;
