/**
 * The score: one sample and one recurrent layer of the network under one time axis, with one cursor across all rows; of an encoder and its
 * decoder two, with what one hands to the other between them.
 *
 * The pointer or the arrow keys move the cursor; a click into a map, or the keys up and down, choose a unit. All rows are canvases;
 * what each shows is its label for screen readers, the line below says the numbers at the cursor, and a table has all of a unit.
 */
import { type Language, say } from "../../src/core/messages/message";

import { lightUp } from "../../src/pictures/score/explainedCell";
import { beginsAt, handedOver, orderPair } from "../../src/pictures/score/pairedScores";
import { rowsOf, type ScoreRow } from "../../src/pictures/score/scoreRows";
import type { DrawnScore } from "../../src/pictures/score/unrolledStrip";
import { layOutScore, type StepAxis } from "../../src/pictures/score/stepAxis";
import { orderUnits } from "../../src/pictures/score/unitOrder";
import { markTouched } from "../../src/pictures/answers/whatIfWords";
import { readOutput } from "../../src/pictures/answers/scoreModel";
import type { ScoreView } from "../../src/protocol/panel";
import { type PanelContext, renderForeign } from "../context";
import { makeCheckbox, makeSelect } from "../controls";
import { dimensionsByLayer } from "../dimensionLight";
import { drawing, element, setText } from "../element";
import type { Choices, PanelState } from "../panelState";
import { makeSaveMenu } from "../saving/saveMenu";
import { fillAttentionTable } from "./attentionTable";
import { mountStage, type Stage, type Staged, type StageMove } from "./scoreStage";
import { sayTally } from "./scoreView";
import { mountSequenceChoice } from "./sequenceChoice";
import { mountStepFilm } from "./stepFilm";
import { fillUnitTable } from "./unitTable";
import { mountUnitText } from "./unitTextView";

interface Part {
  readonly root: HTMLElement;
  readonly title: HTMLButtonElement;
  readonly stage: Stage;
  /** The layer that it shows now. */
  layer: string;
  order: { of: string; units: Uint32Array } | undefined;
  /** The same as long as nothing moves: what is drawn on it needs not be drawn again. */
  axis: { readonly of: readonly unknown[]; readonly axis: StepAxis } | undefined;
}

