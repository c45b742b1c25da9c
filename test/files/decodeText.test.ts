/** Which encoding a text has, and what it says. */
import { expect, test } from "vitest";
import { decodeText } from "../../src/files/decodeText";

const text = "name: año\ny: [sí, no]\n";
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

test.each([
  [Buffer.from(text), "UTF-8", text, 0],
  [Buffer.from(`\uFEFF${text}`), "UTF-8", `\uFEFF${text}`, 0],
  [Buffer.from(text, "latin1"), "Windows-1252", text, 0],
  [Buffer.from(`a: 1\nb: 2\nc: ${text}`, "latin1"), "Windows-1252", `a: 1\nb: 2\nc: ${text}`, 2],
  [Buffer.from(`\uFEFF${text}`, "utf16le"), "UTF-16 LE", `\uFEFF${text}`, 0],
  [swapped(Buffer.from(`\uFEFF${text}`, "utf16le")), "UTF-16 BE", `\uFEFF${text}`, 0],
  [Buffer.from("model: []\n", "utf16le"), "UTF-16 LE", "model: []\n", 0],
  [swapped(Buffer.from("model: []\n", "utf16le")), "UTF-16 BE", "model: []\n", 0],
  [Buffer.from("a\0b"), "UTF-8", "a\0b", 0],
  [Buffer.alloc(0), "UTF-8", "", 0],
])("%o", (bytes, encoding, expected, linesBefore) => {
  expect(decodeText(bytes)).toEqual({ text: expected, encoding, linesBefore });
});
