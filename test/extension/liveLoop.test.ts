/** Live mode with a clock and a trainer of the test's own: when it trains, what it trains anew, and what it says. */
import { expect, test } from "vitest";
import { type LiveDoor, LiveLoop, type LiveOutcome } from "../../src/extension/live/liveLoop";
import type { LiveReading } from "../../src/extension/live/liveReading";
import type { LiveView } from "../../src/protocol/live";

const reading = (model: string, more: Partial<LiveReading> = {}): LiveReading => ({
  epochs: 3,
  sections: { model, fit: "3" },
  model: { layers: [model], params: model.length },
  ...more,
});

function makeEditor(first: Awaited<ReturnType<LiveDoor["read"]>> = reading("a")) {
  let file = first;
  let timer: (() => void) | undefined;
  const trained: { model: string; end: (isFinished: boolean) => void; superseded: boolean }[] = [];
  const views: LiveView[] = [];
  const seen = { busy: false, result: undefined as LiveOutcome | undefined };
  const loop = new LiveLoop({
    read: () => Promise.resolve(file),
    isBusy: () => seen.busy,
    result: () => seen.result,
    train: ({ model: { layers } }, onEnd) => {
      const one = { model: layers[0] ?? "", end: onEnd, superseded: false };
      trained.push(one);
      return { supersede: () => (one.superseded = true) };
    },
    wait: (_, then) => {
      timer = then;
      return () => {
        if (timer === then) timer = undefined;
      };
    },
    show: (view) => views.push(view),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ loop, trained, views, seen, settle },
    /** The newest state. */
    state: () => views.at(-1)?.state,
    edit(next: typeof file) {
      file = next;
      loop.edited();
    },
    /** Nobody has typed for a while. */
    async quiet() {
      timer?.();
      timer = undefined;
      await settle();
    },
    async end(loss: number) {
      seen.result = { epochs: 3, loss, predictions: null };
      const last = trained.at(-1);
      last?.end(true);
      seen.result = undefined;
      await settle();
    },
    async on() {
      loop.turn(true);
      await settle();
    },
  };
}

test("off at first: edits train nothing", async () => {
  const { edit, quiet, trained, views } = makeEditor();
  edit(reading("b"));
  await quiet();
  expect([trained, views]).toEqual([[], []]);
});

test("switched on it trains what is there, and after an edit anew, once the keys are quiet", async () => {
  const { on, edit, quiet, end, trained, views, state } = makeEditor();
  await on();
  expect(trained.map(({ model }) => model)).toEqual(["a"]);
  expect(state()).toBe("training");
  await end(0.5);
  expect(views.at(-1)).toEqual({ state: "ready", changed: [], after: { layers: ["a"], params: 1, epochs: 3, loss: 0.5, predictions: null } }); // prettier-ignore
  edit(reading("b"));
  edit(reading("bb"));
  expect(trained.length).toBe(1);
  await quiet();
  expect(trained.map(({ model }) => model)).toEqual(["a", "bb"]);
  await end(0.25);
  const { before, after, changed } = views.at(-1) ?? { changed: [] };
  expect([before?.loss, after?.loss, before?.params, after?.params, changed]).toEqual([0.5, 0.25, 1, 2, ["model"]]);
});

test("what changes nothing of the result begins nothing", async () => {
  const { on, edit, quiet, end, trained, state } = makeEditor();
  await on();
  edit(reading("a"));
  await quiet();
  expect([trained.length, state()]).toEqual([1, "training"]);
  await end(0.5);
  edit(reading("a"));
  await quiet();
  expect([trained.length, state()]).toEqual([1, "ready"]);
});

test("a run in flight is superseded, its end is of no interest, and what is compared is what came to an end", async () => {
  const { on, edit, quiet, end, trained, views } = makeEditor();
  await on();
  await end(0.5);
  edit(reading("b"));
  await quiet();
  edit(reading("c"));
  await quiet();
  expect(trained.map(({ superseded }) => superseded)).toEqual([false, true, false]);
  const before = views.length;
  trained[1]?.end(true);
  expect(views.length).toBe(before);
  await end(0.25);
  expect(views.at(-1)?.before?.layers).toEqual(["a"]);
  expect(views.at(-1)?.after?.layers).toEqual(["c"]);
});

