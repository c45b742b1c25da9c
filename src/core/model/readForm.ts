/**
 * Whole data from a file: `{file: prices.csv, target: close, window: 30}`. The keys of its form are checked; this version reads no
 * data files yet, and says so without calling it a mistake.
 *
 * test/core/model/forms.test.ts holds the findings.
 */
import { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import { entryOf, type SyntaxMap } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import { suggest } from "../text/suggestion";
import type { ValuesOf } from "./argumentTypes";
import { dataForms, formExamples, formKeys, formOf, shareTable } from "./formTable";
import { readSettings } from "./readSettings";
import { dataKeys } from "./sectionTable";

/** Whether the map is written in one of these forms: it names a file, and neither a task nor x and y. */
export const isForm = (map: SyntaxMap): boolean =>
  entryOf(map, "file") !== undefined && !["task", "x", "y"].some((key) => entryOf(map, key));

/** What of a time series can be held against the network, each with its place. */
export interface SeriesKeys {
  readonly window: Placed;
  readonly horizon: Placed;
  /** The columns that are fed; undefined where they are not listed. */
  readonly inputs: { readonly count: number; readonly range: TextRange } | undefined;
  /** How many columns are foretold. */
  readonly targets: number;
}

interface Placed {
  readonly value: number;
  readonly range: TextRange;
}

export interface ReadForm {
  /** What to say where this data is to be trained on. */
  readonly unbuilt: Message;
  /** Undefined where it is another form, or where a key is wrong. */
  readonly series: SeriesKeys | undefined;
}

export function readForm(map: SyntaxMap, findings: Findings): ReadForm {
  const words = map.entries.map(({ key }) => String(key.value));
  // A misspelt key tells the form too.
  const meant = words.map((word) =>
    Object.hasOwn(dataKeys, word) ? word : (suggest(word, Object.keys(formKeys)) ?? word),
  );
  const file = entryOf(map, "file");
  const form = formOf(meant, file?.value?.is === "scalar" ? String(file.value.value) : undefined);
  const place = file?.key.range ?? map.range;
  if (!form) {
    const text = message("data-form", { examples: Object.values(formExamples).join(" · ") });
    findings.report(place, text);
    return { unbuilt: text, series: undefined };
  }
  const before = findings.list.length;
  const settings = readSettings("data", dataForms[form], map, formExamples[form], findings);
  // Too much together is told beside whatever else is wrong, which was told above.
  const split = entryOf(map, "split")?.value;
  const parts = split && readSettings("split", shareTable, split, "", new Findings());
  if (parts && parts.train + parts.validation + parts.test > 1 + 1e-9)
    findings.report(split.range, message("split-sum"));
  const unbuilt = message("not-built.form", { form: formExamples[form] });
  if (findings.list.length === before) findings.report(place, unbuilt, { severity: "information" });
  const isSound = form === "series" && findings.list.every(({ severity }, at) => at < before || severity !== "error");
  return { unbuilt, series: isSound && settings ? seriesOf(map, settings as ValuesOf<SeriesTable>) : undefined };
}

type SeriesTable = (typeof dataForms)["series"];

function seriesOf(map: SyntaxMap, { window, horizon, inputs, target }: ValuesOf<SeriesTable>): SeriesKeys {
  const placeOf = (key: string): TextRange | undefined => entryOf(map, key)?.value?.range;
  const place = placeOf("window") ?? map.range;
  const columns = placeOf("inputs");
  return {
    window: { value: window, range: place },
    horizon: { value: horizon, range: placeOf("horizon") ?? placeOf("target") ?? place },
    inputs: columns && inputs ? { count: [inputs].flat().length, range: columns } : undefined,
    targets: [target].flat().length,
  };
}
