/**
 * The panel's entry: receives what the host says, keeps it, and redraws once per frame.
 *
 * Nothing is known here but what has arrived: after a reload the view asks with `ready` and gets everything again. Held
 * by test/webview/run.mjs, in a browser under the page's own policy.
 */
import type { Language } from "../src/core/messages/message";
import { readHostToView } from "../src/protocol/panelMessages";
import type { ViewToHost } from "../src/protocol/panel";
import type { PanelContext } from "./context";
import { registerControls } from "./controls";
import { emptyState, receive, restoreChoices, type Choices, type PanelState } from "./panelState";
import { contentOf, figureOf } from "./saving/savedFigure";
import { watchTheme } from "./shades";
import { mountPanel } from "./views/panelView";

interface VsCodeApi {
  postMessage(message: ViewToHost): void;
  getState(): unknown;
  setState(state: Choices): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const isRecurrent = (kind: string, detail: string): boolean =>
  /^(SimpleRNN|LSTM|GRU|Jordan)$/.test(kind) || (kind === "Bidirectional" && /SimpleRNN|LSTM|GRU|Jordan/.test(detail));

const vscode = acquireVsCodeApi();
const root = document.getElementById("panel")!;
const language: Language = document.documentElement.lang === "es" ? "es" : "en";

let state: PanelState = emptyState(restoreChoices(vscode.getState(), root.dataset["file"] ?? ""));
vscode.setState(state.choices);
let themeAge = 0;
let waiting = false;
/** Something of the host's is not on the screen yet. */
let owesDrawing = false;

registerControls();
const context: PanelContext = {
  language,
  train: () => vscode.postMessage({ type: "train" }),
  stop: () => vscode.postMessage({ type: "stop" }),
  pause: () => vscode.postMessage({ type: "pause" }),
  proceed: () => vscode.postMessage({ type: "proceed" }),
  step: () => vscode.postMessage({ type: "step" }),
  setLearningRate: (rate) => vscode.postMessage({ type: "setLearningRate", rate }),
  predict: () => vscode.postMessage({ type: "predict" }),
  resume: () => vscode.postMessage({ type: "resume" }),
  setLive: (on) => vscode.postMessage({ type: "setLive", on }),
  chooseRun: (run) => vscode.postMessage({ type: "chooseRun", run }),
  deleteRun: (run) => vscode.postMessage({ type: "deleteRun", run }),
  compare: (run) => vscode.postMessage({ type: "compare", run }),
  reveal: (layer) => vscode.postMessage({ type: "reveal", layer }),
  save: (view, format) => vscode.postMessage({ type: "saveAs", view, format }),
  choose: (choices) => {
    const chosen = typeof choices === "function" ? choices(state.choices) : choices;
    // Another sample has other input.
    const edits = chosen.sample !== undefined && chosen.sample !== state.choices.sample ? { edits: undefined } : {};
    state = { ...state, choices: { ...state.choices, ...edits, ...chosen } };
    vscode.setState(state.choices);
    redrawSoon();
  },
};
const redraw = mountPanel(root, context);

/** What the host was last told to look at. */
let looksAt = "";

/** The host looks into the network for whatever is shown; of a network without memory, which page of answers is shown, once that is not the first. */
function tellLook(): void {
  const { model, choices } = state;
  const { sample, layer, epoch, interventions, edits } = choices;
  const hasMemory = model?.layers.some(({ kind, detail }) => isRecurrent(kind, detail));
  if (!hasMemory && (looksAt === "" ? sample === 0 : !model)) return;
  const now = JSON.stringify([sample, layer, epoch, interventions ?? [], edits ?? []]);
  if (now === looksAt) return;
  looksAt = now;
  const of = {
    ...(layer !== undefined && { layer }),
    ...(epoch !== undefined && { epoch }),
    ...(interventions?.length && { interventions: [...interventions] }),
    ...(edits?.length && { edits: [...edits] }),
  };
  vscode.postMessage({ type: "look", sample, ...of });
}

/** However many messages come, the panel is drawn once per frame. */
function redrawSoon(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    try {
      redraw(state, themeAge);
      tellLook();
    } finally {
      if (owesDrawing) vscode.postMessage({ type: "drawn" });
      owesDrawing = false;
    }
  });
}

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  owesDrawing = true;
  redrawSoon();
  const message = readHostToView(data, (reason) => console.warn(`Unroll: a message was not understood.\n${reason}`));
  if (!message) return;
  if (message.type === "draw") {
    const { request, view, format } = message;
    void contentOf(figureOf(view, state, language), format).then((content) =>
      vscode.postMessage({ type: "figure", request, content }),
    );
    return;
  }
  const received = receive(state, message);
  if (received.state.choices !== state.choices) vscode.setState(received.state.choices);
  state = received.state;
  if (received.missing) vscode.postMessage({ type: "missing", ...received.missing });
});
watchTheme(() => {
  themeAge++;
  redrawSoon();
});
redrawSoon();
vscode.postMessage({ type: "ready" });
