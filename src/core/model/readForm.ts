/**
 * Whole data from a file: `{file: prices.csv, target: close, window: 30}`. The keys of its form are checked; a form that this version does
 * not read yet is called so, and no mistake.
 *
 * test/core/model/forms.test.ts holds the findings.
 */
import { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import { entryOf, type SyntaxMap } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import { suggest } from "../text/suggestion";
import { readEvery } from "../data/series/everyRows";
import { timeReader } from "../data/tables/parseTime";
import { dataForms, formExamples, formKeys, formOf, shareTable } from "./formTable";
import { readSettings } from "./readSettings";
import { dataKeys } from "./sectionTable";
import type { SeriesForm, SeriesSettings } from "./seriesForm";

/** Whether the map is written in one of these forms: it names a file, and neither a task nor x and y. */
export const isForm = (map: SyntaxMap): boolean =>
  entryOf(map, "file") !== undefined && !["task", "x", "y"].some((key) => entryOf(map, key));

export interface ReadForm {
  /** What to say where this data is to be trained on; undefined where this version does it. */
  readonly unbuilt?: Message;
  /** Undefined where it is another form, or where a key is wrong. */
  readonly series?: SeriesForm;
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
    return { unbuilt: text };
  }
  const before = findings.list.length;
  const settings = readSettings("data", dataForms[form], map, formExamples[form], findings);
  // Too much together is told beside whatever else is wrong, which was told above.
  const split = entryOf(map, "split")?.value;
  const parts = split && readSettings("split", shareTable, split, "", new Findings());
  if (parts && parts.train + parts.validation + parts.test > 1 + 1e-9)
    findings.report(split.range, message("split-sum"));
  if (form === "series") {
    checkSigns(map, findings);
    checkEvery(map, findings);
    const isSound = findings.list.every(({ severity }, at) => at < before || severity !== "error");
    return isSound && settings ? { series: seriesOf(map, settings as SeriesSettings) } : {};
  }
  const unbuilt = message("not-built.form", { form: formExamples[form] });
  if (findings.list.length === before) findings.report(place, unbuilt, { severity: "information" });
  return { unbuilt };
}

/** Signs of a table are single ones. */
export function checkSigns(map: SyntaxMap, findings: Findings): void {
  for (const key of ["separator", "thousands", "decimal", "time_format"]) {
    const node = entryOf(map, key)?.value;
    if (node?.is !== "scalar" || typeof node.value !== "string") continue;
    const found = JSON.stringify(node.value);
    if (key === "time_format") {
      if (!timeReader(node.value)) findings.report(node.range, message("time-format", { format: found }));
    } else if (key === "decimal") {
      if (node.value !== "." && node.value !== ",") findings.report(node.range, message("table-decimal", { found }));
    } else if (signOf(node.value).length !== 1 || node.value === '"') {
      findings.report(node.range, message("table-sign", { key, found }));
    }
  }
}

/** A mean over a time needs times. */
function checkEvery(map: SyntaxMap, findings: Findings): void {
  const node = entryOf(map, "every")?.value;
  if (node?.is !== "scalar" || node.value === null) return;
  const every = readEvery(String(node.value));
  const found = String(node.value).slice(0, 40);
  if (!every) findings.report(node.range, message("series-every", { found }));
  else if ("span" in every && !entryOf(map, "time"))
    findings.report(node.range, message("series-every.time", { every: found }));
}

/** A tab may be written as in Python. */
export const signOf = (written: string): string => (written === "\\t" ? "\t" : written);

function seriesOf(map: SyntaxMap, settings: SeriesSettings): SeriesForm {
  const placeOf = (key: keyof SeriesSettings): TextRange => {
    const others: Readonly<Partial<Record<keyof SeriesSettings, keyof SeriesSettings>>> = {
      ...{ horizon: "target", inputs: "target", split: "file", time: "file" },
    };
    const other = others[key];
    return entryOf(map, key)?.value?.range ?? (other ? placeOf(other) : map.range);
  };
  const separator = settings.separator === null ? null : signOf(settings.separator);
  return { range: map.range, settings: { ...settings, separator }, placeOf };
}
