/**
 * A run taken up again: which one is meant, whether it still fits, and where its last good checkpoint stands.
 *
 * A run that was cut off before its first checkpoint begins anew, which gives the same: everything follows from its seed. What does not
 * fit is refused before anything is changed. test/worker/resume.test.ts holds this.
 */
import * as path from "node:path";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { placeOfKeys } from "../core/syntax/keyPlace";
import type { NetworkSession } from "../core/training/networkSession";
import type { Trainer } from "../engine/trainer";
import { type Checkpoint, type Fingerprints, readCheckpoint } from "../runs/checkpoint";
import { resolveRun } from "../runs/findRun";
import { fingerprintPlain } from "../runs/fingerprint";
import { readMetrics, type Run, RunUnreadable } from "../runs/readRun";
import { readModelText } from "../sources/readModelText";
import { readOrRefuse, refuse } from "./prepareNetwork";
import type { Best } from "./trainingHistory";

/** A run as it was left. */
export interface Resumed {
  readonly run: Run;
  readonly checkpoint: Checkpoint | undefined;
  /** Completed epochs. */
  readonly epoch: number;
}

/** Of what training follows from: another number of epochs or another name is still the same model; the rest is in `refuseOtherSettings`. */
export function fingerprintModel({ graph, compile, fit }: ModelFile): string {
  const { epochs: _, reproducible: __, ...settings } = fit;
  const layers = graph && { layers: graph.layers, inputs: graph.inputs, outputs: graph.outputs };
  return fingerprintPlain({ layers, compile, settings });
}

/** The named run, as long as it is one of this model. Throws `JobRefused`. */
export function findRunToResume(named: string, workspace: string, file: ModelFile): Run {
  const run = readOrRefuse(() => resolveRun(named, workspace, workspace));
  const frozen = path.join(run.folder, "model.rnn.yaml");
  const before = analyzeModelFile(
    readOrRefuse(() => readFrozen(frozen)),
    { fileName: run.record.file },
  );
  if (fingerprintModel(before) !== fingerprintModel(file)) {
    refuse("model", message("resume-other-model", { run: run.record.id, frozen }), { code: "resume-other-model" });
  }
  refuseOtherSettings(run.record, before, file);
  return run;
}

/** The model file as the run began with it. Throws `RunUnreadable` where it is gone or cannot be read. */
function readFrozen(file: string): string {
  try {
    return readModelText(file);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new RunUnreadable(message(isMissing ? "run-missing" : "run-corrupt", { file }));
  }
}

/** What else a run follows from, and takes from its beginning: it would not heed what the file says of it now. */
function refuseOtherSettings({ id: run, seed }: Run["record"], before: ModelFile, file: ModelFile): void {
  const settings: readonly [readonly string[], (one: ModelFile) => string | number | boolean | undefined][] = [
    [["seed"], ({ graph }) => graph?.seed],
    [["fit", "reproducible"], ({ fit }) => fit.reproducible],
    [["weights"], ({ weights }) => weights?.path],
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
export function readResumed(run: Run, belongsTo: Fingerprints, epochs: number): Resumed {
  const { id, data } = run.record;
  if (data !== belongsTo.data)
    refuse("model", message("resume-other-data", { run: id }), { code: "resume-other-data" });
  const checkpoint = readOrRefuse(() => readCheckpoint(run.folder, belongsTo));
  const epoch = (checkpoint?.state.trainer.epoch ?? 1) - 1;
  if (checkpoint?.state.trainer.stoppedEarly) {
    const weights = path.join(run.folder, "last.safetensors");
    refuse("model", message("resume-early", { run: id, epoch, weights }), { code: "resume-early" });
  }
  if (epoch >= epochs)
    refuse("model", message("resume-finished", { run: id, epochs: epoch }), { code: "resume-finished" });
  return { run, checkpoint, epoch };
}

/** Puts session and loop where the checkpoint stands. Throws `WeightsMismatch` where it is another network's. */
export function takeUp({ checkpoint }: Resumed, session: NetworkSession, trainer: Trainer): void {
  if (!checkpoint) return;
  const { state, weights, optimizer, kept } = checkpoint;
  if (kept.length > 0) session.setWeights(kept);
  const snapshot = kept.length > 0 ? session.snapshot() : undefined;
  session.setWeights(weights);
  session.setState({ steps: state.steps, tensors: optimizer });
  trainer.restore(state.trainer, snapshot);
}

/** The best epoch among those that are kept. */
export function bestOf({ run, epoch }: Resumed): Best | undefined {
  let best: Best | undefined;
  for (const row of readMetrics(run.folder)) {
    const figure = row["val_loss"] ?? row["loss"] ?? Number.NaN;
    const at = row["epoch"] ?? 0;
    if (at <= epoch && figure < (best?.figure ?? Number.POSITIVE_INFINITY)) best = { epoch: at, figure };
  }
  return best;
}
