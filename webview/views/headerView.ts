/** The head of the panel: which file, what can be done with it, how the run stands. */
import { type Language, type MessageId, say } from "../../src/core/messages/message";
import { canResume, isActive, type RunView } from "../../src/protocol/panel";
import { type PanelContext, renderForeign } from "../context";
import { makeButton, makeCheckbox, makeNumberField, makeRing } from "../controls";
import { element, setText } from "../element";
import { formatElapsed, formatNumber } from "../../src/pictures/numbers";
import { mountKeptRuns } from "./keptRunsView";
import type { PanelState } from "../panelState";

type Status = RunView["status"];

const sayStatus: Readonly<Record<Exclude<Status, "running">, MessageId>> = {
  starting: "panel.stateStarting",
  paused: "panel.statePaused",
  stopping: "panel.stateStopping",
  finished: "panel.stateFinished",
  stopped: "panel.stateStopped",
  failed: "panel.stateFailed",
  crashed: "panel.stateCrashed",
  refused: "panel.stateRefused",
  interrupted: "panel.stateInterrupted",
  elsewhere: "panel.stateElsewhere",
};

/** Said aloud when the status changes; the line of numbers itself would be read fifteen times a second. */
const announced: Readonly<Record<Exclude<Status, "stopping">, MessageId>> = {
  starting: "panel.saidStarting",
  running: "panel.saidRunning",
  paused: "panel.saidPaused",
  finished: "panel.saidFinished",
  stopped: "panel.saidStopped",
  failed: "panel.saidFailed",
  crashed: "panel.saidFailed",
  refused: "panel.saidRefused",
  interrupted: "panel.saidInterrupted",
  elsewhere: "panel.saidRunning",
};

/** Builds the head; the function it gives brings it up to date. */
export function mountHeader(root: HTMLElement, context: PanelContext): (state: PanelState) => void {
  const { language } = context;
  const file = element("h1", { class: "file" });
  const train = makeButton(`▶ ${say(language, "panel.train")}`, { primary: true }, context.train);
  const pause = makeButton(say(language, "panel.pause"), {}, context.pause);
  const proceed = makeButton(`▶ ${say(language, "panel.continue")}`, { primary: true }, context.proceed);
  const step = makeButton(say(language, "panel.oneStep"), {}, context.step);
  step.root.title = say(language, "panel.oneStepHint");
  const rate = makeNumberField(
    {
      label: say(language, "panel.learningRate"),
      hint: say(language, "panel.learningRateHint"),
      wrong: say(language, "panel.learningRateWrong"),
    },
    context.setLearningRate,
  );
  const stop = makeButton(`■ ${say(language, "panel.stop")}`, {}, context.stop);
  const resume = makeButton(`▶ ${say(language, "panel.resume")}`, {}, context.resume);
  resume.root.title = say(language, "panel.resumeHint");
  const predict = makeButton(say(language, "panel.predict"), {}, context.predict);
  const liveMode = makeCheckbox(say(language, "live.switch"), context.setLive);
  liveMode.root.title = say(language, "live.hint");
  const line = element("p", { class: "run-line" });
  const live = element("p", { class: "said", role: "status" });
  const ring = makeRing();
  const progress = element("progress", { "aria-label": say(language, "panel.progress") });
  const actions = element(
    "div",
    { class: "actions", role: "group", "aria-label": say(language, "panel.actions") },
    train.root,
    pause.root,
    proceed.root,
    step.root,
    stop.root,
    resume.root,
    predict.root,
    rate.root,
    liveMode.root,
  );
  const kept = element("div", { class: "kept-runs" });
  const updateKept = mountKeptRuns(kept, context);
  root.append(actions, file, element("div", { class: "run" }, ring, line), kept, live, progress);
  let lastStatus: Status | undefined;

  return (state) => {
    const { model, run, epochs } = state;
    updateKept(state);
    liveMode.set(state.live.state !== "off");
    const active = isActive(run);
    const ready = model !== undefined && model.errors === 0 && model.layers.length > 0;
    setText(file, model?.file ?? say(language, "panel.opening"));
    train.set(ready && !active && model.cannotTrain === undefined);
    const paused = run?.status === "paused";
    stop.set(active && run?.status !== "stopping");
    pause.set(run?.status === "starting" || run?.status === "running");
    proceed.set(paused);
    step.set(active ? run?.status !== "stopping" : ready && model.cannotTrain === undefined);
    train.root.hidden = active;
    pause.root.hidden = !active || paused;
    proceed.root.hidden = !paused;
    rate.root.hidden = !active || run?.learningRate === undefined;
    rate.set(run?.learningRate === undefined ? "" : formatRate(run.learningRate));
    const resumable = run !== null && canResume(run);
    resume.set(ready && resumable);
    resume.root.hidden = !resumable;
    predict.set(ready && !active);
    // While a run goes on, its own controls need the room.
    predict.root.hidden = active;
    writeLine(line, describeRun(run, epochs.at(-1)?.loss, language));
    ring.hidden = run?.status !== "starting" && run?.status !== "stopping";
    progress.hidden = !active || run?.status === "starting";
    progress.max = Math.max(1, run?.epochs ?? 1);
    progress.value = progressOf(run);
    if (run && run.status !== lastStatus && run.status !== "stopping") {
      setText(
        live,
        lastStatus === undefined && !active ? "" : say(language, announced[run.status] as "panel.saidRunning"),
      );
    }
    lastStatus = run?.status;
  };
}