/** `told`: the scores as they were drawn, after each drawing, and how far their pictures stand from the left. */
export function mountInside(
  root: HTMLElement,
  context: PanelContext,
  told: (drawn: readonly DrawnScore[], left: number) => void,
): (state: PanelState, themeAge: number) => void {
  const { language, choose } = context;
  const when = element("span", { class: "when" });
  const notes = element("p", { class: "hint notes" });
  const sample = mountSequenceChoice(context);
  const film = mountStepFilm(context);
  const layer = makeSelect(say(language, "score.layer"), (name) => choose({ layer: name }));
  const ordered = makeCheckbox(say(language, "score.ordered"), (on) => choose({ ordered: on }));
  ordered.root.title = say(language, "score.orderedHint");
  const handed = element("div", { class: "hand-over" });
  const readout = element("p", { class: "readout", "aria-live": "polite" });
  const note = element("p", { class: "hint" });
  const text = element("div", { class: "unit-text", hidden: true });
  const table = element("details", { class: "numbers unit-numbers" });
  const attention = element("details", { class: "numbers attention-numbers" });
  const [first, second] = [0, 1].map(mountPart) as [Part, Part];
  const scores = element("div", { class: "scores" }, first.root);
  root.append(
    element(
      "div",
      { class: "section-head" },
      element("h2", {}, say(language, "score.title")),
      ...[when, ordered.root, makeSaveMenu(context, ["score", "gates", "gradient"])],
    ),
    notes,
    element("div", { class: "inside-choice" }, sample.root, layer.root, film.root),
    ...[scores, readout, note, text, table, attention],
  );
  const updateText = mountUnitText(text, context);
  let now: PanelState | undefined;
  let shown = "";
  let age = 0;
  let known: ScoreView | null = null;
  let model: PanelState["model"];
  let tallied: PanelState["predictions"] = null;
  let talliedOf = "";

  function mountPart(): Part {
    const title = element("button", { type: "button", class: "score-layer" });
    title.addEventListener("click", () => {
      if (part.layer === now?.score?.layer.name) return;
      choose((choices) => pick(part.layer, { step: choices.otherStep, unit: choices.otherUnit }, choices));
    });
    const stage = mountStage(
      say(language, "score.keys"),
      (move, staged) => moved(part, move, staged),
      () => now && redraw(now),
    );
    const part: Part = {
      root: element("div", {}, title, stage.root),
      title,
      stage,
      layer: "",
      order: undefined,
      axis: undefined,
    };
    return part;
  }

  function moved(part: Part, { step, unit, samples, isChosen }: StageMove, { isAside }: Staged): void {
    const { score } = now ?? {};
    if (!score) return;
    const last = score.samples - 1;
    choose((choices): Partial<Choices> => {
      if (samples !== undefined)
        return { sample: Math.min(last, Math.max(0, Math.min(choices.sample, last) + samples)) };
      const wish = isAside ? { step: choices.otherStep, unit: choices.otherUnit } : choices;
      const next = { step: step?.(wish.step) ?? wish.step, unit: unit?.(wish.unit) ?? wish.unit };
      if (!isAside) return next;
      return isChosen ? pick(part.layer, next, choices) : { otherStep: next.step, otherUnit: next.unit };
    });
  }

  /** One score. */
  function stageScore(part: Part, score: ScoreView, state: PanelState): DrawnScore {
    const { choices } = state;
    const isAside = score.layer !== state.score?.layer;
    const [steps = 0, units = 0] = score.layer.states.h.shape;
    const wish = isAside ? { step: choices.otherStep, unit: choices.otherUnit } : choices;
    const [step, unit] = [Math.min(wish.step, steps - 1), Math.min(wish.unit, units - 1)];
    const other = score.partner?.layer.states.h.shape[0] ?? 0;
    part.order = orderOf(part.order, score, choices.ordered);
    part.layer = score.layer.name;
    const order = part.order.units;
    const laidOut = [steps, part.stage.width(), step, beginsAt(score)] as const;
    const isSame = part.axis?.of.join(" ") === laidOut.join(" ");
    const axis = isSame && part.axis ? part.axis.axis : layOutScore(...laidOut);
    part.axis = { of: laidOut, axis };
    const plain = rowsOf({
      ...{ score, model: state.model, predictions: state.predictions, unit, step, order, language },
      otherStep: Math.min(isAside ? choices.step : choices.otherStep, Math.max(0, other - 1)),
      output: Math.max(0, score.predictions?.outputs.findIndex(({ name }) => name === choices.output) ?? 0),
    });
    const lit = isAside ? plain : lightUp(plain, score, choices);
    const rows = markTouched(lit, score.layer.name, choices.interventions ?? [], choices.edits ?? [], language);
    part.stage.draw({ rows, axis, order, step, unit, isAside, dimensions: dimensionsOfRows(rows, score, state.model) });
    return { score, rows, axis, step, order };
  }

  const redraw = (state: PanelState): void => {
    const { score, choices } = state;
    if (!score) return;
    now = state;
    const pair = orderPair(score);
    scores.classList.toggle("pair", pair.length > 1);
    first.title.hidden = pair.length < 2;
    if (pair.length < 2) for (const part of [handed, second.root]) part.remove();
    else if (!second.root.isConnected) first.root.after(handed, second.root);
    const drawn = pair.map((one, at) => stageScore(at === 0 ? first : second, one, state));
    const at = pair.findIndex((one) => one.layer === score.layer);
    told(drawn, first.stage.left());
    const { rows = [], axis } = drawn[at] ?? {};
    if (!axis) return;
    if (pair.length > 1) {
      pair.forEach((one, index) => nameScore(index === 0 ? first.title : second.title, one, index === at, language));
      drawHandOver(
        handed,
        first.stage,
        pair[0] as ScoreView,
        drawn.map((one) => one.axis),
        language,
      );
    }
    const [steps = 0, units = 0] = score.layer.states.h.shape;
    const place = { step: Math.min(choices.step, steps - 1), unit: Math.min(choices.unit, units - 1) };
    setText(readout, describe(rows, { sample: score.sample, ...place }, language));
    setText(note, sayNote(score, axis, language));
    note.hidden = note.textContent === "";
    updateText(rows, { ...place, by: choices.colouredBy });
    fillUnitTable(table, rows, { steps, ...place }, language);
    fillAttentionTable(attention, score, language);
  };

  return (state, themeAge) => {
    const { score, choices } = state;
    const answers = `${choices.output} ${choices.sample}`;
    if (score && (score !== known || state.predictions !== tallied || answers !== talliedOf)) {
      [tallied, talliedOf] = [state.predictions, answers];
      sample.set(score.samples, Math.min(choices.sample, score.samples - 1), tallyOf(state, language));
    }
    if (score !== known || state.model !== model) {
      known = score;
      model = state.model;
      age++;
    }
    const { step, unit, otherStep, otherUnit, ordered: isOrdered, output, gate, unrolled, colouredBy: by } = choices;
    const key = [age, themeAge, step, unit, otherStep, otherUnit, isOrdered, output, gate, unrolled, by].join(" ");
    if (key === shown || !score) return;
    shown = key;
    film.update(state);
    setText(when, sayWhen(score, language));
    // Other weights than the last are never shown without a word.
    setText(notes, (score.notes ?? []).map((one) => renderForeign(one, language)).join(" "));
    notes.hidden = notes.textContent === "";
    layer.root.hidden = score.layers.length < 2;
    layer.set({
      options: score.layers.map(({ name, kind, shape }) => ({
        value: name,
        text: say(language, "score.of", { layer: `${kind} ${name}`, units: shape[1] ?? 0 }),
      })),
      chosen: score.layer.name,
    });
    ordered.set(choices.ordered);
    sample.root.hidden = score.samples < 2;
    redraw(state);
  };
}

