/** The network as a figure, folded or over time: the map's picture as SVG. */
import { type Language, say } from "../../core/messages/message";
import type { NetworkView } from "../../protocol/network";
import { foldedPicture } from "../network/foldedPicture";
import { countText, summaryOf } from "../network/networkWords";
import type { Line, Measure, Picture, Word } from "../network/picture";
import { shapeText } from "../network/picture";
import { unrolledPicture } from "../network/unrolledPicture";
import type { FileColours } from "../palettes";
import { css, mix } from "../pen";
import { attributes, escapeXml } from "../svg";
import { drawn, drawTitle, type Figure, HEAD } from "./figure";

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
    shapes: (colours) =>
      [
        drawn((pen) => drawTitle(pen, title, network.name, colours)),
        `<g${attributes({ transform: `translate(0 ${HEAD})`, "font-family": FONT })}>`,
        shapesOf(picture, colours),
        "</g>",
      ].join("\n"),
    numbers: {
      columns: ["layer", "kind", "output_shape", "params"],
      rows: network.nodes.map(({ name, kind, shape, params }) => [name, kind, shapeText(shape), params]),
    },
  };
}

const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** Nobody measures letters here: on the wide side, so that no word leaves its box. */
const measure: Measure = (text, size) => Array.from(text).length * (size === "title" ? 7.8 : 6.3);

const HEAD_SIZE = 7;

function shapesOf({ lines, boxes, words }: Picture, { palette, state }: FileColours): string {
  const edge = css(mix(palette.background, palette.text, 0.55));
  const strokes: Readonly<Record<Line["look"], string>> = {
    tensor: edge,
    step: css(palette.accent),
    state: css(state),
  };
  const markers = Object.entries(strokes).map(
    ([look, fill]) =>
      `<marker${attributes({ id: `head-${look}`, viewBox: "0 0 8 8", refX: 7, refY: 4, orient: "auto", markerWidth: HEAD_SIZE, markerHeight: HEAD_SIZE, markerUnits: "userSpaceOnUse" })}><path${attributes({ d: "M0 0.5L7.5 4L0 7.5Z", fill })}/></marker>`,
  );
  const box = {
    layer: css(palette.cell),
    cell: css(palette.cell),
    half: css(mix(palette.background, palette.text, 0.13)),
  };
  return [
    `<defs>${markers.join("")}</defs>`,
    ...lines.map(
      ({ path, look, hasArrow }) =>
        `<path${attributes({ d: path, fill: "none", stroke: strokes[look], "stroke-width": 1.4, ...(look === "state" && { "stroke-dasharray": "5 3" }), ...(hasArrow && { "marker-end": `url(#head-${look})` }) })}/>`,
    ),
    ...boxes.map(
      ({ x, y, width, height, look }) =>
        `<rect${attributes({ x, y, width, height, rx: look === "layer" ? 5 : 4, fill: box[look], stroke: edge })}/>`,
    ),
    ...words.map((word) => wordShape(word, palette)),
  ].join("\n");
}

const sizes: Readonly<Record<Word["look"], number>> = { title: 13, small: 11, shape: 11, time: 11, cell: 14 };

function wordShape({ x, y, text, look, anchor }: Word, palette: FileColours["palette"]): string {
  const isFaint = look === "small" || look === "time";
  return `<text${attributes({
    ...{ x, y, "text-anchor": anchor, "font-size": sizes[look], fill: css(isFaint ? palette.faint : palette.text) },
    ...(look === "title" && { "font-weight": 600 }),
    // Words beside lines stay legible where a line goes through them.
    ...(look === "shape" && { "paint-order": "stroke", stroke: css(palette.background), "stroke-width": 4 }),
  })}>${escapeXml(text)}</text>`;
}
