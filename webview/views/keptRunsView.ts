/** The runs on disk: which one is shown, an earlier one to choose, and a button that deletes it. Out of the way while one is trained. */
import { type Language, say } from "../../src/core/messages/message";
import { isActive, type KeptRun } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { makeButton, makeSelect } from "../controls";
import { element } from "../element";
import { formatNumber } from "../../src/pictures/numbers";
import type { PanelState } from "../panelState";

export function mountKeptRuns(root: HTMLElement, context: PanelContext): (state: PanelState) => void {
  const { language } = context;
  let shown = "";
  const label = say(language, "panel.runs");
  const choice = makeSelect(label, (id) => {
    if (id !== shown) context.chooseRun(id);
  });
  const remove = makeButton(say(language, "panel.deleteRun"), { said: say(language, "panel.deleteRunHint") }, () =>
    context.deleteRun(shown),
  );
  const withLabel = say(language, "comparison.with");
  const other = makeSelect(withLabel, (id) => context.compare(id === "" ? null : id));
  const besideIt = element("span", { class: "label", "aria-hidden": "true" }, withLabel);
  root.append(element("span", { class: "label", "aria-hidden": "true" }, label), choice.root, remove.root);
  root.append(besideIt, other.root);
  return ({ run, keptRuns, comparedWith }) => {
    const known = keptRuns.some(({ id }) => id === run?.id);
    root.hidden = keptRuns.length === 0 || isActive(run) || !known;
    if (root.hidden) return;
    shown = run?.id ?? "";
    const options = keptRuns.map((one) => ({ value: one.id, text: describeKept(one, language) }));
    choice.set({ options, chosen: shown });
    remove.set(run?.status !== "elsewhere");
    besideIt.hidden = other.root.hidden = keptRuns.length < 2;
    const others = options.filter(({ value }) => value !== shown);
    const none = { value: "", text: say(language, "comparison.none") };
    const chosen = others.some(({ value }) => value === comparedWith) ? (comparedWith ?? "") : "";
    other.set({ options: [none, ...others], chosen });
  };
}

/** `30 Nov, 16:05 · epoch 100 of 100 · loss 0.0312` */
export function describeKept({ started, epoch, epochs, loss }: KeptRun, language: Language): string {
  const when = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const time = when.format(new Date(started));
  return loss === undefined
    ? say(language, "panel.runItemNoLoss", { time, epoch, epochs })
    : say(language, "panel.runItem", { time, epoch, epochs, loss: formatNumber(loss) });
}
