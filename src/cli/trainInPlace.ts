/**
 * Where `unroll train` trains: short steps in its own process, which is the quicker start; long ones in another, so that a signal is heard
 * while a step computes. Either way training waits for whoever reads the output. test/cli/process.test.ts holds it.
 */
import type { Message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { previewTraining } from "../engine/plan/trainingPreview";
import { TrainingControl } from "../engine/trainingControl";
import { thisMachine } from "../machine/thisMachine";
import type { TrainingFact, TrainRequest } from "../protocol/training";
import { openEngine } from "../worker/openEngine";
import { runTraining } from "../worker/trainJob";
import { findWide } from "../worker/wideProbe";
import type { RequestEnd } from "../training/workerProcess";
import type { CommandContext, Output } from "./streams";

interface Training {
  readonly request: TrainRequest;
  readonly model: ModelFile;
  readonly onFact: (fact: TrainingFact) => void;
}

/** `answered`: the last fact has been told; else the process that trained has ended without one. */
type Ending = Pick<RequestEnd, "how"> & { readonly reason?: Message };

/** Resolves when training is over. */
export async function trainInPlace(training: Training, context: CommandContext): Promise<Ending> {
  if (context.startTraining && hasLongSteps(training)) return trainApart(training, context);
  await trainHere(training, context);
  return { how: "answered" };
}

/** While a step of this process's own computes, no signal is heard; so long the second Ctrl-C may have to wait. */
const LONG_STEP_MS = 200;

/** Whether a step, or a pass over what validates, is expected to take long. TensorFlow is not estimated. */
function hasLongSteps({ request: { engine, threads, reproducible }, model }: Training): boolean {
  if (engine === "tfjs-node") return true;
  const { cost } = previewTraining(
    model,
    thisMachine({ reproducible: reproducible || model.fit.reproducible, ...(threads !== undefined && { threads }) }),
  );
  return cost !== undefined && cost.epochMs / cost.stepsPerEpoch > LONG_STEP_MS;
}

/** In this process, until the first fact anybody may end it: nothing has been written then. */
async function trainHere({ request, onFact }: Training, context: CommandContext): Promise<void> {
  const control = new TrainingControl();
  const interruption = new AbortController();
  const hold = holdWhileFull(context.out, control);
  const listen = (): void => {
    const signal = context.interruption();
    if (signal.aborted) interruption.abort();
    else signal.addEventListener("abort", () => interruption.abort(), { once: true });
  };
  await runTraining(request, {
    emit: (fact) => {
      if (fact.type === "started") listen();
      onFact(fact);
      hold();
    },
    signal: interruption.signal,
    control,
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    random: Math.random,
    openEngine,
    findWide,
    showPredictions: request.predictions ?? "end",
  });
}

/** In a process of its own, so that this one hears every signal whatever that one computes. */
function trainApart({ request, onFact }: Training, context: CommandContext): Promise<Ending> {
  const { out, startTraining } = context;
  return new Promise((resolve) => {
    const job = startTraining?.({
      request,
      onFact: (fact) => {
        onFact(fact);
        hold();
      },
      onEnd: resolve,
    });
    const control = { pause: () => job?.ask({ type: "pause" }), proceed: () => job?.ask({ type: "proceed" }) };
    const hold = holdWhileFull(out, control);
    const signal = context.interruption();
    if (signal.aborted) job?.stop();
    else signal.addEventListener("abort", () => job?.stop(), { once: true });
  });
}

/** To be called after each write: training waits for whoever reads, so that what is not read yet stays small. */
function holdWhileFull(out: Output, control: Pick<TrainingControl, "pause" | "proceed">): () => void {
  let isHeld = false;
  return () => {
    const room = isHeld ? undefined : out.room?.();
    if (!room) return;
    isHeld = true;
    control.pause();
    void room.then(() => {
      isHeld = false;
      control.proceed();
    });
  };
}
