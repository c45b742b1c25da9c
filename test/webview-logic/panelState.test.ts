/** What the panel knows after each message: see webview/panelState.ts. */
import { expect, it } from "vitest";
import type { Told, RunView } from "../../src/protocol/panel";
import { emptyState, receive, restoreChoices, type PanelState } from "../../webview/panelState";

const empty = emptyState(restoreChoices(undefined, "file:///a"));
const run = (id: string): Told => {
  const view: RunView = { id, status: "running", epoch: 0, epochs: 10, elapsedMs: 0, modelChanged: false };
  return { type: "run", run: view };
};
const epochs = (id: string, from: number, losses: readonly number[]): Told => ({
  type: "epochs",
  run: id,
  from,
  rows: losses.map((loss, index) => ({ epoch: from + index + 1, loss })),
});
const after = (...messages: readonly Told[]): { state: PanelState; missing: unknown[] } => {
  let state = empty;
  const missing: unknown[] = [];
  for (const message of messages) {
    const received = receive(state, message);
    state = received.state;
    if (received.missing) missing.push(received.missing);
  }
  return { state, missing };
};
const losses = ({ epochs: rows }: PanelState): number[] => rows.map(({ loss }) => loss);

it("appends rows, and writes again what comes again", () => {
  const { state, missing } = after(run("a"), epochs("a", 0, [3, 2]), epochs("a", 2, [1]), epochs("a", 1, [2.5, 1.5]));
  expect(losses(state)).toEqual([3, 2.5, 1.5]);
  expect(state.epochCount).toBe(3);
  expect(missing).toEqual([]);
});

it("asks for what is missing, from where it is missing", () => {
  const { state, missing } = after(run("a"), epochs("a", 0, [3]), epochs("a", 5, [1]), epochs("b", 2, [1]));
  expect(losses(state)).toEqual([3]);
  expect(missing).toEqual([
    { run: "a", from: 1 },
    { run: "b", from: 0 },
  ]);
});

it("forgets a run's epochs when another run begins, and not before", () => {
  expect(losses(after(run("a"), epochs("a", 0, [3, 2]), run("a")).state)).toEqual([3, 2]);
  expect(losses(after(run("a"), epochs("a", 0, [3, 2]), run("b")).state)).toEqual([]);
  expect(losses(after(epochs("b", 0, [3, 2]), run("b")).state)).toEqual([3, 2]);
  expect(losses(after(run("a"), epochs("a", 0, [3]), { type: "run", run: null }).state)).toEqual([]);
});

it("keeps no rows of a longer history when it begins anew", () => {
  expect(losses(after(epochs("a", 0, [3, 2, 1]), epochs("a", 0, [9])).state)).toEqual([9]);
});

it("restores choices, and replaces what is not one", () => {
  const kept = {
    file: "file:///a",
    output: "tags",
    logScale: true,
    smooth: true,
    measure: "accuracy",
    sample: 3,
    layer: "gru",
    unit: 4,
    step: 2,
    gate: "f",
    ordered: false,
    otherStep: 1,
    otherUnit: 5,
    unrolled: true,
  };
  expect(restoreChoices(kept, "file:///a")).toEqual(kept);
  const fresh = {
    file: "file:///a",
    logScale: false,
    smooth: false,
    measure: "loss",
    sample: 0,
    unit: 0,
    step: 0,
    otherStep: 0,
    otherUnit: 0,
    ordered: true,
    unrolled: false,
  };
  // A panel that follows another file keeps of its choices only what means the same there.
  expect(restoreChoices({ ...kept, file: "file:///b" }, "file:///a")).toEqual({
    ...fresh,
    logScale: true,
    smooth: true,
  });
  for (const odd of [undefined, null, 7, { sample: -1, logScale: "yes", measure: 3, output: 4 }, { sample: 0.5 }]) {
    expect(restoreChoices(odd, "file:///a")).toEqual(fresh);
  }
});

it("the layer at the editor's cursor is the one whose inside is shown, if it has one; a half that is seen already stays", () => {
  const layers = [
    { name: "both/forward", kind: "LSTM", shape: [4, 2] },
    { name: "both/backward", kind: "LSTM", shape: [4, 2] },
    { name: "gru", kind: "GRU", shape: [4, 2] },
  ];
  const start = emptyState(restoreChoices({ file: "a", layer: "both/backward" }, "a"));
  const state = { ...start, score: { layers } as unknown as PanelState["score"] };
  const chosen = (before: PanelState, layer: string | null): PanelState =>
    receive(before, { type: "cursor", layer }).state;
  expect(chosen(state, "gru")).toMatchObject({ cursor: "gru", choices: { layer: "gru" } });
  expect(chosen(state, "both").choices).toBe(state.choices);
  expect(chosen(chosen(state, "gru"), "both").choices.layer).toBe("both/forward");
  expect(chosen(state, "dense")).toMatchObject({ cursor: "dense", choices: { layer: "both/backward" } });
  // A cursor that moves within the lines of a layer chooses nothing anew.
  const elsewhere = { ...chosen(state, "gru"), choices: state.choices };
  expect(chosen(elsewhere, "gru").choices.layer).toBe("both/backward");
  expect(chosen(state, null).cursor).toBe(null);
});
