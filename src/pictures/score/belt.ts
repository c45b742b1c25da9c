/**
 * One unit's memory as a belt through time: what is put on it at each step, how much of it goes on, and what is shown of it.
 *
 * LSTM: i · g is written, f is kept, o shows, c is the bead. GRU: (1 − z) · candidate is written, z is kept, h is bead and shown at once.
 * SimpleRNN and Jordan: a single thread, without gates. Held by test/pictures/score/score.test.ts.
 */
import { type Language, say } from "../../core/messages/message";
import type { LayerProbe } from "../../core/probes/layerProbe";
import { formatNumber } from "../numbers";

export interface BeltStep {
  /** Left out by a mask: the bead stays as it was. */
  readonly isLeftOut: boolean;
  /** What the step adds to the bead, and how far the gate is open that lets it in. */
  readonly written?: { readonly value: number; readonly open: number };
  /** Share of the bead before it that is kept. */
  readonly kept?: number;
  /** What the rest of the network sees, and how far that gate is open. */
  readonly shown?: { readonly value: number; readonly open: number };
  readonly bead: number;
}

export interface Belt {
  readonly kind: LayerProbe["kind"];
  readonly unit: number;
  readonly direction: 1 | -1;
  readonly steps: readonly BeltStep[];
  /** Of |bead|, for colours; 0 where all are 0. */
  readonly most: number;
  say(language: Language): string;
}

export function beltOf(layer: LayerProbe, unit: number): Belt {
  const { kind, states, gates, direction, counted } = layer;
  const bead = states.c ?? (kind === "Jordan" ? (states.y ?? states.h) : states.h);
  const [count = 0, units = 0] = bead.shape;
  const own = Math.min(unit, units - 1);
  const at = (values: Float32Array | undefined, step: number, width = units): number =>
    values?.[step * width + own] ?? Number.NaN;
  const steps = Array.from({ length: count }, (_none, step): BeltStep => {
    const isLeftOut = counted?.[step] === 0;
    const base = { isLeftOut, bead: at(bead.values, step) };
    if (isLeftOut) return base;
    if (kind === "LSTM") {
      const [i, f, g, o] = [gates.i, gates.f, gates.c, gates.o].map((gate) => at(gate?.values, step)) as [
        number,
        number,
        number,
        number,
      ];
      return {
        ...base,
        written: { value: i * g, open: i },
        kept: f,
        shown: { value: at(states.h.values, step), open: o },
      };
    }
    if (kind === "GRU") {
      const [z, candidate] = [at(gates.z?.values, step), at(gates.h?.values, step)];
      return { ...base, written: { value: (1 - z) * candidate, open: 1 - z }, kept: z };
    }
    return base;
  });
  const most = steps.reduce((found, one) => (Math.abs(one.bead) > found ? Math.abs(one.bead) : found), 0);
  return {
    kind,
    unit: own,
    direction,
    steps,
    most,
    say: (language) => sayBelt({ unit: own, direction, steps }, language),
  };
}

function sayBelt({ unit, direction, steps }: Pick<Belt, "unit" | "direction" | "steps">, language: Language): string {
  const walked = direction > 0 ? steps : steps.toReversed();
  const nameOf = (at: number): number => (direction > 0 ? at : steps.length - 1 - at) + 1;
  const beads = walked.map(({ bead }) => bead);
  const course = say(language, "score.said.belt", {
    unit: unit + 1,
    first: formatNumber(beads[0] ?? 0),
    last: formatNumber(beads.at(-1) ?? 0),
    steps: steps.length,
  });
  // What the first step keeps is of no account: there is nothing before it.
  const kept = walked.flatMap(({ kept }, at) => (kept === undefined || at === 0 ? [] : [{ kept, at }]));
  if (kept.length === 0) return course;
  const mean = kept.reduce((sum, one) => sum + one.kept, 0) / kept.length;
  const least = kept.reduce((found, one) => (one.kept < found.kept ? one : found));
  const args = { mean: percent(mean), step: nameOf(least.at), least: percent(least.kept) };
  return `${course} ${say(language, "score.said.keeps", args)}`;
}

const percent = (share: number): string => `${formatNumber(Math.round(share * 1000) / 10)} %`;
