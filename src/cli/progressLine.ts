/**
 * The progress of a training run: one line rewritten in place on a terminal, else a plain line at each tenth. The figures stand in
 * Keras's order, which is that of the facts: loss, metrics, what validates, the learning rate.
 *
 * test/cli/progressLine.test.ts holds it.
 */
import { coloured } from "../charts/page";
import { type Language, say } from "../core/messages/message";
import { type Output } from "./streams";
import { cutTo, displayWidth } from "../charts/textTable";

const BAR_CELLS = 20;
const REWRITE_EVERY_MS = 80;

/** The figures after an epoch, by name. */
export interface EpochFigures extends Readonly<Record<string, number>> {
  readonly epoch: number;
  readonly loss: number;
}

export interface Progress {
  epoch(figures: EpochFigures): void;
  /** Leaves the cursor at the beginning of a line. */
  end(): void;
}

/** `elapsed`: milliseconds of a steady clock. */
export function showProgress(out: Output, epochs: number, language: Language, elapsed: () => number): Progress {
  const from = elapsed();
  const said = ({ epoch, loss, ...others }: EpochFigures, columns: number): string => {
    const seconds = ((elapsed() - from) / 1000).toFixed(1);
    const line = (chosen: ReadonlySet<string>): string => {
      const kept = Object.entries(others).filter(([name]) => chosen.has(name));
      const more = kept.map(([name, value]) => `  ${name} ${lossText(value)}`).join("");
      return say(language, "cli-progress", { epoch, epochs, loss: lossText(loss), more, seconds });
    };
    let chosen = new Set<string>();
    for (const name of byImportance(Object.keys(others))) {
      const next = new Set([...chosen, name]);
      if (displayWidth(line(next)) > columns) break;
      chosen = next;
    }
    return cutTo(line(chosen), columns);
  };
  if (!out.isTerminal) return plainProgress(out, epochs, (figures) => said(figures, Number.POSITIVE_INFINITY));
  let shownAt = Number.NEGATIVE_INFINITY;
  let latest: EpochFigures | undefined;
  const rewrite = (): void => {
    if (!latest) return;
    const full = Math.min(BAR_CELLS, Math.round((latest.epoch / epochs) * BAR_CELLS));
    const bar = coloured(out, "green", "━".repeat(full)) + coloured(out, "dim", "━".repeat(BAR_CELLS - full));
    out.write(`\r\u001b[2K${bar} ${said(latest, Math.max(10, out.columns - BAR_CELLS - 2))}`);
  };
  return {
    epoch(figures) {
      latest = figures;
      if (elapsed() - shownAt < REWRITE_EVERY_MS && figures.epoch < epochs) return;
      shownAt = elapsed();
      rewrite();
    },
    end() {
      rewrite();
      if (latest) out.write("\n");
    },
  };
}

/** Where there is no room for all: what is measured on samples that do not train tells most. */
function byImportance(names: readonly string[]): string[] {
  const isValidated = (name: string): number => (name.startsWith("val_") ? 0 : 1);
  return [...names].sort((a, b) => isValidated(a) - isValidated(b));
}

function plainProgress(out: Output, epochs: number, said: (figures: EpochFigures) => string): Progress {
  const step = Math.max(1, Math.ceil(epochs / 10));
  let unsaid: string | undefined;
  return {
    epoch(figures) {
      const { epoch } = figures;
      const line = `${said(figures)}\n`;
      const isDue = epoch % step === 0 || epoch === epochs || epoch === 1;
      unsaid = isDue ? undefined : line;
      if (isDue) out.write(line);
    },
    end() {
      if (unsaid) out.write(unsaid);
    },
  };
}

/** Four significant digits, without an exponent where the number is of ordinary size. */
export function lossText(loss: number): string {
  if (!Number.isFinite(loss)) return String(loss);
  return Math.abs(loss) >= 0.0001 || loss === 0 ? String(Number(loss.toPrecision(4))) : loss.toExponential(2);
}
