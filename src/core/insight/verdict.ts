/**
 * A verdict: what the numbers of a run say, in a sentence that holds the number it rests on, and what to try next.
 *
 * Never a sentence without a measured number behind it: where a figure is missing or near its threshold, nothing is said.
 */
import type { Message } from "../messages/message";
import { shortNumber } from "../text/shortNumber";

export interface Verdict {
  readonly says: Message;
  /** The next step, where there is one to take. */
  readonly next?: Message;
}

/** A share in percent, with as many digits as it takes to tell it from nothing. */
export function percent(share: number): string {
  return shortNumber(share * 100);
}
