/**
 * The map as a whole: what the picture shows in a sentence, folded or over time, its size, the picture, what its lines mean, and saving it.
 *
 * It is drawn anew when the network changes; the layer that has the focus keeps it by its name. Held by test/webview/tests/map.mjs.
 */
import { type Language, say } from "../../src/core/messages/message";
import type { MapToHost, NetworkView } from "../../src/protocol/network";
import { drawing, element, setText } from "../element";
import { foldedPicture } from "../../src/pictures/network/foldedPicture";
import { drawNetwork, svgText } from "./networkDrawing";
import { countText, layerText, summaryOf } from "../../src/pictures/network/networkWords";
import type { Line, Measure, Picture } from "../../src/pictures/network/picture";
import { unrolledPicture } from "../../src/pictures/network/unrolledPicture";
import { type Zoom, zoomControls } from "./zoom";

export interface MapState {
  readonly network: NetworkView | undefined;
  /** The layer at the editor's cursor. */
  readonly cursor: string | undefined;
  readonly isUnrolled: boolean;
  readonly zoom: Zoom;
}

export interface MapContext {
  readonly language: Language;
  readonly tell: (message: MapToHost) => void;
  readonly unroll: (isUnrolled: boolean) => void;
  readonly zoom: (zoom: Zoom) => void;
}

