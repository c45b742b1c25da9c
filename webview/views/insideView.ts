/**
 * The score: one sample and one recurrent layer of the network under one time axis, with one cursor across all rows.
 *
 * The pointer or the arrow keys move the cursor; a click into a map, or the keys up and down, choose a unit. All rows are canvases;
 * what each shows is its label for screen readers, the line below says the numbers at the cursor, and a table has all of a unit.
 */
import { type Language, say } from "../../src/core/messages/message";
import type { ScoreView } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { makeCheckbox, makeSelect } from "../controls";
import { element, setText } from "../element";
import type { Choices, PanelState } from "../panelState";
import { unitAt } from "../../src/pictures/score/heatMap";
import { rowsOf, type ScoreRow } from "../../src/pictures/score/scoreRows";
import { layOutSteps, type StepAxis } from "../../src/pictures/score/stepAxis";
import { orderUnits } from "../../src/pictures/score/unitOrder";
import { readPalette } from "../shades";
import { readOutput } from "../../src/pictures/answers/scoreModel";
import { fillUnitTable } from "./unitTable";
import { createRow, type RowView } from "./rowCanvas";
import { sayTally } from "./scoreView";
import { mountSequenceChoice } from "./sequenceChoice";

export function mountInside(root: HTMLElement, context: PanelContext): (state: PanelState, themeAge: number) => void {
  const { language, choose } = context;
  const when = element("span", { class: "when" });
  const sample = mountSequenceChoice(context);
  const layer = makeSelect(say(language, "score.layer"), (name) => choose({ layer: name }));
  const ordered = makeCheckbox(say(language, "score.ordered"), (on) => choose({ ordered: on }));
  ordered.root.title = say(language, "score.orderedHint");
  const names = element("div", { class: "step-names", "aria-hidden": "true" });
  const cursor = element("div", { class: "time-cursor", hidden: true });
  const grid = element("div", { class: "rows" });
  const stage = element(
    "div",
    { class: "inside", tabindex: 0, role: "group", "aria-label": say(language, "score.keys") },
    grid,
    cursor,
  );
  const readout = element("p", { class: "readout", "aria-live": "polite" });
  const note = element("p", { class: "hint" });
  const table = element("details", { class: "numbers unit-numbers" });
  root.append(
    element("div", { class: "section-head" }, element("h2", {}, say(language, "score.title")), when, ordered.root),
    element("div", { class: "inside-choice" }, sample.root, layer.root),
    ...[stage, readout, note, table],
  );
  let rows: RowView[] = [];
  let now:
    { score: ScoreView; state: PanelState; order: Uint32Array; axis: StepAxis; drawn: readonly ScoreRow[] } | undefined;
  let order: { of: string; units: Uint32Array } | undefined;
  let shown = "";
  let age = 0;
  let known: ScoreView | null = null;

  const redraw = (state: PanelState): void => {
    const { score, choices } = state;
    if (!score) return;
    const [steps = 0, units = 0] = score.layer.states.h.shape;
    const [step, unit] = [Math.min(choices.step, steps - 1), Math.min(choices.unit, units - 1)];
    order = orderOf(order, score, choices.ordered);
    const axis = layOutSteps(steps, widthFor(stage), step);
    const drawn = rowsOf({
      ...{ score, model: state.model, predictions: state.predictions, unit, step, order: order.units, language },
      output: Math.max(0, score.predictions?.outputs.findIndex(({ name }) => name === choices.output) ?? 0),
    });
    now = { score, state, order: order.units, axis, drawn };
    rows = arrange(grid, names, rows, drawn);
    const palette = readPalette();
    drawn.forEach((row, at) => rows[at]?.draw(row, axis, palette, unit));
    nameSteps(names, axis, step);
    placeCursor(cursor, stage, names, rows, axis, step);
    setText(readout, describe(drawn, { sample: score.sample, step, unit }, language));
    setText(note, sayNote(score, axis, language));
    note.hidden = note.textContent === "";
    fillUnitTable(table, drawn, { steps, unit, step }, language);
  };
  new ResizeObserver(() => {
    if (now && widthFor(stage) !== now.axis.width) redraw(now.state);
  }).observe(stage);
  listen(stage, {
    now: () => now,
    choose,
    rowAt: (target) => rows.find(({ picture }) => picture === target),
  });

  return (state, themeAge) => {
    const { score, choices } = state;
    if (score !== known) {
      known = score;
      age++;
    }
    const key = [
      age,
      themeAge,
      choices.step,
      choices.unit,
      choices.ordered,
      choices.output,
      state.model?.layers.length,
    ].join(" ");
    if (key === shown || !score) return;
    shown = key;
    setText(when, score.epoch === undefined ? "" : say(language, "score.afterEpoch", { epoch: score.epoch }));
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
    sample.set(talliesOf(state, score, language), Math.min(choices.sample, score.samples - 1));
    redraw(state);
  };
}

