/**
 * Early stopping and the reduction of the learning rate on a plateau, as Keras 3's callbacks decide.
 *
 * Both are plain values that move from epoch to epoch, so that a checkpoint can hold them. Epochs count from 1 here and from 0 in
 * Keras. Figures are compared as float32, as Keras compares them. test/core/training/callbacks.test.ts.
 */
import type { EarlyStoppingSettings, PlateauSettings } from "../model/callbackTable";
import { risesWithQuality } from "./columnNames";

/** `best` is absent until a figure was seen. */
export interface StoppingState {
  readonly wait: number;
  readonly best?: number | undefined;
  /** The epoch whose weights are kept; absent where none are. */
  readonly bestEpoch?: number | undefined;
}

export interface PlateauState {
  readonly wait: number;
  readonly cooldown: number;
  readonly best?: number | undefined;
}

export const freshStopping: StoppingState = { wait: 0 };
export const freshPlateau: PlateauState = { wait: 0, cooldown: 0 };

export interface StoppingStep {
  readonly state: StoppingState;
  /** The weights now are the ones to come back to. */
  readonly keepWeights: boolean;
  readonly stop: boolean;
}

/** What early stopping makes of one epoch's figure. */
export function watchStopping(
  settings: EarlyStoppingSettings,
  state: StoppingState,
  epoch: number,
  figure: number,
): StoppingStep {
  const { baseline, patience } = settings;
  if (epoch <= settings.start_from_epoch) return { state, keepWeights: false, stop: false };
  const wait = state.wait + 1;
  const restores = settings.restore_best_weights;
  if (state.best === undefined || isBetter(settings, figure, state.best)) {
    const beatsBaseline = baseline === null || isBetter(settings, figure, baseline);
    const next = { wait: beatsBaseline ? 0 : wait, best: figure, bestEpoch: epoch };
    return { state: next, keepWeights: restores, stop: false };
  }
  return { state: { ...state, wait }, keepWeights: false, stop: wait >= patience && epoch > 1 };
}

export interface PlateauStep {
  readonly state: PlateauState;
  /** The rate from the next step on: the old one where nothing changes. */
  readonly rate: number;
}

/** What the plateau's watch makes of one epoch's figure and the rate that the epoch ended with. */
export function watchPlateau(
  settings: PlateauSettings,
  state: PlateauState,
  figure: number,
  rate: number,
): PlateauStep {
  const cools = state.cooldown > 0;
  const cooldown = cools ? state.cooldown - 1 : 0;
  const waited = cools ? 0 : state.wait;
  if (state.best === undefined || isBetter(settings, figure, state.best)) {
    return { state: { wait: 0, cooldown, best: figure }, rate };
  }
  if (cooldown > 0) return { state: { ...state, wait: waited, cooldown }, rate };
  const wait = waited + 1;
  const old = Math.fround(rate);
  if (wait < settings.patience || old <= Math.fround(settings.min_lr))
    return { state: { ...state, wait, cooldown }, rate };
  const reduced = Math.max(old * settings.factor, settings.min_lr);
  return { state: { ...state, wait: 0, cooldown: settings.cooldown }, rate: Math.fround(reduced) };
}

type Comparison = Pick<EarlyStoppingSettings, "monitor" | "mode" | "min_delta">;

function isBetter({ monitor, mode, min_delta: delta }: Comparison, figure: number, than: number): boolean {
  const least = Math.abs(delta);
  return (mode === "auto" ? risesWithQuality(monitor) : mode === "max")
    ? Math.fround(figure - least) > Math.fround(than)
    : Math.fround(figure + least) < Math.fround(than);
}
