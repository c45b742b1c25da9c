/**
 * Answers that are one number each, over all samples: the right values, and what the network says, as two curves.
 *
 * Held by test/pictures/answers/answerCurve.test.ts.
 */
import { linearTicks } from "../figures/ticks";
import { formatNumber } from "../numbers";
import { css, mix, type Palette, type Pen } from "../pen";
import { stretchesOf } from "../stretches";
import type { Part } from "../../core/data/samplePages";
import type { OutputScore } from "./scoreModel";

export interface AnswerCurve {
  /** One for each sample; NaN where there is none. */
  readonly predictions: readonly number[];
  readonly targets: readonly number[];
  /** The number of the first one in the data, counted from 0. */
  readonly first: number;
  /** Those that do not train are shaded and named. */
  readonly parts: readonly Part[];
}

/** Fewer are read as numbers. */
const FEWEST = 12;

/** Undefined where answers are no values, have a time axis of their own, or are few. Of several features the first. */
export function answerCurveOf({ kind, timed, sequences, first, parts }: OutputScore): AnswerCurve | undefined {
  if (kind !== "values" || timed || sequences.length < FEWEST) return undefined;
  const answers = sequences.map(([step]) => step?.[0]);
  return {
    predictions: answers.map((answer) => answer?.prediction ?? Number.NaN),
    targets: answers.map((answer) => (typeof answer?.target === "number" ? answer.target : Number.NaN)),
    first,
    parts,
  };
}

const LEFT = 52;
const BOTTOM = 18;
/** Room for the name of a part. */
const NAME = 70;

export interface CurveSheet {
  readonly pen: Pen;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** The sample that is chosen, by its place in the curve. */
  readonly chosen: number;
  /** What a part is called. */
  readonly nameOf: (part: Part) => string;
}

export function drawAnswerCurve(curve: AnswerCurve, sheet: CurveSheet): void {
  const { pen, palette, width, height, chosen } = sheet;
  const { predictions, targets, first, parts } = curve;
  const finite = [...predictions, ...targets].filter(Number.isFinite);
  const { low, high, ticks } = linearTicks(finite, height / 40);
  const inner = height - BOTTOM;
  const x = (sample: number): number => LEFT + ((sample + 0.5) / predictions.length) * (width - LEFT - 4);
  const y = (value: number): number => 4 + (1 - (value - low) / (high - low)) * (inner - 8);
  for (const part of parts.filter(({ name }) => name !== "training")) {
    const [from, to] = [x(part.from - 0.5), x(part.to - 0.5)];
    const shade = mix(palette.background, palette.cell, part.name === "test" ? 1 : 0.6);
    pen.rect(from, 0, to - from, inner, css(shade));
    pen.rect(from, 0, 1, inner, css(palette.faint));
    // A narrow part has its name before it.
    const isNarrow = to - from < NAME;
    pen.text(sheet.nameOf(part), isNarrow ? from - 5 : from + 5, 8, css(palette.faint), {
      size: 10,
      align: isNarrow ? "right" : "left",
    });
  }
  for (const tick of ticks) {
    pen.rect(LEFT, y(tick), width - LEFT, 0.5, css(mix(palette.background, palette.faint, 0.3)));
    pen.text(formatNumber(tick), LEFT - 7, y(tick), css(palette.faint), { size: 10, align: "right" });
  }
  for (const tick of linearTicks([first + 1, first + predictions.length], (width - LEFT) / 80).ticks) {
    if (tick <= first || tick > first + predictions.length || !Number.isInteger(tick)) continue;
    pen.text(String(tick), x(tick - 1 - first), height - 7, css(palette.faint), { size: 10 });
  }
  pen.rect(x(chosen) - 0.5, 0, 1, inner, css(palette.text));
  for (const [values, colour, thick] of [
    [targets, palette.plain, 2.4],
    [predictions, palette.accent, 1.6],
  ] as const) {
    const points = values.map((value, at) => [at, value] as const);
    for (const stretch of stretchesOf(points, ([, value]) => Number.isFinite(value)))
      pen.line(
        stretch.map(([at, value]) => [x(at), y(value)]),
        css(colour),
        thick,
      );
  }
  for (const [value, colour] of [
    [targets[chosen], palette.plain],
    [predictions[chosen], palette.accent],
  ] as const) {
    if (value !== undefined && Number.isFinite(value))
      pen.disc(x(chosen), y(value), 3, css(colour), css(palette.background));
  }
}

/** The place in the curve of the sample below a place of the picture. */
export function sampleAt(x: number, width: number, samples: number): number {
  const at = Math.floor(((x - LEFT) / (width - LEFT - 4)) * samples);
  return Math.min(samples - 1, Math.max(0, at));
}
