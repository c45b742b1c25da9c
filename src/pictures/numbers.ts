/**
 * How the panel writes numbers: short, never with false precision, with a decimal point. A sentence gives it the mark of its language
 * (`{loss,number}`); in tables and charts, which are data, the point stays.
 *
 * At most three significant digits, whole numbers up to a million in full. Held by test/pictures/numbers.test.ts.
 */
import { type Language, say } from "../core/messages/message";

/** 0.098 · 1.61 · 0.0028 · 137 · 1235 · 1.2e-7 · −∞. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 1e6 || size < 1e-4)
    return (
      sign +
      size
        .toExponential(2)
        .replace(/\.?0+e/, "e")
        .replace("e+", "e")
    );
  if (size >= 1000 || Number.isInteger(value)) return sign + String(Math.round(size));
  return sign + trimZeros(size.toPrecision(3));
}

/**
 * A probability with two decimals, or as many as it takes to stay on its side of one half: 0.498 must not read 0.50
 * beside the decision 0.
 */
export function formatProbability(value: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  for (let decimals = 2; decimals < 6; decimals++) {
    const text = value.toFixed(decimals);
    if (Math.sign(Number(text) - 0.5) === Math.sign(value - 0.5)) return text;
  }
  return String(value);
}

/** Decimals with which numbers that stand below each other all get about three significant digits; 0 for whole ones. */
export function commonDecimals(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  if (finite.every(Number.isInteger)) return 0;
  const largest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const digits = largest >= 100 ? 4 : 3;
  return Math.min(6, Math.max(0, digits - Math.floor(Math.log10(largest)) - 1));
}

/** With so many decimals: columns of numbers line up. Very large ones are written as elsewhere. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e6) return formatNumber(value);
  return (Number(value.toFixed(decimals)) < 0 ? "−" : "") + Math.abs(value).toFixed(decimals);
}

/** (None, 4, 64), as Keras writes a shape. */
export function formatShape(shape: readonly (number | null)[]): string {
  return `(${shape.map((size) => size ?? "None").join(", ")}${shape.length === 1 ? "," : ""})`;
}

/** 0.06 s · 12.3 s · 2 min 5 s · 1 h 12 min. */
export function formatElapsed(elapsedMs: number, language: Language): string {
  const seconds = elapsedMs / 1000;
  if (seconds < 60) return say(language, "panel.seconds", { seconds: seconds.toFixed(seconds < 10 ? 2 : 1) });
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return say(language, "panel.minutes", { minutes, seconds: whole % 60 });
  return say(language, "panel.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
