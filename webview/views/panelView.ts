/** The whole panel: its parts in the order in which a network is worked on, and one function that updates them. */
import { say } from "../../src/core/messages/message";
import { scoreChosen } from "../../src/pictures/score/pairedScores";
import type { PanelContext } from "../context";
import { lightDimensions } from "../dimensionLight";
import { element } from "../element";
import type { PanelState } from "../panelState";
import { mountBanners } from "./bannerView";
import { mountComparison } from "./comparisonView";
import { mountExplanation } from "./explanationView";
import { mountHeader } from "./headerView";
import { mountLive } from "./liveView";
import { mountInside } from "./insideView";
import { mountLoss } from "./lossView";
import { mountModel } from "./modelView";
import { mountPredictions } from "./predictionsView";
import { mountWhatIf } from "./whatIfView";

export function mountPanel(root: HTMLElement, context: PanelContext): (state: PanelState, themeAge: number) => void {
  const header = element("header", { class: "head" });
  const banners = element("div", { class: "banners", role: "alert" });
  const live = element("section", { class: "live-mode", "aria-label": say(context.language, "live.title") });
  const section = (name: string): HTMLElement => element("section", { class: `part part-${name}` });
  const names = ["model", "loss", "inside", "cell", "what-if", "predictions", "comparison"];
  const [model, loss, inside, cell, whatIf, predictions, comparison] = names.map(section) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  const main = element("main", {}, model, loss, inside, cell, whatIf, predictions, comparison);
  root.append(header, banners, live, main);
  lightDimensions(main);
  const modelView = mountModel(model, context);
  const updates = [
    mountHeader(header, context),
    mountBanners(banners, context),
    mountLive(live, context),
    modelView.update,
    mountLoss(loss, context),
    mountPredictions(predictions, context),
    mountComparison(comparison, context),
  ];
  // What is inside is made when there is something to be seen: a network without memory has no such views.
  let inner: readonly ((state: PanelState, themeAge: number) => void)[] = [];
  return (given, themeAge) => {
    const state = { ...given, score: scoreChosen(given.score, given.choices.layer) };
    if (state.score && inner.length === 0)
      inner = [
        mountInside(inside, context, modelView.unroll),
        mountExplanation(cell, context),
        mountWhatIf(whatIf, context),
      ];
    main.hidden = state.model === undefined;
    cell.hidden = state.score === null;
    inside.hidden = state.score === null;
    whatIf.hidden = state.score === null;
    main.classList.toggle("with-inside", state.score !== null);
    main.classList.toggle("with-pair", state.score?.partner !== undefined);
    for (const update of [...updates, ...inner]) update(state, themeAge);
  };
}
