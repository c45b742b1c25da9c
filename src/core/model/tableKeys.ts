/**
 * How a data file is written: the keys that every form and source with a `file` takes. What is left out is guessed, and told.
 *
 * docs/language.md says what each means; core/data/tables reads by them.
 */
import { tableEncodings } from "../data/tables/dialect";
import { choiceOrNumber, optionalBoolean, optionalChoice, optionalInteger, optionalText, words } from "./argumentTypes";

export const missingRules = ["error", "drop", "previous", "linear"] as const;
/** A number stands in the place of a missing value. */
export type MissingRule = (typeof missingRules)[number] | number;

export const tableKeys = {
  separator: optionalText('";"'),
  decimal: optionalText('","'),
  thousands: optionalText('","'),
  encoding: optionalChoice(tableEncodings, "latin-1"),
  header: optionalBoolean(false),
  skip: optionalInteger(0, 1),
  skip_after_header: optionalInteger(0, 1),
  skip_footer: optionalInteger(0, 1),
  comment: optionalText('"#"'),
  missing: choiceOrNumber(missingRules, { default: "error", first: "drop" }),
  missing_values: words(),
} as const;
