/** Right values and predictions over the samples at hand as curves; a click or the arrow keys choose a sample. */
import { say } from "../../src/core/messages/message";
import { answerCurveOf, drawAnswerCurve, sampleAt } from "../../src/pictures/answers/answerCurve";
import type { Part } from "../../src/core/data/samplePages";
import type { OutputScore } from "../../src/pictures/answers/scoreModel";
import { formatNumber } from "../../src/pictures/numbers";
import { canvasPen, fitCanvas } from "../canvasPen";
import type { PanelContext } from "../context";
import { element, setText } from "../element";
import { readPalette } from "../shades";

const HEIGHT = 132;

export function mountAnswerCurve(
  root: HTMLElement,
  { language, choose }: PanelContext,
): (score: OutputScore, chosen: number, samples: number) => void {
  const canvas = element("canvas", { class: "answer-curve", tabindex: 0, role: "img" });
  const legend = element(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    element("li", {}, element("span", { class: "swatch answer-target" }), say(language, "panel.target")),
    element("li", {}, element("span", { class: "swatch answer-prediction" }), say(language, "panel.prediction")),
  );
  const readout = element("p", { class: "curve-readout", "aria-live": "polite" });
  root.append(canvas, legend, readout);
  let now: { score: OutputScore; chosen: number; samples: number } | undefined;

  const draw = (): void => {
    const curve = now && answerCurveOf(now.score);
    root.hidden = !curve;
    const width = root.clientWidth;
    if (!now || !curve || width < 80) return;
    const chosen = Math.max(0, Math.min(now.chosen - curve.first, curve.predictions.length - 1));
    const context = fitCanvas(canvas, width, HEIGHT);
    const palette = readPalette();
    const pen = context && canvasPen(context, palette.font);
    const nameOf = ({ name }: Part): string => say(language, `panel.part.${name}`);
    if (pen) drawAnswerCurve(curve, { ...{ pen, palette, width, height: HEIGHT, chosen, nameOf } });
    const [prediction, target] = [curve.predictions[chosen], curve.targets[chosen]].map((value) =>
      formatNumber(value ?? NaN),
    );
    const args = { number: curve.first + chosen + 1, prediction: prediction ?? "", target: target ?? "" };
    setText(readout, say(language, "panel.curveAt", args));
    canvas.setAttribute("aria-label", say(language, "panel.curveSaid", { count: curve.predictions.length }));
  };
  new ResizeObserver(draw).observe(root);
  canvas.addEventListener("pointerdown", ({ offsetX }) => {
    if (now) choose({ sample: now.score.first + sampleAt(offsetX, canvas.clientWidth, now.score.sequences.length) });
  });
  canvas.addEventListener("keydown", (event) => {
    const last = (now?.samples ?? 1) - 1;
    const moves: Readonly<Record<string, (sample: number) => number>> = {
      ArrowLeft: (sample) => Math.max(0, Math.min(sample, last) - 1),
      ArrowRight: (sample) => Math.min(last, sample + 1),
      Home: () => 0,
      End: () => last,
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(({ sample }) => ({ sample: move(sample) }));
  });

  return (score, chosen, samples) => {
    now = { score, chosen, samples };
    draw();
  };
}
