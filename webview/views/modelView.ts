/**
 * The model as a strip: its layers with shapes between them. A click on one leads to its line in the file, and to its inside where it
 * has one. The table of shapes and parameters, as Keras's summary, is one click away.
 */
import { writtenNumber } from "../../src/core/messages/writtenNumber";
import { type Language, say } from "../../src/core/messages/message";
import type { ModelView } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { element, setAttributes } from "../element";
import { formatShape } from "../../src/pictures/numbers";
import type { PanelState } from "../panelState";

type Layer = ModelView["layers"][number];

export function mountModel(root: HTMLElement, context: PanelContext): (state: PanelState) => void {
  const { language } = context;
  const body = element("div", { class: "model" });
  root.append(element("div", { class: "section-head" }, element("h2", {}, say(language, "panel.model"))), body);
  let shown: ModelView | undefined;
  let isOpen = false;
  return ({ model, score }) => {
    const inside = score?.layer.name.split("/")[0];
    for (const chip of body.querySelectorAll<HTMLElement>(".chip")) {
      setAttributes(chip, { "aria-current": chip.dataset["layer"] === inside && "true" });
    }
    if (!model || model === shown) return;
    isOpen = body.querySelector("details")?.open ?? isOpen;
    shown = model;
    const focused = body.contains(document.activeElement) ? document.activeElement?.getAttribute("data-layer") : null;
    body.replaceChildren(...(model.layers.length > 0 ? renderModel(model, context) : [renderEmpty(language)]));
    const summary = body.querySelector("details");
    if (summary) summary.open = isOpen;
    for (const chip of body.querySelectorAll<HTMLElement>(".chip")) {
      setAttributes(chip, { "aria-current": chip.dataset["layer"] === inside && "true" });
    }
    if (focused) body.querySelector<HTMLElement>(`button[data-layer="${CSS.escape(focused)}"]`)?.focus();
  };
}

function renderModel(model: ModelView, context: PanelContext): readonly Node[] {
  const { language } = context;
  const heads = (["panel.layer", "panel.outputShape", "panel.parameters"] as const).map((id) =>
    element("th", { scope: "col" }, say(language, id)),
  );
  return [
    renderStrip(model, context),
    element(
      "details",
      { class: "summary-table" },
      element(
        "summary",
        {},
        say(language, "panel.summaryTable"),
        " ",
        element("span", { class: "hint" }, sayTotals(model, language)),
      ),
      element(
        "table",
        { class: "layers" },
        element("caption", { class: "said" }, model.name),
        element("thead", {}, element("tr", {}, ...heads)),
        element("tbody", {}, ...model.layers.map((layer) => renderLayer(layer, context))),
      ),
      element("p", { class: "totals" }, sayTotals(model, language)),
    ),
  ];
}

/** In the order of the file: between two layers stands what the first gives. */
function renderStrip({ layers }: ModelView, { language, reveal, choose }: PanelContext): Node {
  const chips = layers.flatMap(({ name, kind, detail, outputShapes, params }, at): Node[] => {
    const chip = element(
      "button",
      { type: "button", class: "chip", "data-layer": name, title: say(language, "panel.revealHint", { layer: name }) },
      element("span", { class: "kind" }, kind),
      detail && element("span", { class: "detail" }, ` ${detail}`),
      element("small", {}, params === null ? name : `${name} · ${writtenNumber(params, language)}`),
    );
    chip.addEventListener("click", () => {
      choose({ layer: kind === "Bidirectional" ? `${name}/forward` : name });
      reveal(name);
    });
    const shape = outputShapes.map(formatShape).join(" ");
    const isLast = at === layers.length - 1;
    return [element("li", {}, chip), element("li", { class: isLast ? "edge last" : "edge" }, shape)];
  });
  return element("ol", { class: "strip", "aria-label": say(language, "panel.model") }, ...chips);
}

function renderLayer({ name, kind, detail, outputShapes, params, trainable }: Layer, context: PanelContext): Node {
  const { language } = context;
  const link = element(
    "button",
    {
      type: "button",
      class: "layer-name",
      "data-layer": name,
      title: say(language, "panel.revealHint", { layer: name }),
    },
    element("span", { class: "kind" }, kind),
    detail && element("span", { class: "detail" }, ` ${detail}`),
    " ",
    element("span", { class: "name" }, name),
  );
  const frozen = !trainable && params !== null && params > 0;
  const mark =
    frozen &&
    element(
      "span",
      { class: "frozen", title: say(language, "panel.frozenHint", { params: params ?? 0 }) },
      say(language, "panel.frozen"),
    );
  const row = element(
    "tr",
    {},
    element("th", { scope: "row" }, link, mark),
    element("td", { class: "shape" }, ...outputShapes.map((shape) => element("div", {}, formatShape(shape)))),
    element("td", { class: "count" }, params === null ? "–" : writtenNumber(params, language)),
  );
  row.addEventListener("click", () => context.reveal(name));
  return row;
}

/** `5,029 parameters · 5,029 trainable · 0 not trainable` */
export function sayTotals({ layers, totalParams, trainableParams }: ModelView, language: Language): string {
  if (layers.some(({ params }) => params === null)) return say(language, "panel.totalUnknown");
  return [
    say(language, "panel.totalParams", { total: totalParams }),
    say(language, "panel.trainableParams", { trainable: trainableParams }),
    say(language, "panel.frozenParams", { frozen: totalParams - trainableParams }),
  ].join(" · ");
}

function renderEmpty(language: Language): Node {
  return element("p", { class: "empty" }, say(language, "panel.noLayers"));
}
