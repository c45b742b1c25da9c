/** What attention takes as a table, a row for each step that asks and a column for each that is read: what the map shows, to be read and copied. */
import { type Language, say } from "../../src/core/messages/message";
import { formatNumber } from "../../src/pictures/numbers";
import type { ScoreView } from "../../src/protocol/panel";
import { element, setText } from "../element";

/** More would take long to lay out. */
const mostRows = 200;
const mostColumns = 60;

/** Made when it is opened, and kept true while it is open. */
export function fillAttentionTable(root: HTMLDetailsElement, { attention }: ScoreView, language: Language): void {
  root.hidden = attention.length === 0;
  if (root.hidden) return root.replaceChildren();
  const summary = root.querySelector("summary") ?? root.appendChild(element("summary"));
  setText(summary, say(language, "score.attentionTable", { name: attention.map(({ name }) => name).join(", ") }));
  const fill = (): void => {
    for (const table of root.querySelectorAll("table")) table.remove();
    if (root.open) root.append(...attention.map((one) => renderTable(one, language)));
  };
  root.ontoggle = fill;
  if (root.open) fill();
}

function renderTable(
  { name, weights, queries, values }: ScoreView["attention"][number],
  language: Language,
): HTMLElement {
  const [steps = 0, read = 0] = weights.shape;
  const columns = Array.from({ length: Math.min(read, mostColumns) }, (_none, at) => at);
  return element(
    "table",
    {},
    element("caption", { class: "said" }, say(language, "score.attentionTable", { name })),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, queries ?? ""),
        ...columns.map((at) => element("th", { scope: "col" }, `${values ?? ""} t ${at + 1}`.trim())),
      ),
    ),
    element(
      "tbody",
      {},
      ...Array.from({ length: Math.min(steps, mostRows) }, (_none, step) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, `t ${step + 1}`),
          ...columns.map((at) => element("td", {}, formatNumber(weights.values[step * read + at] ?? Number.NaN))),
        ),
      ),
    ),
  );
}
