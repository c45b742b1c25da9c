/**
 * Makes examples/data/made-prices.csv: six years of daily closing prices that nobody has ever paid.
 *
 * A random walk of logarithms on working days whose volatility rises and falls by itself (GARCH(1, 1)). The next step is drawn, so no network can
 * know more of it than that it begins at the last price. The same seed gives the same file.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const seed = 20120102;
const rows = 1500;

/** Mulberry32: uniform in [0, 1). */
let state = seed;
function uniform() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
/** Box and Muller. */
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

const usual = 0.012 ** 2;
let variance = usual;
let shock = 0;
let price = 100;
const day = new Date(Date.UTC(2015, 0, 1));
const lines = ["date,close"];
while (lines.length <= rows) {
  if (day.getUTCDay() % 6 !== 0) {
    lines.push(`${day.toISOString().slice(0, 10)},${price.toFixed(2)}`);
    variance = 0.05 * usual + 0.12 * shock ** 2 + 0.83 * variance;
    shock = Math.sqrt(variance) * normal();
    price *= Math.exp(shock);
  }
  day.setUTCDate(day.getUTCDate() + 1);
}
writeFileSync(join(import.meta.dirname, "../examples/data/made-prices.csv"), `${lines.join("\n")}\n`);
