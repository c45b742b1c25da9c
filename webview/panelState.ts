/**
 * What the panel knows: everything the host has said, and the few choices of the person looking at it.
 *
 * `receive` is the only way in for the host's messages; it says what changed, so that views redraw no more than they
 * must, and whether epochs are missing. Held by test/webview-logic/panelState.test.ts.
 */
import {
  type HostToView,
  type Told,
  type ComparedRun,
  isActive,
  type KeptRun,
  type ModelView,
  type RunView,
  type ScoreView,
} from "../src/protocol/panel";
import type { LiveView } from "../src/protocol/live";
import type { InputEdit } from "../src/core/data/editSample";
import type { Intervention } from "../src/core/probes/interventions";
import type { EpochRow, Predictions } from "../src/protocol/training";

export interface PanelState {
  readonly model: ModelView | undefined;
  readonly run: RunView | null;
  /** The file's runs on disk, the newest first. */
  readonly keptRuns: readonly KeptRun[];
  /** The run that the epochs belong to. */
  readonly epochsOf: string | undefined;
  /** All rows of that run. Appended to in place: `epochCount` tells that it grew. */
  readonly epochs: readonly EpochRow[];
  readonly epochCount: number;
  readonly predictions: Predictions | null;
  /** The inside of one layer. */
  readonly score: ScoreView | null;
  readonly live: LiveView;
  /** Runs beside each other, where somebody has asked for that. */
  readonly comparison: readonly ComparedRun[] | null;
  /** The run on disk that is compared with the one that is shown. */
  readonly comparedWith: string | undefined;
  /** The layer at the editor's cursor. */
  readonly cursor: string | null;
  readonly choices: Choices;
}

/** Kept over a reload. */
export interface Choices {
  /** The model file's URI, for the panel's serializer. */
  readonly file: string;
  /** Name of the output whose predictions are shown; the first one where it is absent or unknown. */
  readonly output?: string;
  readonly logScale: boolean;
  /** Curves are drawn smoothed. */
  readonly smooth: boolean;
  /** The group of measures on the chart. */
  readonly measure: string;
  /** Index of the chosen sequence. */
  readonly sample: number;
  /** Name of the recurrent layer whose inside is shown; the first one where it is absent or unknown. */
  readonly layer?: string;
  /** The chosen unit: what is shown of it alone. */
  readonly unit: number;
  /** The gate whose sum is taken apart; absent: what decides of the memory. */
  readonly gate?: string;
  /** The row of the score whose values colour the text; absent: the memory. */
  readonly colouredBy?: string;
  /** The epoch that the network is shown after, one of those that the run has kept; absent: the end. Not kept over a reload. */
  readonly epoch?: number | undefined;
  /** What is done to the network that is shown: core/probes/interventions.ts. Not kept over a reload either. */
  readonly interventions?: readonly Intervention[] | undefined;
  /** Of the sample's input. */
  readonly edits?: readonly InputEdit[] | undefined;
  /** The time cursor. */
  readonly step: number;
  /** Cursor and unit of the encoder or decoder that is shown beside the chosen layer. */
  readonly otherStep: number;
  readonly otherUnit: number;
  /** Units that do alike stand together. */
  readonly ordered: boolean;
  /** The strip of layers is drawn out over time. */
  readonly unrolled: boolean;
}

export interface Received {
  readonly state: PanelState;
  /** The host must send the run's epochs again from this index on. */
  readonly missing?: { readonly run: string; readonly from: number };
}

export function emptyState(choices: Choices): PanelState {
  return {
    model: undefined,
    run: null,
    keptRuns: [],
    epochsOf: undefined,
    epochs: [],
    epochCount: 0,
    predictions: null,
    score: null,
    live: { state: "off", changed: [] },
    comparison: null,
    comparedWith: undefined,
    cursor: null,
    choices,
  };
}

/** Takes one message of the host in. */
export function receive(state: PanelState, message: Told): Received {
  switch (message.type) {
    case "model":
      return { state: { ...state, model: message.model } };
    case "run":
      return { state: startAnewIfOther(atItsEnd({ ...state, run: message.run }, state.run)) };
    case "keptRuns":
      return { state: { ...state, keptRuns: message.runs } };
    case "predictions":
      return { state: { ...state, predictions: message.predictions } };
    case "score":
      return { state: { ...state, score: message.score } };
    case "live":
      return { state: { ...state, live: message.live } };
    case "comparison": {
      const { comparison } = message;
      return { state: { ...state, comparison: comparison?.runs ?? null, comparedWith: comparison?.with } };
    }
    case "cursor":
      return { state: followCursor(state, message.layer) };
    case "epochs":
      return receiveEpochs(state, message);
  }
}

/** A layer in whose lines the cursor comes to stand is the one whose inside is shown, if it has one; the half that is seen already stays. */
function followCursor(state: PanelState, cursor: string | null): PanelState {
  const moved = { ...state, cursor };
  if (cursor === null || cursor === state.cursor) return moved;
  const isOf = (name: string | undefined): boolean => name === cursor || name?.startsWith(`${cursor}/`) === true;
  const layer = state.score?.layers.find(({ name }) => isOf(name))?.name;
  if (layer === undefined || isOf(state.choices.layer)) return moved;
  return { ...moved, choices: { ...state.choices, layer } };
}

/** An epoch was chosen of the run before, not of this one; and one that trains is seen as it is now. */
function atItsEnd(state: PanelState, before: RunView | null): PanelState {
  if (state.run?.id === before?.id && !isActive(state.run)) return state;
  const { epoch: _, interventions: __, edits: ___, ...choices } = state.choices;
  return { ...state, choices };
}

/** A new run's curve must not begin with the rows of the one before. */
function startAnewIfOther(state: PanelState): PanelState {
  if (state.epochsOf === undefined || state.run?.id === state.epochsOf) return state;
  return { ...state, epochsOf: undefined, epochs: [], epochCount: 0 };
}

/** Rows that are already here are written again; a gap is left out and asked for. */
function receiveEpochs(state: PanelState, { run, from, rows }: Extract<HostToView, { type: "epochs" }>): Received {
  const known = state.epochsOf === run ? state.epochCount : 0;
  if (from > known) return { state, missing: { run, from: known } };
  const kept = from === 0 ? [] : (state.epochs as EpochRow[]);
  kept.length = from;
  for (const row of rows) kept.push(row);
  return { state: { ...state, epochsOf: run, epochs: kept, epochCount: kept.length } };
}

/** The choices that were kept, with defaults for whatever is not there or not what it should be. */
export function restoreChoices(kept: unknown, file: string): Choices {
  const all = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  // What was chosen of another file's network means nothing here.
  const old = all["file"] === file ? all : { logScale: all["logScale"], smooth: all["smooth"] };
  const {
    output,
    logScale,
    smooth,
    measure,
    sample,
    layer,
    unit,
    step,
    otherStep,
    otherUnit,
    ordered,
    unrolled,
    gate,
    colouredBy,
  } = old;
  const whole = (value: unknown): number =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : 0;
  return {
    file,
    ...(typeof output === "string" ? { output } : {}),
    logScale: logScale === true,
    smooth: smooth === true,
    measure: typeof measure === "string" ? measure : "loss",
    ...(typeof layer === "string" ? { layer } : {}),
    sample: whole(sample),
    ...(typeof gate === "string" ? { gate } : {}),
    ...(typeof colouredBy === "string" ? { colouredBy } : {}),
    unit: whole(unit),
    step: whole(step),
    otherStep: whole(otherStep),
    otherUnit: whole(otherUnit),
    ordered: ordered !== false,
    unrolled: unrolled === true,
  };
}
