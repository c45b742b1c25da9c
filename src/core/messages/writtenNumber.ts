/**
 * Numbers as a language writes them in a sentence: 16,961.5 in English; 16.961,5 in Spanish, where four digits stay together (5029).
 *
 * In data, in code and in what is exported numbers keep their decimal point and no separators. test/core/writtenNumber.test.ts holds this.
 */
import type { Language } from "./message";

const marks: Readonly<Record<Language, { readonly group: string; readonly decimal: string; readonly from: number }>> = {
  en: { group: ",", decimal: ".", from: 4 },
  es: { group: ".", decimal: ",", from: 5 },
};

/** A number, or one that is written already with a point, also with its unit (`≈ 8.4 ms`); any other text stays as it is. */
export function writtenNumber(value: number | string, language: Language): string {
  const parts = /^((?:[<≈] )?[-−+]?)(\d+)(?:\.(\d+))?(e.*| [A-Za-z%]+)?$/.exec(String(value));
  if (!parts) return String(value);
  const [, sign = "", digits = "", decimals, behind = ""] = parts;
  const { group, decimal, from } = marks[language];
  const whole = digits.length < from ? digits : digits.replace(/\B(?=(\d{3})+$)/g, group);
  return `${sign}${whole}${decimals === undefined ? "" : `${decimal}${decimals}`}${behind}`;
}
