/** Words and characters with what a unit holds at them. */
import { expect, test } from "vitest";
import { gateScale, symmetricScale } from "../../../src/pictures/score/heatMap";
import type { ScoreRow } from "../../../src/pictures/score/scoreRows";
import { colouredBy, unitTextOf } from "../../../src/pictures/score/unitText";

const heat = (key: string, values: number[], more: { counted?: Uint8Array; isDiverging?: boolean } = {}): ScoreRow => {
  const { counted, isDiverging = true } = more;
  // Two units: what is given, and its tenfold.
  const tensor = { shape: [values.length, 2], values: Float32Array.from(values.flatMap((one) => [one * 10, one])) };
  const scale = isDiverging ? symmetricScale(tensor) : gateScale;
  const map = { tensor, scale, order: [0, 1], counted };
  return { key, title: key, subtitle: "", body: { kind: "heat", map, isDiverging, isOfUnits: true }, said: "", at: () => "" }; // prettier-ignore
};
const cells = (key: string, texts: readonly (string | number)[]): ScoreRow => ({
  ...{ key, title: key, subtitle: "", said: "", at: () => "" },
  body: {
    kind: "cells",
    cells: texts.map((one) => ({ text: String(one), tint: "plain", ...(typeof one === "number" && { number: one }) })),
  },
});
const english = { unit: 1, by: undefined, language: "en" } as const;

test("each word has the unit's own value, on the unit's own scale; a gate keeps its scale", () => {
  const rows = [
    cells("input/0", ["the", "cat", "the", "dog"]),
    heat("gate/f", [0.1, 0.2, 0.3, 0.05], { isDiverging: false }),
    heat("state/c", [0.5, -0.25, 0.1, -0.5]),
    heat("state/h", [0.1, 0.1, 0.1, 0.1]),
  ];
  const text = unitTextOf(rows, english);
  expect(text?.tokens.map(({ text, share }) => [text, share])).toEqual([["the", 1], ["cat", 0.25], ["the", expect.closeTo(0.6, 6)], ["dog", 0]]); // prettier-ignore
  expect(text).toMatchObject({ isOfWords: true, isDiverging: true, scale: { low: -0.5, high: 0.5 } });
  expect(text?.means.map(({ text, count, mean, low }) => [text, count, Number(mean.toFixed(3)), Number(low.toFixed(3))])).toEqual([["the", 2, 0.3, 0.1], ["cat", 1, -0.25, -0.25], ["dog", 1, -0.5, -0.5]]); // prettier-ignore
  expect(text?.said).toBe("Unit 2 (state/c) is highest at “the” (t 1: 0.5) and lowest at “dog” (t 4: −0.5).");
  expect(colouredBy(rows, 1).map(({ key }) => key)).toEqual(["state/c", "state/h", "gate/f"]);
  expect(unitTextOf(rows, { ...english, by: "gate/f" })?.scale).toEqual(gateScale);
  expect(unitTextOf(rows, { ...english, by: "gate/none" })?.scale).toEqual({ low: -0.5, high: 0.5 });
});

test("characters: what comes again is compared by its mean, spaces have a sign, and a filled up step has no colour", () => {
  const counted = Uint8Array.of(1, 1, 1, 1, 1, 0);
  const rows = [cells("input/0", ["(", ")", "(", ")", " ", ""]), heat("state/h", [0.5, -0.5, 0.25, -0.25, 0.75, 0], { counted })]; // prettier-ignore
  const text = unitTextOf(rows, english);
  expect(text?.isOfWords).toBe(false);
  expect(text?.tokens.at(-1)?.share).toBeNaN();
  expect(text?.said).toBe(
    "Unit 2 (state/h) is highest at “␣” (t 5: 0.75) and lowest at “)” (t 2: −0.5). Of what comes more than once, it is highest on average at “(” (0.375 over 2) and lowest at “)” (−0.375 over 2).",
  );
});

test("numbers are no text, nor is a unit that is not there", () => {
  const state = heat("state/h", [0.1, 0.2]);
  expect(unitTextOf([cells("input/0", [1, 0]), state], english)).toBeUndefined();
  expect(unitTextOf([cells("input/0", ["a", ""]), state], english)).toBeUndefined();
  expect(unitTextOf([cells("output/0", ["a", "b"]), state], english)).toBeUndefined();
  expect(unitTextOf([cells("input/0", ["a", "b"]), state], { ...english, unit: 2 })).toBeUndefined();
  expect(unitTextOf([cells("input/0", [1, 0]), cells("input/1", ["a", "b"]), state], english)?.tokens).toHaveLength(2);
});
