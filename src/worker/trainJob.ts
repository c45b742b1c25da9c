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
import type { NamedTensor, NetworkSession } from "../core/training/networkSession";
import { version } from "../core/version";
import type { Cost } from "../engine/plan/cost";
import { previewTraining } from "../engine/plan/trainingPreview";
import type { TrainRequest } from "../protocol/training";
import { fileInFolder, homeOf } from "../runs/findRun";
import { fingerprintData, fingerprintWeights } from "../runs/fingerprint";
import type { HeldFolder } from "../runs/runLock";
import { replaceLiveRun } from "../runs/liveRuns";
import { continueRun, type RunStart, type RunWriter, startRun } from "../runs/runWriter";
import { plainFitted } from "../runs/runRecord";
import { tableSource } from "../sources/readTableFile";
import { chooseEngine } from "./chooseEngine";
import { chooseWide } from "./chooseWide";
import { holdNewFolder, holdRun, orRefuse } from "./holdRunFolder";
import type { JobContext } from "./jobContext";
import { liveLook } from "./liveLook";
import { liveProbe } from "./liveProbe";
import { openEventLog } from "./openEventLog";
import {
  applyWeights,
  namedWeights,
  openSession,
  placeOfMissing,
  readModel,
  refusalOf,
  refuse,
  refuseErrors,
} from "./prepareNetwork";
import { thisMachine } from "../machine/thisMachine";
import { DEFAULT_EPOCH_MEGABYTES } from "./epochKeeper";
import { fingerprintModel, readResumed, readRunToResume } from "./resumeRun";
import { TrainingInMotion, type TrainingPlan, type Watchers } from "./trainingInMotion";
import { WatchedTime } from "./watchedTime";

/** Runs the request; every way it can go ends with one last fact. */
export async function runTraining(request: TrainRequest, context: JobContext): Promise<void> {
  let held: HeldFolder | undefined;
  try {
    const model = readModel(request, tableSource(request.file, request.workspace));
    const { file, graph } = model;
    if (file.missingForTraining) refuse("model", file.missingForTraining, placeOfMissing(file));
    // What a run goes on from is read while nobody else can change it.
    if (request.resume !== undefined) held = await holdRun(request, request.resume, context);
    const plan = planTraining(request, model, held, context);
    const { compile, dataset, epochs, reproducible, seed, resumed, engine } = plan;
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
      if (weights) applyWeights(session, weights);
      const watched = new WatchedTime(context.clock, plan.resumed?.epoch);
      if (request.probe) watched.add(liveProbe(session, request.probe, context, plan.dataset.samples));
      const log = await openEventLog(request.logFolder, plan.epochs);
      const folder = (held ??= await holdNewFolder(request, plan, context));
      const motion = openMotion(
        request,
        plan,
        { session, held: folder, watched, log, first: weights?.tensors },
        context,
      );
      await motion.run();
    } finally {
      session.dispose();
    }
  } catch (error) {
    context.emit(refusalOf(error));
  } finally {
    held?.release();
  }
}

function planTraining(
  request: TrainRequest,
  { file, graph }: ReturnType<typeof readModel>,
  held: HeldFolder | undefined,
  { random }: JobContext,
): TrainingPlan {
  const run = held && readRunToResume(held, file);
  const settings = {
    ...chooseEngine(request, run?.record),
    seed: run?.record.seed ?? request.seed ?? graph.seed ?? Math.floor(random() * 2 ** 31),
    epochs: request.epochs ?? run?.record.epochs ?? file.fit.epochs,
    epochMegabytes: run ? (run.record.epochMegabytes ?? 0) : (request.epochMegabytes ?? DEFAULT_EPOCH_MEGABYTES),
    reproducible: run ? run.record.build === "exact" : request.reproducible || file.fit.reproducible,
  };
  const cost = refuseWhatDoesNotFit(request, file, settings);
  const { dataset, diagnostics, fitted } = encodeDataset(file);
  refuseErrors(diagnostics);
  if (!dataset || !file.compile) return refuse("model", message("model-broken"));
  const belongsTo = { model: fingerprintModel(file), data: fingerprintData(dataset) };
  const resumed = run && readResumed(run, file, belongsTo, settings.epochs);
  return { file, graph, compile: file.compile, dataset, fitted, belongsTo, ...settings, cost, resumed };
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
  const { training, validation } = planFit(file.fit, compile, dataset);
  return [training, ...(validation ? [validation] : [])].map(({ from, to }) => to - from);
}

