/**
 * The score: every voice a row under one time axis, one cursor across all of them.
 *
 * A few short sequences stand below each other; of many or long ones one is chosen. Columns keep their numbers up to
 * sixty steps, then shrink to tinted cells with the numbers in the line below, and scroll where even that is too wide.
 */
import { type Language, say } from "../../src/core/messages/message";
import type { PanelContext } from "../context";
import { element, setText } from "../element";
import type { InputScore } from "../../src/pictures/answers/inputModel";
import { formatNumber } from "../../src/pictures/numbers";
import { tallyOf, type OutputScore } from "../../src/pictures/answers/scoreModel";
import { voicesOf, type Voice } from "../../src/pictures/answers/voices";
import { cellText, renderCell } from "./cellView";
import { mountSequenceChoice } from "./sequenceChoice";
import { mountTimeCursor } from "./timeCursor";

export const mostStacked = 12;
const mostStackedCells = 12 * 60;
const mostSteps = 1000;
const mostVoices = 32;
/** Up to here every column keeps room for its numbers. */
const roomySteps = 60;

interface Sequence {
  /** Its number in the data, counted from 0. */
  readonly index: number;
  readonly voices: readonly Voice[];
  readonly tally: string;
}

/** Few short sequences stand below each other. */
export function isStacked({ sequences, steps }: OutputScore, inputs: InputScore): boolean {
  return sequences.length <= mostStacked && sequences.length * Math.max(steps, inputs.steps) <= mostStackedCells;
}

export function mountScore(
  root: HTMLElement,
  context: PanelContext,
): (score: OutputScore, inputs: InputScore, sample: number, samples: number) => void {
  const { language } = context;
  const choice = mountSequenceChoice(context);
  const stage = element("div", { class: "stage" });
  const score = element(
    "div",
    { class: "score", tabindex: 0, role: "group", "aria-label": say(language, "panel.score") },
    stage,
  );
  const readout = element("p", { class: "readout", "aria-live": "polite" });
  const note = element("p", { class: "hint" });
  root.append(choice.root, score, readout, note);
  let sequences: readonly Sequence[] = [];
  let count = 0;
  const cursor = mountTimeCursor(score, stage, {
    moved: (step, sequence) => setText(readout, describeStep(sequences[sequence], step, language)),
    /** Beyond the drawn sequences: where one of many is shown, the next one is chosen. */
    left: (by) => {
      const [only] = sequences;
      if (sequences.length === 1 && only && count > 1) {
        context.choose(({ sample }) => ({
          sample: Math.min(count - 1, Math.max(0, Math.min(sample, count - 1) + by)),
        }));
      }
    },
  });

  return (output, inputs, sample, samples) => {
    count = samples;
    const { first } = output;
    const steps = Math.max(output.steps, inputs.steps);
    const drawn = Math.min(steps, mostSteps);
    const stacked = isStacked(output, inputs);
    const chosen = Math.max(0, Math.min(sample - first, output.sequences.length - 1));
    choice.root.hidden = stacked;
    if (!stacked) choice.set(count, first + chosen, (sequence) => sayTally(output, sequence - first, language));
    const indexes = stacked ? output.sequences.map((_one, index) => index) : [chosen];
    const all = indexes.map((index) => ({
      index: first + index,
      voices: voicesOf(output, inputs.voices(index), index, language),
      tally: sayTally(output, index, language),
    }));
    sequences = all.map((one) => ({ ...one, voices: one.voices.slice(0, mostVoices) }));
    const table = renderTable(sequences, drawn, stacked, language);
    stage.replaceChildren(table, cursor.bar);
    score.classList.toggle("crowded", drawn > roomySteps);
    cursor.refresh(drawn, sequences.length);
    setText(note, sayCaps(steps, all[0]?.voices.length ?? 0, language));
    note.hidden = note.textContent === "";
  };
}

function renderTable(
  sequences: readonly Sequence[],
  steps: number,
  titled: boolean,
  language: Language,
): HTMLTableElement {
  const heads = Array.from({ length: steps }, (_none, step) =>
    element("th", { scope: "col", class: "step" }, `t ${step + 1}`),
  );
  const widest = Math.max(
    3,
    ...sequences.flatMap(({ voices }) => voices.flatMap(({ cells }) => cells.map((cell) => cellText(cell).length))),
  );
  const table = element(
    "table",
    { class: "voices" },
    element("caption", { class: "said" }, say(language, "panel.predictions")),
    element("thead", {}, element("tr", {}, element("td", { class: "corner" }), ...heads)),
    ...sequences.map((one) => renderSequence(one, steps, titled, language)),
  );
  table.style.setProperty("--letters", String(Math.min(widest, 14)));
  table.style.setProperty("--steps", String(steps));
  return table;
}

function renderSequence(
  { index, voices, tally }: Sequence,
  steps: number,
  titled: boolean,
  language: Language,
): HTMLElement {
  const rows = voices.map((voice) => renderVoice(voice, steps, language));
  if (!titled) return element("tbody", {}, ...rows);
  const title = element(
    "th",
    { scope: "rowgroup", class: "sequence", colspan: steps + 1 },
    element(
      "span",
      { class: "sequence-title" },
      say(language, "panel.sequence", { number: index + 1 }),
      tally && element("span", { class: "tally" }, ` · ${tally}`),
    ),
  );
  return element("tbody", {}, element("tr", {}, title), ...rows);
}

function renderVoice({ title, subtitle, cells }: Voice, steps: number, language: Language): HTMLElement {
  const head = element("th", { scope: "row", class: "voice" }, title, subtitle && element("small", {}, ` ${subtitle}`));
  const drawn = Array.from({ length: steps }, (_none, step) => {
    const cell = cells[step];
    return cell && cell.text !== "" ? renderCell(cell, language, "cell") : element("td", { class: "rest" });
  });
  return element("tr", {}, head, ...drawn);
}

/** `sequence 2 · t 3 · input 0 · prediction 0.97 · decision > 0.5 1 ✓ · right value 1` */
function describeStep(sequence: Sequence | undefined, step: number, language: Language): string {
  if (!sequence) return "";
  const said = sequence.voices.flatMap(({ title, subtitle, cells }) => {
    const cell = cells[step];
    if (!cell || cell.text === "") return [];
    return [`${title}${subtitle ? ` (${subtitle})` : ""} ${cellText(cell)}`];
  });
  return [say(language, "panel.sequence", { number: sequence.index + 1 }), `t ${step + 1}`, ...said].join(" · ");
}

/** `validation · 4 of 4 right`, or the mean difference; the part alone without right values, and nothing of one that is not in the list. */
export function sayTally(output: OutputScore, index: number, language: Language): string {
  const { right, judged, meanDifference } = tallyOf(output.sequences.slice(index, index + 1));
  const own = output.parts.find(({ from, to }) => index >= from && index < to);
  const part = own && own.name !== "training" ? [say(language, `panel.part.${own.name}`)] : [];
  if (judged > 0) return [...part, say(language, "panel.sequenceRight", { right, all: judged })].join(" · ");
  if (output.kind !== "values" || meanDifference === undefined) return part.join();
  return [...part, say(language, "panel.sequenceDifference", { difference: formatNumber(meanDifference) })].join(" · ");
}

function sayCaps(steps: number, voices: number, language: Language): string {
  return [
    ...(steps > mostSteps ? [say(language, "panel.firstSteps", { shown: mostSteps, steps })] : []),
    ...(voices > mostVoices ? [say(language, "panel.firstVoices", { shown: mostVoices, voices })] : []),
  ].join(" ");
}
