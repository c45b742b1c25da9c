/** Plays a sample step by step: the cursor goes through time as the layer reads it, so that what is written, kept and shown is seen to happen. */
import { say } from "../../src/core/messages/message";
import type { PanelContext } from "../context";
import { makeButton } from "../controls";
import { element } from "../element";
import type { PanelState } from "../panelState";

/** Time to read a step; a long sample is over in half a minute. */
const MOMENT_MS = 700;
const FILM_MS = 30_000;

export interface StepFilm {
  readonly root: HTMLElement;
  readonly update: (state: PanelState) => void;
}

export function mountStepFilm({ language, choose }: PanelContext): StepFilm {
  const play = makeButton(`▶ ${say(language, "steps.play")}`, { said: say(language, "steps.playHint") }, () => start());
  const pause = makeButton(`❚❚ ${say(language, "panel.pause")}`, {}, () => stop());
  const root = element("div", { class: "step-film" }, play.root, pause.root);
  let timer: number | undefined;
  /** Of the layer that is shown. */
  let way = { steps: 1, direction: 1 };
  const last = (): number => (way.direction > 0 ? way.steps - 1 : 0);
  const show = (): void => {
    play.root.hidden = timer !== undefined;
    pause.root.hidden = timer === undefined;
  };
  const stop = (): void => {
    window.clearInterval(timer);
    timer = undefined;
    show();
  };
  const goOn = (): void =>
    choose(({ step }) => {
      const next = Math.min(step, way.steps - 1) + way.direction;
      if (next === last()) stop();
      return { step: Math.min(way.steps - 1, Math.max(0, next)) };
    });
  const start = (): void => {
    const first = way.steps - 1 - last();
    choose(({ step }) => ({ step: Math.min(step, way.steps - 1) === last() ? first : step }));
    timer = window.setInterval(goOn, Math.min(MOMENT_MS, FILM_MS / way.steps));
    show();
  };
  show();
  return {
    root,
    update: ({ score }) => {
      const { layer } = score ?? {};
      const steps = layer?.states.h.shape[0] ?? 1;
      const direction = layer?.direction ?? 1;
      if (timer !== undefined && (steps !== way.steps || direction !== way.direction)) stop();
      way = { steps, direction };
      root.hidden = steps < 2;
    },
  };
}