/** Room for the pictures: the stage without the names at the left and the scales at the right. */
function widthFor(stage: HTMLElement): number {
  const style = getComputedStyle(stage);
  const names = Number.parseFloat(style.getPropertyValue("--names"));
  const scales = Number.parseFloat(style.getPropertyValue("--scales"));
  return Math.max(60, stage.clientWidth - names - scales);
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

/** Keeps the elements of rows that stay. */
function arrange(grid: HTMLElement, names: HTMLElement, old: RowView[], wanted: readonly ScoreRow[]): RowView[] {
  if (old.length === wanted.length && old.every(({ key }, at) => key === wanted[at]?.key)) return old;
  const rows = wanted.map(({ key }) => old.find((row) => row.key === key) ?? createRow(key));
  grid.replaceChildren(
    element("div", {}),
    names,
    element("div", { class: "row-scale" }),
    ...rows.flatMap(({ name, picture, scale }) => [name, picture, scale]),
  );
  return rows;
}

function nameSteps(root: HTMLElement, axis: StepAxis, cursor: number): void {
  root.style.width = `${axis.width}px`;
  root.replaceChildren(
    ...axis.named.map((step) => {
      const { x0, x1 } = axis.column(step);
      const isFirst = step === axis.named[0] || axis.isRoomy || !axis.hasNumbers(step);
      const room = axis.isRoomy ? x1 - x0 : 44;
      const name = element(
        "span",
        { class: step === cursor ? "now" : "" },
        isFirst && room >= 30 ? `t ${step + 1}` : String(step + 1),
      );
      const middle = (x0 + x1) / 2;
      name.style.left = `${Math.min(axis.width - 14, Math.max(8, middle))}px`;
      return name;
    }),
  );
}

function placeCursor(
  bar: HTMLElement,
  stage: HTMLElement,
  names: HTMLElement,
  rows: readonly RowView[],
  axis: StepAxis,
  step: number,
): void {
  const last = rows.at(-1)?.picture;
  bar.hidden = !last;
  if (!last) return;
  const { x0, x1 } = axis.column(step);
  const frame = stage.getBoundingClientRect();
  const origin = names.getBoundingClientRect();
  const width = Math.max(3, x1 - x0);
  bar.style.left = `${origin.left - frame.left + stage.scrollLeft + x0 - (width - (x1 - x0)) / 2 - 2}px`;
  bar.style.width = `${width + 4}px`;
  bar.style.top = `${origin.top - frame.top}px`;
  bar.style.height = `${last.getBoundingClientRect().bottom - origin.top + 2}px`;
}

interface Listening {
  readonly now: () => { score: ScoreView; state: PanelState; order: Uint32Array; axis: StepAxis } | undefined;
  readonly choose: PanelContext["choose"];
  readonly rowAt: (target: EventTarget | null) => RowView | undefined;
}

function listen(stage: HTMLElement, { now, choose, rowAt }: Listening): void {
  const pointed = (event: PointerEvent): { step: number; unit: number | undefined } | undefined => {
    const [row, known] = [rowAt(event.target), now()];
    if (!row || !known) return undefined;
    const step = known.axis.stepAt(event.offsetX);
    const isOfUnits = /^(gate|state)\//.test(row.key);
    return { step, unit: isOfUnits ? unitAt(event.offsetY, row.picture.clientHeight, known.order) : undefined };
  };
  let resting = "";
  stage.addEventListener("pointermove", (event) => {
    // Browsers report a pointer that rests as moved where the page moves below it; that must not undo what the keys did.
    const place = `${event.screenX} ${event.screenY}`;
    const known = now();
    if (place === resting || !known) return;
    resting = place;
    // Where the columns around the cursor open up, following the pointer would move them away from below it.
    if (!known.axis.isRoomy && event.buttons === 0) return;
    const at = pointed(event);
    if (at && at.step !== known.state.choices.step) choose({ step: at.step });
  });
  stage.addEventListener("pointerdown", (event) => {
    const at = pointed(event);
    if (at) choose({ step: at.step, ...(at.unit !== undefined && { unit: at.unit }) });
  });
  stage.addEventListener("keydown", (event) => {
    const known = now();
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey || !known) return;
    const { score, order, axis } = known;
    const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
    const unitBeside = (unit: number, by: number): number =>
      order[within(Math.max(0, order.indexOf(unit)) + by, order.length)] ?? unit;
    const moves: Readonly<Record<string, (now: Choices) => Partial<Choices>>> = {
      ArrowLeft: ({ step }) => ({ step: within(within(step, axis.steps) - 1, axis.steps) }),
      ArrowRight: ({ step }) => ({ step: within(step + 1, axis.steps) }),
      Home: () => ({ step: 0 }),
      End: () => ({ step: axis.steps - 1 }),
      ArrowUp: ({ unit }) => ({ unit: unitBeside(unit, -1) }),
      ArrowDown: ({ unit }) => ({ unit: unitBeside(unit, 1) }),
      PageUp: ({ sample }) => ({ sample: within(within(sample, score.samples) - 1, score.samples) }),
      PageDown: ({ sample }) => ({ sample: within(sample + 1, score.samples) }),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    choose(move);
  });
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

/** How well each sequence was answered, as far as that is known. */
function talliesOf(
  { predictions, choices }: PanelState,
  { samples }: ScoreView,
  language: Language,
): readonly string[] {
  const given = predictions?.outputs.find(({ name }) => name === choices.output) ?? predictions?.outputs[0];
  const read = given && readOutput(given);
  return Array.from({ length: samples }, (_none, index) => {
    const one = read?.sequences[index];
    return read && one ? sayTally(read, one, language) : "";
  });
}
