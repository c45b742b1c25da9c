/** The loss over the epochs: a curve, a sentence that says what it shows, and the numbers as a table. */
import { judgeRun } from "../../src/core/insight/runVerdicts";
import { type Language, render, say } from "../../src/core/messages/message";
import { isActive } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { makeCheckbox, makeSelect } from "../controls";
import { element, setText } from "../element";
import { groupMeasures, type MeasureGroup, nameMeasure, summarizeMeasure } from "../../src/pictures/loss/lossSummary";
import { formatNumber } from "../../src/pictures/numbers";
import type { PanelState } from "../panelState";
import { makeSaveMenu } from "../saving/saveMenu";
import { mountEpochSlider } from "./epochSlider";
import { type ChartPlace, mountLossChart, type Point } from "./lossChart";
import { mountLossTable } from "./lossTable";
import { renderReading } from "./readingView";

/** Curves beside which a sentence each would be too many words. */
const mostSentences = 3;
/** Of fewer points there is nothing to be smoothed. */
const FEWEST_SMOOTHED = 10;

export function mountLoss(root: HTMLElement, context: PanelContext): (state: PanelState, themeAge: number) => void {
  const { language, choose } = context;
  const title = element("h2", {}, say(language, "panel.loss"));
  const measure = makeSelect(say(language, "panel.measure"), (name) => choose({ measure: name }));
  const logScale = makeCheckbox(say(language, "panel.logScale"), (on) => choose({ logScale: on }));
  const smooth = makeCheckbox(say(language, "panel.smooth"), (on) => choose({ smooth: on }));
  smooth.root.title = say(language, "panel.smoothHint");
  const save = makeSaveMenu(context, ["loss"]);
  const empty = element("p", { class: "empty" });
  const chart = element("div", { class: "chart", "aria-hidden": "true" });
  const legend = element("ul", { class: "legend" });
  const axisName = say(language, "panel.epoch").toLowerCase();
  const readout = element("p", { class: "readout axis-name", "aria-hidden": "true" }, axisName);
  const summary = element("p", { class: "summary" });
  const reading = element("ul", { class: "reading" });
  const table = element("details", { class: "numbers" });
  const stage = element("div", { class: "chart-stage" }, chart);
  const slider = mountEpochSlider(stage, context);
  stage.append(slider.handle);
  const filled = element("div", {}, stage, readout, slider.bar, legend, summary, reading, table);
  root.append(
    element("div", { class: "section-head" }, title, measure.root, smooth.root, logScale.root, save),
    empty,
    filled,
  );
  let latest: { state: PanelState; place: ChartPlace } | undefined;
  const point: Point = (index, keys, rows) => {
    const row = index === undefined ? undefined : rows[index];
    const values = keys.map((key) => `${nameMeasure(key, language)} ${formatNumber(row?.[key] ?? NaN)}`).join(" · ");
    setText(readout, row ? say(language, "panel.atEpoch", { epoch: row.epoch, values }) : axisName);
  };
  const draw = mountLossChart(chart, point, () => latest && slider.update(latest.state, latest.place));
  const fill = mountLossTable(table, language);

  return (state, themeAge) => {
    const { epochs, epochCount, run, choices } = state;
    const groups = groupMeasures(epochs);
    const group = groups.find(({ name }) => name === choices.measure) ?? groups[0]!;
    empty.hidden = epochCount > 0;
    filled.hidden = epochCount === 0;
    measure.root.hidden = groups.length < 2;
    logScale.root.hidden = epochCount === 0;
    smooth.root.hidden = epochCount < FEWEST_SMOOTHED;
    save.hidden = epochCount === 0;
    measure.set({
      options: groups.map(({ name }) => ({ value: name, text: nameMeasure(name, language) })),
      chosen: group.name,
    });
    logScale.set(choices.logScale);
    smooth.set(choices.smooth);
    if (epochCount === 0) return setText(empty, sayEmpty(state, language));
    setText(title, group.name === "loss" ? say(language, "panel.loss") : nameMeasure(group.name, language));
    const { logScale: log } = choices;
    const isSmooth = choices.smooth && epochCount >= FEWEST_SMOOTHED;
    const ahead = isActive(run) ? (run?.epochs ?? 0) : 0;
    const level = group.name === "loss" ? run?.baselines?.constant?.loss : undefined;
    const baseline = level !== undefined && Number.isFinite(level) && (!log || level > 0) ? level : undefined;
    const place = draw({ rows: epochs, count: epochCount, keys: group.keys, log, isSmooth, ahead, baseline, themeAge });
    latest = { state, place };
    slider.update(state, place);
    renderLegend(legend, group, baseline, language);
    setText(summary, describe(state, group, language));
    renderReading(
      reading,
      run && !isActive(run) ? judgeRun({ rows: epochs, baselines: run.baselines ?? {} }) : [],
      language,
    );
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

/** Curves by their dashes and colours, and the line of the best constant answer. */
function renderLegend(
  root: HTMLElement,
  { keys }: MeasureGroup,
  baseline: number | undefined,
  language: Language,
): void {
  const curves = keys.map((key, index) => ({ name: nameMeasure(key, language), series: `series-${(index % 5) + 1}` }));
  const line = { name: say(language, "panel.baseline", { loss: formatNumber(baseline ?? 0) }), series: "baseline" };
  const entries = [...curves, ...(baseline === undefined ? [] : [line])];
  root.hidden = entries.length < 2;
  const names = entries.map(({ name }) => name).join("\n");
  if (root.dataset["names"] === names) return;
  root.dataset["names"] = names;
  root.replaceChildren(
    ...entries.map(({ name, series }) =>
      element("li", {}, element("span", { class: `swatch ${series}`, "aria-hidden": "true" }), name),
    ),
  );
}

function sayEmpty({ run }: PanelState, language: Language): string {
  if (!run || run.status === "refused") return say(language, "panel.emptyTrain");
  if (run.status === "starting") return say(language, "panel.emptyStarting");
  return say(language, isActive(run) ? "panel.emptyRunning" : "panel.emptyEnded");
}
