/**
 * Runs side by side, as Compare Cells or a second run chosen in the head has them: one picture, what it says as a table, and the way to save it.
 * Its steps follow the time cursor of the score.
 */
import { type Language, say } from "../../src/core/messages/message";
import { writtenNumber } from "../../src/core/messages/writtenNumber";
import { comparisonFigure, gradientOf } from "../../src/pictures/figures/comparisonFigure";
import { formatNumber } from "../../src/pictures/numbers";
import type { ComparedRun } from "../../src/protocol/panel";
import { canvasPen, fitCanvas } from "../canvasPen";
import type { PanelContext } from "../context";
import { makeButton } from "../controls";
import { element, setAttributes } from "../element";
import type { PanelState } from "../panelState";
import { makeSaveMenu } from "../saving/saveMenu";
import { readFileColours } from "../shades";

const NARROWEST = 520;

export function mountComparison(
  root: HTMLElement,
  context: PanelContext,
): (state: PanelState, themeAge: number) => void {
  const { language } = context;
  const close = makeButton(say(language, "comparison.close"), {}, () => context.compare(null));
  const title = element("h2", { tabindex: -1 }, say(language, "figure.comparison"));
  const picture = element("canvas", { role: "img", class: "comparison-picture" });
  const table = element("table", { class: "comparison-table" });
  const save = makeSaveMenu(context, ["comparison"]);
  // A narrow panel scrolls it: rows need room for their names.
  const frame = element("div", { class: "comparison-frame numbers-body", tabindex: 0, role: "region" }, table, picture);
  frame.setAttribute("aria-label", say(language, "figure.comparison"));
  root.append(element("div", { class: "section-head" }, title, close.root, save), frame);
  let latest: PanelState | undefined;
  let shown: readonly unknown[] = [];
  let runs: readonly ComparedRun[] | null = null;

  const draw = (state: PanelState): void => {
    const width = Math.max(NARROWEST, root.clientWidth - horizontalPadding(root));
    const { comparison, model, choices } = state;
    if (!comparison) return;
    const { unit, step, logScale: isLog } = choices;
    const figure = comparisonFigure({ runs: namedRuns(state, language), model, isLog, unit, step, width, language });
    setAttributes(picture, { "aria-label": `${figure.title}. ${figure.description}` });
    const pen = fitCanvas(picture, figure.width, figure.height);
    const colours = readFileColours();
    if (pen) figure.draw(canvasPen(pen, colours.palette.font), colours);
  };
  new ResizeObserver(() => latest?.comparison && draw(latest)).observe(root);

  return (state, themeAge) => {
    const { comparison, choices, model } = state;
    root.hidden = !comparison;
    latest = state;
    if (!comparison) {
      runs = null;
      return table.replaceChildren();
    }
    if (comparison !== runs) {
      fillTable(table, namedRuns(state, language), context);
      // It was asked for: it comes into sight.
      if (runs === null) requestAnimationFrame(() => root.scrollIntoView({ block: "start" }));
      runs = comparison;
    }
    const now = [comparison, model, choices.unit, choices.step, choices.logScale, themeAge];
    if (now.every((one, at) => one === shown[at])) return;
    shown = now;
    draw(state);
  };
}

/** Runs on disk are called by the time at which they began. */
export function namedRuns({ comparison, keptRuns }: PanelState, language: Language): readonly ComparedRun[] {
  const when = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" }); // prettier-ignore
  return (comparison ?? []).map((run) => {
    const kept = keptRuns.find(({ id }) => id === run.name);
    return kept ? { ...run, name: when.format(new Date(kept.started)) } : run;
  });
}

function horizontalPadding(part: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(part);
  return Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
}

function fillTable(table: HTMLTableElement, runs: readonly ComparedRun[], { language }: PanelContext): void {
  const heads = (["comparison.run", "panel.loss", "panel.epoch", "comparison.first", "comparison.last"] as const).map((id) =>
    element("th", { scope: "col" }, say(language, id)),
  ); // prettier-ignore
  const number = (value: number | undefined): string =>
    value === undefined ? "" : writtenNumber(formatNumber(value), language);
  const rows = runs.map((run) => {
    const [last, gradient] = [run.rows.at(-1), gradientOf(run)];
    const cells = [number(last?.loss), String(last?.epoch ?? ""), number(gradient[0]), number(gradient.at(-1))];
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, run.name),
      ...cells.map((text) => element("td", {}, text)),
    );
  });
  table.replaceChildren(
    element("caption", { class: "said" }, say(language, "figure.comparison")),
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
}
