/** One row of the score on the page: its name, its picture, and what its colours mean. Elements are kept and drawn anew. */
import { element, setAttributes, setText } from "../element";
import { drawRow, heightOf, scaleOf } from "../../src/pictures/score/drawRow";
import { css, heatColour, type Palette } from "../../src/pictures/pen";
import { canvasPen, fitCanvas } from "../canvasPen";
import type { HeatBody, RowBody, ScoreRow } from "../../src/pictures/score/scoreRows";
import type { StepAxis } from "../../src/pictures/score/stepAxis";

export interface RowView {
  readonly key: string;
  readonly name: HTMLElement;
  readonly picture: HTMLCanvasElement;
  readonly scale: HTMLElement;
  readonly draw: (row: ScoreRow, axis: StepAxis, palette: Palette, unit: number) => void;
}

export function createRow(key: string): RowView {
  const title = element("span", { class: "row-title" });
  const sign = element("span", { class: "row-sign" });
  const does = element("span", { class: "row-does" });
  const reach = element("span", { class: "row-reach" });
  const mark = element("small", { class: "row-touched" });
  const name = element("div", { class: "row-name" }, title, mark, element("small", {}, sign, does, reach));
  const picture = element("canvas", { class: "row-picture", role: "img", "data-row": key });
  const ramp = element("canvas", { class: "ramp", width: 1, height: 32, "aria-hidden": "true" });
  const high = element("span", {});
  const low = element("span", {});
  const scale = element("div", { class: "row-scale", "aria-hidden": "true" }, ramp, element("div", {}, high, low));
  let drawn: Drawn | undefined;
  return {
    ...{ key, name, picture, scale },
    draw: (row, axis, palette, unit) => {
      const [first = "", ...rest] = row.subtitle.split(" · ");
      setText(title, row.title);
      setText(sign, first);
      const { touched } = row;
      name.classList.toggle("touched", touched !== undefined);
      picture.classList.toggle("touched", touched !== undefined);
      setText(mark, touched ?? "");
      setAttributes(name, { title: touched });
      setText(does, rest.length > 0 ? ` · ${rest.join(" · ")}` : "");
      setAttributes(picture, { "aria-label": row.said });
      const drawing = { body: row.body, axis, palette, unit, density: globalThis.devicePixelRatio };
      if (drawn && isSame(drawn, drawing)) return;
      drawn = drawing;
      const height = heightOf(row.body, axis);
      const context = fitCanvas(picture, axis.width, height);
      if (!context) return;
      const density = picture.width / Math.max(1, axis.width);
      drawRow(row.body, { pen: canvasPen(context, palette.font), palette, axis, height, density, unit });
      const reaches = scaleOf(row.body);
      setText(reach, reaches ? ` ${reaches.low} … ${reaches.high}` : "");
      setText(high, reaches?.high ?? "");
      setText(low, reaches?.low ?? "");
      ramp.hidden = row.body.kind !== "heat";
      if (row.body.kind === "heat") drawRamp(ramp, palette, row.body.isDiverging);
    },
  };
}

interface Drawn {
  readonly body: RowBody;
  readonly axis: StepAxis;
  readonly palette: Palette;
  readonly unit: number;
  readonly density: number;
}

/** Whether a map stands as it should already: of two scores, only one follows the cursor. Other rows cost next to nothing. */
function isSame({ body: old, ...before }: Drawn, { body, ...now }: Drawn): boolean {
  if (old.kind !== "heat" || body.kind !== "heat") return false;
  const parts = ({ map, ...rest }: HeatBody, more: object): Readonly<Record<string, unknown>> => {
    const { scale, ...given } = map;
    return { ...rest, ...given, ...scale, ...more };
  };
  const [a, b] = [parts(old, before), parts(body, now)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);
}

function drawRamp(ramp: HTMLCanvasElement, palette: Palette, isDiverging: boolean): void {
  const context = ramp.getContext("2d");
  for (let y = 0; context && y < 32; y++) {
    context.fillStyle = css(heatColour(palette, 1 - y / 31, isDiverging));
    context.fillRect(0, y, 1, 1);
  }
}
