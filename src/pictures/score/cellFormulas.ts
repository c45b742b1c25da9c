/**
 * The arithmetic of one cell as lines to be read: each gate's sum with its parts, then what the state becomes of them.
 *
 * Numbers are rounded for reading; what stands behind them is core/probes/cellArithmetic.ts. Held by test/pictures/score/score.test.ts.
 */
import { type Language, say } from "../../core/messages/message";
import type { ExplainedCell, GateSum } from "../../core/probes/cellArithmetic";
import type { LookedLayer } from "../../protocol/training";

export interface Line {
  /** The gate whose sum this is; absent for what follows from the gates. */
  readonly gate?: GateSum["name"];
  /** `i = σ(+0.65 +2.43 +1.55) = 0.99` */
  readonly text: string;
  /** `write` */
  readonly word: string;
  readonly sum?: GateSum;
}

/** Two decimals, more for what would be 0.00; with a true minus. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const text =
    size >= 100
      ? size.toFixed(0)
      : size >= 0.005 || size === 0
        ? size.toFixed(2)
        : size >= 0.0005
          ? size.toFixed(3)
          : size < 1e-6
            ? "0.00"
            : size.toExponential(0);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

const signed = (value: number): string => (figure(value).startsWith("−") ? figure(value) : `+${figure(value)}`);

/** Lines from the sums down to the state. */
export function formulasOf(cell: ExplainedCell, layer: LookedLayer, language: Language): readonly Line[] {
  if (cell.isLeftOut) return [{ text: say(language, "score.cellLeftOut"), word: "" }];
  return [...cell.sums.map((sum) => lineOfSum(sum, layer, language)), ...linesOfStates(cell, layer)];
}

const signs = { i: "i", f: "f", c: "g", o: "o", z: "z", r: "r", h: "g", state: "h", y: "y" } as const;
const words = {
  i: "write",
  f: "keep",
  c: "candidate",
  o: "show",
  z: "keepOld",
  r: "see",
  h: "candidate",
  state: "state",
  y: "output",
} as const;

function lineOfSum(sum: GateSum, { kind, cell }: LookedLayer, language: Language): Line {
  const { name, input, state, bias, value } = sum;
  const isGate = name === "i" || name === "f" || name === "o" || name === "z" || name === "r";
  const activation = (name === "y" ? cell.outputActivation : isGate ? cell.recurrentActivation : cell.activation) ?? "";
  const parts = name === "y" ? [state, bias] : [input, state, bias];
  const inner = parts.map(signed).join(" ");
  const made =
    activation === "linear" ? `${inner} = ${figure(value)}` : `${nameOf(activation)}(${inner}) = ${figure(value)}`;
  const word = say(language, `score.word.${words[name]}`);
  const own = kind === "Jordan" && name === "state" ? say(language, "score.word.hidden") : word;
  return { gate: name, text: `${signs[name]} = ${made}`, word: own, sum };
}

const nameOf = (activation: string): string => (activation === "sigmoid" ? "σ" : activation);

function linesOfStates({ sums, states }: ExplainedCell, { kind, cell }: LookedLayer): readonly Line[] {
  const gate = (name: GateSum["name"]): number => sums.find((sum) => sum.name === name)?.value ?? Number.NaN;
  if (kind === "LSTM") {
    const [i, f, g, o] = [gate("i"), gate("f"), gate("c"), gate("o")];
    const { c, h } = states;
    if (!c || !h) return [];
    const shown = cell.activation === "tanh" ? Math.tanh(c.after) : o === 0 ? Number.NaN : h.after / o;
    return [
      {
        text: `c = f·c₋₁ + i·g = ${figure(f)}·${figure(c.before)} + ${figure(i)}·${figure(g)} = ${figure(c.after)}`,
        word: "",
      },
      { text: `h = o·${cell.activation}(c) = ${figure(o)}·${figure(shown)} = ${figure(h.after)}`, word: "" },
    ];
  }
  if (kind === "GRU") {
    const [z, g] = [gate("z"), gate("h")];
    const { h } = states;
    if (!h) return [];
    return [
      {
        text: `h = z·h₋₁ + (1−z)·g = ${figure(z)}·${figure(h.before)} + ${figure(1 - z)}·${figure(g)} = ${figure(h.after)}`,
        word: "",
      },
    ];
  }
  return [];
}
