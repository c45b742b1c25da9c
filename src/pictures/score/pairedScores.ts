/**
 * An encoder and its decoder as two scores: which stands first, and what one gives the other. Held by test/pictures/score/pairedScores.test.ts.
 */
import { type Language, say } from "../../core/messages/message";
import type { ScoreView } from "../../protocol/panel";
import { isHanded } from "./scoreRows";
import type { StepAxis } from "./stepAxis";

const turned = new WeakMap<ScoreView, ScoreView>();

/** The same two layers with the partner chosen; undefined where there is none. */
export function turnScore(score: ScoreView): ScoreView | undefined {
  const { partner, layer } = score;
  if (!partner) return undefined;
  const known = turned.get(score);
  if (known) return known;
  const other: ScoreView = {
    ...score,
    layer: partner.layer,
    partner: { layer, stands: partner.stands === "before" ? "after" : "before" },
  };
  turned.set(score, other);
  turned.set(other, score);
  return other;
}

/** The score as it is once the host has heard of a choice: the partner may be chosen before the host says so. */
export function scoreChosen(score: ScoreView | null, layer: string | undefined): ScoreView | null {
  if (!score || layer === undefined || score.layer.name === layer || score.partner?.layer.name !== layer) return score;
  return turnScore(score) ?? score;
}

/** In the order in which they compute. */
export function orderPair(score: ScoreView): readonly ScoreView[] {
  const other = turnScore(score);
  if (!other) return [score];
  return score.partner?.stands === "before" ? [other, score] : [score, other];
}

/** Where room is left for the states that a layer begins with, if they were handed to it, and for the names of the steps that it reads by attention. */
export function beginsAt(score: ScoreView): "left" | "right" | "nowhere" {
  const isGiven = (["h", "c", "y"] as const).some((state) => isHanded(score, state));
  const asks = score.attention.some(({ queries }) => queries === score.layer.name);
  if (!isGiven && !asks) return "nowhere";
  return score.layer.direction > 0 ? "left" : "right";
}

export interface HandedOver {
  /** In pixels of the rows, from the state that is given to the place where it is taken; absent where no state is. */
  readonly from?: number;
  readonly to?: number;
  readonly said: string;
}

/** Between an encoder's score and its decoder's. */
export function handedOver(
  encoder: ScoreView,
  axes: readonly [StepAxis, StepAxis],
  language: Language,
): HandedOver | undefined {
  const [from, to] = [encoder.layer.name, encoder.partner?.layer.name];
  if (to === undefined) return undefined;
  const link = encoder.handOvers.find((one) => one.from === from && one.to === to);
  const givers = encoder.handOvers.filter((one) => one.to === to).map((one) => one.from);
  const names = { from: givers.length > 0 ? givers.join(" + ") : from, to };
  if (!link) return { said: say(language, "score.attended", names) };
  const last = encoder.layer.direction > 0 ? axes[0].steps - 1 : 0;
  const middle = ({ x0, x1 }: { readonly x0: number; readonly x1: number }): number => (x0 + x1) / 2;
  const isAnswer = link.states.length === 0;
  return {
    from: middle(axes[0].column(last)),
    to: middle(axes[1].start ?? axes[1].column(0)),
    said: isAnswer
      ? say(language, "score.handedAnswer", names)
      : say(language, "score.handed", { ...names, states: link.states.join(", ") }),
  };
}
