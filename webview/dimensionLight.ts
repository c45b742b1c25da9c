/**
 * A dimension's name, or its number in a shape, lights up every block that has it, as long as the pointer or the focus is there.
 *
 * A name has `data-dimension`, a block lists its own in `data-dimensions`. Held by test/webview/tests/score.mjs.
 */
import { dimensionsOf, type LayerDimensions } from "../src/pictures/dimensions";
import type { ModelView } from "../src/protocol/panel";

/** Listens below `root`. */
export function lightDimensions(root: HTMLElement): void {
  const light = (target: EventTarget | null): void => {
    const id =
      target instanceof Element ? target.closest<HTMLElement>("[data-dimension]")?.dataset["dimension"] : undefined;
    for (const block of root.querySelectorAll<HTMLElement>("[data-dimensions], [data-dimension]")) {
      const { dimension, dimensions = "" } = block.dataset;
      block.classList.toggle(
        "has-dimension",
        id !== undefined && (dimension === id || dimensions.split(" ").includes(id)),
      );
    }
  };
  root.addEventListener("pointerover", ({ target }) => light(target));
  root.addEventListener("pointerleave", () => light(document.activeElement));
  root.addEventListener("focusin", ({ target }) => light(target));
  root.addEventListener("focusout", () => light(null));
}

const known = new WeakMap<ModelView, ReadonlyMap<string, LayerDimensions>>();

/** By the name of the layer. */
export function dimensionsByLayer(model: ModelView): ReadonlyMap<string, LayerDimensions> {
  const found = known.get(model) ?? new Map(dimensionsOf(model).map((one, at) => [model.layers[at]?.name ?? "", one]));
  known.set(model, found);
  return found;
}

export const idsOf = (dimensions: LayerDimensions | undefined): string =>
  [...new Set((dimensions ?? []).flat().map(({ id }) => id))].join(" ");
