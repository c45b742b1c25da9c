/** Answers over all samples as curves: src/pictures/answers/answerCurve.ts. */
import { expect, test } from "vitest";
import { answerCurveOf, drawAnswerCurve, sampleAt } from "../../../src/pictures/answers/answerCurve";
import { readOutput } from "../../../src/pictures/answers/scoreModel";
import { fileColours } from "../../../src/pictures/palettes";
import { svgPen } from "../../../src/pictures/svg";

const output = (count: number, more: object = {}) => ({
  ...{ name: "y", kind: "values" as const, predictions: Array.from({ length: count }, (_, i) => [i]) },
  decoded: Array.from({ length: count }, (_, i) => [i + 0.5]),
  targets: Array.from({ length: count }, (_, i) => [i]),
  ...more,
});

test("values in the data's own units, with where validation begins", () => {
  const curve = answerCurveOf(readOutput(output(20), { validationFrom: 15 }));
  expect([curve?.predictions[3], curve?.targets[3], curve?.parts[1]?.from]).toEqual([3.5, 3, 15]);
  expect(answerCurveOf(readOutput(output(11)))).toBeUndefined();
  expect(answerCurveOf(readOutput({ ...output(20), kind: "binary" }))).toBeUndefined();
});

test("is drawn with a gap where there is no number", () => {
  const decoded = Array.from({ length: 20 }, (_, i) => [i === 9 ? "NaN" : i]);
  const curve = answerCurveOf(readOutput(output(20, { decoded, predictions: decoded }), { validationFrom: 15 }))!;
  const shapes: string[] = [];
  const { palette } = fileColours.light;
  drawAnswerCurve(curve, { ...{ pen: svgPen((one) => shapes.push(one)), palette, width: 600, height: 130 }, chosen: 9, nameOf: ({ name }) => name }); // prettier-ignore
  const all = shapes.join("");
  expect(all.match(/<polyline/g)).toHaveLength(3);
  expect(all).toContain("validation");
  expect(all).not.toContain("NaN");
});

test("the sample below a place", () => {
  expect([0, 52, 600, 326].map((x) => sampleAt(x, 600, 20))).toEqual([0, 0, 19, 10]);
});
