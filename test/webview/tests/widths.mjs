/** From 320 to 1600 pixels: the page itself never scrolls sideways, and nothing lies on anything else. */
import { strict as assert } from "node:assert";
import * as cases from "../cases.mjs";

const { example1, example2, failed1, modelOf, layers2, runOf, epochsOf, rowsOf } = cases;
const head = [
  modelOf("a-rather-long-name-of-a-model-file-without-spaces.rnn.yaml", layers2),
  runOf("finished", 50, 50),
  epochsOf(rowsOf([0.7, 0.5, 0.2])),
];
const sets = {
  "example 1": example1,
  "example 2": example2,
  "a failed run": failed1,
  "many sequences": [...head, cases.manyBinary(40, 40)],
  "long sequences": [...head, cases.manyBinary(3, 1500)],
  "two outputs": [...head, cases.twoOutputs()],
  "a forecast": [...head, cases.forecast()],
};

export const widthTests = [
  ...Object.entries(sets).map(([what, messages]) => ({
    name: `fits from 320 to 1600 pixels: ${what}`,
    run: async (open) => {
      const panel = await open({ messages, width: 320 });
      for (const width of [320, 480, 640, 940, 1600]) {
        await panel.page.setViewportSize({ width, height: 800 });
        await panel.settle();
        const wide = await panel.page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} pixels of content at ${width}`);
        const chart = await panel.page.locator(".chart").boundingBox();
        const canvas = await panel.page.locator(".chart canvas").boundingBox();
        assert.ok(canvas.width <= chart.width + 1, "the curve is as wide as its place");
      }
    },
  })),
  {
    name: "headings keep to their columns, in Spanish too",
    run: async (open) => {
      const panel = await open({ messages: [...head, cases.forecast()], language: "es", width: 320 });
      for (const width of [320, 480, 520, 640]) {
        await panel.page.setViewportSize({ width, height: 800 });
        await panel.settle();
        const over = await panel.page.evaluate(() =>
          [...document.querySelectorAll(".sequences .group")]
            .filter((cell) => cell.scrollWidth > cell.clientWidth)
            .map((cell) => cell.textContent),
        );
        assert.deepEqual(over, [], `at ${width}`);
      }
    },
  },
  {
    name: "says how much of long data it draws",
    run: async (open) => {
      const panel = await open({ messages: [...head, cases.manyBinary(3, 1500)] });
      assert.equal(await panel.text(".part-predictions .hint:visible"), "The first 1000 of 1500 steps are drawn.");
      const more = cases.manyBinary(30, 8);
      more.predictions.samples = 2000;
      await panel.send(more);
      assert.match(
        (await panel.texts(".part-predictions .summary:visible"))[0],
        /Of the sequences 1 to 30 \(2,000 in all\)\.$/,
      );
    },
  },
];
