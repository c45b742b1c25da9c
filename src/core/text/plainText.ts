/**
 * Text from outside, safe for a terminal or a log: no escape sequences, no control characters, no direction marks.
 *
 * Line ends stay. test/core/text/plainText.test.ts holds it.
 */

// Put together from codes, because these characters cannot be seen in a source text.
const escape = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const sequences = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?)`,
  "g",
);

/** Takes out what would steer a terminal. */
export function plainText(text: string): string {
  return text
    .replace(sequences, "")
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (one) => (one === "\n" ? one : ""));
}

/** As one line, whatever stands in it: a line end from outside becomes the two characters `\\n`, so that it begins no line of its own. */
export function plainLine(text: string): string {
  return plainText(text).replace(/[\n\u2028\u2029]/g, "\\n");
}
