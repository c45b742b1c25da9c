/**
 * Training, predicting and the set-up of engines, each in a process of its own: what the extension calls.
 *
 * test/training/workerProcess.test.ts holds it.
 */
import type { EngineRequest } from "../protocol/engines";
import type { InspectRequest, LookRequest, PredictRequest, TrainingFact, TrainRequest } from "../protocol/training";
import { type RequestEnd, startWorker, type WorkerHandle, type WorkerOptions } from "./workerProcess";

interface Listeners extends Pick<WorkerOptions, "workerPath" | "stopMs" | "silenceMs"> {
  readonly onFact: (fact: TrainingFact) => void;
  readonly onEnd: (end: RequestEnd) => void;
}

export type TrainingHandle = WorkerHandle;

/** Starts a run. Facts come in order; the last one is `finished` or `refused`. */
export function startTraining(options: Listeners & { readonly request: TrainRequest }): TrainingHandle {
  return startWorker({ ...options, isLast: ({ type }) => type === "finished" || type === "refused" });
}

/** Asks for a prediction: one fact, `predicted` or `refused`. */
export function startPredicting(options: Listeners & { readonly request: PredictRequest }): TrainingHandle {
  return startWorker({ ...options, isLast: ({ type }) => type === "predicted" || type === "refused" });
}

/** Asks what a trained network holds for one sample: one fact, `inspected` or `refused`. */
export function startInspecting(options: Listeners & { readonly request: InspectRequest }): TrainingHandle {
  return startWorker({ ...options, isLast: ({ type }) => type === "inspected" || type === "refused" });
}

/** Opens a trained network to be looked into: each `lookAt` is answered with `looked`, until the process is ended; `refused` ends it too. */
export function startLooking(options: Listeners & { readonly request: LookRequest }): TrainingHandle {
  return startWorker({ ...options, isLast: ({ type }) => type === "refused" });
}

/** Asks about engines, or for the set-up of TensorFlow: `settingUp` steps, then `enginesReported` or `refused`. */
export function startEngineJob(options: Listeners & { readonly request: EngineRequest }): TrainingHandle {
  return startWorker({ ...options, isLast: ({ type }) => type === "enginesReported" || type === "refused" });
}
