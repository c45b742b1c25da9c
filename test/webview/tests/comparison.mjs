/** Runs beside each other: the choice in the head, the picture with its table, and what is saved of it. */
import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import { state, text, until } from "../keptRun.mjs";

async function openComparison(open, { recordRun }, options = {}) {
  const recorded = await recordRun(text);
  const panel = await open({ width: 1400, ...options, messages: recorded.messages, state });
  const told = await recorded.score(3);
  await panel.send(told);
  const { rows } = recorded.messages.find(({ type }) => type === "epochs");
  const runs = ["LSTM", "GRU"].map((name, at) => ({
    name,
    rows: rows.map((row) => ({ ...row, loss: row.loss * (1 + at) })),
    score: told.score,
  }));
  // A run that diverged: what is no number arrives as such.
  runs[1].rows[5].loss = Number.NaN;
  await panel.send({ type: "comparison", comparison: { runs } });
  return { panel, rows, id: recorded.messages.find(({ type }) => type === "run").run.id };
}

export const comparisonTests = [
  {
    name: "comparison: one picture with its sentence, a table, CSV, and gone when it is closed",
    run: async (open, tools) => {
      const { panel, rows } = await openComparison(open, tools);
      const picture = panel.page.locator(".comparison-picture");
      const said = await picture.getAttribute("aria-label");
      assert.match(said, /^Side by side: LSTM · GRU\. LSTM: loss 0\.\d+ after 40 epochs; of the gradient .+ at t 1/);
      const cells = await panel.texts(".comparison-table tbody tr");
      assert.deepEqual([cells.length, cells.map((row) => row.split(" ")[0])], [2, ["LSTM", "GRU"]]);
      mkdirSync("out/screenshots", { recursive: true });
      await picture.screenshot({ path: "out/screenshots/comparison-dark.png" });
      await panel.sendRaw({ type: "draw", request: 1, view: "comparison", format: "csv" });
      const find = () => panel.page.evaluate(() => window.said.find(({ type }) => type === "figure")?.content);
      const csv = await until(panel, "the numbers", find, (found) => typeof found === "string");
      const lines = csv.trim().split("\n");
      assert.deepEqual([lines[0], lines.length], ["run,quantity,at,value", 1 + 2 * (rows.length + 8)]);
      assert.ok(lines.includes(`GRU,loss,1,${rows[0].loss * 2}`) && lines.includes("GRU,loss,6,NaN"));
      assert.deepEqual(await panel.axeInAllThemes(), []);
      await panel.page.locator(".part-comparison vscode-button").click();
      assert.deepEqual((await panel.said()).at(-1), { type: "compare", run: null });
      await panel.send({ type: "comparison", comparison: null });
      assert.equal(await picture.isVisible(), false);
    },
  },
  {
    name: "comparison: another run is chosen in the head, at 300 pixels in Spanish too",
    run: async (open, tools) => {
      const { panel, id } = await openComparison(open, tools, { width: 300, language: "es", theme: "hc-light" });
      const kept = (id, hour) => ({ id, started: `2026-11-30T${hour}:00:00Z`, status: "finished", epoch: 40, epochs: 40, loss: 0.1 }); // prettier-ignore
      await panel.send({ type: "keptRuns", runs: [kept(id, "10"), kept("r0", "09")] });
      const other = panel.page.locator(".kept-runs vscode-dropdown").nth(1);
      await other.waitFor();
      const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const wide = await panel.page.evaluate(() =>
        [...document.querySelectorAll("main *, header *")]
          .filter(
            (one) =>
              one.getBoundingClientRect().right > 301 && !one.closest(".comparison-frame, .inside, .numbers-body"),
          )
          .map((one) => `${one.tagName}.${one.className}`)
          .slice(0, 8),
      );
      assert.ok((await panel.page.evaluate(overflow)) <= 0, `wider than the panel: ${wide.join(", ")}`);
      await panel.page.locator(".comparison-picture").screenshot({ path: "out/screenshots/comparison-narrow-es.png" });
    },
  },
];
