/** What the map says of a network in words: to somebody who listens, and in the line above the picture. */
import { type Language, say } from "../../core/messages/message";
import type { NetworkNode, NetworkView } from "../../protocol/network";
import { writtenNumber } from "../../core/messages/writtenNumber";
import { title } from "./foldedPicture";
import { shapeText } from "./picture";

/** `4,864`, or nothing for a layer without parameters. */
export function countText({ params }: NetworkNode, language: Language): string {
  return params === undefined || params === 0 ? "" : writtenNumber(params, language);
}

/** `5 layers, 5,029 parameters; (None, 3, 5) → (None, 5)`. */
export function summaryOf({ nodes, totalParams }: NetworkView, language: Language): string {
  const shapes = (some: readonly NetworkNode[]): string => some.map(({ shape }) => shapeText(shape)).join(", ");
  return say(language, "map.summary", {
    layers: nodes.length,
    params: totalParams,
    inputs: shapes(nodes.filter(({ kind }) => kind === "Input")) || "–",
    outputs: shapes(nodes.filter(({ isOutput }) => isOutput)) || "–",
  });
}

/** A layer with what it takes and gives: all that its box and its lines show. */
export function layerText({ nodes, edges }: NetworkView, at: number, language: Language): string {
  const node = nodes[at] as NetworkNode;
  const into = edges.filter(({ to }) => to === at);
  const from = (isState: boolean): string =>
    into
      .filter((edge) => edge.isState === isState)
      .map((edge) => `${nodes[edge.from]?.name ?? "?"}${edge.label && `/${edge.label}`} ${shapeText(edge.shape)}`)
      .join(", ");
  const [inputs, states] = [from(false), from(true)];
  const { params } = node;
  return [
    `${title(node)}, ${node.name}`,
    halvesText(node, language),
    inputs && say(language, "map.takes", { inputs }),
    states && say(language, "map.begins", { states }),
    say(language, "map.gives", { shape: shapeText(node.shape) }),
    params ? say(language, "map.params", { params }) : "",
    node.isOutput ? say(language, "map.isOutput") : "",
  ]
    .filter(Boolean)
    .join(". ");
}

function halvesText({ halves, backwards }: NetworkNode, language: Language): string {
  if (!halves) return "";
  const [forward, backward] = backwards ? halves.toReversed() : halves;
  return forward === backward
    ? say(language, "map.halves", { cell: halves[0] })
    : say(language, "map.halves.own", { forward: forward ?? "", backward: backward ?? "" });
}
