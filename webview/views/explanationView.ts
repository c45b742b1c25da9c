/**
 * A cell explains itself: the arithmetic of the chosen unit at the cursor's step, each sum with its parts as a bar, and what moved the
 * chosen gate most. A contribution of the state leads to the cell that it came from.
 */
import { type Language, say } from "../../src/core/messages/message";
import type { Contribution, ExplainedCell, GateSum } from "../../src/core/probes/cellArithmetic";
import type { ScoreView } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { element, setText } from "../element";
import type { PanelState } from "../panelState";
import { chosenSum, explained, placeOf } from "../../src/pictures/score/explainedCell";
import { figure, formulasOf, type Line } from "../../src/pictures/score/cellFormulas";

const mostNamed = 5;

export function mountExplanation(root: HTMLElement, context: PanelContext): (state: PanelState) => void {
  const { language } = context;
  const title = element("h2", {});
  const body = element("div", { class: "explanation" });
  root.append(element("div", { class: "section-head" }, title), body);
  let shown = "";
  let known: ScoreView | null = null;
  let age = 0;
  return ({ score, choices }) => {
    if (score !== known) {
      known = score;
      age++;
    }
    const key = [age, choices.step, choices.unit, choices.gate].join(" ");
    if (key === shown || !score) return;
    shown = key;
    const place = placeOf(score, choices);
    setText(title, say(language, "score.cellTitle", { unit: place.unit + 1, step: place.step + 1 }));
    const cell = explained(score, choices);
    const focused = body.contains(document.activeElement) ? document.activeElement?.getAttribute("data-focus") : null;
    body.replaceChildren(
      ...(cell
        ? render(cell, score, choices.gate, context)
        : [element("p", { class: "hint" }, say(language, "score.cellNoWeights"))]),
    );
    if (focused) body.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  };
}

function render(
  cell: ExplainedCell,
  score: ScoreView,
  gate: string | undefined,
  context: PanelContext,
): readonly Node[] {
  const { language, choose } = context;
  const chosen = chosenSum(cell, gate);
  const most = Math.max(
    ...cell.sums.map((sum) => Math.abs(sum.input) + Math.abs(sum.state) + Math.abs(sum.bias)),
    1e-9,
  );
  const lines = formulasOf(cell, score.layer, language).map((line) =>
    renderLine(line, line.sum !== undefined && line.sum === chosen, most, choose, language),
  );
  return [
    element("div", { class: "formulas" }, ...lines),
    ...(cell.isLeftOut || cell.sums.length === 0 ? [] : [renderLegend(language)]),
    ...(chosen && !cell.isLeftOut ? renderContributions(cell, chosen, context) : []),
  ];
}

function renderLine(
  { gate, text, word, sum }: Line,
  isChosen: boolean,
  most: number,
  choose: PanelContext["choose"],
  language: Language,
): HTMLElement {
  const formula = [element("span", { class: "formula" }, text), word && element("span", { class: "word" }, ` ${word}`)];
  if (!sum || gate === undefined) return element("p", { class: "formula-line" }, ...formula);
  const button = element(
    "button",
    {
      type: "button",
      class: "formula-line",
      "aria-pressed": isChosen ? "true" : "false",
      "data-focus": `gate ${gate}`,
      title: say(language, "score.cellWhy"),
    },
    ...formula,
    renderBar(sum, most),
  );
  button.addEventListener("click", () => choose({ gate }));
  return button;
}

/** As long as the parts are large; what pushes down has the colour of numbers below 0. */
function renderBar({ input, state, bias }: GateSum, most: number): HTMLElement {
  const parts = [
    ["input", input],
    ["state", state],
    ["bias", bias],
  ] as const;
  return element(
    "span",
    { class: "sum-bar", "aria-hidden": "true" },
    ...parts.map(([name, value]) => {
      const part = element("span", { class: `part-${name} ${value < 0 ? "below" : "above"}` });
      part.style.width = `${((Math.abs(value) / most) * 100).toFixed(2)}%`;
      return part;
    }),
  );
}

function renderLegend(language: Language): HTMLElement {
  return element(
    "p",
    { class: "hint sum-legend" },
    ...(["input", "state", "bias"] as const).flatMap((name) => [
      element("span", { class: `swatch-part part-${name} above`, "aria-hidden": "true" }),
      `${say(language, `score.part.${name}`)} `,
    ]),
    element("span", { class: "swatch-part below", "aria-hidden": "true" }),
    say(language, "score.part.below"),
  );
}

function renderContributions(cell: ExplainedCell, sum: GateSum, { language, choose }: PanelContext): readonly Node[] {
  const named = sum.contributions.filter(({ product }) => product !== 0).slice(0, mostNamed);
  const sign = sum.name === "c" || sum.name === "h" ? "g" : sum.name === "state" ? "h" : sum.name;
  const head = element("p", { class: "contributions-head" }, say(language, "score.cellMoved", { gate: sign }));
  if (named.length === 0) return [element("p", { class: "hint" }, say(language, "score.cellNothing", { gate: sign }))];
  const entries = named.map((one) => {
    const text = `${figure(one.value)} × ${figure(one.weight)} = ${figure(one.product)}`;
    return element(
      "li",
      {},
      sourceOf(cell, one, sum, language, choose),
      " ",
      element("span", { class: "formula" }, text),
    );
  });
  const lit = element("p", { class: "hint" }, say(language, "score.cellLit"));
  return [head, element("ol", { class: "contributions" }, ...entries), lit];
}

/** Where a contribution comes from; a state before leads there. */
function sourceOf(
  cell: ExplainedCell,
  { from, index }: Contribution,
  sum: GateSum,
  language: Language,
  choose: PanelContext["choose"],
): Node {
  if (from === "input") return element("span", {}, say(language, "score.source.input", { number: index + 1 }));
  const step = sum.name === "y" ? cell.step : cell.before;
  if (step < 0) return element("span", {}, say(language, "score.source.initial", { unit: index + 1 }));
  const text = say(language, "score.source.state", { unit: index + 1, step: step + 1 });
  const link = element("button", { type: "button", class: "link", "data-focus": `unit ${index}` }, text);
  link.addEventListener("click", () => choose({ unit: index, step }));
  return link;
}
