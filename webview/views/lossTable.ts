/** The curve's numbers as a table, made only while it is open: some hundred rows at most, evenly spaced. */
import { type Language, say } from "../../src/core/messages/message";
import type { EpochRow } from "../../src/protocol/training";
import { element } from "../element";
import { nameMeasure } from "../../src/pictures/loss/lossSummary";
import { formatNumber } from "../../src/pictures/numbers";
import { pickRows } from "../../src/pictures/loss/thinning";

const mostRows = 100;

type Fill = (rows: readonly EpochRow[], count: number, keys: readonly string[]) => void;

export function mountLossTable(root: HTMLDetailsElement, language: Language): Fill {
  const body = element("div", {
    class: "numbers-body",
    tabindex: 0,
    role: "region",
    "aria-label": say(language, "panel.loss"),
  });
  root.append(element("summary", {}, say(language, "panel.lossTable")), body);
  let latest: Parameters<Fill> | undefined;
  let drawn = "";
  const draw = (): void => {
    if (!root.open || !latest) return;
    const [rows, count, keys] = latest;
    const now = `${count} ${rows.at(-1)?.epoch} ${keys.join(" ")}`;
    if (now === drawn) return;
    drawn = now;
    body.replaceChildren(...renderTable(rows, keys, language));
  };
  root.addEventListener("toggle", draw);
  return (...given) => {
    latest = given;
    draw();
  };
}

function renderTable(rows: readonly EpochRow[], keys: readonly string[], language: Language): readonly Node[] {
  const { step, indexes } = pickRows(rows.length, mostRows);
  const head = [say(language, "panel.epoch"), ...keys.map((key) => nameMeasure(key, language))];
  const table = element(
    "table",
    {},
    element(
      "caption",
      step > 1 ? {} : { class: "said" },
      step > 1 ? say(language, "panel.everyEpoch", { step }) : say(language, "panel.loss"),
    ),
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element(
      "tbody",
      {},
      ...indexes.flatMap((index) => {
        const row = rows[index];
        if (!row) return [];
        const cells = keys.map((key) => element("td", {}, row[key] === undefined ? "" : formatNumber(row[key])));
        return [element("tr", {}, element("th", { scope: "row" }, String(row.epoch)), ...cells)];
      }),
    ),
  );
  return [table];
}
