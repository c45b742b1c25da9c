/**
 * The loss curve as a slider over the epochs that a run has kept: a line with a handle on the chart, moved by pointer or keys, and a film of
 * them. Whatever is shown of the network, it is told after which epoch it was so.
 *
 * A film waits for what it has asked for before it goes on, so on a slow machine it is slower and never skips what it says.
 * test/webview/tests/epochs.mjs holds it.
 */
import { type Language, say } from "../../src/core/messages/message";
import { formatNumber } from "../../src/pictures/numbers";
import { isActive } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { makeButton } from "../controls";
import { element, setAttributes, setText } from "../element";
import type { Choices, PanelState } from "../panelState";
import type { ChartPlace } from "./lossChart";

/** A film of all epochs takes about so long, each of them at least a moment; for those who want less motion, a look at each. */
const FILM_MS = 12_000;
const MOMENT_MS = [100, 600] as const;
const CALM_MS = 1500;

export interface EpochSlider {
  /** Lies over the chart. */
  readonly handle: HTMLElement;
  /** Below it. */
  readonly bar: HTMLElement;
  readonly update: (state: PanelState, place: ChartPlace | undefined) => void;
}

/** `stage` holds the chart and the handle. */
export function mountEpochSlider(stage: HTMLElement, { language, choose }: PanelContext): EpochSlider {
  const handle = element("div", { class: "epoch-handle", role: "slider", tabindex: 0, hidden: true });
  setAttributes(handle, { "aria-label": say(language, "epochs.slider"), title: say(language, "epochs.sliderHint") });
  const play = makeButton(`▶ ${say(language, "epochs.play")}`, { said: say(language, "epochs.playHint") }, () =>
    start(),
  );
  const pause = makeButton(`❚❚ ${say(language, "panel.pause")}`, {}, () => stop());
  const end = makeButton(say(language, "epochs.end"), { said: say(language, "epochs.endHint") }, () => {
    stop();
    choose({ epoch: undefined });
  });
  const told = element("p", { class: "epoch-told" });
  const bar = element("div", { class: "epoch-bar", hidden: true }, play.root, pause.root, end.root, told);

  let kept: readonly number[] = [];
  let now: PanelState | undefined;
  let place: ChartPlace | undefined;
  let film: { asked: number | undefined; timer: number | undefined } | undefined;

  const last = (): number => kept.at(-1) ?? 0;
  const shownOf = ({ epoch }: Choices): number => epoch ?? last();
  const go = (to: (at: number) => number): void =>
    choose((choices) => {
      const at = kept.indexOf(nearest(kept, shownOf(choices)));
      const epoch = kept[Math.min(kept.length - 1, Math.max(0, to(at)))];
      return { epoch: epoch === last() ? undefined : epoch };
    });
  const stop = (): void => {
    window.clearTimeout(film?.timer);
    film = undefined;
    if (now) update(now, place);
  };
  /** From the beginning where the end is shown. */
  const start = (): void => {
    if (!now) return;
    film = { asked: now.choices.epoch ?? kept[0], timer: undefined };
    choose({ epoch: film.asked });
  };
  const goOn = (running: NonNullable<typeof film>, score: PanelState["score"]): void => {
    if (running.timer !== undefined || score?.epoch !== (running.asked ?? last())) return;
    if (running.asked === undefined) return stop();
    running.timer = window.setTimeout(() => {
      running.timer = undefined;
      const next = kept.find((epoch) => epoch > (running.asked ?? last()));
      running.asked = next === last() ? undefined : next;
      choose({ epoch: running.asked });
    }, momentOf(kept.length));
  };

  const take = (event: PointerEvent): void => {
    const x = event.clientX - stage.getBoundingClientRect().left;
    if (!place || kept.length < 2 || handle.hidden) return;
    if (film) stop();
    const epoch = nearest(kept, place.epochAt(x));
    choose({ epoch: epoch === last() ? undefined : epoch });
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || handle.hidden) return;
    stage.setPointerCapture(event.pointerId);
    take(event);
    handle.focus();
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) take(event);
  });
  handle.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => go((at) => at - 1),
      ArrowDown: () => go((at) => at - 1),
      ArrowRight: () => go((at) => at + 1),
      ArrowUp: () => go((at) => at + 1),
      PageDown: () => go((at) => at - 10),
      PageUp: () => go((at) => at + 10),
      Home: () => go(() => 0),
      End: () => go(() => kept.length - 1),
    };
    const move = event.key === " " ? () => (film ? stop() : start()) : moves[event.key];
    if (!move) return;
    event.preventDefault();
    if (event.key !== " " && film) stop();
    move();
  });

  const update = (state: PanelState, chart: ChartPlace | undefined): void => {
    now = state;
    place = chart;
    const { score, run, choices } = state;
    kept = score && !isActive(run) && score.run === run?.id ? score.kept : [];
    const isThere = kept.length > 1 && chart !== undefined;
    handle.hidden = bar.hidden = !isThere;
    stage.classList.toggle("slides", isThere);
    if (!isThere) {
      if (film) window.clearTimeout(film.timer);
      film = undefined;
      return;
    }
    const epoch = nearest(kept, shownOf(choices));
    const text = describeEpoch(state, epoch, language);
    setAttributes(handle, {
      "aria-valuemin": kept[0],
      "aria-valuemax": last(),
      "aria-valuenow": epoch,
      "aria-valuetext": text,
    });
    handle.style.left = `${chart.xOf(epoch)}px`;
    setText(told, text);
    play.root.hidden = film !== undefined;
    pause.root.hidden = film === undefined;
    end.set(choices.epoch !== undefined);
    if (film) goOn(film, score);
  };
  return { handle, bar, update };
}

function nearest(kept: readonly number[], wanted: number): number {
  return kept.reduce(
    (near, epoch) => (Math.abs(epoch - wanted) < Math.abs(near - wanted) ? epoch : near),
    kept[0] ?? 0,
  );
}

function momentOf(count: number): number {
  const wantsCalm =
    document.body.classList.contains("vscode-reduce-motion") ||
    window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return wantsCalm ? CALM_MS : Math.min(MOMENT_MS[1], Math.max(MOMENT_MS[0], FILM_MS / count));
}

/** `after epoch 37 of 500 · loss 0.41`, `before the first step` */
export function describeEpoch({ epochs, run }: PanelState, epoch: number, language: Language): string {
  if (epoch === 0) return say(language, "epochs.before");
  const row = epochs.find((one) => one.epoch === epoch);
  const at = say(language, "epochs.after", { epoch, epochs: run?.epoch ?? epoch });
  return row ? `${at} · ${say(language, "panel.lossIs", { loss: formatNumber(row.loss) })}` : at;
}
