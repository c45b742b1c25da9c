/** The network as a figure, folded or over time: the map's picture as SVG. */
import { type Language, say } from "../../core/messages/message";
import type { NetworkView } from "../../protocol/network";
import { foldedPicture } from "../network/foldedPicture";
import { countText, summaryOf } from "../network/networkWords";
import { type Box, type Line, type Measure, type Picture, round, shapeText, type Word } from "../network/picture";
import { unrolledPicture } from "../network/unrolledPicture";
import type { FileColours } from "../palettes";
import { css, mix, type Pen } from "../pen";
import { drawTitle, type Figure, HEAD, shifted } from "./figure";

export interface NetworkWanted {
  readonly network: NetworkView;
  readonly isUnrolled: boolean;
  readonly language: Language;
}

export function networkFigure({ network, isUnrolled, language }: NetworkWanted): Figure {
  const picture = isUnrolled
    ? unrolledPicture(network, measure)
    : foldedPicture(network, measure, (node) => countText(node, language));
  const title = say(language, "figure.network");
  const description = summaryOf(network, language);
  return {
    width: Math.max(picture.width, (title.length + network.name.length) * 8.6 + 60),
    height: picture.height + HEAD,
    ...{ title: `${title}: ${network.name}`, description },
    draw: (pen, colours) => {
      drawTitle(pen, title, network.name, colours);
      drawPicture(shifted(pen, 0, HEAD), picture, colours);
    },
    numbers: {
      columns: ["layer", "kind", "output_shape", "params"],
      rows: network.nodes.map(({ name, kind, shape, params }) => [name, kind, shapeText(shape), params]),
    },
  };
}

const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** Nobody measures letters here: on the wide side, so that no word leaves its box. */
const measure: Measure = (text, size) => Array.from(text).length * (size === "title" ? 7.8 : 6.3);

function drawPicture(pen: Pen, { lines, boxes, words }: Picture, { palette, state }: FileColours): void {
  const edge = css(mix(palette.background, palette.text, 0.55));
  const strokes: Readonly<Record<Line["look"], string>> = {
    tensor: edge,
    step: css(palette.accent),
    state: css(state),
  };
  const fills: Readonly<Record<Box["look"], string>> = {
    layer: css(palette.cell),
    cell: css(palette.cell),
    half: css(mix(palette.background, palette.text, 0.13)),
  };
  for (const { path, look, hasArrow } of lines) {
    pen.path(path, { stroke: strokes[look], width: 1.4, ...(look === "state" && { dash: [5, 3] }) });
    if (hasArrow) pen.path(headOf(path), { fill: strokes[look] });
  }
  for (const { look, ...box } of boxes)
    pen.path(rounded(box, look === "layer" ? 5 : 4), { fill: fills[look], stroke: edge });
  for (const word of words) drawWord(pen, word, palette);
}

/** An arrow's head at the end of a way, in the direction in which it arrives there. */
export function headOf(way: string): string {
  const [fromX = 0, fromY = 0, x = 0, y = 0] = (way.match(/-?[\d.]+/g) ?? []).slice(-4).map(Number);
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const corner = (back: number, aside: number): string =>
    `${round(x - back * dx - aside * dy)} ${round(y - back * dy + aside * dx)}`;
  return `M${corner(6, 3)}L${corner(-0.5, 0)}L${corner(6, -3)}Z`;
}

function rounded({ x, y, width, height }: Omit<Box, "look">, r: number): string {
  const [right, bottom] = [x + width, y + height];
  const turn = (toX: number, toY: number): string => `A${r} ${r} 0 0 1 ${round(toX)} ${round(toY)}`;
  return [
    `M${round(x + r)} ${round(y)}H${round(right - r)}${turn(right, y + r)}`,
    `V${round(bottom - r)}${turn(right - r, bottom)}`,
    `H${round(x + r)}${turn(x, bottom - r)}`,
    `V${round(y + r)}${turn(x + r, y)}Z`,
  ].join("");
}

const sizes: Readonly<Record<Word["look"], number>> = { title: 13, small: 11, shape: 11, time: 11, cell: 14 };
const aligned = { start: "left", middle: "center", end: "right" } as const;

function drawWord(pen: Pen, { x, y, text, look, anchor }: Word, palette: FileColours["palette"]): void {
  const isFaint = look === "small" || look === "time";
  const size = sizes[look];
  // The picture gives the line that letters stand on, a pen takes their middle.
  pen.text(text, x, y - size * 0.35, css(isFaint ? palette.faint : palette.text), {
    ...{ size, align: aligned[anchor], font: FONT, bold: look === "title" },
    ...(look === "shape" && { halo: css(palette.background) }),
  });
}