test.each([
  ["errors", undefined],
  ["incomplete", undefined],
  ["unknown", undefined],
  ["long", 4000],
] as const)("it waits and says why: %s", async (waits, plannedMs) => {
  const planned = plannedMs === undefined ? {} : { plannedMs };
  const { on, edit, quiet, trained, views } = makeEditor(reading("a", { waits, ...planned }));
  await on();
  expect(views.at(-1)).toEqual({ state: waits, ...planned, changed: [] });
  expect(trained).toEqual([]);
  edit(reading("a"));
  await quiet();
  expect(trained.length).toBe(1);
});

test.each(["untrusted", "unsaved"] as const)("a file that cannot be trained: %s", async (why) => {
  const { on, state, trained } = makeEditor(why);
  await on();
  expect([state(), trained]).toEqual([why, []]);
});

test("a run by hand goes first; what it came to is what is compared", async () => {
  const { on, edit, quiet, end, trained, views, seen, loop, settle, state } = makeEditor();
  seen.busy = true;
  await on();
  expect([trained.length, state()]).toEqual([0, "busy"]);
  seen.busy = false;
  seen.result = { epochs: 3, loss: 0.75, predictions: null };
  loop.again();
  await settle();
  seen.result = undefined;
  expect([trained.length, state()]).toEqual([0, "ready"]);
  edit(reading("b"));
  await quiet();
  await end(0.25);
  expect([views.at(-1)?.before?.loss, views.at(-1)?.after?.loss]).toEqual([0.75, 0.25]);
});

test("a run that fails is told, and not begun again before the text changes", async () => {
  const { on, edit, quiet, trained, state } = makeEditor();
  await on();
  trained[0]?.end(false);
  expect(state()).toBe("failed");
  edit(reading("a"));
  await quiet();
  expect([trained.length, state()]).toEqual([1, "failed"]);
  edit(reading("b"));
  await quiet();
  expect(trained.length).toBe(2);
});

test("an answer about an older text is of no interest, and nothing is said once it is off", async () => {
  const { on, edit, quiet, loop, trained, views, state, settle } = makeEditor();
  loop.turn(true);
  edit(reading("b"));
  loop.turn(false);
  await settle();
  await quiet();
  expect([trained.length, state()]).toEqual([0, "off"]);
  await on();
  expect(trained.map(({ model }) => model)).toEqual(["b"]);
  loop.dispose();
  const before = views.length;
  trained[0]?.end(true);
  expect(views.length).toBe(before);
});

test("data in a file: once a run was begun by hand, what it took says whether the next one is short", async () => {
  const { on, edit, quiet, seen, loop, settle, end, trained, views, state } = makeEditor(reading("a", { waits: "unknown", sections: { model: "a", data: "prices" } })); // prettier-ignore
  const onPrices = (model: string, more: Partial<LiveReading> = {}): LiveReading =>
    reading(model, { waits: "unknown", sections: { model, data: "prices" }, ...more });
  await on();
  expect([trained.length, state()]).toEqual([0, "unknown"]);
  seen.result = { epochs: 10, elapsedMs: 1000, loss: 0.5, predictions: null };
  loop.again();
  await settle();
  seen.result = undefined;
  expect(state()).toBe("ready");
  expect(views.at(-1)?.after).toEqual({ layers: ["a"], params: 1, epochs: 10, loss: 0.5, predictions: null });
  // Three epochs of a tenth of a second, with twice as many parameters.
  edit(onPrices("bb"));
  await quiet();
  expect([trained.at(-1)?.model, state()]).toEqual(["bb", "training"]);
  await end(0.25);
  edit(onPrices("bb", { epochs: 10, sections: { model: "cc", data: "prices" } }));
  await quiet();
  expect(views.at(-1)).toMatchObject({ state: "long", plannedMs: 2000 });
  edit(onPrices("bb", { sections: { model: "bb", data: "weather" } }));
  await quiet();
  expect([trained.length, state()]).toEqual([1, "unknown"]);
});
