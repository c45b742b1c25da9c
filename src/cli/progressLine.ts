/**
 * The progress of a training run: one line rewritten in place on a terminal, else a plain line at each tenth.
 *
 * test/cli/progressLine.test.ts holds it.
 */
import { type Language, say } from "../core/messages/message";
import { coloured, type Output } from "./streams";
import { cutTo } from "./textTable";

const BAR_CELLS = 20;
const REWRITE_EVERY_MS = 80;

export interface Progress {
  epoch(epoch: number, loss: number): void;
  /** Leaves the cursor at the beginning of a line. */
  end(): void;
}

/** `elapsed`: milliseconds of a steady clock. */
export function showProgress(out: Output, epochs: number, language: Language, elapsed: () => number): Progress {
  const from = elapsed();
  const said = (epoch: number, loss: number): string =>
    say(language, "cli-progress", {
      epoch,
      epochs,
      loss: lossText(loss),
      seconds: ((elapsed() - from) / 1000).toFixed(1),
    });
  if (!out.isTerminal) return plainProgress(out, epochs, said);
  let shownAt = Number.NEGATIVE_INFINITY;
  let latest: { epoch: number; loss: number } | undefined;
  const rewrite = (): void => {
    if (!latest) return;
    const { epoch, loss } = latest;
    const full = Math.min(BAR_CELLS, Math.round((epoch / epochs) * BAR_CELLS));
    const bar = coloured(out, "green", "━".repeat(full)) + coloured(out, "dim", "━".repeat(BAR_CELLS - full));
    out.write(`\r\u001b[2K${bar} ${cutTo(said(epoch, loss), Math.max(10, out.columns - BAR_CELLS - 2))}`);
  };
  return {
    epoch(epoch, loss) {
      latest = { epoch, loss };
      if (elapsed() - shownAt < REWRITE_EVERY_MS && epoch < epochs) return;
      shownAt = elapsed();
      rewrite();
    },
    end() {
      rewrite();
      if (latest) out.write("\n");
    },
  };
}

function plainProgress(out: Output, epochs: number, said: (epoch: number, loss: number) => string): Progress {
  const step = Math.max(1, Math.ceil(epochs / 10));
  let unsaid: string | undefined;
  return {
    epoch(epoch, loss) {
      const line = `${said(epoch, loss)}\n`;
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
