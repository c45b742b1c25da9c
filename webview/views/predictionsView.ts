/** What the network answers, beside the right values: one tab an output, a sentence, and the score below it. */
import { type Language, say } from "../../src/core/messages/message";
import { isActive } from "../../src/protocol/panel";
import type { Predictions } from "../../src/protocol/training";
import type { PanelContext } from "../context";
import { makeTabs, type Tabs } from "../controls";
import { element, setText } from "../element";
import { readInputs } from "../../src/pictures/answers/inputModel";
import { formatNumber } from "../../src/pictures/numbers";
import type { PanelState } from "../panelState";
import { makeSaveMenu } from "../saving/saveMenu";
import { mountAnswerCurve } from "./answerCurveView";
import { renderConfusion } from "./confusionView";
import { readOutput, type OutputScore, tallyOf } from "../../src/pictures/answers/scoreModel";
import { mountSamplePages } from "./samplePages";
import { isStacked, mountScore } from "./scoreView";
import { mountSequences } from "./sequencesView";

/** Redraws where the state differs from the one before; `themeAge` grows with every change of the theme. */
export type Update = (state: PanelState, themeAge: number) => void;

export function mountPredictions(root: HTMLElement, context: PanelContext): Update {
  const { language } = context;
  const when = element("span", { class: "when" });
  const empty = element("p", { class: "empty" });
  const body = element("div", { class: "outputs" });
  const save = makeSaveMenu(context, ["predictions"]);
  const title = element("h2", {}, say(language, "panel.predictions"));
  root.append(element("div", { class: "section-head" }, title, when, save));
  root.append(empty, body);
  let made = "";
  let tabs: Tabs | undefined;
  let outputs: readonly Update[] = [];

  return (state, themeAge) => {
    const { predictions } = state;
    const names = predictions?.outputs.map(({ name }) => name) ?? [];
    const filled = predictions !== null && predictions.samples > 0 && names.length > 0;
    empty.hidden = filled;
    body.hidden = !filled;
    save.hidden = !filled;
    setText(when, filled ? sayWhen(predictions, state, language) : "");
    if (!filled) return setText(empty, sayEmpty(state, language));
    const needed = JSON.stringify(names);
    if (needed !== made) {
      made = needed;
      tabs =
        names.length > 1
          ? makeTabs(say(language, "panel.outputs"), names, (output) => context.choose({ output }))
          : undefined;
      const holders = names.map((name) => tabs?.view(name) ?? element("div"));
      outputs = holders.map((holder, index) => mountOutput(holder, index, context));
      body.replaceChildren(...(tabs ? [tabs.root] : holders));
    }
    const chosen = Math.max(0, names.indexOf(state.choices.output ?? ""));
    tabs?.choose(names[chosen] ?? "");
    outputs[chosen]?.(state, themeAge);
  };
}

/** One output: its sentence, and the view that fits the shape of its answers. */
function mountOutput(root: HTMLElement, index: number, context: PanelContext): Update {
  const { language } = context;
  const summary = element("p", { class: "summary" });
  const curve = element("div", { class: "answer-curve-holder", hidden: true });
  const confusion = element("details", { class: "numbers confusion-holder", hidden: true });
  const timed = element("div");
  const plain = element("div");
  const pages = mountSamplePages(context);
  root.append(pages.root, summary, curve, confusion, timed, plain);
  const updateCurve = mountAnswerCurve(curve, context);
  const updateScore = mountScore(timed, context);
  const updateSequences = mountSequences(plain, context);
  let read: { from: Predictions; score: OutputScore; inputs: ReturnType<typeof readInputs> } | undefined;
  let model: PanelState["model"];
  let drawn = "";
  let age = 0;

  return (state, themeAge) => {
    const { predictions, choices } = state;
    const output = predictions?.outputs[index];
    if (!predictions || !output) return;
    if (read?.from !== predictions || model !== state.model) {
      read = {
        from: predictions,
        score: readOutput(output, predictions),
        inputs: readInputs(predictions.inputs, state.model),
      };
      model = state.model;
      age++;
    }
    const now = `${age} ${themeAge} ${choices.sample} ${state.score !== null}`;
    if (now === drawn) return;
    drawn = now;
    const { score, inputs } = read;
    setText(summary, summarize(score, predictions, language));
    updateCurve(score, choices.sample, predictions.samples);
    renderConfusion(confusion, score, language);
    // What the score shows of the chosen sequence is not shown twice.
    const isInside = state.score !== null && !isStacked(score, inputs);
    timed.hidden = !score.timed || isInside;
    plain.hidden = score.timed;
    pages.set(predictions, choices.sample, !score.timed);
    if (score.timed && isStacked(score, inputs)) pages.root.hidden = true;
    if (score.timed) updateScore(score, inputs, choices.sample, predictions.samples);
    else updateSequences(score, inputs, choices.sample, predictions);
  };
}

/** `20 of 20 decisions right.` and whatever else must be said about the numbers. */
export function summarize(score: OutputScore, { samples }: Pick<Predictions, "samples">, language: Language): string {
  const { tally, sequences, first } = score;
  const { judged, meanDifference, notNumbers } = tally;
  const sentences: string[] = [];
  const isPage = samples > sequences.length;
  if (judged > 0 || meanDifference !== undefined) sentences.push(sayParts(score, isPage, language));
  else if (notNumbers === 0) sentences.push(say(language, "panel.noTargets"));
  if (notNumbers > 0) sentences.push(say(language, "panel.notNumbers", { count: notNumbers }));
  if (isPage) {
    sentences.push(say(language, "panel.answersOf", { from: first + 1, to: first + sequences.length, samples }));
  }
  return sentences.join(" ");
}

/** How many are right, or how far off they are; of each part apart where there are several, or not all are here. */
function sayParts({ kind, sequences, parts, tally }: OutputScore, isPage: boolean, language: Language): string {
  const { right, judged, compared, meanDifference = Number.NaN } = tally;
  const isJudged = judged > 0;
  const of = kind === "classes" ? "classesRight" : "decisionsRight";
  if (parts.length < 2 && !isPage) {
    if (isJudged) return say(language, `panel.${of}`, { right, all: judged });
    return say(language, "panel.meanDifference", { difference: formatNumber(meanDifference), count: compared });
  }
  const each = parts.map(({ name, from, to }) => {
    const own = tallyOf(sequences.slice(from, to));
    const part = say(language, `panel.part.${name}`);
    if (isJudged) return say(language, "panel.rightInPart", { part, right: own.right, all: own.judged });
    const difference = formatNumber(own.meanDifference ?? Number.NaN);
    return say(language, "panel.differenceInPart", { part, difference });
  });
  return say(language, isJudged ? `panel.${of}By` : "panel.meanDifferenceBy", { parts: each.join(", ") });
}

function sayWhen({ epoch }: Predictions, { run }: PanelState, language: Language): string {
  if (epoch === undefined) return say(language, "panel.fromWeights");
  if (epoch === 0 && !isActive(run)) return say(language, "epochs.before");
  return epoch === 0 ? say(language, "panel.inFirstEpoch") : say(language, "panel.afterEpoch", { epoch });
}

function sayEmpty({ predictions, run }: PanelState, language: Language): string {
  if (predictions) return say(language, "panel.noSamples");
  return say(language, isActive(run) ? "panel.predictionsStarting" : "panel.noPredictions");
}
