/**
 * The strip of layers drawn out over time, in the place of the folded one: its columns stand above those of the score. A click on a layer, or on
 * its name, leads to its line in the file and to its inside; one on a box moves the time cursor there as well.
 */
import { drawNodes, heightOfNodes } from "../../src/pictures/score/drawNodes";
import { type DrawnScore, type StripRow, unrollStrip } from "../../src/pictures/score/unrolledStrip";
import type { ModelView } from "../../src/protocol/panel";
import { canvasPen, fitCanvas } from "../canvasPen";
import { say } from "../../src/core/messages/message";
import type { PanelContext } from "../context";
import { dimensionsByLayer, idsOf } from "../dimensionLight";
import { element, setAttributes, setText } from "../element";
import { readPalette } from "../shades";

export interface UnrolledView {
  readonly root: HTMLElement;
  /** False where there is nothing that could be unrolled. */
  draw(model: ModelView, drawn: readonly DrawnScore[], chosen: string | undefined, isSteps: boolean): boolean;
}

interface RowElements {
  readonly key: string;
  readonly name: HTMLButtonElement;
  readonly title: HTMLElement;
  readonly small: HTMLElement;
  readonly picture: HTMLCanvasElement;
  row: StripRow | undefined;
}

export function mountUnrolled(
  context: PanelContext,
  pick: (layer: string, at?: { readonly key: string; readonly step: number }) => void,
): UnrolledView {
  const root = element("div", {
    class: "unrolled",
    role: "group",
    "aria-label": say(context.language, "strip.unroll"),
  });
  let rows: readonly RowElements[] = [];

  const createRow = (key: string): RowElements => {
    const title = element("span", { class: "kind" });
    const small = element("small", {});
    const name = element("button", { type: "button", class: "strip-name" }, title, small);
    const picture = element("canvas", { class: "strip-picture", role: "img", "data-strip": key });
    const made: RowElements = { key, name, title, small, picture, row: undefined };
    name.addEventListener("click", () => made.row && pick(made.row.layer));
    picture.addEventListener("click", (event) => {
      if (made.row) pick(made.row.layer, { key, step: made.row.axis.stepAt(event.offsetX) });
    });
    return made;
  };

  const drawRow = (made: RowElements, row: StripRow, chosen: string | undefined, model: ModelView): void => {
    made.row = row;
    setText(made.title, row.title);
    setText(made.small, row.subtitle);
    setAttributes(made.name, {
      "data-layer": row.layer,
      "data-dimensions": idsOf(dimensionsByLayer(model).get(row.layer)),
      title: say(context.language, "panel.revealHint", { layer: row.layer }),
      "aria-current": (row.key === chosen || row.layer === chosen) && "true",
    });
    setAttributes(made.picture, { "aria-label": row.said });
    const { axis, body } = row;
    const height = heightOfNodes(body);
    const pen = fitCanvas(made.picture, axis.width, height);
    if (!pen) return;
    const density = made.picture.width / Math.max(1, axis.width);
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, axis.width, height);
    const palette = readPalette();
    drawNodes(body, { pen: canvasPen(pen, palette.font), palette, axis, height, density, unit: 0 });
  };

  return {
    root,
    draw: (model, drawn, chosen, isSteps) => {
      const strip = unrollStrip(model, drawn, context.language);
      if (!isSteps || strip.length === 0) return strip.length > 0;
      const isSame = rows.length === strip.length && rows.every(({ key }, at) => key === strip[at]?.key);
      if (!isSame) {
        rows = strip.map(({ key }) => rows.find((row) => row.key === key) ?? createRow(key));
        root.replaceChildren(...rows.flatMap(({ name, picture }) => [name, picture]));
      }
      strip.forEach((row, at) => drawRow(rows[at] as RowElements, row, chosen, model));
      return true;
    },
  };
}
