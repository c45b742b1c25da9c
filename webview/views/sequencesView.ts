/**
 * Answers without a time axis: one row a sequence, its steps at the left, what the network says of it at the right.
 *
 * Short inputs keep their time axis as columns; long ones become a small curve or their text.
 */
import { type Language, say } from "../../src/core/messages/message";
import type { PanelContext } from "../context";
import { element } from "../element";
import type { InputScore, InputVoice } from "../../src/pictures/answers/inputModel";
import { type Borders, pageOf, type Part } from "../../src/core/data/samplePages";
import type { OutputScore } from "../../src/pictures/answers/scoreModel";
import { inputCell, nameOfInput } from "../../src/pictures/answers/voices";
import { answerColumns, type AnswerColumn } from "./answerColumns";
import { renderCell } from "./cellView";
import { renderLongInput } from "./longInput";
import { LISTED_ROWS } from "./samplePages";

/** Input columns that still leave room for the answers. */
const mostInputColumns = 16;

export function mountSequences(
  root: HTMLElement,
  { language, choose }: PanelContext,
): (score: OutputScore, inputs: InputScore, sample: number, of: Extent) => void {
  const holder = element("div", {
    class: "score",
    tabindex: 0,
    role: "region",
    "aria-label": say(language, "panel.scoreTable"),
  });
  root.append(holder);
  // The sample that the score shows; its keys are those of the choice of a sequence.
  holder.addEventListener("click", ({ target }) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("tr[data-sample]") : null;
    if (row) choose({ sample: Number(row.dataset["sample"]) });
  });
  return (score, inputs, sample, of) => {
    const parts = shownParts(score, sample, of);
    const shown = parts.reduce((sum, { indexes }) => sum + indexes.length, 0);
    holder.classList.toggle("tall", shown > 20);
    holder.replaceChildren(renderTable(score, inputs, parts, { sample, language }));
  };
}

/** Of all samples. */
type Extent = Borders & { readonly samples: number };

interface ShownPart {
  readonly name: Part["name"];
  /** In the list of answers. */
  readonly indexes: readonly number[];
}

/** All of every part where they are few, else the page that the chosen sample stands on, as far as it is here. */
function shownParts({ parts, first }: OutputScore, sample: number, of: Extent): readonly ShownPart[] {
  const page = pageOf(of.samples, of, sample, LISTED_ROWS);
  return parts.flatMap(({ name, from, to }) => {
    const [begin, end] = [Math.max(from, page.from - first), Math.min(to, page.to - first)];
    return end > begin ? [{ name, indexes: Array.from({ length: end - begin }, (_none, at) => begin + at) }] : [];
  });
}

function renderTable(
  score: OutputScore,
  inputs: InputScore,
  parts: readonly ShownPart[],
  { sample, language }: { readonly sample: number; readonly language: Language },
): HTMLElement {
  const first = inputs.voices(0);
  const asColumns = first.reduce((sum, { values }) => sum + values.length, 0) <= mostInputColumns;
  const columns = answerColumns(score, language);
  const row = (sequence: number): HTMLElement => {
    const voices = inputs.voices(sequence);
    const heard = asColumns
      ? voices.flatMap(({ values, ...scale }) =>
          values.map((value) => renderCell(inputCell(value, scale), language, "cell")),
        )
      : [element("td", { class: "long" }, renderLongInput(voices, language))];
    const step = score.sequences[sequence]?.[0] ?? [];
    const number = score.first + sequence;
    return element(
      "tr",
      { "data-sample": number, "aria-current": number === sample && "true" },
      element("th", { scope: "row", class: "voice" }, String(number + 1)),
      ...heard,
      element("td", { class: "gap" }),
      ...columns.flatMap(({ cells }) => cells(step)),
    );
  };
  const bodies = parts.map(({ name, indexes }) => {
    const title = element(
      "th",
      { scope: "rowgroup", class: "sequence", colspan: 1000 },
      element("span", { class: "sequence-title" }, say(language, `panel.part.${name}`)),
    );
    return element("tbody", {}, ...(parts.length > 1 ? [element("tr", {}, title)] : []), ...indexes.map(row));
  });
  return element(
    "table",
    { class: "voices sequences" },
    element("caption", { class: "said" }, say(language, "panel.scoreTable")),
    renderHead(first, asColumns, columns, language),
    ...bodies,
  );
}

/** Two lines: what a group of columns is, and below it the step, feature or label. */
function renderHead(
  voices: readonly InputVoice[],
  asColumns: boolean,
  columns: readonly AnswerColumn[],
  language: Language,
): HTMLElement {
  const several = new Set(voices.map(({ input }) => input)).size > 1;
  const input = say(language, "panel.input");
  const groups =
    asColumns && voices.length > 0 ? groupVoices(voices, several, language) : [{ title: input, below: [""] }];
  const group = (title: string, width: number): Node =>
    element(
      "th",
      { scope: width > 1 ? "colgroup" : "col", colspan: width > 1 ? width : undefined, class: "group" },
      title,
    );
  return element(
    "thead",
    {},
    element(
      "tr",
      {},
      element(
        "th",
        { scope: "col", rowspan: 2, class: "corner" },
        element("span", { class: "said" }, say(language, "panel.chooseSequence")),
      ),
      ...groups.map(({ title, below }) => group(title, below.length)),
      element("td", { class: "gap", rowspan: 2 }),
      ...columns.map(({ title, below }) => group(title, below.length)),
    ),
    element(
      "tr",
      {},
      ...[...groups, ...columns].flatMap(({ below }) =>
        below.map((text) => (text === "" ? element("td") : element("th", { scope: "col", class: "step" }, text))),
      ),
    ),
  );
}

/** A sequence is headed by its steps; the parts of a vector without time by their numbers. */
function groupVoices(
  voices: readonly InputVoice[],
  several: boolean,
  language: Language,
): readonly { title: string; below: readonly string[] }[] {
  const input = say(language, "panel.input");
  if (voices.every(({ timed }) => !timed) && !several) {
    return [{ title: input, below: voices.map(({ feature }) => `x ${feature ?? 1}`) }];
  }
  return voices.map((voice) => ({
    title: [input, nameOfInput(voice, several, language)].filter(Boolean).join(" "),
    below: voice.values.map((_value, step) => (voice.timed ? `t ${step + 1}` : "")),
  }));
}