/** Epochs, and the share of the one that it paused in. */
function progressOf(run: RunView | null): number {
  const { pausedAt } = run ?? {};
  return pausedAt ? pausedAt.epoch - 1 + pausedAt.batch / pausedAt.batches : (run?.epoch ?? 0);
}

/** A float32 with as many digits as it has. */
function formatRate(rate: number): string {
  return String(Number(rate.toPrecision(6)));
}

/** In parts: `epoch 130 of 500 · loss 0.098 · 0.06 s · wasm, exact · auto: it runs everywhere · seed 7` */
export function describeRun(run: RunView | null, loss: number | undefined, language: Language): readonly string[] {
  if (!run) return [say(language, "panel.stateNone")];
  const status = run.status === "running" ? [] : [say(language, sayStatus[run.status] as "panel.stateStopped")];
  if (run.status === "starting" || run.status === "refused") return status;
  return [
    ...status,
    ...(run.pausedAt
      ? describePause(run.pausedAt, language)
      : [
          say(language, "panel.epochOf", { epoch: run.epoch, epochs: run.epochs }),
          ...(loss === undefined ? [] : [say(language, "panel.lossIs", { loss: formatNumber(loss) })]),
        ]),
    ...(run.elapsedMs === undefined ? [] : [formatElapsed(run.elapsedMs, language)]),
    ...describeEngine(run, language),
    ...(run.seed === undefined ? [] : [say(language, "panel.seedIs", { seed: run.seed })]),
  ];
}

/** The mean loss of the batches that the epoch has had. */
function describePause(at: NonNullable<RunView["pausedAt"]>, language: Language): readonly string[] {
  const { epoch, batch, batches, loss } = at;
  return [
    say(language, "panel.batchOf", { epoch, batch, batches }),
    ...(loss === undefined ? [] : [say(language, "panel.lossIs", { loss: formatNumber(loss) })]),
  ];
}

/** A line breaks between two facts, never within one or before its dot. */
function writeLine(line: HTMLElement, facts: readonly string[]): void {
  if (line.textContent === facts.join(" · ")) return;
  const last = facts.length - 1;
  line.replaceChildren(
    ...facts.flatMap((fact, index) => [
      element("span", { class: "fact" }, index < last ? `${fact} ·` : fact),
      index < last ? " " : "",
    ]),
  );
}

const buildNames: Readonly<Record<string, MessageId>> = { exact: "panel.buildExact", fast: "panel.buildFast" };

/** The engine, with its build where it has several, and why it is this one. */
function describeEngine({ engine, build, why }: RunView, language: Language): readonly string[] {
  if (engine === undefined) return [];
  const named = engine === "wasm" && build !== undefined ? buildNames[build] : undefined;
  return [
    named ? say(language, "panel.engineBuild", { engine, build: say(language, named as "panel.buildFast") }) : engine,
    ...(why ? [renderForeign(why, language)] : []),
  ];
}
