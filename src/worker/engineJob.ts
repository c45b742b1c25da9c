/**
 * What the editor asks about engines: a report, the set-up of TensorFlow, its removal. Ends with one last fact, and after a change that
 * fact has the new report. test/worker/engineJob.test.ts holds this.
 */
import { type Message, message } from "../core/messages/message";
import type { EngineRequest } from "../protocol/engines";
import { SetUpFailed } from "../tensorflow/setup/setUpFailed";
import { removeTensorFlow, setUpTensorFlow } from "../tensorflow/setup/setUpTensorFlow";
import { type Environment, tensorFlowFolder } from "../tensorflow/tensorFlowFolder";
import type { JobContext } from "./jobContext";
import { reportEngines } from "./reportEngines";

const PROGRESS_EVERY_MS = 500;

type Context = Pick<JobContext, "emit" | "signal">;

export async function runEngineJob(
  { type }: EngineRequest,
  context: Context,
  environment: Environment = process.env,
): Promise<void> {
  try {
    const done = await changes[type](context, environment);
    context.emit({ type: "enginesReported", engines: [...(await reportEngines(environment))], ...(done && { done }) });
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error;
    context.emit({ type: "refused", cause: "engine", reason: error.problem });
  }
}

/** What is changed before the report, and what is said about it. */
const changes: Readonly<
  Record<EngineRequest["type"], (context: Context, environment: Environment) => Promise<Message | undefined>>
> = {
  reportEngines: () => Promise.resolve(undefined),
  async setUpTensorFlow({ emit, signal }, environment) {
    const onStep = (step: Message): void => emit({ type: "settingUp", step });
    let toldAt = 0;
    const onProgress = (step: Message): void => {
      if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
      toldAt = performance.now();
      emit({ type: "settingUp", step, isProgress: true });
    };
    const folder = await setUpTensorFlow({ environment, signal, onStep, onProgress });
    return message("tensorflow-ready", { folder });
  },
  async removeTensorFlow({ emit, signal }, environment) {
    const folder = tensorFlowFolder(environment);
    const onStep = (step: Message): void => emit({ type: "settingUp", step });
    const wasThere = await removeTensorFlow({ environment, signal, onStep });
    return message(wasThere ? "tensorflow-removed" : "tensorflow-nothing-to-remove", { folder });
  },
};
