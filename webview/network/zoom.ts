/**
 * How large the picture is seen: as wide as the panel has room, or a share of its natural size.
 *
 * Letters stay legible: neither fitting nor zooming out goes below SMALLEST; the rest is scrolled to. Held by test/webview/tests/map.mjs.
 */
import { type Language, say } from "../../src/core/messages/message";
import { element, setText } from "../element";
import { slideNames } from "./networkDrawing";

/** `fit` is as wide as there is room, `whole` shows all of the picture, however small; neither is larger than the natural size. */
export type Zoom = "fit" | "whole" | number;

/** Below this nothing is seen at all. */
const LEAST = 0.02;

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
    else if (key === "f") zoom("whole");
    else zoom(clamp(nextScale(shown.scale, key === "+")));
  };
  const button = (key: string, text: string, label: string): HTMLButtonElement => {
    const made = element("button", { type: "button", title: `${label} (${key})`, "aria-label": label }, text);
    made.setAttribute("aria-keyshortcuts", key === "+" ? "Plus" : key);
    made.addEventListener("click", () => turn(key));
    return made;
  };
  const [less, more, width, whole] = [
    button("-", "\u2212", say(language, "map.zoomOut")),
    button("+", "+", say(language, "map.zoomIn")),
    button("0", say(language, "map.width"), say(language, "map.fitWidth")),
    button("f", say(language, "map.fit"), say(language, "map.fitWhole")),
  ];
  const percent = element("span", { class: "percent" });
  const bar = element(
    "div",
    { class: "zoom", role: "group", "aria-label": say(language, "map.zoom") },
    ...[less, percent, more, width, whole],
  );

  // Control and these keys together belong to the editor, which makes its whole window larger.
  frame.addEventListener("keydown", (event) => {
    const key = { "+": "+", "=": "+", "-": "-", _: "-", "0": "0", f: "f" }[event.key];
    if (key === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    turn(key);
    event.preventDefault();
  });

  const draw = (): void => {
    if (!shown) return;
    const { svg, zoom: wanted } = shown;
    const { width: across, height: down } = svg.viewBox.baseVal;
    const room = frame.clientWidth;
    const scale = scaleOf(wanted, room / across, (frame.clientHeight - MARGINS) / down);
    const middle = (frame.scrollTop + frame.clientHeight / 2) / shown.scale;
    const centre = (frame.scrollLeft + room / 2) / shown.scale;
    svg.setAttribute("width", String(across * scale));
    svg.setAttribute("height", String(down * scale));
    if (scale !== shown.scale) {
      frame.scrollTop = middle * scale - frame.clientHeight / 2;
      frame.scrollLeft = centre * scale - room / 2;
    }
    shown = { ...shown, scale };
    setText(percent, `${Math.round(scale * 100)}\u00a0%`);
    width.setAttribute("aria-pressed", String(wanted === "fit"));
    whole.setAttribute("aria-pressed", String(wanted === "whole"));
    // Not `disabled`: that would take the focus from whoever has just pressed it.
    less.setAttribute("aria-disabled", String(scale <= SMALLEST));
    slideNames(svg, frame.scrollLeft / scale);
    more.setAttribute("aria-disabled", String(scale >= LARGEST));
  };
  new ResizeObserver(draw).observe(frame);
  frame.addEventListener("scroll", () => shown && slideNames(shown.svg, frame.scrollLeft / shown.scale), {
    passive: true,
  });

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

/** Above and below the picture. */
const MARGINS = 24;

function scaleOf(wanted: Zoom, wide: number, high: number): number {
  if (wanted === "whole") return Math.min(1, Math.max(LEAST, Math.min(wide, high)));
  return wanted === "fit" ? Math.min(1, Math.max(SMALLEST, wide)) : clamp(wanted);
}

/** The natural size is one of the stops. */
function nextScale(scale: number, isMore: boolean): number {
  const next = isMore ? scale * STEP : scale / STEP;
  return (scale - 1) * (next - 1) < -1e-6 ? 1 : next;
}

const clamp = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale));