/** Gives the function that draws a state. */
export function mountMap(
  root: HTMLElement,
  { language, tell, unroll, zoom: changeZoom }: MapContext,
): (state: MapState) => void {
  const choice = (isUnrolled: boolean): HTMLButtonElement => {
    const button = element(
      "button",
      { type: "button", "aria-pressed": "false" },
      say(language, isUnrolled ? "map.unrolled" : "map.folded"),
    );
    button.addEventListener("click", () => unroll(isUnrolled));
    return button;
  };
  const choices = [choice(false), choice(true)] as const;
  const save = element("button", { type: "button", class: "save" }, say(language, "map.save"));
  const heading = element("h1", { class: "file" });
  const summary = element("p", { class: "summary", role: "status" });
  const problem = element("p", { class: "problem", hidden: true });
  const stage = element("div", { class: "stage" });
  const frame = element("main", {}, stage);
  const zooming = zoomControls({ language, frame, zoom: changeZoom });
  const legend = element("ul", { class: "legend", "aria-label": say(language, "map.legend"), hidden: true });
  root.append(
    element(
      "header",
      { class: "head" },
      element("div", { class: "choices", role: "group", "aria-label": say(language, "map.view") }, ...choices),
      zooming.bar,
      save,
      heading,
      summary,
      problem,
    ),
    frame,
    element("footer", {}, legend),
  );
  const measure = measureIn(root);
  let drawn: { network: NetworkView; isUnrolled: boolean; svg: SVGSVGElement } | undefined;

  save.addEventListener("click", () => drawn && tell({ type: "save", svg: svgText(drawn.svg) }));
  stage.addEventListener("click", ({ target }) => {
    const layer = (target as Element).closest<SVGGElement>(".node");
    if (layer) go(layer);
  });
  stage.addEventListener("keydown", (event) => {
    const layer = (event.target as Element).closest<SVGGElement>(".node");
    if (!layer || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const last = (drawn?.network.nodes.length ?? 0) - 1;
    const at = indexOf(layer);
    if (event.key === "Enter" || event.key === " ") go(layer);
    else if (event.key === "Home" || event.key === "End") focus(event.key === "Home" ? 0 : last);
    else if (step !== undefined) focus(Math.min(last, Math.max(0, at + step)));
    else return;
    event.preventDefault();
  });

  const go = (layer: SVGGElement): void => {
    const name = drawn?.network.nodes[indexOf(layer)]?.name;
    tabTo(indexOf(layer));
    if (name !== undefined) tell({ type: "reveal", layer: name });
  };
  const layerAt = (at: number): SVGGElement | null => stage.querySelector<SVGGElement>(`.node[data-node="${at}"]`);
  const tabTo = (at: number): void =>
    stage.querySelectorAll(".node").forEach((layer, node) => layer.setAttribute("tabindex", node === at ? "0" : "-1"));
  const focus = (at: number): void => {
    tabTo(at);
    layerAt(at)?.focus();
  };

  const draw = (network: NetworkView, isUnrolled: boolean): void => {
    const focused = stage.querySelector<SVGGElement>(".node:focus");
    const name = focused ? drawn?.network.nodes[indexOf(focused)]?.name : undefined;
    const picture = isUnrolled
      ? unrolledPicture(network, measure)
      : foldedPicture(network, measure, (node) => countText(node, language));
    const svg = drawNetwork(picture, {
      title: say(language, "map.of", { name: network.name }),
      description: `${summaryOf(network, language)} ${say(language, isUnrolled ? "map.explainUnrolled" : "map.explainFolded")}`,
      nodes: network.nodes.map((_, at) => layerText(network, at, language)),
    });
    stage.replaceChildren(svg);
    legend.replaceChildren(...legendOf(picture, language));
    legend.hidden = picture.lines.length === 0;
    drawn = { network, isUnrolled, svg };
    const at = network.nodes.findIndex((node) => node.name === name);
    if (at >= 0) focus(at);
  };

  return ({ network, cursor, isUnrolled, zoom }) => {
    choices.forEach((button, at) => button.setAttribute("aria-pressed", String((at === 1) === isUnrolled)));
    save.disabled = !network || network.nodes.length === 0;
    if (!network || network.nodes.length === 0) zooming.show(undefined, zoom);
    if (!network) return setText(summary, say(language, "map.opening"));
    setText(heading, network.name);
    setText(summary, network.nodes.length === 0 ? say(language, "map.empty") : summaryOf(network, language));
    problem.hidden = network.errors === 0;
    setText(problem, network.errors === 0 ? "" : say(language, "map.errors", { count: network.errors }));
    if (network !== drawn?.network || isUnrolled !== drawn.isUnrolled) draw(network, isUnrolled);
    if (network.nodes.length > 0) zooming.show(drawn?.svg, zoom);
    const at = network.nodes.findIndex(({ name }) => name === cursor);
    stage.querySelectorAll(".node").forEach((layer, node) => {
      if (node !== at) return layer.removeAttribute("aria-current");
      if (layer.getAttribute("aria-current") === "true") return;
      layer.setAttribute("aria-current", "true");
      layer.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  };
}

const indexOf = (layer: SVGGElement): number => Number(layer.dataset["node"]);

const meanings = [
  ["tensor", "map.lineTensor"],
  ["step", "map.lineStep"],
  ["state", "map.lineState"],
] as const satisfies readonly (readonly [Line["look"], string])[];

/** What the lines mean: those that the picture has. */
function legendOf({ lines }: Picture, language: Language): HTMLLIElement[] {
  const looks = new Set(lines.map(({ look }) => look));
  return meanings
    .filter(([look]) => looks.has(look))
    .map(([look, meaning]) =>
      element(
        "li",
        {},
        drawing(
          "svg",
          { width: 30, height: 10, "aria-hidden": "true" },
          drawing("path", { class: `sample line ${look}`, d: "M1 5H24" }),
          drawing("path", { class: `head ${look}`, d: "M22 1.5L29 5L22 8.5Z" }),
        ),
        say(language, meaning),
      ),
    );
}

/** Widths of words in the page's own font. */
function measureIn(root: HTMLElement): Measure {
  const pen = document.createElement("canvas").getContext("2d");
  return (text, size) => {
    const pixels = size === "title" ? 13 : 11;
    if (!pen) return text.length * pixels * 0.6;
    const weight = size === "title" ? 600 : 400;
    pen.font = `${weight} ${pixels}px ${getComputedStyle(root).fontFamily}`;
    return pen.measureText(text).width;
  };
}
