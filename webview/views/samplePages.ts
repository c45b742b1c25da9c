/**
 * Many samples: buttons for the parts of the data, and pages within a part where answers are listed. The chosen sample says on which page
 * one is; a part or page is turned to by choosing its first sample. Held by test/webview/tests/pages.mjs.
 */
import { say } from "../../src/core/messages/message";
import { pageOf, partsOf } from "../../src/core/data/samplePages";
import type { Predictions } from "../../src/protocol/training";
import type { PanelContext } from "../context";
import { makeButton } from "../controls";
import { element, setText } from "../element";

/** So many rows are a page of a list. */
export const LISTED_ROWS = 100;

export interface SamplePages {
  readonly root: HTMLElement;
  /** `isList`: answers are listed; else one is shown, and only parts can be chosen. */
  readonly set: (predictions: Predictions, sample: number, isList: boolean) => void;
}

export function mountSamplePages({ language, choose }: PanelContext): SamplePages {
  const parts = element("div", { class: "parts", role: "group", "aria-label": say(language, "panel.parts") });
  let [before, after] = [0, 0];
  const previous = makeButton("‹", { said: say(language, "panel.previousPage") }, () => choose({ sample: before }));
  const next = makeButton("›", { said: say(language, "panel.nextPage") }, () => choose({ sample: after }));
  const where = element("span", { class: "where", "aria-live": "polite" });
  const pager = element("div", { class: "pager" }, previous.root, where, next.root);
  const root = element("div", { class: "sample-pages" }, parts, pager);
  let made = "";
  return {
    root,
    set: (predictions, sample, isList) => {
      const { samples } = predictions;
      const all = partsOf(samples, predictions);
      root.hidden = isList ? samples <= LISTED_ROWS : all.length < 2;
      if (root.hidden) return;
      const chosen = Math.min(sample, samples - 1);
      const needed = JSON.stringify(all);
      if (needed !== made) {
        made = needed;
        parts.replaceChildren(
          ...all.map(({ name, from, to }) => {
            const part = say(language, `panel.part.${name}`);
            const button = element("button", { type: "button" }, say(language, "panel.partOf", { part, count: to - from })); // prettier-ignore
            button.addEventListener("click", () => choose({ sample: from }));
            return button;
          }),
        );
      }
      parts.hidden = all.length < 2;
      all.forEach(({ from, to }, at) => {
        parts.children[at]?.setAttribute("aria-pressed", String(chosen >= from && chosen < to));
      });
      pager.hidden = !isList;
      const page = pageOf(samples, predictions, chosen, LISTED_ROWS);
      before = pageOf(samples, predictions, Math.max(0, page.from - 1), LISTED_ROWS).from;
      after = page.to;
      previous.set(page.from > 0);
      next.set(page.to < samples);
      setText(where, say(language, "panel.pageOf", { from: page.from + 1, to: page.to, samples }));
    },
  };
}
