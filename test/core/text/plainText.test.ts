/** What would steer a terminal is taken out; everything that people read stays. */
import { expect, test } from "vitest";
import { plainLine, plainText } from "../../../src/core/text/plainText";

test.each([
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u001b]0;title\u0007text", "text"],
  ["\u001b]8;;http://x\u001b\\link", "link"],
  ["\u001b", ""],
  ["a\u0000b\u0009c\u009bd\r", "abcd"],
  ["\u202egpj.exe", "gpj.exe"],
  ["two\nlines", "two\nlines"],
  ["señal 日本 👍 e\u0301", "señal 日本 👍 e\u0301"],
])("%j", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test("one line stays one line", () => {
  expect(plainLine("a\nb\u2028c\r\n\u001b[1md")).toBe("a\\nb\\nc\\nd");
});
