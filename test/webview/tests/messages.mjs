/** What the view says to its host, and what it makes of what it hears. */
import { strict as assert } from "node:assert";
import * as cases from "../cases.mjs";

const { example1, example2, modelOf, layers1, runOf, epochsOf, rowsOf, running2 } = cases;
const press = (panel, text) => panel.page.locator("vscode-button:visible", { hasText: text }).click();

export const messageTests = [
  {
    name: "says ready at its start, and again after a reload, with its choices kept",
    run: async (open) => {
      const panel = await open({ messages: example1 });
      assert.deepEqual(await panel.said(), [{ type: "ready" }]);
      await panel.page.locator(".part-loss vscode-checkbox", { hasText: "Log scale" }).click();
      await panel.settle();
      const { file, logScale, measure, sample, unit, step, ordered } = await panel.kept();
      assert.deepEqual(
        [file, logScale, measure, sample, unit, step, ordered],
        ["file:///course/example.rnn.yaml", true, "loss", 0, 0, 0, true],
      );
      await panel.page.reload();
      await panel.settle();
      assert.deepEqual(await panel.said(), [{ type: "ready" }]);
      await panel.send(...example1);
      assert.equal(
        await panel.page.locator(".part-loss vscode-checkbox", { hasText: "Log scale" }).evaluate((box) => box.checked),
        true,
      );
      assert.equal((await panel.texts(".part-predictions .summary:visible"))[0], "4 of 4 classes right.");
    },
  },
  {
    name: "Pause, Continue, One Step and the learning rate say so, each when it can",
    run: async (open) => {
      const panel = await open({ messages: [modelOf("a.rnn.yaml", layers1), { type: "run", run: null }] });
      await press(panel, "One Step");
      await panel.send(runOf("running", 3, 10, { learningRate: 0.1 }));
      await press(panel, "Pause");
      const pausedAt = { epoch: 4, batch: 2, batches: 5, loss: 0.25 };
      await panel.send(runOf("paused", 3, 10, { learningRate: 0.1, pausedAt }));
      assert.deepEqual(await panel.texts("vscode-button:visible"), ["▶ Continue", "One Step", "■ Stop"]);
      const empty = await panel.texts(".empty:visible");
      assert.ok(empty.includes("The first point appears after the first epoch."), empty.join("\n"));
      assert.match((await panel.texts(".run-line"))[0], /paused · epoch 4, batch 2 of 5 · loss 0.25/);
      await press(panel, "One Step");
      const field = panel.page.locator("vscode-text-field input");
      assert.equal(await field.inputValue(), "0.1");
      await field.fill("fast");
      await field.press("Enter");
      assert.equal(await panel.page.locator("vscode-text-field").getAttribute("aria-invalid"), "true");
      await panel.send(runOf("paused", 3, 10, { learningRate: 0.2, pausedAt }));
      assert.equal(await field.inputValue(), "fast", "what somebody writes is left alone");
      await field.fill("0,05");
      await field.press("Enter");
      await press(panel, "Continue");
      assert.deepEqual(await panel.said(), [
        { type: "ready" },
        { type: "step" },
        { type: "pause" },
        { type: "step" },
        { type: "setLearningRate", rate: 0.05 },
        { type: "proceed" },
      ]);
    },
  },
  {
    name: "Train, Stop and Predict say so, and only when they can",
    run: async (open) => {
      const panel = await open({ messages: [modelOf("a.rnn.yaml", layers1), { type: "run", run: null }] });
      await press(panel, "Train");
      await press(panel, "Predict");
      await panel.page.locator("vscode-button", { hasText: "Stop" }).click({ force: true });
      await panel.send(runOf("running", 1, 10));
      await press(panel, "Stop");
      assert.deepEqual(await panel.texts("vscode-button:visible"), ["Pause", "One Step", "■ Stop"]);
      await panel.send(runOf("stopping", 2, 10));
      await panel.page.locator("vscode-button", { hasText: "Stop" }).click({ force: true });
      assert.deepEqual(await panel.said(), [
        { type: "ready" },
        { type: "train" },
        { type: "predict" },
        { type: "stop" },
      ]);
    },
  },
  {
    name: "a layer leads to its line, by pointer and by keyboard",
    run: async (open) => {
      const panel = await open({ messages: example1 });
      await panel.page.locator(".layers tbody tr").nth(1).locator(".count").click();
      await panel.page.locator(".layer-name").nth(2).focus();
      await panel.page.keyboard.press("Enter");
      await panel.page.keyboard.press("Tab");
      await panel.page.keyboard.press("Space");
      assert.deepEqual((await panel.said()).slice(1), [
        { type: "reveal", layer: "lstm" },
        { type: "reveal", layer: "dense" },
        { type: "reveal", layer: "activation" },
      ]);
    },
  },
  {
    name: "a gap in the epochs is asked for, and closed",
    run: async (open) => {
      const panel = await open({
        messages: [modelOf("a.rnn.yaml", layers1), runOf("running", 5, 10), epochsOf(rowsOf([3, 2]))],
      });
      await panel.send(epochsOf([{ epoch: 5, loss: 0.5 }], 4));
      assert.deepEqual((await panel.said()).slice(1), [{ type: "missing", run: "r1", from: 2 }]);
      assert.match(await panel.text(".part-loss .summary"), /over 2 epochs/);
      await panel.send(epochsOf(rowsOf([3, 2, 1, 0.7, 0.5]).slice(2), 2));
      assert.equal(
        await panel.text(".part-loss .summary"),
        "Loss fell from 3 to 0.5 over 5 epochs; lowest 0.5 at epoch 5.",
      );
      assert.equal((await panel.said()).length, 2);
    },
  },
  {
    name: "a new run begins a new curve, and rows of another run ask from 0",
    run: async (open) => {
      const panel = await open({ messages: example1 });
      await panel.send(runOf("running", 0, 10, { id: "r2" }));
      assert.ok(await panel.page.locator(".part-loss .empty").isVisible());
      await panel.send(epochsOf([{ epoch: 3, loss: 1 }], 2, "r2"));
      assert.deepEqual((await panel.said()).at(-1), { type: "missing", run: "r2", from: 0 });
      await panel.send(epochsOf(rowsOf([3, 2, 1]), 0, "r2"));
      assert.match(await panel.text(".part-loss .summary"), /^Loss fell from 3 to 1 over 3 epochs/);
    },
  },
  {
    name: "messages that are none are left aside with a warning",
    run: async (open) => {
      const panel = await open({ messages: example2 });
      const before = await panel.page.locator("#panel").innerText();
      for (const bad of [
        null,
        7,
        { type: "model" },
        { type: "run", run: { id: 3 } },
        { type: "epochs", run: "r1", from: 0, rows: [{ epoch: 1, loss: "much" }] },
        { type: "other" },
      ]) {
        await panel.sendRaw(bad);
      }
      assert.equal(await panel.page.locator("#panel").innerText(), before);
      const warnings = panel.noise.splice(0);
      assert.equal(warnings.length, 6);
      assert.ok(warnings.every((line) => line.startsWith("warning: Unroll: a message was not understood.")));
    },
  },
  {
    name: "predictions with holes and odd shapes are drawn as far as they go",
    run: async (open) => {
      const odd = structuredClone(cases.predictions2);
      odd.predictions.outputs[0].predictions[1] = [[0.2], null, ["x"]];
      odd.predictions.outputs[0].predictions[2][0] = [NaN];
      odd.predictions.outputs[0].decoded.length = 3;
      odd.predictions.inputs[0].values[3] = null;
      const panel = await open({ messages: [...example2.slice(0, 3), odd] });
      assert.match(
        (await panel.texts(".part-predictions .summary:visible"))[0],
        /^\d+ of \d+ decisions right\. 3 predictions are no finite numbers\.$/,
      );
      await panel.send({
        type: "predictions",
        predictions: { samples: 0, inputs: [], outputs: [{ name: "a", kind: "values", predictions: [], decoded: [] }] },
      });
      assert.equal(await panel.text(".part-predictions .empty"), "The data has no samples.");
    },
  },
  {
    name: "sixty messages in one moment are drawn in one frame, and keep the focus",
    run: async (open) => {
      const panel = await open({ messages: running2 });
      await panel.page.locator(".layer-name").first().focus();
      await panel.page.evaluate(() => {
        window.drawn = 0;
        new MutationObserver(() => window.drawn++).observe(document.querySelector(".run-line"), {
          childList: true,
          characterData: true,
          subtree: true,
        });
      });
      await panel.send(
        ...Array.from({ length: 60 }, (_none, index) => runOf("running", 131 + index, 500)),
        cases.running2[0],
      );
      assert.ok((await panel.page.evaluate(() => window.drawn)) <= 2);
      assert.match(await panel.text(".run-line"), /^epoch 190 of 500/);
      assert.equal(await panel.page.evaluate(() => document.activeElement.dataset.layer), "input_layer");
    },
  },
];
