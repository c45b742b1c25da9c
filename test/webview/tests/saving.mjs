/** Save as…: every view as a picture and as numbers; the bytes are what their form says, and the numbers are those that were sent. */
import { strict as assert } from "node:assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { state, text, until } from "../keptRun.mjs";

const views = ["score", "gates", "gradient", "network", "loss", "predictions"];
const partOf = { network: "model", loss: "loss", predictions: "predictions" };

/** Opens the menu of the view's part, chooses a form, and plays the host: what the panel answers, as bytes. */
async function saved(panel, view, format, request) {
  const menu = panel.page.locator(`.part-${partOf[view] ?? "inside"} .save-menu`);
  await menu.locator("summary").click();
  await menu.locator(`[data-view="${view}"] [data-format="${format}"]`).click();
  await until(
    panel,
    `the wish to save ${view} as ${format}`,
    async () => (await panel.said()).at(-1),
    (last) => last?.type === "saveAs" && last.view === view && last.format === format,
  );
  assert.equal(await menu.evaluate((one) => one.open), false);
  await panel.sendRaw({ type: "draw", request, view, format });
  const find = () =>
    panel.page.evaluate((asked) => {
      const answer = window.said.find((one) => one.type === "figure" && one.request === asked);
      if (!answer) return undefined;
      return typeof answer.content === "string" ? answer.content : [...(answer.content ?? [])];
    }, request);
  const content = await until(panel, `${view} as ${format}`, find, (found) => found !== undefined);
  return Buffer.from(content);
}

async function openRun(open, { recordRun }, options = {}) {
  const recorded = await recordRun(text);
  const panel = await open({ width: 1400, ...options, messages: recorded.messages, state });
  await panel.send(await recorded.score(3));
  return { recorded, panel };
}

const linesOf = (csv) =>
  csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));

export const savingTests = [
  {
    name: "saving: every view as SVG, PNG, CSV and JSON",
    run: async (open, tools) => {
      const { panel } = await openRun(open, tools);
      mkdirSync("out/screenshots/saved", { recursive: true });
      let request = 0;
      for (const view of views) {
        const svg = (await saved(panel, view, "svg", ++request)).toString();
        assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="(\d+)" height="(\d+)"/);
        assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
        const png = await saved(panel, view, "png", ++request);
        assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
        const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg);
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * width, 2 * height]);
        // Not one colour alone: a flat picture of this size compresses to less.
        assert.ok(png.length > 5000, `${view}: ${png.length} bytes`);
        const [head, ...lines] = linesOf((await saved(panel, view, "csv", ++request)).toString());
        const { title, rows } = JSON.parse((await saved(panel, view, "json", ++request)).toString());
        assert.ok(svg.includes(`<title id="title">${title}</title>`));
        assert.deepEqual([Object.keys(rows[0]), rows.length], [head, lines.length]);
        writeFileSync(`out/screenshots/saved/${view}.svg`, svg);
        writeFileSync(`out/screenshots/saved/${view}.png`, png);
      }
    },
  },
  {
    name: "saving: the numbers are those of the run, and of what is shown",
    run: async (open, tools) => {
      const { panel, recorded } = await openRun(open, tools);
      const [layer] = await recorded.inspect(3);
      const { rows } = JSON.parse((await saved(panel, "score", "json", 1)).toString());
      const near = (a, b) => assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)), `${a} is not ${b}`);
      for (const row of rows) {
        near(row.state_h, layer.states.h[row.t - 1][row.unit - 1]);
        near(row.gate_f, layer.gates.f[row.t - 1][row.unit - 1]);
      }
      const losses = linesOf((await saved(panel, "loss", "csv", 2)).toString());
      const sent = recorded.messages.find(({ type }) => type === "epochs").rows;
      assert.deepEqual(
        losses.slice(1).map(([epoch, loss]) => [Number(epoch), Number(loss)]),
        sent.map(({ epoch, loss }) => [epoch, loss]),
      );
    },
  },
  {
    name: "saving: by keyboard, and nothing where nothing is to be seen",
    run: async (open, tools) => {
      const { panel } = await openRun(open, tools, { width: 300, language: "es", theme: "hc-light" });
      const menu = panel.page.locator(".part-loss .save-menu");
      await menu.locator("summary").focus();
      await panel.page.keyboard.press("Enter");
      assert.equal(await menu.evaluate((one) => one.open), true);
      const { left, right } = await menu
        .locator(".save-choices")
        .evaluate((one) => one.getBoundingClientRect().toJSON());
      assert.ok(left >= 0 && right <= 300, `the menu reaches from ${left} to ${right} of 300`);
      assert.deepEqual(await panel.axeInAllThemes(), []);
      await panel.page.keyboard.press("Tab");
      await panel.page.keyboard.press("Escape");
      assert.equal(await menu.evaluate((one) => one.open), false);
      assert.equal(await menu.locator("summary").evaluate((one) => document.activeElement === one), true);
      await panel.page.keyboard.press("Enter");
      await panel.page.keyboard.press("Tab");
      await panel.page.keyboard.press("Enter");
      assert.deepEqual((await panel.said()).at(-1), { type: "saveAs", view: "loss", format: "svg" });
      const empty = await open({ messages: [] });
      await empty.sendRaw({ type: "draw", request: 9, view: "score", format: "png" });
      const answered = () => empty.page.evaluate(() => window.said.find(({ type }) => type === "figure"));
      const answer = await until(empty, "an answer", answered, (one) => one !== undefined);
      assert.deepEqual(answer, { type: "figure", request: 9, content: null });
    },
  },
];