interface Opened extends Watchers {
  readonly session: NetworkSession;
  readonly held: HeldFolder;
  /** Weights that were given to begin with. */
  readonly first: readonly NamedTensor[] | undefined;
}

/** Makes the held folder a run, or goes on with the one it is, and tells that it has started. */
function openMotion(request: TrainRequest, plan: TrainingPlan, opened: Opened, context: JobContext): TrainingInMotion {
  const { file, dataset, seed, epochs, resumed, why } = plan;
  const { session, held, first, watched } = opened;
  const { folder } = held;
  const { engine, build, wide, threads } = session;
  const run = resumed?.run.record.id ?? path.basename(folder);
  if (context.looks) context.looks.sample ??= request.watch;
  if (request.watch !== undefined) liveLook(watched, session, request.watch, context, { ...plan, run });
  const { training, validation } = planFit(file.fit, plan.compile, dataset);
  const baselines = measureBaselines(plan.graph, plan.compile, dataset, training);
  const motion = orRefuse(folder, () => {
    const checkpoint = resumed?.checkpoint;
    const writer = resumed
      ? continueRun(held, resumed.run, { epochs, checkpoint, baselines, window: request.window })
      : startRun(held, { ...describeStart(request, plan, opened, context), baselines }, request.text);
    const made = new TrainingInMotion(
      plan,
      session,
      request.live ? replacing(writer, request) : writer,
      context,
      opened,
    );
    made.begin(first !== undefined);
    return made;
  });
  context.emit({
    type: "started",
    run,
    folder,
    ...{ engine, why, build, wide, threads, seed, epochs },
    samples: dataset.samples,
    params: file.totalParams,
    baselines,
    learningRate: session.learningRate,
    ...(validation && { validation: validation.to - validation.from }),
    ...(resumed && { resumedAfter: resumed.epoch }),
  });
  for (const { id, args } of resumed?.notes ?? []) context.emit({ type: "warned", reason: { id, args: { ...args } } });
  return motion;
}

/** When the run is finished and whole, the live run before it goes; one that stays for now harms nobody. */
function replacing(writer: RunWriter, { file }: TrainRequest): RunWriter {
  return {
    ...writer,
    finish(end) {
      writer.finish(end);
      if (end.status !== "finished") return;
      try {
        replaceLiveRun(writer.folder, file, Date.now());
      } catch {
        // The next one takes its place too.
      }
    },
  };
}

/** What run.json says from the beginning. */
function describeStart(
  request: TrainRequest,
  { file, dataset, fitted, seed, epochs, epochMegabytes, reproducible, belongsTo, why }: TrainingPlan,
  { session: { engine, build }, held, first }: Opened,
  { clock }: JobContext,
): RunStart {
  return {
    id: path.basename(held.folder),
    ...{ engine, why, build, seed, reproducible, epochs, epochMegabytes },
    samples: dataset.samples,
    params: file.totalParams,
    name: file.name,
    file: fileInFolder(request.file, homeOf(request.file)),
    workspace: homeOf(request.file),
    versions: { unroll: version, node: process.versions.node },
    data: belongsTo.data,
    ...(fitted && { fitted: plainFitted(fitted) }),
    ...(first && { firstWeights: fingerprintWeights(first) }),
    ...(request.window !== undefined && { window: request.window }),
    started: clock.now().toISOString(),
  };
}
