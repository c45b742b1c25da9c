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
import type { DrawnScore } from "../../src/pictures/score/unrolledStrip";
import type { Choices, PanelState } from "../panelState";
import { makeSaveMenu } from "../saving/saveMenu";
import { type LayerDimensions, listDimensions, nameDimension } from "../../src/pictures/dimensions";
import { dimensionsByLayer, idsOf } from "../dimensionLight";
import { mountUnrolled } from "./unrolledView";

type Layer = ModelView["layers"][number];

export interface ModelPart {
  readonly update: (state: PanelState) => void;
  /** The scores were drawn: the unrolled strip stands above them. */
  readonly unroll: (drawn: readonly DrawnScore[], left: number) => void;
}

export function mountModel(root: HTMLElement, context: PanelContext): ModelPart {
  const { language, choose, reveal } = context;
  const body = element("div", { class: "model" });
  const choice = (unrolled: boolean): HTMLButtonElement => {
    const button = element(
      "button",
      { type: "button", title: say(language, unrolled ? "strip.unroll" : "strip.fold") },
      say(language, unrolled ? "map.unrolled" : "map.folded"),
    );
    button.addEventListener("click", () => choose({ unrolled }));
    return button;
  };
  const choices = [choice(false), choice(true)] as const;
  const views = element("div", { class: "strip-choices", role: "group", "aria-label": say(language, "map.view"), hidden: true }, ...choices); // prettier-ignore
  const save = makeSaveMenu(context, ["network"]);
  const title = element("h2", {}, say(language, "panel.model"));
  root.append(element("div", { class: "section-head" }, title, views, save), body);
  let now: PanelState | undefined;
  let shown: ModelView | undefined;
  let isOpen = false;
  const pick = (layer: string, at?: { readonly key: string; readonly step: number }): void => {
    choose((before) => selected(layer, at, now, before));
    reveal(layer);
  };
  const unrolled = mountUnrolled(context, pick);

  const unroll = (drawn: readonly DrawnScore[], left: number): void => {
    if (!now?.model) return;
    const isWanted = now.choices.unrolled;
    const can = unrolled.draw(now.model, drawn, now.score?.layer.name, isWanted);
    views.hidden = !can;
    unrolled.root.style.setProperty("--names", `${left}px`);
    const isUnrolled = can && isWanted;
    choices.forEach((button, at) => button.setAttribute("aria-pressed", String((at === 1) === isUnrolled)));
    const strip = body.querySelector<HTMLElement>(".strip");
    if (strip) strip.hidden = isUnrolled;
    if (isUnrolled && !unrolled.root.isConnected) strip?.after(unrolled.root);
    if (!isUnrolled) unrolled.root.remove();
  };

  const update = (state: PanelState): void => {
    const { model, score, cursor } = state;
    now = state;
    const inside = layerInside(state);
    save.hidden = !model?.network || model.layers.length === 0;
    if (!score) unroll([], 0);
    if (model && model !== shown) {
      isOpen = body.querySelector("details")?.open ?? isOpen;
      shown = model;
      const focused = body.contains(document.activeElement) ? document.activeElement?.getAttribute("data-layer") : null;
      const parts = model.layers.length > 0 ? renderModel(model, pick, context) : [renderEmpty(language)];
      body.replaceChildren(...parts);
      const summary = body.querySelector("details");
      if (summary) summary.open = isOpen;
      if (focused) body.querySelector<HTMLElement>(`button[data-layer="${CSS.escape(focused)}"]`)?.focus();
    }
    for (const chip of body.querySelectorAll<HTMLElement>(".chip")) {
      const { layer } = chip.dataset;
      setAttributes(chip, { "aria-current": layer === inside && "true" });
      chip.classList.toggle("at-cursor", layer === cursor);
    }
  };
  return { update, unroll };
}

const layerInside = ({ score }: PanelState): string | undefined => score?.layer.name.split("/")[0];

