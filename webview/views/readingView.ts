/** Verdicts as a person reads them: what the numbers say, then what to try next. test/webview holds it. */
import type { Verdict } from "../../src/core/insight/verdict";
import { type Language, render } from "../../src/core/messages/message";
import { element } from "../element";

/** Fills a list; it is hidden where there is nothing to say. */
export function renderReading(root: HTMLElement, verdicts: readonly Verdict[], language: Language): void {
  const said = verdicts.map(({ says, next }) => [says, ...(next ? [next] : [])].map((one) => render(one, language)));
  const key = JSON.stringify(said);
  root.hidden = said.length === 0;
  if (root.dataset["said"] === key) return;
  root.dataset["said"] = key;
  root.replaceChildren(
    ...said.map(([says = "", next]) =>
      element("li", {}, says, ...(next === undefined ? [] : [" ", element("span", { class: "next" }, next)])),
    ),
  );
}
