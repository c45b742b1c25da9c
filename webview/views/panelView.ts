/** The whole panel: its parts in the order in which a network is worked on, and one function that updates them. */
import type { PanelContext } from "../context";
import { element } from "../element";
import type { PanelState } from "../panelState";
import { mountBanners } from "./bannerView";
import { mountHeader } from "./headerView";
import { mountLoss } from "./lossView";
import { mountModel } from "./modelView";
import { mountPredictions } from "./predictionsView";

export function mountPanel(root: HTMLElement, context: PanelContext): (state: PanelState, themeAge: number) => void {
  const header = element("header", { class: "head" });
  const banners = element("div", { class: "banners", role: "alert" });
  const model = element("section", { class: "part part-model" });
  const loss = element("section", { class: "part part-loss" });
  const predictions = element("section", { class: "part part-predictions" });
  const main = element("main", {}, element("div", { class: "left" }, model, loss), predictions);
  root.append(header, banners, main);
  const updates = [
    mountHeader(header, context),
    mountBanners(banners, context),
    mountModel(model, context),
    mountLoss(loss, context),
    mountPredictions(predictions, context),
  ];
  return (state, themeAge) => {
    main.hidden = state.model === undefined;
    for (const update of updates) update(state, themeAge);
  };
}
