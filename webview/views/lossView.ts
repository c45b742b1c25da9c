/** The loss over the epochs: a curve, a sentence that says what it shows, and the numbers as a table. */
import { type Language, render, say } from "../../src/core/messages/message";
import type { PanelContext } from "../context";
import { makeCheckbox, makeSelect } from "../controls";
import { element, setText } from "../element";
import { groupMeasures, type MeasureGroup, nameMeasure, summarizeMeasure } from "../lossSummary";
import { formatNumber } from "../numbers";
import type { PanelState } from "../panelState";
import { isActive } from "./headerView";
import { mountLossChart } from "./lossChart";
import { mountLossTable } from "./lossTable";

/** Curves beside which a sentence each would be too many words. */
const mostSentences = 3;

export function mountLoss(root: HTMLElement, context: PanelContext): (state: PanelState, themeAge: number) => void {
  const { language, choose } = context;
  const title = element("h2", {}, say(language, "panel.loss"));
  const measure = makeSelect(say(language, "panel.measure"), (name) => choose({ measure: name }));
  const logScale = makeCheckbox(say(language, "panel.logScale"), (on) => choose({ logScale: on }));
  const empty = element("p", { class: "empty" });
  const chart = element("div", { class: "chart", "aria-hidden": "true" });
  const legend = element("ul", { class: "legend" });
  const axisName = say(language, "panel.epoch").toLowerCase();
  const readout = element("p", { class: "readout axis-name", "aria-hidden": "true" }, axisName);
  const summary = element("p", { class: "summary" });
  const table = element("details", { class: "numbers" });
  const filled = element("div", {}, chart, readout, legend, summary, table);
  root.append(element("div", { class: "section-head" }, title, measure.root, logScale.root), empty, filled);
  const draw = mountLossChart(chart, (index, keys, rows) => {
    const row = index === undefined ? undefined : rows[index];
    const values = keys.map((key) => `${nameMeasure(key, language)} ${formatNumber(row?.[key] ?? NaN)}`).join(" · ");
    setText(readout, row ? say(language, "panel.atEpoch", { epoch: row.epoch, values }) : axisName);
  });
  const fill = mountLossTable(table, language);

  return (state, themeAge) => {
    const { epochs, epochCount, run, choices } = state;
    const groups = groupMeasures(epochs);
    const group = groups.find(({ name }) => name === choices.measure) ?? groups[0]!;
    empty.hidden = epochCount > 0;
    filled.hidden = epochCount === 0;
    measure.root.hidden = groups.length < 2;
    logScale.root.hidden = epochCount === 0;
    measure.set({
      options: groups.map(({ name }) => ({ value: name, text: nameMeasure(name, language) })),
      chosen: group.name,
    });
    logScale.set(choices.logScale);
    if (epochCount === 0) return setText(empty, sayEmpty(state, language));
    const { logScale: log } = choices;
    const ahead = isActive(run) ? (run?.epochs ?? 0) : 0;
    draw({ rows: epochs, count: epochCount, keys: group.keys, log, ahead, themeAge });
    renderLegend(legend, group, language);
    setText(summary, describe(state, group, language));
    fill(
      epochs,
      epochCount,
      groups.flatMap(({ keys }) => keys),
    );
  };
}

function describe({ epochs, choices }: PanelState, group: MeasureGroup, language: Language): string {
  const sentences = group.keys
    .slice(0, mostSentences)
    .flatMap((key) => summarizeMeasure(epochs, key, headOf(key, language)))
    .map((one) => render(one, language));
  const offScale = choices.logScale
    ? group.keys.reduce((sum, key) => sum + epochs.filter((row) => (row[key] ?? 1) <= 0).length, 0)
    : 0;
  return [...sentences, ...(offScale > 0 ? [say(language, "panel.notOnLog", { count: offScale })] : [])].join(" ");
}

function headOf(key: string, language: Language): string {
  return key === "loss" ? say(language, "panel.theLoss") : key;
}

function renderLegend(root: HTMLElement, { keys }: MeasureGroup, language: Language): void {
  root.hidden = keys.length < 2;
  const names = keys.map((key) => nameMeasure(key, language));
  if (root.dataset["names"] === names.join("\n")) return;
  root.dataset["names"] = names.join("\n");
  root.replaceChildren(
    ...names.map((name, index) =>
      element("li", {}, element("span", { class: `swatch series-${(index % 5) + 1}`, "aria-hidden": "true" }), name),
    ),
  );
}

function sayEmpty({ run }: PanelState, language: Language): string {
  if (!run || run.status === "refused") return say(language, "panel.emptyTrain");
  if (run.status === "starting") return say(language, "panel.emptyStarting");
  return say(language, isActive(run) ? "panel.emptyRunning" : "panel.emptyEnded");
}
