/**
 * A picture of a network as an SVG element, and as the text of a file.
 *
 * Each layer is one button: its boxes, with a name that says all that its words and its lines show. Words let the pointer through. Only one of them is in the tab order; the
 * arrow keys go on from there. Held by test/webview/tests/map.mjs.
 */
import { drawing } from "../element";
import type { Picture } from "../../src/pictures/network/picture";

export interface Named {
  readonly title: string;
  readonly description: string;
  /** What each layer is called aloud. */
  readonly nodes: readonly string[];
}

const HEAD = 7;
/** From the edge of what is seen to the names that stay there. */
const BESIDE = 8;

export function drawNetwork({ width, height, lines, boxes, words }: Picture, named: Named): SVGSVGElement {
  const layers = named.nodes.map((label, node) => {
    const own = boxes.filter((box) => box.node === node);
    return drawing(
      "g",
      { role: "button", "aria-label": label, tabindex: node === 0 ? 0 : -1, class: "node", "data-node": node },
      // A click between the cells of a layer is meant for it as well.
      drawing("path", { class: "area", d: areaOf(own) }),
      ...own.map((box) =>
        drawing("rect", {
          class: `box ${box.look}`,
          ...{ x: box.x, y: box.y, width: box.width, height: box.height, rx: box.look === "layer" ? 5 : 4 },
        }),
      ),
    );
  });
  return drawing(
    "svg",
    {
      ...{ width, height, viewBox: `0 0 ${width} ${height}` },
      ...{ role: "group", "aria-labelledby": "map-title", "aria-describedby": "map-description" },
    },
    drawing("title", { id: "map-title" }, named.title),
    drawing("desc", { id: "map-description" }, named.description),
    drawing(
      "defs",
      {},
      ...(["tensor", "step", "state"] as const).map((look) =>
        drawing(
          "marker",
          {
            ...{ id: `head-${look}`, viewBox: "0 0 8 8", refX: 7, refY: 4, orient: "auto" },
            ...{ markerWidth: HEAD, markerHeight: HEAD, markerUnits: "userSpaceOnUse" },
          },
          drawing("path", { class: look, d: "M0 0.5L7.5 4L0 7.5Z" }),
        ),
      ),
    ),
    drawing(
      "g",
      { "aria-hidden": "true" },
      ...lines.map(({ path, look, hasArrow }) =>
        drawing("path", { class: `line ${look}`, d: path, "marker-end": hasArrow && `url(#head-${look})` }),
      ),
    ),
    ...layers,
    drawing("g", { "aria-hidden": "true" }, ...words.map(wordElement)),
  );
}

const wordElement = ({ x, y, text, look, anchor, slides }: Picture["words"][number]): SVGTextElement =>
  drawing(
    "text",
    {
      class: slides === undefined ? `word ${look}` : `word ${look} row-name`,
      ...{ x, y, "text-anchor": anchor, "data-slides": slides },
    },
    text,
  );

/** Keeps the names of rows in sight: `left` is what is scrolled away of the picture, in its own pixels. */
export function slideNames(shown: SVGSVGElement, left: number): void {
  for (const name of shown.querySelectorAll<SVGTextElement>(".row-name")) {
    const by = Math.min(Number(name.dataset["slides"]), Math.max(0, left + BESIDE - Number(name.getAttribute("x"))));
    if (by > 0) name.setAttribute("transform", `translate(${by} 0)`);
    else name.removeAttribute("transform");
  }
}

function areaOf(boxes: Picture["boxes"]): string {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

/** What a style sheet says elsewhere, a file says itself. */
const kept = {
  rect: ["fill", "stroke", "stroke-width", "stroke-dasharray"],
  path: ["fill", "stroke", "stroke-width", "stroke-dasharray"],
  text: ["fill", "font-family", "font-size", "font-weight", "paint-order", "stroke", "stroke-width"],
} as const;

/** The picture as it is seen now, as the text of an SVG file. The browser writes it, so every word of it is escaped. */
export function svgText(shown: SVGSVGElement): string {
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const originals = shown.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, at) => {
    const original = originals[at];
    if (original && element.tagName in kept) {
      const style = getComputedStyle(original);
      for (const name of kept[element.tagName as keyof typeof kept])
        element.setAttribute(name, style.getPropertyValue(name));
    }
    for (const name of ["class", "tabindex", "data-node", "data-slides", "transform", "aria-current", "aria-hidden"])
      element.removeAttribute(name);
    if (element.getAttribute("role") === "button") element.setAttribute("role", "img");
  });
  copy.querySelectorAll("[fill='none'][stroke='none']").forEach((element) => element.remove());
  // However large it is seen, the file has its natural size.
  const { width, height } = shown.viewBox.baseVal;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const background = getComputedStyle(document.body).backgroundColor;
  copy.querySelector("defs")?.after(drawing("rect", { width, height, fill: background }));
  return new XMLSerializer().serializeToString(copy);
}
