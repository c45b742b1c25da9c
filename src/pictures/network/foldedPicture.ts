/**
 * The network as a graph of layers: what flows stands at the lines, what a recurrent layer keeps at its loop.
 *
 * test/pictures/network/networkPicture.test.ts.
 */
import type { NetworkNode, NetworkView } from "../../protocol/network";
import { Obstacles, placeLabel, pointsOf } from "./labelPlaces";
import { layered, type Point } from "./layering";
import { type Box, curve, type Line, type Measure, type Picture, round, shapeText, type Word } from "./picture";

const MARGIN = 16;
const PADDING = 14;
const NARROWEST = 116;
const HEIGHT = 46;
const HALF = 24;
/** Room for the loop of a recurrent layer, on both sides so that the box stays in the middle. */
const LOOP = 34;
/** From a layer with an output to the end of the line below it. */
const TAIL = 34;

/** `countOf`: the parameters of a layer in words. */
export function foldedPicture(view: NetworkView, measure: Measure, countOf: (node: NetworkNode) => string): Picture {
  const { nodes, edges } = view;
  const sizes = nodes.map((node) => ({
    width: boxWidth(node, measure, countOf) + (node.states.length > 0 ? 2 * LOOP : 0),
    height: boxHeight(node) + (node.isOutput ? TAIL : 0),
  }));
  const place = layered(sizes, edges, { across: 28, down: 54 });
  const lines: Line[] = [];
  const boxes: Box[] = [];
  const words: Word[] = [];

  const ways: (readonly Point[])[] = [];
  const obstacles = new Obstacles();
  const at = ({ x, y }: Point): Point => ({ x: x + MARGIN, y: y + MARGIN });
  edges.forEach((edge, index) => {
    const way = (place.ways[index] ?? []).map(at);
    // The room below an output belongs to its own line.
    const from = nodes[edge.from];
    const start = way[0] && from?.isOutput ? [{ x: way[0].x, y: way[0].y - TAIL }] : [];
    const points = [...start, ...way];
    lines.push({ path: curve(points), look: edge.isState ? "state" : "tensor", hasArrow: true });
    ways.push(points);
    for (const stretch of pointsOf(points)) obstacles.addLine(stretch);
  });
  nodes.forEach((node, index) => {
    const { x, y } = at(place.boxes[index] ?? { x: 0, y: 0 });
    const width = boxWidth(node, measure, countOf);
    const height = boxHeight(node);
    boxes.push({ x: x - width / 2, y, width, height, look: "layer", node: index });
    obstacles.add({ left: x - width / 2, top: y, right: x + width / 2, bottom: y + height });
    words.push(
      { x, y: y + 19, text: title(node), look: "title", anchor: "middle", node: index },
      { x, y: y + 36, text: subtitle(node, countOf), look: "small", anchor: "middle", node: index },
    );
    if (node.halves !== undefined) {
      halfTitles(node).forEach((text, half) => {
        const top = y + HEIGHT + half * (HALF + 4);
        boxes.push({ x: x - width / 2 + 8, y: top, width: width - 16, height: HALF, look: "half", node: index });
        words.push({ x, y: top + 16, text, look: "small", anchor: "middle", node: index });
      });
    }
    if (node.states.length > 0) {
      const right = x + width / 2;
      const middle = y + height / 2;
      lines.push({ path: loop(right, middle), look: "step", hasArrow: true });
      words.push({ x: right + 4, y: middle - 16, text: node.states.join(", "), look: "shape", anchor: "start" });
      obstacles.add({ left: right, top: middle - 28, right: right + LOOP, bottom: middle + 16 });
    }
    if (node.isOutput) {
      const tail = [
        { x, y: y + height },
        { x, y: y + height + TAIL },
      ];
      lines.push({ path: curve(tail), look: "tensor", hasArrow: true });
      const text = shapeText(node.shape);
      const end = y + height + TAIL - 10;
      const beside = x + 8;
      words.push({ x: beside, y: end, text, look: "shape", anchor: "start" });
      obstacles.addLine(tail);
      obstacles.add({ left: beside, top: end - 10, right: beside + measure(text, "small"), bottom: end + 4 });
    }
  });
  // Last, when all else stands where it does.
  edges.forEach((edge, index) => {
    const text = [edge.label, shapeText(edge.shape)].filter(Boolean).join(" ");
    words.push(placeLabel(text, measure(text, "small"), pointsOf(ways[index] ?? []), obstacles));
  });
  const ends = words.map(({ x, text, look, anchor }) =>
    look === "shape" && anchor === "start" ? x + measure(text, "small") + MARGIN / 2 : 0,
  );
  return {
    width: Math.ceil(Math.max(place.width + 2 * MARGIN, ...ends)),
    height: Math.ceil(place.height + 2 * MARGIN),
    ...{ lines, boxes, words },
  };
}

export const title = ({ kind, detail }: NetworkNode): string => (detail === "" ? kind : `${kind} ${detail}`);

const subtitle = (node: NetworkNode, countOf: (node: NetworkNode) => string): string =>
  [node.name, countOf(node)].filter(Boolean).join(" · ");

const boxWidth = (node: NetworkNode, measure: Measure, countOf: (node: NetworkNode) => string): number =>
  Math.ceil(
    Math.max(
      NARROWEST,
      measure(title(node), "title") + 2 * PADDING,
      measure(subtitle(node, countOf), "small") + 2 * PADDING,
      ...halfTitles(node).map((text) => measure(text, "small") + 2 * PADDING + 16),
    ),
  );

const boxHeight = ({ halves }: NetworkNode): number => (halves === undefined ? HEIGHT : HEIGHT + 2 * (HALF + 4) + 4);

/** `→ LSTM 16` and `← GRU 8`: the arrow is the way in which it reads. */
const halfTitles = ({ halves, backwards }: NetworkNode): readonly string[] =>
  (halves ?? []).map((text, half) => `${(half === 0) === backwards ? "←" : "→"} ${text}`);

/** From the box's right side round and back to it. */
const loop = (x: number, y: number): string =>
  `M${round(x)} ${round(y - 9)}C${round(x + 30)} ${round(y - 16)} ${round(x + 30)} ${round(y + 16)} ${round(x)} ${round(y + 9)}`;
