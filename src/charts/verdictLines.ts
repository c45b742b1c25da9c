/** Verdicts as lines of text: what the numbers say, then what to try next. test/cli/train.test.ts and inspect.test.ts hold them. */
import type { Verdict } from "../core/insight/verdict";
import { type Language, render } from "../core/messages/message";
import { plainText } from "../core/text/plainText";

export function verdictLines(verdicts: readonly Verdict[], language: Language): string[] {
  return verdicts.map(({ says, next }) =>
    [says, ...(next ? [next] : [])].map((one) => plainText(render(one, language))).join(" "),
  );
}
