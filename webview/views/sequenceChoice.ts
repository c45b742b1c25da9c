/** Which one of many sequences is shown: a list that tells how well each was answered, and steps back and forth. */
import { say } from "../../src/core/messages/message";
import type { PanelContext } from "../context";
import { makeButton, makeSelect } from "../controls";
import { element } from "../element";

/** A list of thousands helps nobody; the buttons reach the others. */
const mostListed = 200;

export interface SequenceChoice {
  readonly root: HTMLElement;
  /** Of so many sequences this one is shown; `tally` says how well one was answered, as far as that is known. All count from 0. */
  readonly set: (count: number, chosen: number, tally: (sequence: number) => string) => void;
}

export function mountSequenceChoice({ language, choose }: PanelContext): SequenceChoice {
  let [current, count] = [0, 0];
  const goBy = (by: number): void => choose({ sample: Math.min(count - 1, Math.max(0, current + by)) });
  const select = makeSelect(say(language, "panel.chooseSequence"), (value) => choose({ sample: Number(value) }));
  const previous = makeButton("‹", { said: say(language, "panel.previous") }, () => goBy(-1));
  const next = makeButton("›", { said: say(language, "panel.next") }, () => goBy(1));
  const root = element("div", { class: "choice" }, select.root, previous.root, next.root);
  return {
    root,
    set: (all, chosen, tallyOf) => {
      [current, count] = [chosen, all];
      const first = Math.max(0, Math.min(chosen - mostListed / 2, count - mostListed));
      const options = Array.from({ length: Math.min(mostListed, count - first) }, (_none, at) => {
        const [name, tally] = [say(language, "panel.sequence", { number: first + at + 1 }), tallyOf(first + at)];
        return { value: String(first + at), text: tally ? `${name} · ${tally}` : name };
      });
      select.set({ options, chosen: String(chosen) });
      previous.set(chosen > 0);
      next.set(chosen < count - 1);
    },
  };
}
