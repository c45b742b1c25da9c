/**
 * A hundred thousand random edits of the examples, one after the other on growing damage: nothing throws, and how long the slowest text
 * takes. `FUZZ_SEED` repeats a run; a text that throws is printed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadSources } from "./editor.mjs";
import { milliseconds, printTable, quantile } from "./table.mjs";

const edits = 100_000;
/** So many edits on one text, then the next example. */
const inARow = 20;
const folder = join(resolve(import.meta.dirname, ".."), "examples");
const scraps = [
  "[",
  "]",
  "{",
  "}",
  ":",
  ": ",
  "- ",
  ", ",
  "\n",
  "  ",
  "\t",
  "&a ",
  "*a",
  "!!x ",
  "'",
  '"',
  "#",
  "|",
  ">",
  "---\n",
].concat([
  "\0",
  "\uFEFF",
  "\uD800",
  "null",
  "1e400",
  "-0",
  "0o17",
  "LSTM",
  "from: ",
  "<<<<<<< HEAD\n",
  "__proto__: ",
  "[1, 2, 3]",
  "a: b: c\n",
]);

export async function run() {
  const { analyzeModelFile, provideHints } = await loadSources();
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  console.log(`\nedits seed ${seed}`);
  const random = randomNumbers(seed);
  const whole = (below) => Math.floor(random() * below);
  const examples = readdirSync(folder).filter((name) => name.endsWith(".rnn.yaml"));
  const texts = examples.map((name) => readFileSync(join(folder, name), "utf8"));
  const times = [];
  let text = "";
  for (let edit = 0; edit < edits; edit++) {
    if (edit % inARow === 0) text = texts[whole(texts.length)];
    const at = whole(text.length + 1);
    text = text.slice(0, at) + (random() < 0.8 ? scraps[whole(scraps.length)] : "") + text.slice(at + whole(8));
    const start = performance.now();
    try {
      provideHints(analyzeModelFile(text, { fileName: "edited.rnn.yaml" }));
    } catch (error) {
      console.log(`edit ${edit} throws ${error?.stack}\n${JSON.stringify(text)}`);
      process.exitCode = 1;
    }
    times.push(performance.now() - start);
  }
  const cells = [quantile(times, 0.5), quantile(times, 0.95), times.reduce((most, one) => Math.max(most, one), 0)].map(
    milliseconds,
  );
  printTable("Random edits, text to hints", ["", "p50", "p95", "worst"], [[`${edits} edits`, ...cells]]);
}

/** Mulberry32. */
function randomNumbers(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
