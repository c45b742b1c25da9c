/** Where the cursor stands: paths, what is expected there, and keys around it, in whole and in broken texts. */
import { expect, test } from "vitest";
import { findCursorPlace } from "../../src/language/cursorPlace";
import { readPoint } from "../markedText";

/** `path expects (taken)`, with the path's steps joined by dots. */
function placeAt(marked: string): string | undefined {
  const { text, offset } = readPoint(marked);
  const place = findCursorPlace(text, offset);
  return place && `${place.path.join(".")} ${place.expects} (${place.taken.join(" ")})`;
}

test.each([
  ["‹|›", " key ()"],
  ["a: 1\n‹|›\nb: 2", " key (a b)"],
  ["a: {b: ‹|›", "a.b value ()"],
  ["a: {b: 1, ‹|›, c: 2}", "a key (b c)"],
  ["a: {b: [1, {‹|›", "a.b.1 key ()"],
  ["a:\n  ‹|›", "a block ()"],
  ["a:\n  ‹|›\n  b: 1\n  c: 2\nd: 3\n", "a block (b c)"],
  ["a:\n  b: 1\n  ‹|›\n  c: 2\nd: 3\n", "a key (b c)"],
  ["a:\n  - x\n  - ‹|›", "a.1 item ()"],
  ["a:\n  - x\n  ‹|›", "a.0 dash ()"],
  ["a:\n- x: 1\n  ‹|›", "a.0 key (x)"],
  ["a:\n- x: 1\n‹|›", " key (a)"],
  ["a:\n  - x: {y: 1\n  - z: ‹|›", "a.1.z value ()"],
  ["a:\n  - x: {y: 1,\n      z: ‹|›\n  - w", "a.0.x.z value ()"],
  ["a: {\n  b: 1,\n  ‹|›\n}\n", "a key (b)"],
  ["a: {b: 1} ‹|›", undefined],
  ["a: b ‹|›", undefined],
  ["a: b # c‹|›", undefined],
  ["# c ‹|›", undefined],
  ["a:\n  # c ‹|›", undefined],
  ["a: 'b ‹|›'", "a value ()"],
  ["a: 'b'‹|›", undefined],
  ['a: {"b‹|›": 1, c: 2}', "a key (c)"],
  ['a: ["b", "‹|›', "a.1 item ()"],
  ["a: 'b' # c '‹|›'", undefined],
  ["a: 'it''s {'\nc: ‹|›", "c value ()"],
  ['a: "\\"{"\nc: ‹|›', "c value ()"],
  ["a: http://x # {\nb:\r\n  c: ‹|›", "b.c value ()"],
  ["'a b': {\"c\": ‹|›", "a b.c value ()"],
  ["]]}}: ‹|›", "]]}} value ()"],
])("%s → %s", (marked, expected) => {
  expect(placeAt(marked)).toBe(expected);
});
