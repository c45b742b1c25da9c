/** Predictions of real runs: training and validation apart, which class is taken for which, values as curves. */
import { strict as assert } from "node:assert";

/** 60 sequences of three kinds of steps; the class is the kind of the second. */
const kinds = ["cat", "dog", "cow"];
const sequences = Array.from({ length: 60 }, (_none, i) => [i, i * 2, i * 5 + 1, i * 7].map((one) => one % 3));
export const classify = `seed: 3
data:
  x: {one_hot: [0, 1, 2], values: ${JSON.stringify(sequences)}}
  y: {one_hot: [cat, dog, cow], values: ${JSON.stringify(sequences.map(([, second]) => kinds[second])).replaceAll('"', "")}}
model:
  - Input: [4, 3]
  - LSTM: 8
  - Dense: {units: 3, activation: softmax}
compile: {optimizer: {adam: {learning_rate: 0.02}}, loss: categorical_crossentropy}
fit: {epochs: 4, batch_size: 8, validation_split: 0.25}
`;
const values = `seed: 3
data: {task: adding, samples: 48, length: 6}
model:
  - Input: [6, 2]
  - GRU: 8
  - Dense: 1
compile: {optimizer: adam, loss: mse}
fit: {epochs: 4, batch_size: 8, validation_split: 0.25}
`;

const cellsOf = (panel, selector) =>
  panel.page
    .locator(selector)
    .evaluateAll((tables) =>
      tables.map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))),
    );

const openRun = async (open, recorded, options = {}) =>
  open({ width: 1200, ...options, messages: recorded.messages, state: { file: "file:///course/example.rnn.yaml" } });

export const answerTests = [
  {
    name: "answers: training and validation are told apart, and every mistake stands in the table of classes",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(classify);
      const panel = await openRun(open, recorded);
      const summary = await panel.text(".part-predictions .summary");
      const said = /^Classes right: training (\d+) of 45, validation (\d+) of 15\.$/.exec(summary);
      assert.ok(said, summary);
      await panel.page.locator(".confusion-holder summary").click();
      const tables = await cellsOf(panel, ".confusion");
      assert.equal(tables.length, 2);
      tables.forEach((rows, part) => {
        const counts = rows.slice(2).map((row) => row.slice(1).map((text) => (text === "·" ? 0 : Number(text))));
        const all = counts.flat().reduce((sum, count) => sum + count, 0);
        const right = counts.reduce((sum, row, at) => sum + row[at], 0);
        assert.deepEqual([all, right], [[45, 15][part], Number(said[part + 1])]);
      });
      const titles = await panel.texts(".sequences th.sequence");
      assert.deepEqual(titles, ["training", "validation"]);
    },
  },
  {
    name: "answers: values are curves over all sequences; the keys and a click choose one",
    run: async (open, { recordRun }) => {
      const panel = await openRun(open, await recordRun(values));
      assert.match(
        await panel.text(".part-predictions .summary"),
        /^Mean absolute difference: training [\d.]+, validation [\d.]+\.$/,
      );
      const curve = panel.page.locator(".answer-curve");
      await curve.focus();
      for (const key of ["End", "ArrowLeft"]) await panel.page.keyboard.press(key);
      const readout = panel.page.locator(".curve-readout");
      await panel.page.waitForFunction(() =>
        document.querySelector(".curve-readout").textContent.startsWith("sequence 47:"),
      );
      const { width, height } = await curve.boundingBox();
      await curve.click({ position: { x: width / 2 + 24, y: height / 2 } });
      await panel.page.waitForFunction(
        () => !document.querySelector(".curve-readout").textContent.startsWith("sequence 47:"),
      );
      assert.match(await readout.innerText(), /^sequence 2[3-6]: prediction [\d.]+, right value [\d.]+$/);
    },
  },
  ...[
    ["classes", classify, 320],
    ["values", values, 1000],
  ].map(([kind, text, width]) => ({
    name: `answers: axe finds nothing: ${kind}`,
    run: async (open, { recordRun }) => {
      const panel = await openRun(open, await recordRun(text), { width, language: "es" });
      if (kind === "classes") await panel.page.locator(".confusion-holder summary").click();
      await panel.page.screenshot({ path: `out/screenshots/answers-${kind}.png`, fullPage: true });
      assert.deepEqual(await panel.axeInAllThemes(), []);
    },
  })),
];
