/** For everybody: axe in the four themes, everything by keyboard, nothing by colour alone. */
import { strict as assert } from "node:assert";
import * as cases from "../cases.mjs";

const { example1, example2, running2, failed1, modelOf, layers2, runOf, epochsOf, rowsOf } = cases;
const head = [modelOf("a.rnn.yaml", layers2), runOf("finished", 50, 50), epochsOf(rowsOf([0.7, 0.5, 0.2]))];
const readout = (panel) => panel.text(".part-predictions .readout:visible");

const sets = {
  "example 1": example1,
  "example 2": example2,
  "a run on its way": running2,
  "a failed run": failed1,
  "many sequences": [...head, cases.manyBinary(40, 12)],
  "long sequences": [...head, cases.manyBinary(40, 120)],
  "two outputs": [...head, cases.twoOutputs()],
  "a forecast": [...head, cases.forecast()],
};

export const accessTests = [
  ...Object.entries(sets).map(([what, messages]) => ({
    name: `axe finds nothing: ${what}`,
    run: async (open) => assert.deepEqual(await (await open({ messages })).axeInAllThemes(), []),
  })),
  {
    name: "the time cursor follows the pointer and the arrow keys across all voices",
    run: async (open) => {
      const panel = await open({ messages: example2 });
      await panel.page.locator(".voices tbody").nth(1).locator("tr").nth(2).locator("td").nth(2).hover();
      assert.equal(
        await readout(panel),
        "sequence 2 · t 3 · input 0 · prediction 0.98 · decision (> 0.5) 1 ✓ · right value 1",
      );
      await panel.page.locator(".score:visible").focus();
      await panel.page.keyboard.press("ArrowRight");
      assert.match(await readout(panel), /^sequence 2 · t 4 · input 1/);
      await panel.page.keyboard.press("ArrowDown");
      await panel.page.keyboard.press("Home");
      assert.match(await readout(panel), /^sequence 3 · t 1 · input 1/);
      await panel.page.locator(".stage .voices").evaluate((table) => (table.style.marginTop = "-40px"));
      await panel.page.waitForTimeout(300);
      assert.match(await readout(panel), /^sequence 3 · t 1 · /, "a page that moves below the pointer moves no cursor");
      const bar = await panel.page.locator(".time-cursor").boundingBox();
      const table = await panel.page.locator(".stage .voices").boundingBox();
      assert.ok(bar.height > table.height * 0.95, "the cursor crosses all rows");
    },
  },
  {
    name: "one of many sequences: by list, buttons and arrow keys",
    run: async (open) => {
      const panel = await open({ messages: [...head, cases.manyBinary(40, 12)] });
      await panel.page.locator('vscode-button[aria-label="Next sequence"]').click();
      await panel.settle();
      assert.equal((await panel.kept()).sample, 1);
      await panel.page.locator(".score:visible").focus();
      await panel.page.keyboard.press("ArrowDown");
      await panel.settle();
      assert.equal((await panel.kept()).sample, 2);
      assert.match(await readout(panel), /^sequence 3 · t 1 · /);
      await panel.page.locator(".choice vscode-dropdown").focus();
      await panel.page.keyboard.press("ArrowDown");
      await panel.settle();
      assert.equal((await panel.kept()).sample, 3);
      const chosen = await panel.page.locator(".choice vscode-dropdown").evaluate((list) => list.displayValue);
      assert.match(chosen, /^sequence 4 · \d+ of 12 right$/);
    },
  },
  {
    name: "log scale and the measures of a run by keyboard",
    run: async (open) => {
      const rows = rowsOf([0.7, 0.5, 0]).map((row) => ({ ...row, accuracy: 1 - row.loss }));
      const panel = await open({ messages: [...head.slice(0, 2), epochsOf(rows)] });
      await panel.page.locator(".part-loss vscode-checkbox", { hasText: "Log scale" }).focus();
      await panel.page.keyboard.press("Space");
      await panel.settle();
      assert.match(
        await panel.text(".part-loss .summary"),
        /Values of 0 and below have no place on a log scale \(1\)\.$/,
      );
      await panel.page.locator(".part-loss vscode-dropdown").focus();
      await panel.page.keyboard.press("ArrowDown");
      await panel.settle();
      assert.equal(
        await panel.text(".part-loss .summary"),
        "accuracy rose from 0.3 to 1 over 3 epochs; highest 1 at epoch 3.",
      );
    },
  },
  {
    name: "a change of theme repaints the curve and the cells",
    run: async (open) => {
      const panel = await open({ messages: example2, theme: "dark" });
      const look = () =>
        panel.page.evaluate(() => [
          document.querySelector(".chart canvas").toDataURL(),
          document.querySelector(".cell[style]").style.backgroundColor,
        ]);
      const dark = await look();
      await panel.setTheme("light");
      const light = await look();
      assert.notEqual(light[0], dark[0]);
      assert.notEqual(light[1], dark[1]);
    },
  },
];
