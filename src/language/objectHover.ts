/**
 * Hovers of Keras objects, schedules and callbacks: what they do, their formula, and each argument with the file's own value beside its
 * default.
 *
 * test/language/hover.test.ts compares the exact texts.
 */
import { type Language, say } from "../core/messages/message";
import type { FormTable } from "../core/model/formTable";
import { families, type FamilyName } from "../core/model/readObject";
import { type ScheduleName, schedules } from "../core/model/scheduleTable";
import { entryOf, type SyntaxNode } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import { activationPicture } from "./activationPicture";
import { keyText, objectText, scheduleText, valueText } from "./documentation";
import { objectArguments } from "./expectation";
import type { Hover } from "./hoverContent";
import { callbackPage, nameIn, objectFormula, objectPage, scheduleFormulas, schedulePage } from "./objectFormulas";

/** Where the name stands, and what stands behind it. */
export interface NamedObject {
  readonly text: string;
  readonly name: string;
  readonly range: TextRange;
  readonly value: SyntaxNode | undefined;
}

export function objectHover(family: FamilyName, named: NamedObject, language: Language): Hover | undefined {
  const { name, range } = named;
  const about = objectText(family, name, language);
  if (about === undefined) return undefined;
  const known = objectArguments(family, nameIn(family, name));
  const main = families[family].table[nameIn(family, name)]?.main;
  const formula = objectFormula(family, name);
  const legend = formula.length > 0 ? legendOf(family, formula) : undefined;
  const picture = family === "activation" ? activationPicture(name, language) : undefined;
  return {
    ...{ range, title: name, documentation: objectPage(family, name) },
    paragraphs: [about, ...(legend ? [say(language, legend)] : [])],
    facts: [...(picture ? [picture.scale] : []), ...withBreak(formula, argumentLines(named, known, main, language))],
    ...(picture ? { picture: { svg: picture.svg, alt: picture.alt } } : {}),
  };
}

export function scheduleHover(named: NamedObject, language: Language): Hover | undefined {
  const { name, range } = named;
  const about = scheduleText(name, language);
  if (about === undefined || !Object.hasOwn(schedules, name)) return undefined;
  const known = name as ScheduleName;
  return {
    ...{ range, title: name, documentation: schedulePage(known) },
    paragraphs: [about, say(language, "legend-schedule")],
    facts: withBreak(scheduleFormulas[known], argumentLines(named, schedules[known], undefined, language)),
  };
}

/** `early_stopping` or `reduce_lr_on_plateau`. */
export function callbackHover(named: NamedObject, table: FormTable, language: Language): Hover | undefined {
  const { name, range } = named;
  const about = keyText("fit", name, language);
  if (about === undefined) return undefined;
  const rule = say(language, `callback-${name}` as "callback-early_stopping");
  return {
    ...{ range, title: name, paragraphs: [about, rule], documentation: callbackPage(name) },
    facts: argumentLines(named, table, undefined, language),
  };
}

/** What the signs of a formula are. */
function legendOf(family: FamilyName, formula: readonly string[]) {
  if (family === "optimizer") return "legend-optimizer";
  if (family === "loss") return "legend-loss";
  return formula.some((line) => line.includes("TP")) ? "legend-confusion" : "legend-metric";
}

const withBreak = (formula: readonly string[], lines: readonly string[]): string[] =>
  formula.length > 0 && lines.length > 0 ? [...formula, "", ...lines] : [...formula, ...lines];

/** `learning_rate: 0.01 (default 0.001)`, one argument a line. `main`: what a value alone means. */
function argumentLines(
  { text, value }: NamedObject,
  known: FormTable,
  main: string | undefined,
  language: Language,
): string[] {
  const names = Object.keys(known);
  const first = main ?? (names.length === 1 ? names[0] : undefined);
  const given = (name: string): SyntaxNode | undefined =>
    value?.is === "map" ? entryOf(value, name)?.value : name === first ? value : undefined;
  return Object.entries(known).map(([name, { required, default: fallback }]) => {
    const own = given(name);
    const usual = required ? say(language, "object-required") : valueText(fallback);
    if (!own) return required ? `${name}: ${usual}` : `${name}: ${say(language, "object-default", { value: usual })}`;
    const shown = shortSource(text.slice(own.range.start, own.range.end));
    return required
      ? `${name}: ${shown}`
      : `${name}: ${say(language, "object-own", { value: shown, fallback: usual })}`;
  });
}

const LONGEST_VALUE = 40;

/** On one line, as the file has it; YAML's null is none. */
function shortSource(source: string): string {
  const line = source.replace(/\s+/g, " ").trim();
  if (/^(null|~|)$/i.test(line)) return "none";
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE - 1)}…` : line;
}
