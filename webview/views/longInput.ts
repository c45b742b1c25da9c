/** An input too long for columns: numbers as a small curve with its ends in words, text as text. */
import { type Language, say } from "../../src/core/messages/message";
import { drawing, element } from "../element";
import type { InputVoice } from "../../src/pictures/answers/inputModel";
import { formatNumber } from "../../src/pictures/numbers";

const width = 160;
const height = 26;
const mostLetters = 60;
const mostCurves = 5;

export function renderLongInput(voices: readonly InputVoice[], language: Language): Node {
  const numeric = voices.filter(
    ({ values }) => values.length > 1 && values.every((value) => typeof value === "number"),
  );
  if (numeric.length === voices.length && numeric.length > 0)
    return renderCurves(numeric.slice(0, mostCurves), language);
  return element("span", {}, ...voices.map((voice) => cut(joinText(voice))));
}

function renderCurves(voices: readonly InputVoice[], language: Language): Node {
  const curves = voices.map(({ values }) => values.map(Number));
  const said = curves.map((values) =>
    say(language, "panel.sequenceLong", {
      steps: values.length,
      first: formatNumber(values[0] ?? NaN),
      last: formatNumber(values.at(-1) ?? NaN),
      low: formatNumber(Math.min(...values)),
      high: formatNumber(Math.max(...values)),
    }),
  );
  return drawing(
    "svg",
    { class: "curve", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": said.join("; ") },
    drawing("title", {}, said.join("; ")),
    ...curves.map((values, index) => drawing("polyline", { class: `series-${index + 1}`, points: pointsOf(values) })),
  );
}

/** Each curve fills the height with its own range: shapes are compared, not sizes. */
function pointsOf(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const span = Math.max(...finite) - low || 1;
  return values
    .flatMap((value, index) => {
      if (!Number.isFinite(value)) return [];
      const x = 2 + (index / Math.max(1, values.length - 1)) * (width - 4);
      const y = height - 3 - ((value - low) / span) * (height - 6);
      return [`${x.toFixed(1)},${y.toFixed(1)}`];
    })
    .join(" ");
}

/** Letters stand together, words apart. */
function joinText({ values }: InputVoice): string {
  return values.join(values.every((value) => String(value).length === 1) ? "" : " ");
}

function cut(text: string): string {
  return text.length <= mostLetters ? text : `${text.slice(0, mostLetters - 1)}…`;
}
