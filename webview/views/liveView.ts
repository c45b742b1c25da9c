/** Live mode: what it does or waits for, and what the newest edit changed. The switch stands in the head of the panel. */
import { type Language, say } from "../../src/core/messages/message";
import { changeRows, type ChangeRow } from "../../src/pictures/liveChange";
import { formatElapsed } from "../../src/pictures/numbers";
import type { LiveView } from "../../src/protocol/live";
import type { PanelContext } from "../context";
import { element, setText } from "../element";
import type { PanelState } from "../panelState";

export function mountLive(root: HTMLElement, { language }: PanelContext): (state: PanelState) => void {
  const status = element("p", { class: "live-status", role: "status" });
  const rows = element("dl", { class: "live-rows", "aria-label": say(language, "live.what") });
  root.append(element("h2", {}, say(language, "live.title")), status, rows);
  let drawn: LiveView | undefined;
  return ({ live }) => {
    root.hidden = live.state === "off";
    if (live === drawn || root.hidden) return;
    drawn = live;
    setText(status, sayState(live, language));
    const changes = changeRows(live, language);
    rows.hidden = changes.length === 0;
    rows.classList.toggle("old", live.state !== "ready");
    rows.replaceChildren(...changes.flatMap((row) => renderRow(row, language)));
  };
}

function sayState(live: LiveView, language: Language): string {
  const { state, plannedMs = 0, before } = live;
  if (state === "off") return "";
  if (state === "long") return say(language, "live.long", { time: formatElapsed(plannedMs, language) });
  const said = say(language, `live.${state}`);
  return state === "ready" && !before ? `${said} ${say(language, "live.first")}` : said;
}

function renderRow({ label, before, after, isBetter }: ChangeRow, language: Language): readonly HTMLElement[] {
  const verdict = isBetter === undefined ? undefined : isBetter ? "better" : "worse";
  return [
    element("dt", {}, label),
    element(
      "dd",
      {},
      ...(before === undefined
        ? []
        : [
            element("span", { class: "was" }, before),
            element("span", { class: "arrow", "aria-hidden": "true" }, " → "),
            element("span", { class: "said" }, ` ${say(language, "live.to")} `),
          ]),
      element("span", { class: "is" }, after),
      ...(verdict ? [" ", element("span", { class: `verdict ${verdict}` }, say(language, `live.${verdict}`))] : []),
    ),
  ];
}
