/**
 * The map's entry: receives the network and the cursor's place, keeps them, and redraws once a frame.
 *
 * Nothing is known here but what has arrived: after a reload the view asks with `ready` and gets it again.
 */
import type { Language } from "../../src/core/messages/message";
import { HostToMapSchema, type MapToHost } from "../../src/protocol/network";
import { receive } from "../../src/protocol/receive";
import { type MapState, mountMap } from "./mapView";
import type { Zoom } from "./zoom";

interface Kept {
  /** Where VS Code finds the file again after a reload of the window. */
  readonly file: string;
  readonly isUnrolled: boolean;
  readonly zoom: Zoom;
}

declare function acquireVsCodeApi(): {
  postMessage(message: MapToHost): void;
  getState(): unknown;
  setState(state: Kept): void;
};

const vscode = acquireVsCodeApi();
const root = document.getElementById("panel")!;
const file = root.dataset["file"] ?? "";
const language: Language = document.documentElement.lang === "es" ? "es" : "en";
const kept = vscode.getState() as Partial<Kept> | undefined;

let state: MapState = {
  network: undefined,
  cursor: undefined,
  isUnrolled: kept?.isUnrolled === true,
  zoom: kept?.zoom === "whole" || (typeof kept?.zoom === "number" && Number.isFinite(kept.zoom)) ? kept.zoom : "fit",
};
let waiting = false;
const change = (more: Partial<MapState>): void => {
  state = { ...state, ...more };
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    redraw(state);
  });
};
const keep = (): void => vscode.setState({ file, isUnrolled: state.isUnrolled, zoom: state.zoom });

const redraw = mountMap(root, {
  language,
  tell: (message) => vscode.postMessage(message),
  unroll: (isUnrolled) => {
    change({ isUnrolled });
    keep();
  },
  zoom: (zoom) => {
    change({ zoom });
    keep();
  },
});
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = receive(HostToMapSchema, data, (reason) =>
    console.warn(`Unroll: a message was not understood.\n${reason}`),
  );
  if (message?.type === "network") change({ network: message.network });
  if (message?.type === "cursor") change({ cursor: message.layer ?? undefined });
});
keep();
change({});
vscode.postMessage({ type: "ready" });
