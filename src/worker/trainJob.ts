/**
 * One training run, from the request to the last fact.
 *
 * Refused before anything is written, or started and then finished, stopped or failed: never silent. The run folder is
 * frozen at the start: later edits of the model file do not reach it. test/worker/trainJob.test.ts and resume.test.ts hold this.
 */
import * as path from "node:path";
import { encodeDataset } from "../core/data/encodeDataset";
import { measureBaselines } from "../core/insight/baselines";
import { message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { planFit } from "../core/training/fitPlan";
import type { NetworkSession } from "../core/training/networkSession";
import { version } from "../core/version";
import type { Cost } from "../engine/plan/cost";
import { previewTraining } from "../engine/plan/trainingPreview";
import type { TrainRequest } from "../protocol/training";
import { fileInWorkspace, realPath, runsFolder } from "../runs/findRun";
import { fingerprintData } from "../runs/fingerprint";
import { makeRunId } from "../runs/runId";
import { RunLocked } from "../runs/runLock";
import { continueRun, RunFolderTaken, type RunWriter, startRun } from "../runs/runWriter";
import { chooseEngine } from "./chooseEngine";
import { chooseWide } from "./chooseWide";
import type { JobContext } from "./jobContext";
import { LiveLook } from "./liveLook";
import { LiveProbe } from "./liveProbe";
import { openEventLog } from "./openEventLog";
import {
  applyWeights,
  namedWeights,
  openSession,
  placeOfMissing,
  problemOf,
  readModel,
  refusalOf,
  refuse,
  refuseErrors,
} from "./prepareNetwork";
import { thisMachine } from "../machine/thisMachine";
import { findRunToResume, fingerprintModel, readResumed } from "./resumeRun";
import { TrainingInMotion, type TrainingPlan, type Watchers } from "./trainingInMotion";

/** Runs the request; every way it can go ends with one last fact. */
export async function runTraining(request: TrainRequest, context: JobContext): Promise<void> {
  try {
    const plan = planTraining(request, context);
    const { file, graph, compile, dataset, epochs, reproducible, seed, resumed, engine } = plan;
    const session = await openSession(
      engine,
      file,
      {
        graph,
        compile,
        dataset,
        epochs,
        seed,
        reproducible,
        batchSize: file.fit.batchSize,
        parts: partsOf(plan),
        ...((request.probe ?? request.watch) !== undefined && { probes: "states" }),
        wide: await chooseWide(request, plan, context),
        ...(request.threads !== undefined && { threads: request.threads }),
      },
      context,
    );
    try {
      await session.ready?.();
      const weights = resumed ? undefined : namedWeights(request, file);
      if (weights) applyWeights(session, weights.tensors, weights.range);
      const live = request.probe && new LiveProbe(session, request.probe, context, plan.dataset);
      const log = await openEventLog(request.logFolder, plan.epochs);
      const motion = openMotion(request, plan, session, context, { live, log });
      await motion.run(weights !== undefined);
    } finally {
      session.dispose();
    }
  } catch (error) {
    context.emit(refusalOf(error));
  }
}

function planTraining(request: TrainRequest, { random }: JobContext): TrainingPlan {
  const { file, graph } = readModel(request);
  if (file.missingForTraining) refuse("model", file.missingForTraining, placeOfMissing(file));
  const run = request.resume === undefined ? undefined : findRunToResume(request.resume, request.workspace, file);
  const settings = {
    ...chooseEngine(request, run?.record),
    seed: run?.record.seed ?? request.seed ?? graph.seed ?? Math.floor(random() * 2 ** 31),
    epochs: request.epochs ?? run?.record.epochs ?? file.fit.epochs,
    reproducible: run ? run.record.build === "exact" : request.reproducible || file.fit.reproducible,
  };
  const cost = refuseWhatDoesNotFit(request, file, settings);
  const { dataset, diagnostics } = encodeDataset(file);
  refuseErrors(diagnostics);
  if (!dataset || !file.compile) return refuse("model", message("model-broken"));
  const belongsTo = { model: fingerprintModel(file), data: fingerprintData(dataset) };
  const resumed = run && readResumed(run, belongsTo, settings.epochs);
  return { file, graph, compile: file.compile, dataset, belongsTo, ...settings, cost, resumed };
}

/** Before data is made: what the engine here cannot hold or do; what the run costs where it can. TensorFlow says so itself. */
function refuseWhatDoesNotFit(
  { threads }: TrainRequest,
  file: ModelFile,
  { engine, epochs, reproducible }: Pick<TrainingPlan, "engine" | "epochs" | "reproducible">,
): Cost | undefined {
  if (engine === "tfjs-node") return undefined;
  const machine = thisMachine({ reproducible, ...(threads !== undefined && { threads }) });
  const { cost, finding } = previewTraining(file, machine, epochs);
  if (finding) refuseErrors([finding]);
  return cost;
}

/** How many samples train, and how many validate where some do. */
function partsOf({ file, compile, dataset }: TrainingPlan): number[] {
  const { training, validation } = planFit(file.fit, compile, dataset.samples);
  return [training, ...(validation ? [validation] : [])].map(({ from, to }) => to - from);
}

/** Opens the run's folder and tells that it has started. */
function openMotion(
  request: TrainRequest,
  plan: TrainingPlan,
  session: NetworkSession,
  context: JobContext,
  watchers: Omit<Watchers, "look">,
): TrainingInMotion {
  const { file, dataset, seed, epochs, resumed, why } = plan;
  const { engine, build, wide, threads } = session;
  const writer = resumed
    ? openFolder(resumed.run.folder, () => continueRun(resumed.run, { epoch: resumed.epoch, epochs }))
    : startFolder(request, plan, session, context);
  const { training, validation } = planFit(file.fit, plan.compile, dataset.samples);
  const run = resumed?.run.record.id ?? path.basename(writer.folder);
  context.emit({
    type: "started",
    run,
    folder: writer.folder,
    ...{ engine, why, build, wide, threads, seed, epochs },
    samples: dataset.samples,
    params: file.totalParams,
    baselines: measureBaselines(plan.graph, plan.compile, dataset, training),
    learningRate: session.learningRate,
    ...(validation && { validation: validation.to - validation.from }),
    ...(resumed && { resumedAfter: resumed.epoch }),
  });
  const look =
    request.watch === undefined ? undefined : new LiveLook(session, request.watch, context, { ...plan, run });
  return new TrainingInMotion(plan, session, writer, context, { ...watchers, look });
}

function startFolder(
  request: TrainRequest,
  { file, dataset, seed, epochs, reproducible, belongsTo, why }: TrainingPlan,
  { engine, build }: NetworkSession,
  { clock, random }: JobContext,
): RunWriter {
  const started = clock.now();
  const id =
    request.out === undefined ? makeRunId(started, file.name, random) : path.basename(path.resolve(request.out));
  const folder = request.out ?? path.join(runsFolder(request.workspace), id);
  const about = { id, engine, build, seed, reproducible, epochs, samples: dataset.samples, params: file.totalParams };
  const start = {
    ...about,
    why,
    name: file.name,
    file: fileInWorkspace(request.file, request.workspace),
    workspace: realPath(request.workspace),
    versions: { unroll: version, node: process.versions.node },
    data: belongsTo.data,
    started: started.toISOString(),
  };
  return openFolder(folder, () => startRun(folder, start, request.text));
}

function openFolder(folder: string, open: () => RunWriter): RunWriter {
  try {
    return open();
  } catch (error) {
    if (error instanceof RunFolderTaken) refuse("failed", message("run-folder-taken", { folder, file: error.file }));
    if (error instanceof RunLocked) refuse("failed", message("run-locked", { folder, pid: error.pid }));
    return refuse("failed", message("run-cannot-write", { folder, problem: problemOf(error) }));
  }
}
