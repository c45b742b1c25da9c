/** The model's layers with their shapes and parameters, as Keras's summary; a layer leads to its line in the file. */
import { writtenNumber } from "../../src/core/messages/writtenNumber";
import { type Language, say } from "../../src/core/messages/message";
import type { ModelView } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { element } from "../element";
import { formatShape } from "../numbers";
import type { PanelState } from "../panelState";

type Layer = ModelView["layers"][number];

export function mountModel(root: HTMLElement, context: PanelContext): (state: PanelState) => void {
  const { language } = context;
  const body = element("div", { class: "model" });
  root.append(element("div", { class: "section-head" }, element("h2", {}, say(language, "panel.model"))), body);
  let shown: ModelView | undefined;
  return ({ model }) => {
    if (!model || model === shown) return;
    shown = model;
    const focused = body.contains(document.activeElement) ? document.activeElement?.getAttribute("data-layer") : null;
    body.replaceChildren(...(model.layers.length > 0 ? renderModel(model, context) : [renderEmpty(language)]));
    if (focused) body.querySelector<HTMLElement>(`button[data-layer="${CSS.escape(focused)}"]`)?.focus();
  };
}

function renderModel(model: ModelView, context: PanelContext): readonly Node[] {
  const { language } = context;
  const heads = (["panel.layer", "panel.outputShape", "panel.parameters"] as const).map((id) =>
    element("th", { scope: "col" }, say(language, id)),
  );
  return [
    element(
      "table",
      { class: "layers" },
      element("caption", { class: "said" }, model.name),
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...model.layers.map((layer) => renderLayer(layer, context))),
    ),
    element("p", { class: "totals" }, sayTotals(model, language)),
  ];
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
