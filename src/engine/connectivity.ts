/**
 * ‖∂h_t/∂x_s‖ of one recurrent layer for one sample: how far each output depends on each input.
 *
 * What a step makes of its states is linearized once, by the cell's own way back; the dependence on all earlier inputs is then carried on
 * from step to step by one product. That costs T²·F·H² operations where a way back for each output would cost T²·H³.
 * test/engine/probes.test.ts compares with finite differences and with real Keras.
 */
import type { Tensor } from "../core/data/dataset";
import type { CarriedState, Fill, PlacedConnectivity } from "./plan/planConnectivity";
import { PROBE_ROWS, type ProbedLayer } from "./plan/planProbes";
import { recordFields } from "./plan/records";

/** The kernels' memory, and the door to them. */
export interface KernelMemory {
  readonly floats: Float32Array;
  readonly words: Int32Array;
  readonly run: (program: number) => void;
}

const paddedField = Object.keys(recordFields.Frame).indexOf("padded");

/** To be asked when the probe has run forward. Rows are the steps of the output, columns those of the input. */
export function measureConnectivity(layer: ProbedLayer, plan: PlacedConnectivity, memory: KernelMemory): Tensor {
  const { direction, returnSequences, x } = layer;
  const { steps, features } = x;
  const { chain, width } = plan;
  const timeOf = (walked: number): number => (direction > 0 ? walked : steps - 1 - walked);
  const values = new Float32Array((returnSequences ? steps : 1) * steps);
  const followed = Math.max(1, Math.floor(chain.rows / features));
  for (let first = 0; first < steps; first += followed) {
    const sources = Math.min(followed, steps - first);
    for (let walked = first; walked < steps; walked++) {
      const { fresh, diagonal } = linearize(plan, timeOf(walked), memory);
      const before = Math.min(walked - first, sources);
      carryOn(plan, before * features, diagonal, memory);
      if (before < sources) memory.floats.set(fresh, chain.dependences / 4 + before * features * width);
      const isShown = returnSequences ? !isLeftOut(layer, timeOf(walked), memory) : walked === steps - 1;
      if (!isShown) continue;
      const row = returnSequences ? timeOf(walked) * steps : 0;
      for (let source = 0; source <= Math.min(before, sources - 1); source++) {
        values[row + timeOf(first + source)] = measureSource(plan, source, features, memory.floats);
      }
    }
  }
  return { shape: [values.length / steps, steps], values };
}

/** Whether the layer gives zeros at a step, since its mask leaves it out. */
function isLeftOut({ zeroMasked, maskAt }: ProbedLayer, t: number, { words }: KernelMemory): boolean {
  return zeroMasked && maskAt !== 0 && words[maskAt / 4 + t * PROBE_ROWS * 4] === 0;
}

interface Linearized {
  /** How the states behind the step depend on what it reads, (F, width). */
  readonly fresh: Float32Array;
  /** How each state behind the step depends on the cell of its own unit before it, (width); zeros where `matrix` has all. */
  readonly diagonal: Float32Array;
}

/** Puts into `matrix` how the states behind step t (columns) depend on those before it (rows). */
function linearize({ step, states, chain, width }: PlacedConnectivity, t: number, memory: KernelMemory): Linearized {
  const { floats, run } = memory;
  for (const fill of step.fills) fillRows(fill, t, step.rows, memory);
  const all = states.flatMap((state) => Array.from({ length: state.units }, (_, unit) => ({ state, unit })));
  const fresh = new Float32Array(step.dx.features * width);
  const diagonal = new Float32Array(width);
  for (let first = 0; first < all.length; first += step.rows) {
    const asked = all.slice(first, first + step.rows);
    const placeOf = ({ state, unit }: (typeof all)[number], row: number) => state.after / 4 + row * state.ld + unit;
    asked.forEach((one, row) => (floats[placeOf(one, row)] = 1));
    run(step.program);
    asked.forEach((one, row) => {
      floats[placeOf(one, row)] = 0;
      const column = one.state.column + one.unit;
      for (const state of states) {
        if (state.column < chain.mixed) copyToMatrix(state, row, column);
        else diagonal[column] = floats[state.before / 4 + row * state.ld + one.unit] ?? 0;
      }
      const from = step.dx.address / 4 + row * step.dx.ld;
      for (let f = 0; f < step.dx.features; f++) fresh[f * width + column] = floats[from + f] ?? 0;
    });
  }
  return { fresh, diagonal };

  function copyToMatrix({ before, column, units, ld }: CarriedState, row: number, to: number): void {
    const [from, panel] = [before / 4 + row * ld, chain.matrix / 4 + (to >> 4) * chain.mixed * 16 + (to & 15)];
    for (let unit = 0; unit < units; unit++) floats[panel + (column + unit) * 16] = floats[from + unit] ?? 0;
  }
}

/** Takes the first rows of `dependences` one step further. */
function carryOn(
  { chain, width }: PlacedConnectivity,
  rows: number,
  diagonal: Float32Array,
  { floats, words, run }: KernelMemory,
): void {
  if (rows === 0) return;
  const { mixed } = chain;
  words[chain.frame.address / 4 + paddedField] = Math.ceil(rows / 4) * 4;
  run(chain.program);
  let [from, to] = [chain.products / 4, chain.dependences / 4];
  if (mixed === width) floats.copyWithin(to, from, from + rows * width);
  else
    for (let row = 0; row < rows; row++, from += width, to += width) {
      for (let unit = 0; unit < mixed; unit++) {
        const cell = floats[to + mixed + unit] as number;
        floats[to + unit] = (floats[from + unit] as number) + cell * (diagonal[unit] as number);
        floats[to + mixed + unit] = (floats[from + mixed + unit] as number) + cell * (diagonal[mixed + unit] as number);
      }
    }
}

/** The norm over the features of one input and the units of the output. */
function measureSource(
  { chain, states, width }: PlacedConnectivity,
  source: number,
  features: number,
  floats: Float32Array,
): number {
  // prettier-ignore
  const units = states[0]?.units ?? 0;
  let squares = 0;
  let at = chain.dependences / 4 + source * features * width;
  for (let f = 0; f < features; f++, at += width) {
    for (let unit = at; unit < at + units; unit++) squares += (floats[unit] as number) ** 2;
  }
  return Math.sqrt(squares);
}

/** Numbers and the words of masks alike. */
function fillRows(
  { shift, features, from, fromLd, to, toLd }: Fill,
  t: number,
  rows: number,
  { words }: KernelMemory,
): void {
  // prettier-ignore
  const at = from / 4 + (t + shift) * PROBE_ROWS * fromLd;
  const row = words.subarray(at, at + features);
  for (let r = 0; r < rows; r++) words.set(row, to / 4 + r * toLd);
}