/** Rows go along the time that the layer reads; maps have its units too, or the features of what it takes. */
function dimensionsOfRows(rows: readonly ScoreRow[], { layer }: ScoreView, model: PanelState["model"]): string[] {
  const [name = ""] = layer.name.split("/");
  if (!model) return rows.map(() => "");
  const of = dimensionsByLayer(model);
  const at = model.layers.findIndex((one) => one.name === name);
  const from = model.network?.edges.find(({ to, isState }) => to === at && !isState)?.from;
  const taken = of.get(model.layers[from ?? -1]?.name ?? "")?.[0];
  const time = taken?.find(({ kind }) => kind === "time")?.id;
  const features = taken?.findLast(({ kind }) => kind === "features" || kind === "units")?.id;
  const units = of.get(name)?.[0]?.findLast(({ kind }) => kind === "units")?.id;
  return rows.map(({ body, key }) => {
    const down = body.kind === "belt" || (body.kind === "heat" && body.isOfUnits) ? units : key === "reads" ? features : undefined; // prettier-ignore
    return [time, down].filter(Boolean).join(" ");
  });
}

/** Of two scores, that of `layer` becomes the chosen one; each keeps its cursor and its unit. */
const pick = (layer: string, at: { readonly step: number; readonly unit: number }, now: Choices): Partial<Choices> => ({
  ...{ layer, step: at.step, unit: at.unit, otherStep: now.step, otherUnit: now.unit },
});

