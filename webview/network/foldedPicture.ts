/**
 * The network as a graph of layers: what flows stands at the lines, what a recurrent layer keeps at its loop.
 *
 * test/webview-logic/networkPicture.test.ts.
 */
import type { NetworkEdge, NetworkNode, NetworkView } from "../../src/protocol/network";
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
  const place = layered(sizes, edges, { across: 28, down: 46 });
  const lines: Line[] = [];
  const boxes: Box[] = [];
  const words: Word[] = [];

  const widestTail = Math.max(0, ...nodes.map((node) => (node.isOutput ? measure(shapeText(node.shape), "small") : 0)));
  /** Lines that begin together are named where they are apart, and so are those that end together. */
  const shareAt = ({ from, to }: NetworkEdge): number =>
    edges.filter((edge) => edge.from === from).length > 1
      ? 0.72
      : edges.filter((edge) => edge.to === to).length > 1
        ? 0.3
        : 0.55;
  const at = ({ x, y }: Point): Point => ({ x: x + MARGIN, y: y + MARGIN });
  edges.forEach((edge, index) => {
    const way = (place.ways[index] ?? []).map(at);
    // The room below an output belongs to its own line.
    const from = nodes[edge.from];
    const start = way[0] && from?.isOutput ? [{ x: way[0].x, y: way[0].y - TAIL }] : [];
    const points = [...start, ...way];
    lines.push({ path: curve(points), look: edge.isState ? "state" : "tensor", hasArrow: true });
    words.push(labelOf([edge.label, shapeText(edge.shape)].filter(Boolean).join(" "), points, shareAt(edge)));
  });
  nodes.forEach((node, index) => {
    const { x, y } = at(place.boxes[index] ?? { x: 0, y: 0 });
    const width = boxWidth(node, measure, countOf);
    const height = boxHeight(node);
    boxes.push({ x: x - width / 2, y, width, height, look: "layer", node: index });
    words.push(
      { x, y: y + 19, text: title(node), look: "title", anchor: "middle", node: index },
      { x, y: y + 36, text: subtitle(node, countOf), look: "small", anchor: "middle", node: index },
    );
    if (node.half !== undefined) {
      [`→ ${node.half}`, `← ${node.half}`].forEach((text, half) => {
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
    }
    if (node.isOutput) {
      const [top, bottom] = [y + height, y + height + TAIL];
      lines.push({
        path: curve([
          { x, y: top },
          { x, y: bottom },
        ]),
        look: "tensor",
        hasArrow: true,
      });
      words.push({ x: x + 8, y: bottom - 10, text: shapeText(node.shape), look: "shape", anchor: "start" });
    }
  });
  return {
    width: Math.ceil(place.width + 2 * MARGIN + widestTail / 2),
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
      node.half === undefined ? 0 : measure(`→ ${node.half}`, "small") + 2 * PADDING + 16,
    ),
  );

const boxHeight = ({ half }: NetworkNode): number => (half === undefined ? HEIGHT : HEIGHT + 2 * (HALF + 4) + 4);

/** From the box's right side round and back to it. */
const loop = (x: number, y: number): string =>
  `M${round(x)} ${round(y - 9)}C${round(x + 30)} ${round(y - 16)} ${round(x + 30)} ${round(y + 16)} ${round(x)} ${round(y + 9)}`;

/** Beside the last stretch of a line, on the side that it comes from; `share` of its way down. */
function labelOf(text: string, points: readonly Point[], share: number): Word {
  const [end, before] = [points.at(-1) ?? { x: 0, y: 0 }, points.at(-2) ?? { x: 0, y: 0 }];
  const isLeft = share < 0.5 ? before.x < end.x - 1 : end.x < before.x - 1;
  // A smooth line is nearly at its end's column after two thirds of the way.
  const bent = share ** 2 * (3 - 2 * share);
  const x = before.x + (end.x - before.x) * bent + (isLeft ? -8 : 8);
  return { x, y: before.y + (end.y - before.y) * share + 2, text, look: "shape", anchor: isLeft ? "end" : "start" };
}