/** What a click on a layer chooses: its inside where it has one, of a Bidirectional the half that was meant; and the step of a box. */
function selected(
  layer: string,
  at: { readonly key: string; readonly step: number } | undefined,
  state: PanelState | undefined,
  before: Choices,
): Partial<Choices> {
  const names = state?.score?.layers.map(({ name }) => name) ?? [];
  const own = names.find((name) => name === (at?.key ?? layer)) ?? names.find((name) => name === layer || name.startsWith(`${layer}/`)); // prettier-ignore
  const step = at ? { step: at.step } : {};
  const now = state?.score?.layer.name;
  if (own === undefined || own === now) return own === undefined ? {} : step;
  // Of an encoder and its decoder, each keeps its cursor and its unit.
  if (own !== state?.score?.partner?.layer.name) return { layer: own, ...step };
  const { otherStep, otherUnit } = before;
  return { layer: own, step: otherStep, unit: otherUnit, otherStep: before.step, otherUnit: before.unit, ...step };
}

function renderModel(model: ModelView, pick: (layer: string) => void, context: PanelContext): readonly Node[] {
  const { language } = context;
  const heads = (["panel.layer", "panel.outputShape", "panel.parameters"] as const).map((id) =>
    element("th", { scope: "col" }, say(language, id)),
  );
  return [
    renderStrip(model, pick, language),
    renderDimensions(model, language),
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

/** In the order of the file: between two layers stands what the first gives; an arrow only where the second takes it. */
function renderStrip(model: ModelView, pick: (layer: string) => void, language: Language): Node {
  const { layers, network } = model;
  const dimensions = dimensionsByLayer(model);
  const takes = (at: number): boolean =>
    network === undefined || network.edges.some(({ from, to }) => from === at && to === at + 1);
  const chips = layers.flatMap(({ name, kind, detail, outputShapes, params }, at): Node[] => {
    const chip = element(
      "button",
      {
        type: "button",
        class: "chip",
        "data-layer": name,
        "data-dimensions": idsOf(dimensions.get(name)),
        title: say(language, "panel.revealHint", { layer: name }),
      },
      element("span", { class: "kind" }, kind),
      detail && element("span", { class: "detail" }, ` ${detail}`),
      element("small", {}, params === null ? name : `${name} · ${writtenNumber(params, language)}`),
    );
    chip.addEventListener("click", () => pick(name));
    const shape = renderShapes(outputShapes, dimensions.get(name), language);
    const isLast = at === layers.length - 1 || !takes(at);
    return [element("li", {}, chip), element("li", { class: isLast ? "edge last" : "edge" }, ...shape)];
  });
  return element("ol", { class: "strip", "aria-label": say(language, "panel.model") }, ...chips);
}

/** Each number of a shape is the name of its dimension. */
function renderShapes(
  shapes: Layer["outputShapes"],
  dimensions: LayerDimensions | undefined,
  language: Language,
): readonly Node[] {
  return shapes.map((shape, output) => {
    const numbers = shape.flatMap((size, axis) => {
      const dimension = dimensions?.[output]?.[axis];
      const name = dimension && { "data-dimension": dimension.id, title: nameDimension(dimension, language) };
      return [...(axis > 0 ? [", "] : []), element("span", name ?? {}, String(size ?? "None"))];
    });
    return element("span", { class: "shape-of" }, "(", ...numbers, shape.length === 1 ? ",)" : ")", " ");
  });
}

/** The names of all dimensions: pointer or focus on one lights up what has it. */
function renderDimensions(model: ModelView, language: Language): Node {
  const all = listDimensions([...dimensionsByLayer(model).values()]);
  const names = all.map((one) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "dimension", "data-dimension": one.id },
        nameDimension(one, language),
        element("span", { class: "size" }, ` ${one.size ?? "None"}`),
      ),
    ),
  );
  return element("ul", { class: "dimensions", "aria-label": say(language, "dimension.list"), hidden: all.length === 0 }, ...names); // prettier-ignore
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
