/** Live mode: the switch, what it waits for, and what an edit changed. */
import { strict as assert } from "node:assert";
import * as cases from "../cases.mjs";

const { example1, predictions1 } = cases;
const answers = (...decoded) => {
  const [output] = predictions1.predictions.outputs;
  return { ...predictions1.predictions, outputs: [{ ...output, decoded }] };
};
const before = { layers: ["Input [3, 5]", "LSTM 32", "Dense 5", "Activation softmax"], params: 5029, epochs: 100, loss: 0.0312, predictions: answers(4, 5, 1, 1) }; // prettier-ignore
const after = { ...before, layers: before.layers.with(1, "GRU 48"), params: 8213, loss: 0.0104, predictions: answers(4, 5, 1, 2) }; // prettier-ignore
const live = (state, more = {}) => ({ type: "live", live: { state, changed: [], ...more } });
export const changed = live("ready", { before, after, changed: ["model", "fit"] });
const box = (panel) => panel.page.locator(".actions vscode-checkbox");

export const liveTests = [
  {
    name: "live mode: the switch says so by mouse and keyboard, and the host's word counts",
    run: async (open) => {
      const panel = await open({ messages: example1 });
      assert.equal(await panel.page.locator(".live-mode").isVisible(), false);
      await box(panel).click();
      // Whatever comes before the host has heard of it is no wish to switch it off again.
      await panel.send(predictions1);
      assert.deepEqual((await panel.said()).slice(1), [{ type: "setLive", on: true }]);
      await panel.send(live("training"));
      assert.equal(await box(panel).evaluate(({ checked }) => checked), true);
      await box(panel).focus();
      await panel.page.keyboard.press("Space");
      assert.deepEqual((await panel.said()).slice(1), [
        { type: "setLive", on: true },
        { type: "setLive", on: false },
      ]);
      await panel.send(live("off"));
      assert.equal(await box(panel).evaluate(({ checked }) => checked), false);
      assert.equal(await panel.page.locator(".live-mode").isVisible(), false);
    },
  },
  {
    name: "live mode: what the edit changed, and what it waits for",
    run: async (open) => {
      const panel = await open({ messages: [...example1, live("ready", { after: before })] });
      assert.deepEqual(await panel.texts(".live-status"), ["What stands in the file is trained. Edit the model: what changes is shown here."]); // prettier-ignore
      await panel.send(changed);
      const rows = async () => (await panel.texts(".live-rows dd")).map((text) => text.replace(/\s+/g, " ").trim());
      assert.deepEqual(await panel.texts(".live-rows dt"), ["Layer", "Edited too", "Parameters", "Final loss", "Decisions changed", "Decisions right"]); // prettier-ignore
      assert.deepEqual(await rows(), ["LSTM 32 → to GRU 48", "fit", "5,029 → to 8,213", "0.0312 → to 0.0104 better", "1 of 4", "3 → to 4 of 4 better"]); // prettier-ignore
      await panel.send(live("long", { before, after, plannedMs: 12_400 }));
      assert.match((await panel.texts(".live-status"))[0], /takes about 12.4 s, and only runs of less than a second/);
    },
  },
  {
    name: "live mode: axe finds nothing",
    run: async (open) => {
      const panel = await open({ messages: [...example1, changed] });
      assert.deepEqual(await panel.axeInAllThemes(), []);
    },
  },
  ...[
    { theme: "dark", width: 520 },
    { theme: "light", width: 300 },
    { theme: "hc-dark", width: 1600 },
    { theme: "light", width: 520, language: "es" },
  ].map((options) => ({
    name: `live mode: picture ${options.theme} ${options.width} ${options.language ?? "en"}`,
    run: async (open) => {
      const panel = await open({ messages: [...example1, changed], height: 900, scale: 1, ...options });
      const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= options.width, `${wide} pixels of content at ${options.width}`);
      const name = `live-${options.theme}-${options.width}-${options.language ?? "en"}`;
      await panel.page.screenshot({ path: `out/screenshots/${name}.png` });
    },
  })),
];
