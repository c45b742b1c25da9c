/** Many samples: parts of the data and pages within them, and one sample for all views. */
import { strict as assert } from "node:assert";

/** 450 samples, of which a fifth validates. */
export const pagedModel = (output) => `seed: 3
data: {task: adding, samples: 450, length: 6}
model:
  - Input: [6, 2]
  - GRU: {units: 4${output === "timed" ? ", return_sequences: true" : ""}}
  - Dense: 1
compile: {optimizer: adam, loss: mse}
fit: {epochs: 1, batch_size: 50, validation_split: 0.2}
`;
const flat = `seed: 3
data: {x: ${JSON.stringify(Array.from({ length: 450 }, (_none, n) => [n, 1]))}, y: ${JSON.stringify(Array.from({ length: 450 }, (_none, n) => n % 7))}}
model: [Input: [2], Dense: 1]
compile: {optimizer: adam, loss: mse}
fit: {epochs: 1, batch_size: 50}
`;
const state = { file: "file:///course/example.rnn.yaml" };
const rowNumbers = (panel) => panel.texts(".sequences tbody th.voice");
const wished = async (panel) => (await panel.looks()).at(-1)?.sample;

export const pageTests = [
  {
    name: "pages: a part is chosen, its pages are turned, and a row is the sample of the score",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(pagedModel());
      const panel = await open({ width: 900, state, messages: [...recorded.messages, await recorded.score(0)] });
      await panel.send(await recorded.answers(0));
      const pages = panel.page.locator(".sample-pages");
      assert.equal(await panel.text(".sample-pages"), "training · 360 validation · 90 ‹ 1 to 100 of 450 ›");
      assert.deepEqual([(await rowNumbers(panel))[0], (await rowNumbers(panel)).length], ["1", 100]);
      await pages.getByRole("button", { name: "validation" }).click();
      await panel.settle();
      assert.equal(await wished(panel), 360);
      assert.equal(await panel.text(".sample-pages .where"), "361 to 450 of 450");
      assert.equal(await pages.getByRole("button", { pressed: true }).innerText(), "validation · 90");
      await panel.send(await recorded.score(360));
      assert.match(await panel.text(".part-inside .readout"), /^sequence 361 /);
      const numbers = await rowNumbers(panel);
      assert.deepEqual([numbers[0], numbers.at(-1)], ["361", "450"]);
      await panel.page.locator(".sequences tbody tr", { hasText: /^363/ }).click();
      await panel.settle();
      assert.equal(await wished(panel), 362);
      assert.equal(await panel.page.locator(".sequences tr[aria-current]").getAttribute("data-sample"), "362");
      await pages.locator("vscode-button").first().click();
      await panel.settle();
      assert.equal(await wished(panel), 300);
      assert.equal(await panel.text(".sample-pages .where"), "301 to 360 of 450");
      assert.deepEqual(await panel.axeInAllThemes(), []);
    },
  },
  {
    name: "pages: numbers are those of the data where only a page of it is here",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(pagedModel());
      const { predictions } = await recorded.answers(0);
      // A training tells two hundred at once: the last ninety of them here.
      const cut = (lists) => lists.slice(360);
      const page = {
        type: "predictions",
        predictions: {
          ...predictions,
          first: 360,
          inputs: predictions.inputs.map((input) => ({ ...input, values: cut(input.values) })),
          outputs: predictions.outputs.map((output) => ({
            ...output,
            predictions: cut(output.predictions),
            decoded: cut(output.decoded),
            targets: cut(output.targets),
          })),
        },
      };
      const messages = [...recorded.messages.slice(0, -1), page, await recorded.score(400)];
      const panel = await open({ width: 900, state: { ...state, sample: 400 }, messages });
      assert.match(await panel.text(".part-predictions .summary"), /validation [\d.]+\. Of the sequences 361 to 450 \(450 in all\)\.$/); // prettier-ignore
      assert.equal((await rowNumbers(panel))[0], "361");
      const own = predictions.outputs[0];
      const said = await panel.text(".part-predictions .curve-readout");
      assert.ok(said.startsWith("sequence 401: prediction "), said);
      const right = Number(/right value ([\d.]+)/.exec(said)[1]);
      assert.ok(Math.abs(right - own.targets[400][0]) < 1e-3, said);
      const option = await panel.page.locator(".inside-choice vscode-option[aria-selected=true]").first().textContent();
      assert.match(option, /^sequence 401 · validation · difference /);
      const curve = panel.page.locator(".answer-curve");
      await curve.press("End");
      await panel.settle();
      assert.equal(await wished(panel), 449);
      await curve.press("Home");
      await panel.settle();
      assert.equal(await wished(panel), 0);
    },
  },
  {
    name: "pages: a network without memory turns them too",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(flat);
      const panel = await open({ width: 900, state, messages: recorded.messages });
      assert.deepEqual(await panel.looks(), []);
      await panel.page.locator(".sample-pages vscode-button").last().click();
      await panel.settle();
      assert.equal(await wished(panel), 100);
      assert.equal((await rowNumbers(panel))[0], "101");
    },
  },
];
