/**
 * The sample's text, every word or character on the colour of what the chosen unit holds there: with its scale, a sentence, and a table of
 * the words. A click, or the arrow keys, moves the time cursor of the score; the text can be selected and copied.
 *
 * Held by test/webview/tests/unitText.mjs.
 */
import { say } from "../../src/core/messages/message";
import { formatNumber } from "../../src/pictures/numbers";
import { css, heatColour, inkOn } from "../../src/pictures/pen";
import type { ScoreRow } from "../../src/pictures/score/scoreRows";
import { colouredBy, type UnitText, unitTextOf, visible } from "../../src/pictures/score/unitText";
import type { PanelContext } from "../context";
import { makeSelect } from "../controls";
import { element, setText } from "../element";
import { readPalette } from "../shades";

/** More make a page that is slow to lay out; the first are shown, which is said. */
const MOST_TOKENS = 4000;
const MOST_MEANS = 200;

export interface TextPlace {
  readonly unit: number;
  readonly step: number;
  readonly by: string | undefined;
}

export function mountUnitText(
  root: HTMLElement,
  { language, choose }: PanelContext,
): (rows: readonly ScoreRow[], place: TextPlace) => void {
  const by = makeSelect(say(language, "score.text.by"), (colouredBy) => choose({ colouredBy }));
  const title = element("h3", {});
  const low = element("span", {});
  const high = element("span", {});
  const ramp = element("span", { class: "text-ramp" });
  const scale = element("span", { class: "text-scale", "aria-hidden": "true" }, low, ramp, high);
  const body = element("p", { class: "coloured-text", tabindex: 0, role: "group" });
  const said = element("p", { class: "text-said" });
  const table = element("details", { class: "numbers" }, element("summary", {}, say(language, "score.text.table")));
  root.append(element("div", { class: "text-head" }, title, by.root, scale), body, said, table);
  let written = "";
  let shown: UnitText | undefined;
  const fill = (): void => {
    table.querySelector("table")?.remove();
    if (table.open && shown) table.append(renderMeans(shown));
  };
  table.addEventListener("toggle", fill);
  body.addEventListener("click", ({ target }) => {
    const token = target instanceof Element ? target.closest<HTMLElement>("[data-step]") : null;
    // Who has selected text wanted no more than that.
    if (token && getSelection()?.isCollapsed !== false) choose({ step: Number(token.dataset["step"]) });
  });
  body.addEventListener("keydown", (event) => {
    const last = (shown?.tokens.length ?? 1) - 1;
    const moves: Readonly<Record<string, (step: number) => number>> = {
      ArrowLeft: (step) => Math.max(0, Math.min(step, last) - 1),
      ArrowRight: (step) => Math.min(last, step + 1),
      Home: () => 0,
      End: () => last,
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    choose(({ step }) => ({ step: move(step) }));
  });

  function renderMeans({ means }: UnitText): HTMLElement {
    const heads = ["score.text.token", "score.text.count", "score.text.mean", "score.text.least", "score.text.most"] as const; // prettier-ignore
    return element(
      "table",
      {},
      element("caption", { class: "said" }, say(language, "score.text.table")),
      element("thead", {}, element("tr", {}, ...heads.map((id) => element("th", { scope: "col" }, say(language, id))))),
      element(
        "tbody",
        {},
        ...means
          .slice(0, MOST_MEANS)
          .map(({ text, count, mean, low, high }) =>
            element(
              "tr",
              {},
              element("th", { scope: "row" }, visible(text)),
              ...[String(count), ...[mean, low, high].map(formatNumber)].map((cell) => element("td", {}, cell)),
            ),
          ),
      ),
    );
  }

  return (rows, { unit, step, by: key }) => {
    const text = unitTextOf(rows, { unit, by: key, language });
    shown = text;
    root.hidden = !text;
    if (!text) return;
    const { isDiverging } = text;
    const tokens = text.tokens.slice(0, MOST_TOKENS);
    const choices = colouredBy(rows, unit);
    setText(title, say(language, "score.text.title", { unit: unit + 1 }));
    by.set({
      options: choices.map((one) => ({ value: one.key, text: `${one.title} ${one.sign}` })),
      chosen: choices.find((one) => one.key === key)?.key ?? choices[0]?.key ?? "",
    });
    // The words stay while only their colours change: a selection survives that.
    const needed = JSON.stringify([text.isOfWords, tokens.map((token) => token.text)]);
    if (needed !== written) {
      written = needed;
      body.classList.toggle("of-words", text.isOfWords);
      body.replaceChildren(...tokens.flatMap((token) => renderToken(token, text.isOfWords)));
    }
    const palette = readPalette();
    for (const span of body.querySelectorAll<HTMLElement>("[data-step]")) {
      const token = tokens[Number(span.dataset["step"])];
      if (!token) continue;
      const isColoured = Number.isFinite(token.share);
      const colour = isColoured ? heatColour(palette, token.share, isDiverging) : palette.background;
      span.style.backgroundColor = isColoured ? css(colour) : "";
      span.style.color = isColoured ? inkOn(colour) : "";
      span.title = say(language, "score.text.at", { step: token.step + 1, value: formatNumber(token.value) });
      span.classList.toggle("now", token.step === step);
    }
    const ends = [0, 0.5, 1].map((share) => css(heatColour(palette, share, isDiverging)));
    ramp.style.backgroundImage = `linear-gradient(to right, ${ends.join(", ")})`;
    setText(low, formatNumber(text.scale.low));
    setText(high, formatNumber(text.scale.high));
    const more = text.tokens.length - tokens.length;
    setText(said, [text.said, ...(more > 0 ? [say(language, "score.text.cut", { shown: tokens.length, all: text.tokens.length })] : [])].join(" ")); // prettier-ignore
    body.setAttribute("aria-label", say(language, "score.text.label"));
    if (table.open) fill();
  };
}

function renderToken({ step, text }: UnitText["tokens"][number], isOfWords: boolean): readonly Node[] {
  if (text === "") return [];
  const span = element("span", { "data-step": step }, text === "\n" ? "↵" : text);
  if (text === "\n") return [span, element("br")];
  return isOfWords ? [span, document.createTextNode(" ")] : [span];
}