function nameScore(title: HTMLButtonElement, { layer }: ScoreView, isChosen: boolean, language: Language): void {
  const { name, kind } = layer;
  setText(title, say(language, "score.of", { layer: `${kind} ${name}`, units: layer.states.h.shape[1] ?? 0 }));
  title.setAttribute("aria-pressed", String(isChosen));
  title.title = isChosen ? "" : say(language, "score.pick", { layer: name });
}

const BAND = 30;

/** A line from the state that is given to the place where it is taken, and a sentence. */
function drawHandOver(
  root: HTMLElement,
  stage: Stage,
  encoder: ScoreView,
  axes: readonly StepAxis[],
  language: Language,
): void {
  const [from, to] = axes;
  const found = from && to && handedOver(encoder, [from, to], language);
  root.hidden = !found;
  if (!found) return;
  const left = stage.left();
  const way =
    found.from !== undefined && found.to !== undefined
      ? `M${left + found.from} 0V${BAND / 2}H${left + found.to}V${BAND - 6}`
      : "";
  const tip = found.to === undefined ? 0 : left + found.to;
  root.replaceChildren(
    ...(way === ""
      ? []
      : [
          drawing(
            "svg",
            {
              class: "hand-over-way",
              width: left + Math.max(from.width, to.width),
              height: BAND,
              "aria-hidden": "true",
            },
            drawing("path", { class: "way", d: way }),
            drawing("path", { class: "tip", d: `M${tip - 4} ${BAND - 8}h8l-4 7Z` }),
          ),
        ]),
    element("p", { class: "hint" }, found.said),
  );
}

/** The order is kept while the same layer trains: rows that jump about cannot be watched. */
function orderOf(
  kept: { of: string; units: Uint32Array } | undefined,
  { layer, sample, run }: ScoreView,
  isOrdered: boolean,
): { of: string; units: Uint32Array } {
  const units = layer.states.h.shape[1] ?? 0;
  const of = [run, layer.name, sample, units, isOrdered].join(" ");
  if (kept?.of === of) return kept;
  return { of, units: isOrdered ? orderUnits(layer.states.h) : Uint32Array.from({ length: units }, (_none, i) => i) };
}

/** `sequence 4 · t 9 · unit 4 · input 1 · i 0.99 · … · prediction 1.00 · decision (> 0.5) 1 ✓` */
function describe(
  rows: readonly ScoreRow[],
  { sample, step, unit }: { sample: number; step: number; unit: number },
  language: Language,
): string {
  const said = rows.flatMap(({ key, title, subtitle, at }) => {
    const text = at(step);
    if (text === "") return [];
    const sign = /^(gate|state)\//.test(key) ? (subtitle.split(" · ")[0] ?? title) : title;
    return [`${sign} ${text}`];
  });
  return [
    say(language, "panel.sequence", { number: sample + 1 }),
    `t ${step + 1}`,
    say(language, "score.unit", { unit: unit + 1 }),
    ...said,
  ].join(" · ");
}

function sayNote({ connectivity }: ScoreView, axis: StepAxis, language: Language): string {
  return [
    ...(axis.crowding > 1 ? [say(language, "score.crowded", { steps: axis.crowding })] : []),
    ...(connectivity === "coming" ? [say(language, "score.connectivityComing")] : []),
    ...(connectivity === "tooLarge" ? [say(language, "score.connectivityTooLarge")] : []),
  ].join(" ");
}

/** How well a sequence was answered, as far as that is known. */
function tallyOf({ predictions, choices }: PanelState, language: Language): (sequence: number) => string {
  const given = predictions?.outputs.find(({ name }) => name === choices.output) ?? predictions?.outputs[0];
  if (!predictions || !given) return () => "";
  const read = readOutput(given, predictions);
  return (sequence) => sayTally(read, sequence - read.first, language);
}

function sayWhen({ epoch }: ScoreView, language: Language): string {
  if (epoch === undefined) return "";
  return epoch === 0 ? say(language, "epochs.before") : say(language, "score.afterEpoch", { epoch });
}
