/**
 * A view of the panel as a figure, drawn by the code that `unroll plot` draws with, and as what goes into a file. Held by
 * test/webview/tests/saving.mjs.
 */
import type { Language } from "../../src/core/messages/message";
import { type Figure, figureAsText } from "../../src/pictures/figures/figure";
import { comparisonFigure } from "../../src/pictures/figures/comparisonFigure";
import { lossFigure } from "../../src/pictures/figures/lossFigure";
import { networkFigure } from "../../src/pictures/figures/networkFigure";
import { predictionsFigure } from "../../src/pictures/figures/predictionsFigure";
import { scoreFigure } from "../../src/pictures/figures/scoreFigure";
import { css } from "../../src/pictures/pen";
import { orderPair, scoreChosen } from "../../src/pictures/score/pairedScores";
import type { SavedContent, SavedFormat, SavedView } from "../../src/protocol/savedFigure";
import { canvasPen } from "../canvasPen";
import type { PanelState } from "../panelState";
import { namedRuns } from "../views/comparisonView";
import { readFileColours } from "../shades";

/** Pixels: as wide as `unroll plot` draws. */
const WIDTH = 960;
/** Of a PNG, for one of the page: sharp in print. */
const DENSITY = 2;

/** Undefined where there is nothing to be seen of it. */
export function figureOf(view: SavedView, state: PanelState, language: Language): Figure | undefined {
  const { model, choices } = state;
  if (view === "network")
    return model?.network && networkFigure({ network: model.network, isUnrolled: choices.unrolled, language });
  if (view === "loss") return lossOf(state, language);
  if (view === "comparison") {
    const { unit, step, logScale: isLog } = choices;
    const runs = namedRuns(state, language);
    return runs.length > 0 ? comparisonFigure({ runs, model, isLog, unit, step, width: WIDTH, language }) : undefined;
  }
  if (view === "predictions") {
    const { predictions } = state;
    if (!model || !predictions || predictions.samples === 0) return undefined;
    return predictionsFigure({ predictions, model, sample: undefined, step: undefined, width: WIDTH, language });
  }
  const score = scoreChosen(state.score, choices.layer);
  if (!score) return undefined;
  const output = score.predictions?.outputs.findIndex(({ name }) => name === choices.output) ?? 0;
  return scoreFigure({
    // An encoder and its decoder stand together here too.
    ...{ scores: orderPair(score), view, model, predictions: state.predictions, output: Math.max(0, output) },
    ...{ unit: choices.unit, isOrdered: choices.ordered, width: WIDTH, language },
    step: view === "gradient" ? undefined : choices.step,
  });
}

function lossOf({ model, epochs, run, choices }: PanelState, language: Language): Figure | undefined {
  if (epochs.length === 0) return undefined;
  return lossFigure({
    ...{ name: model?.name ?? "", rows: epochs, isLog: choices.logScale, width: WIDTH, language },
    baseline: run?.baselines?.constant?.loss,
  });
}

export async function contentOf(figure: Figure | undefined, format: SavedFormat): Promise<SavedContent> {
  if (!figure) return null;
  return format === "png" ? pngOf(figure) : figureAsText(figure, format, readFileColours());
}

async function pngOf({ width, height, draw }: Figure): Promise<SavedContent> {
  const colours = readFileColours();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.ceil(width) * DENSITY, height: Math.ceil(height) * DENSITY });
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(DENSITY, DENSITY);
  const pen = canvasPen(context, colours.palette.font);
  pen.rect(0, 0, Math.ceil(width), Math.ceil(height), css(colours.palette.background));
  draw(pen, colours);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  return blob && new Uint8Array(await blob.arrayBuffer());
}
