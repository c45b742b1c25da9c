/**
 * The steps of a set-up: a line each. How far a step is stands in one line that is rewritten on a terminal, elsewhere in a line now and then.
 *
 * test/cli/setUpSteps.test.ts.
 */
import { type Language, type Message, render } from "../core/messages/message";
import { plainText } from "../core/text/plainText";
import { type Output, writeLine } from "./streams";
import { cutTo } from "../charts/textTable";

const LINE_EVERY_MS = 10_000;
const REWRITE_EVERY_MS = 200;

export interface StepLines {
  readonly onStep: (step: Message) => void;
  readonly onProgress: (progress: Message) => void;
  /** Leaves the cursor at the beginning of a line. */
  readonly end: () => void;
}

/** `elapsed`: milliseconds of a steady clock. */
export function showSteps(out: Output, language: Language, elapsed = (): number => performance.now()): StepLines {
  let shownAt = elapsed();
  let isOpen = false;
  const end = (): void => {
    if (isOpen) out.write("\n");
    isOpen = false;
  };
  return {
    onStep(step) {
      end();
      writeLine(out, render(step, language));
      shownAt = elapsed();
    },
    onProgress(progress) {
      if (elapsed() - shownAt < (out.isTerminal ? REWRITE_EVERY_MS : LINE_EVERY_MS)) return;
      shownAt = elapsed();
      const line = render(progress, language);
      if (!out.isTerminal) return writeLine(out, line);
      out.write(`\r\u001b[2K${cutTo(plainText(line), out.columns - 1)}`);
      isOpen = true;
    },
    end,
  };
}
