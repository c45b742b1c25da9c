/**
 * How large the picture is seen: as wide as the panel has room, or a share of its natural size.
 *
 * Letters stay legible: neither fitting nor zooming out goes below SMALLEST; the rest is scrolled to. Held by test/webview/tests/map.mjs.
 */
import { type Language, say } from "../../src/core/messages/message";
import { element, setText } from "../element";

/** `fit` is never larger than the natural size. */
export type Zoom = "fit" | number;

/** The smallest words of a picture are 11 pixels high: 7.7 here. */
export const SMALLEST = 0.7;
const LARGEST = 3;
const STEP = 1.2;

export interface ZoomContext {
  readonly language: Language;
  /** It scrolls. */
  readonly frame: HTMLElement;
  readonly zoom: (zoom: Zoom) => void;
}

export interface ZoomControls {
  readonly bar: HTMLElement;
  readonly show: (svg: SVGSVGElement | undefined, zoom: Zoom) => void;
}

export function zoomControls({ language, frame, zoom }: ZoomContext): ZoomControls {
  let shown: { svg: SVGSVGElement; zoom: Zoom; scale: number } | undefined;
  const turn = (key: string): void => {
    if (!shown) return;
    if (key === "0") zoom("fit");
    else zoom(clamp(nextScale(shown.scale, key === "+")));
  };
  const button = (key: string, text: string, label: string): HTMLButtonElement => {
    const made = element("button", { type: "button", title: `${label} (${key})`, "aria-label": label }, text);
    made.setAttribute("aria-keyshortcuts", key === "+" ? "Plus" : key);
    made.addEventListener("click", () => turn(key));
    return made;
  };
  const [less, more, fit] = [
    button("-", "\u2212", say(language, "map.zoomOut")),
    button("+", "+", say(language, "map.zoomIn")),
    button("0", say(language, "map.fit"), say(language, "map.fitWidth")),
  ];
  const percent = element("span", { class: "percent" });
  const bar = element(
    "div",
    { class: "zoom", role: "group", "aria-label": say(language, "map.zoom") },
    ...[less, percent, more, fit],
  );

  // Control and these keys together belong to the editor, which makes its whole window larger.
  frame.addEventListener("keydown", (event) => {
    const key = { "+": "+", "=": "+", "-": "-", _: "-", "0": "0" }[event.key];
    if (key === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    turn(key);
    event.preventDefault();
  });

  const draw = (): void => {
    if (!shown) return;
    const { svg, zoom: wanted } = shown;
    const { width, height } = svg.viewBox.baseVal;
    const room = frame.clientWidth;
    const scale = wanted === "fit" ? Math.min(1, Math.max(SMALLEST, room / width)) : clamp(wanted);
    const middle = (frame.scrollTop + frame.clientHeight / 2) / shown.scale;
    const centre = (frame.scrollLeft + room / 2) / shown.scale;
    svg.setAttribute("width", String(width * scale));
    svg.setAttribute("height", String(height * scale));
    if (scale !== shown.scale) {
      frame.scrollTop = middle * scale - frame.clientHeight / 2;
      frame.scrollLeft = centre * scale - room / 2;
    }
    shown = { ...shown, scale };
    setText(percent, `${Math.round(scale * 100)}\u00a0%`);
    fit.setAttribute("aria-pressed", String(wanted === "fit"));
    // Not `disabled`: that would take the focus from whoever has just pressed it.
    less.setAttribute("aria-disabled", String(scale <= SMALLEST));
    more.setAttribute("aria-disabled", String(scale >= LARGEST));
  };
  new ResizeObserver(draw).observe(frame);

  return {
    bar,
    show: (svg, zoom) => {
      bar.hidden = !svg;
      if (svg && (svg !== shown?.svg || zoom !== shown.zoom)) {
        shown = { svg, zoom, scale: shown?.scale ?? 1 };
        draw();
      }
    },
  };
}

/** The natural size is one of the stops. */
function nextScale(scale: number, isMore: boolean): number {
  const next = isMore ? scale * STEP : scale / STEP;
  return (scale - 1) * (next - 1) < -1e-6 ? 1 : next;
}

const clamp = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale));
