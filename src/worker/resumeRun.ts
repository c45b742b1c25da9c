/**
 * A run taken up again: which one is meant, whether it still fits, and where its last good checkpoint stands.
 *
 * All of it is read while its folder is held, so what is read is what the run goes on from. A run that was cut off before its first
 * checkpoint begins anew, which gives the same: everything follows from its seed, and one that began with weights has a checkpoint from its
 * beginning. One that was cut off between its last epoch and its last word is taken up as well, and ends without another step. What does
 * not fit is refused before anything is changed. test/worker/resume.test.ts holds this.
 */
import * as path from "node:path";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { type Message, message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { placeOfKeys } from "../core/syntax/keyPlace";
import type { NamedTensor, NetworkSession, WeightSnapshot } from "../core/training/networkSession";
import type { Trainer } from "../engine/trainer";
import { type Checkpoint, type Fingerprints, readCheckpoint } from "../runs/checkpoint";
import { type EpochWeights, readEpochWeights } from "../runs/epochWeights";
import { fingerprintPlain } from "../runs/fingerprint";
import { figuresAgree, type FigureRow, readFiguresBytes, readMetrics, readRun, type Run } from "../runs/readRun";
import { readWeightsFile } from "../runs/readWeights";
import type { HeldFolder } from "../runs/runLock";
import { RunUnreadable } from "../runs/runUnreadable";
import { frozenModelOf, readFrozenModel } from "./frozenModel";
import { readOrRefuse, refuse } from "./prepareNetwork";
import type { EpochKeeper } from "./epochKeeper";
import type { Best } from "./trainingHistory";

/** A run as it was left. */
export interface Resumed {
  readonly run: Run;
  readonly checkpoint: Checkpoint | undefined;
  /** The weights of epochs that it has kept. */
  readonly epochWeights: EpochWeights | undefined;
  /** Completed epochs. */
  readonly epoch: number;
  /** What is damaged, and what was taken in its place. */
  readonly notes: readonly Message[];
}

/** Of what training follows from: another number of epochs or another name is still the same model; the rest is in `refuseOtherSettings`. */
export function fingerprintModel({ graph, compile, fit }: ModelFile): string {
  const { epochs: _, reproducible: __, ...settings } = fit;
  const layers = graph && { layers: graph.layers, inputs: graph.inputs, outputs: graph.outputs };
  return fingerprintPlain({ layers, compile, settings });
}

/** The run in a folder that is held, as long as it is one of this model. Throws `JobRefused`. */
export function readRunToResume({ folder }: HeldFolder, file: ModelFile): Run {
  const run = readOrRefuse(() => readRun(folder));
  const frozen = frozenModelOf(folder);
  const text = readOrRefuse(() => readFrozenModel(folder));
  const before = analyzeModelFile(text, { fileName: run.record.file });
  if (fingerprintModel(before) !== fingerprintModel(file)) {
    refuse("model", message("resume-other-model", { run: run.record.id, frozen }), { code: "resume-other-model" });
  }
  refuseOtherSettings(run.record, before, file);
  return run;
}

const namedBy = ({ layer, path: file }: ModelFile["weights"][number]): string =>
  layer === undefined ? file : `${layer}: ${file}`;

/** What else a run follows from, and takes from its beginning: it would not heed what the file says of it now. */
function refuseOtherSettings({ id: run, seed }: Run["record"], before: ModelFile, file: ModelFile): void {
  const settings: readonly [readonly string[], (one: ModelFile) => string | number | boolean | undefined][] = [
    [["seed"], ({ graph }) => graph?.seed],
    [["fit", "reproducible"], ({ fit }) => fit.reproducible],
    [["weights"], ({ weights }) => weights.map(namedBy).join(", ") || undefined],
  ];
  for (const [keys, read] of settings) {
    const was = read(before);
    const now = read(file);
    if (now === was || (keys[0] === "seed" && now === seed)) continue;
    const key = keys.join(".");
    const range = placeOfKeys(file.root, ...keys);
    refuse(
      "model",
      was === undefined
        ? message("resume-other-setting.none", { key, run })
        : message("resume-other-setting", { key, run, was: String(was) }),
      { code: "resume-other-setting", ...(range && { range }) },
    );
  }
}

/** Where the run stands. `epochs`: how many it is to have in the end. Throws `JobRefused`. */
export function readResumed(run: Run, file: ModelFile, belongsTo: Fingerprints, epochs: number): Resumed {
  const { folder, record } = run;
  const { id } = record;
  if (record.data !== belongsTo.data)
    refuse("model", message("resume-other-data", { run: id }), { code: "resume-other-data" });
  const figures = readOrRefuse(() => readFiguresBytes(folder));
  const agrees = ({ state }: Checkpoint): boolean => !state.figures || figuresAgree(figures, state.figures);
  const found = readOrRefuse(() => readCheckpoint(folder, { belongsTo, agrees }));
  if (!found && (record.firstWeights !== undefined || file.weights.length > 0))
    refuse("model", message("resume-first-weights", { run: id }), { code: "resume-first-weights" });
  const checkpoint = found?.checkpoint;
  const epoch = (checkpoint?.state.trainer.epoch ?? 1) - 1;
  const notes = found?.passedOver ? [found.passedOver] : [];
  if (checkpoint && !agrees(checkpoint)) {
    notes.push(message("figures-damaged", { file: path.join(folder, "metrics.jsonl"), epoch }));
  }
  const resumed = { run, checkpoint, epochWeights: readKept(folder, belongsTo, notes), epoch, notes };
  if (!isEndToWrite(resumed)) refuseFinished(resumed, epochs);
  return resumed;
}

/** Those that are damaged are no loss that training would feel: it goes on without them, which is noted. Throws `JobRefused`. */
function readKept(folder: string, belongsTo: Fingerprints, notes: Message[]): EpochWeights | undefined {
  try {
    return readEpochWeights(folder, belongsTo);
  } catch (error) {
    if (!(error instanceof RunUnreadable)) throw error;
    // What only could not be read now would be lost for good.
    if (error.problem.id !== "epochs-damaged") return refuse("model", error.problem, { code: error.problem.id });
    notes.push(error.problem);
    return undefined;
  }
}

/** All epochs are done, and yet the last word is not written, or not all that it declares is there. */
function isEndToWrite({ run: { folder, record }, checkpoint, epoch, notes }: Resumed): boolean {
  if (!checkpoint?.state.trainer.stoppedEarly && epoch < record.epochs) return false;
  return (record.status !== "finished" && record.status !== "stopped") || notes.length > 0 || !isWhole(folder);
}

function isWhole(folder: string): boolean {
  try {
    for (const which of ["last", "best"]) readWeightsFile(path.join(folder, `${which}.safetensors`));
    return true;
  } catch {
    return false;
  }
}

function refuseFinished({ run: { folder, record }, checkpoint, epoch }: Resumed, epochs: number): void {
  const { id: run } = record;
  if (checkpoint?.state.trainer.stoppedEarly) {
    const weights = path.join(folder, "last.safetensors");
    refuse("model", message("resume-early", { run, epoch, weights }), { code: "resume-early" });
  }
  if (epoch >= epochs) refuse("model", message("resume-finished", { run, epochs: epoch }), { code: "resume-finished" });
}

/** Puts session and loop where the checkpoint stands, and gives the best epoch. Throws `WeightsMismatch` where it is another network's. */
export function takeUp(
  { run, checkpoint, epochWeights, epoch }: Resumed,
  session: NetworkSession,
  trainer: Trainer,
  keeper: EpochKeeper,
): Best | undefined {
  if (!checkpoint) return undefined;
  if (epochWeights) keeper.takeUp(epochWeights, epoch);
  const { state, weights, optimizer, kept, best } = checkpoint;
  const snapshotOf = (tensors: readonly NamedTensor[]): WeightSnapshot | undefined => {
    if (tensors.length === 0) return undefined;
    session.setWeights(tensors);
    return session.snapshot();
  };
  const keptSnapshot = snapshotOf(kept);
  const snapshot = snapshotOf(best);
  session.setWeights(weights);
  session.setState({ steps: state.steps, tensors: optimizer });
  trainer.restore(state.trainer, keptSnapshot);
  if (state.best && snapshot) return { ...state.best, snapshot };
  return state.figures ? undefined : bestAmong(readMetrics(run.folder));
}

/** Of a former version, whose checkpoints do not have it. The figures end where the checkpoint stands. */
function bestAmong(rows: readonly FigureRow[]): Best | undefined {
  let best: Best | undefined;
  for (const row of rows) {
    const figure = row["val_loss"] ?? row["loss"] ?? Number.NaN;
    if (figure < (best?.figure ?? Number.POSITIVE_INFINITY)) best = { epoch: row["epoch"] ?? 0, figure };
  }
  return best;
}
