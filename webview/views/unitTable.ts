/** All numbers of the chosen unit as a table, one row a step: what the rows of the score show, to be read and copied. */
import { type Language, say } from "../../src/core/messages/message";
import { element, setText } from "../element";
import type { ScoreRow } from "../../src/pictures/score/scoreRows";

/** A table of many thousand rows would take long; the cursor reaches the others. */
const mostRows = 400;

interface Place {
  readonly steps: number;
  readonly unit: number;
  readonly step: number;
}

/** Made when it is opened, and kept true while it is open. */
export function fillUnitTable(
  root: HTMLDetailsElement,
  rows: readonly ScoreRow[],
  place: Place,
  language: Language,
): void {
  const summary = root.querySelector("summary") ?? root.appendChild(element("summary"));
  setText(summary, say(language, "score.table", { unit: place.unit + 1 }));
  const fill = (): void => {
    root.querySelector("table")?.remove();
    if (root.open) root.append(renderTable(rows, place, language));
  };
  root.ontoggle = fill;
  if (root.open) fill();
}

function renderTable(rows: readonly ScoreRow[], { steps, unit, step }: Place, language: Language): HTMLElement {
  const filled = rows.filter(({ body }) => body.kind !== "belt");
  const first = Math.max(0, Math.min(steps - mostRows, step - mostRows / 2));
  return element(
    "table",
    {},
    element("caption", { class: "said" }, say(language, "score.table", { unit: unit + 1 })),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, say(language, "score.step")),
        ...filled.map(({ title, subtitle }) =>
          element("th", { scope: "col" }, title, " ", element("small", {}, subtitle.split(" · ")[0])),
        ),
      ),
    ),
    element(
      "tbody",
      {},
      ...Array.from({ length: Math.min(steps, mostRows) }, (_none, index) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, `t ${first + index + 1}`),
          ...filled.map(({ at }) => element("td", {}, at(first + index))),
        ),
      ),
    ),
  );
}
