/**
 * All engines side by side on the networks of sizes.mjs: best and median of rounds in turn, warm, with GFLOP/s against the
 * machine's peak; and how our own time grows with T, B and H.
 *
 *   npm run bench -- engines                    everything
 *   npm run bench -- engines small medium       some sizes; `growth` and `crossing` are two of them
 *   BENCH_ROUNDS=9 npm run bench -- engines     more rounds than 5
 *   BENCH_ONLY="unroll|pytorch" …               some contestants, by name
 */
import { setTimeout as sleep } from "node:timers/promises";
import { listContestants, startContestant } from "./contestants.mjs";
import { measurePeak } from "./peak.mjs";
import { crossing, growth, sizes } from "./sizes.mjs";
import { printTable, quantile } from "./table.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** Between turns, so that a peer's threads have gone to sleep. */
const REST_MS = 50;

export async function run(chosen = []) {
  const names = chosen.length > 0 ? chosen : [...Object.keys(sizes), "growth", "crossing"];
  const peak = await measurePeak();
  showPeak(peak);
  const contestants = await listContestants();
  for (const { name, missing } of contestants) if (missing) console.log(`${name} is left out: ${missing} installs it`);
  const only = new RegExp(process.env.BENCH_ONLY ?? "", "i");
  const present = contestants.filter(({ name, missing }) => !missing && only.test(name));
  for (const name of names) {
    if (name === "growth") await showGrowth(present);
    else if (name === "crossing") await showCrossing(present);
    else if (sizes[name]) await showSize(sizes[name], present, peak);
    else console.log(`there is no size ${name}: ${Object.keys(sizes).join(", ")}, growth, crossing`);
  }
}

function showPeak(peak) {
  const names = { fast: "fused, 128 bit", exact: "rounded twice, 128 bit", fastWide: "fused, 256 bit", exactWide: "rounded twice, 256 bit" }; // prettier-ignore
  const rows = Object.entries(peak).map(([key, value]) => [names[key], value.toFixed(1)]);
  printTable("Peak of one thread in WebAssembly", ["multiply-adds", "GFLOP/s"], rows);
}

/** In turn, so that everybody meets the same minutes; the first round is for waking up. */
async function showSize(size, contestants, peak) {
  const running = [];
  for (const contestant of contestants) {
    const started = await startContestant(contestant, size);
    if (started.absent) console.log(`${contestant.name}: ${started.absent}`);
    else running.push(started);
  }
  for (let round = -1; round < rounds; round++) {
    for (const one of running) {
      const ms = await one.go();
      if (round >= 0) one.times.push(ms);
      await sleep(REST_MS);
    }
  }
  for (const { end } of running) end();
  const flops = running.find(({ flopsPerEpoch }) => flopsPerEpoch)?.flopsPerEpoch * size.epochs;
  const best = ({ times }) => Math.min(...times);
  const peer = (name) => running.find((one) => one.name === name);
  const [torch, keras] = [peer("PyTorch, 2 threads"), peer("Keras")];
  const faster = (reference, one) => (reference ? `${(best(reference) / best(one)).toFixed(2)} ×` : "–");
  const shareOfPeak = ({ form }, gflops) =>
    form
      ? `${((100 * gflops) / (peak[form.wide ? `${form.build}Wide` : form.build] * form.threads)).toFixed(0)} %`
      : "";
  printTable(
    `${size.title}; ${rounds} rounds in turn, milliseconds`,
    ["", "best", "median", "× PyTorch", "× Keras", "GFLOP/s", "of peak"],
    running.map((one) => {
      const gflops = flops / best(one) / 1e6;
      const ms = [best(one), quantile(one.times, 0.5)].map((value) => value.toFixed(1));
      return [one.name, ...ms, faster(torch, one), faster(keras, one), gflops.toFixed(1), shareOfPeak(one, gflops)];
    }),
  );
}

/** One dimension of `small` at a time; a straight line has the same last column everywhere. H grows with its square. */
async function showGrowth(contestants) {
  const one = contestants.find(({ name }) => name === "unroll fast, 1 thread");
  const rows = [];
  for (const [dimension, values] of Object.entries(growth)) {
    for (const value of values) {
      const size = { ...sizes.small, N: 256, [dimension]: value };
      const started = await startContestant(one, size);
      const times = [];
      for (let round = 0; round < rounds; round++) times.push(await started.go());
      started.end();
      const ms = Math.min(...times);
      const steps = Math.ceil(size.N / size.B);
      const gflops = started.flopsPerEpoch / ms / 1e6;
      const perUnit = dimension === "B" ? (ms / steps / value) * 1e3 : (ms / steps / size.B / value) * 1e3;
      rows.push([`${dimension} ${value}`, (ms / steps).toFixed(3), `${perUnit.toFixed(2)} µs`, gflops.toFixed(1)]);
    }
  }
  printTable("small, one dimension at a time (unroll fast, 1 thread)", ["", "ms a step", "for each of a row's T or H, or row", "GFLOP/s"], rows); // prettier-ignore
}

/** Our two engines on ever larger LSTM layers: what the rule of `--engine auto` rests on (docs/language.md). */
async function showCrossing(contestants) {
  const names = ["unroll fast, 2 threads", "unroll fast, 2 threads, 256 bit", "unroll on tfjs-node"];
  const chosen = contestants.filter(({ name }) => names.includes(name));
  const rows = [];
  for (const { H, T, B } of crossing) {
    const size = { ...sizes.small, N: 128, F: 32, H, T, B };
    const running = [];
    for (const one of chosen) running.push(await startContestant(one, size));
    const best = running.map(() => Infinity);
    for (let round = 0; round < rounds; round++) {
      for (const [i, one] of running.entries()) if (!one.absent) best[i] = Math.min(best[i], await one.go());
    }
    for (const { end } of running) end?.();
    rows.push([`H ${H}, T ${T}, B ${B}`, ...best.map((ms) => (ms < Infinity ? ms.toFixed(1) : "–"))]);
  }
  printTable("wasm and tfjs-node, one epoch, milliseconds", ["", ...chosen.map(({ name }) => name)], rows);
}
