/**
 * The forms of whole data from a file: their keys, with types and defaults.
 *
 * Checks, completion, hover and the schema read it. docs/language.md says what each form means.
 */
import {
  type Argument,
  boolean,
  choice,
  choices,
  column,
  columns,
  dataFile,
  integer,
  number,
  optionalColumn,
  optionalColumns,
  optionalInteger,
  optionalText,
  optionalWord,
  settings,
} from "./argumentTypes";
import { calendarUnits } from "../data/series/calendar";
import { tableKeys } from "./tableKeys";

/** Parts of the data; what is left out is nothing. */
export const shareTable = {
  train: number({ min: 0, max: 1, required: true, first: 0.7 }),
  validation: number({ min: 0, max: 1, default: 0, first: 0.15 }),
  test: number({ min: 0, max: 1, default: 0, first: 0.15 }),
} as const;

const file = dataFile();
const split = settings(shareTable, "{train: 0.7, validation: 0.15, test: 0.15}", true);
const words = {
  level: choice(["char", "word"], { required: true }),
  max_length: optionalInteger(1, 80),
  split,
} as const;
const windows = {
  window: integer({ min: 1, required: true, first: 30 }),
  stride: integer({ min: 1, default: 1 }),
} as const;

export const dataForms = {
  series: {
    file,
    time: optionalColumns(),
    inputs: optionalColumns(),
    target: columns(),
    ...windows,
    horizon: integer({ min: 1, default: 1 }),
    every: optionalWord("1d"),
    group: optionalColumn(),
    season: optionalInteger(2, 12),
    scale: choice(["standard", "minmax", "none"], { default: "none" }),
    difference: integer({ min: 0, max: 1, default: 0, first: 1 }),
    logarithm: boolean(false),
    calendar: choices(calendarUnits),
    split,
    time_format: optionalText('"%d/%m/%Y"'),
    ...tableKeys,
  },
  text: { file, level: words.level, ...windows, split },
  pairs: { file, source: column(), target: column(), ...words },
  labelled: { file, text: column(), label: column(), ...words },
  tagged: { file, text: column(), tags: column(), ...words },
  vector: { file, vector: columns(), target: column(), ...words },
} as const satisfies Record<string, Readonly<Record<string, Argument<unknown>>>>;

export type FormName = keyof typeof dataForms;
export type FormTable = Readonly<Record<string, Argument<unknown>>>;

/** The shortest way to write each. */
export const formExamples: Readonly<Record<FormName, string>> = {
  series: "{file: prices.csv, target: close, window: 30}",
  text: "{file: quijote.txt, level: char, window: 40}",
  pairs: "{file: pairs.tsv, source: 0, target: 1, level: char}",
  labelled: "{file: reviews.csv, text: review, label: sentiment, level: word}",
  tagged: "{file: tags.tsv, text: words, tags: tags, level: word}",
  vector: "{file: captions.csv, vector: [f1, f2], target: caption, level: word}",
};

const forms = Object.values(dataForms);

/** The keys of all forms, each with the type that it has in the first form that knows it. */
export const formKeys: FormTable = Object.assign({}, ...forms, ...forms.toReversed()) as FormTable;

/** Keys that only one form has, and then those that leave one form as the likeliest. */
const tells: readonly (readonly [FormName, readonly string[]])[] = [
  ["pairs", ["source"]],
  ["labelled", ["label"]],
  ["tagged", ["tags"]],
  ["vector", ["vector"]],
  [
    "series",
    [
      "time",
      "time_format",
      "inputs",
      "horizon",
      "season",
      "scale",
      "target",
      "difference",
      "logarithm",
      "calendar",
      "every",
      "group",
    ],
  ],
  ["labelled", ["text"]],
  ["text", ["level"]],
];

/** Which form these keys are of; undefined where they fit several. `file`: the name of the data file, as far as it is written. */
export function formOf(keys: readonly string[], file = ""): FormName | undefined {
  const form = tells.find(([, known]) => known.some((key) => keys.includes(key)))?.[0];
  const hasWindow = keys.includes("window") || keys.includes("stride");
  // Windows are of a table's columns, or of a text.
  return form ?? (hasWindow && file !== "" ? (/\.[ct]sv$/i.test(file) ? "series" : "text") : undefined);
}
