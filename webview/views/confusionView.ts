/** Which classes are taken for which, as a table: a row for each right class, a column for each decision. */
import { type Language, say } from "../../src/core/messages/message";
import { type Confusion, confusionOf, mixUps, mostClasses } from "../../src/pictures/answers/confusion";
import type { OutputScore } from "../../src/pictures/answers/scoreModel";
import { textOf } from "../../src/pictures/answers/voices";
import { element } from "../element";
import { tint } from "../shades";

/** Of more classes than a table shows, what is mixed up most is told. */
const mostMixUps = 10;

export function renderConfusion(root: HTMLElement, score: OutputScore, language: Language): void {
  const { parts } = score;
  const tables = parts.flatMap(({ name, from, to }) => {
    const found = confusionOf(score, from, to);
    if (!found) return [];
    const title = parts.length > 1 ? say(language, `panel.part.${name}`) : "";
    return [
      found.labels.length <= mostClasses ? renderTable(found, title, language) : renderList(found, title, language),
    ];
  });
  root.hidden = tables.length === 0;
  root.replaceChildren(
    element("summary", {}, say(language, "panel.confusion")),
    element("div", { class: "confusions" }, ...tables),
  );
}

function renderTable({ labels, counts }: Confusion, title: string, language: Language): HTMLElement {
  const rows = counts.map((row, right) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, textOf(labels[right]!)),
      ...row.map((count, decided) => {
        const cell = element("td", { class: "cell" }, count === 0 ? "·" : String(count));
        if (count > 0) tint(cell, count / all, right === decided ? "accent" : "plain");
        if (count > 0 && right !== decided) cell.classList.add("wrong");
        return cell;
      }),
    );
  });
  return element(
    "table",
    { class: "confusion" },
    element("caption", {}, title),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("td", {}),
        element("th", { scope: "colgroup", colspan: labels.length, class: "group" }, say(language, "panel.decided")),
      ),
      element(
        "tr",
        {},
        element("th", { scope: "col", class: "group" }, say(language, "panel.targetClass")),
        ...labels.map((label) => element("th", { scope: "col", class: "step" }, textOf(label))),
      ),
    ),
    element("tbody", {}, ...rows),
  );
}

function renderList(confusion: Confusion, title: string, language: Language): HTMLElement {
  const lines = mixUps(confusion, mostMixUps).map(({ right, decided, count }) =>
    element("li", {}, say(language, "panel.mixUp", { right: textOf(right), decided: textOf(decided), count })),
  );
  return element("div", {}, title && element("p", {}, title), element("ul", { class: "mix-ups" }, ...lines));
}
