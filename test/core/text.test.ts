/** Offsets, lines and columns; near words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inLineEndsOf } from "../../src/core/text/lineEnds";
import { createLineIndex } from "../../src/core/text/lineIndex";
import { suggest } from "../../src/core/text/suggestion";

describe("line index", () => {
  test("knows all three line ends and UTF-16 columns", () => {
    const index = createLineIndex("a\r\nb\rcé😀d\n");
    expect(index.lineCount).toBe(4);
    expect(index.positionAt(3)).toEqual({ line: 1, character: 0 });
    expect(index.positionAt(5)).toEqual({ line: 2, character: 0 });
    expect(index.positionAt(9)).toEqual({ line: 2, character: 4 });
    expect(index.positionAt(11)).toEqual({ line: 3, character: 0 });
  });

  test("moves places outside the text to its ends", () => {
    const index = createLineIndex("ab\r\ncd");
    expect(index.positionAt(-5)).toEqual({ line: 0, character: 0 });
    expect(index.positionAt(99)).toEqual({ line: 1, character: 2 });
    expect(index.offsetAt({ line: 0, character: 99 })).toBe(2);
    expect(index.offsetAt({ line: 9, character: 0 })).toBe(6);
  });

  test("goes there and back for any text", () => {
    const texts = fc.array(fc.constantFrom("a", "é", "😀", "\n", "\r\n", "\r", " ")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.nat(60), (text, offset) => {
        const index = createLineIndex(text);
        const at = Math.min(offset, text.length);
        const back = index.offsetAt(index.positionAt(at));
        // Inside \r\n there is no column of its own: the nearest one is in front of the line end.
        const insideLineEnd = text[at - 1] === "\r" && text[at] === "\n";
        expect(back).toBe(insideLineEnd ? at - 1 : at);
      }),
    );
  });
});

describe("suggestions", () => {
  const words = ["LSTM", "GRU", "SimpleRNN", "Dense", "return_sequences", "return_state"];
  test.each([
    ["lstm", "LSTM"],
    ["LTSM", "LSTM"],
    ["Dens", "Dense"],
    ["simple_rnn", "SimpleRNN"],
    ["returnSequence", "return_sequences"],
    ["return_sequnces", "return_sequences"],
    ["Conv2D", undefined],
    ["", undefined],
  ])("%s → %s", (word, expected) => {
    expect(suggest(word, words)).toBe(expected);
  });

  test("a word of one letter is no other word of one letter", () => {
    expect(suggest("z", ["x", "y"])).toBeUndefined();
    expect(suggest("X", ["x", "y"])).toBe("x");
    expect(suggest("ti", ["to"])).toBe("to");
  });
});

test("edits take the line ends of their text", () => {
  const edits = [{ range: { start: 0, end: 0 }, text: "a\nb\r\nc" }];
  expect(inLineEndsOf("x\r\ny\n", edits)).toEqual([{ range: { start: 0, end: 0 }, text: "a\r\nb\r\nc" }]);
  expect(inLineEndsOf("x\ny\r\n", edits)).toBe(edits);
  expect(inLineEndsOf("x", edits)).toBe(edits);
});
