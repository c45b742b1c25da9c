/** The loss curve as a slider over the epochs that a run has kept: by keys, by pointer, as a film; what is shown then is what inspect prints. */
import { strict as assert } from "node:assert";
import { lastLook, state, text, until } from "../keptRun.mjs";

const handle = (panel) => panel.page.getByRole("slider");
const shown = (panel) => panel.text(".epoch-told");
const saysLook = (panel, epoch) =>
  until(
    panel,
    `a look at ${epoch}`,
    () => lastLook(panel),
    (look) => look.epoch === epoch,
  );

async function openRun(open, { recordRun }, options = {}) {
  const recorded = await recordRun(text);
  const panel = await open({ width: 1400, ...options, messages: recorded.messages, state });
  await panel.send(await recorded.score(3));
  return {
    recorded,
    panel,
    answer: async (epoch) => panel.send(await recorded.score(3, undefined, epoch === undefined ? {} : { epoch })),
  };
}

export const epochTests = [
  {
    name: "epochs: the curve is smoothed where somebody wants that, and few points offer nothing to smooth",
    run: async (open, tools) => {
      const { panel, recorded } = await openRun(open, tools);
      const drawn = () => panel.page.evaluate(() => document.querySelector(".chart canvas").toDataURL());
      const box = panel.page.locator(".part-loss vscode-checkbox", { hasText: "Smoothed" });
      const plain = await drawn();
      await box.click();
      await until(panel, "another curve", drawn, (picture) => picture !== plain);
      assert.equal((await panel.kept()).smooth, true);
      await box.click();
      await until(panel, "the plain curve again", drawn, (picture) => picture === plain);
      const epochs = recorded.messages.find(({ type }) => type === "epochs");
      await panel.send({ ...epochs, rows: epochs.rows.slice(0, 5) });
      await box.waitFor({ state: "hidden" });
    },
  },
  {
    name: "steps: the cursor goes through the sequence as the layer reads it, to its end, and Pause holds it",
    run: async (open, tools) => {
      const { panel } = await openRun(open, tools);
      const step = async () => Number(/ t (\d+) /.exec(await panel.text(".part-inside .readout"))[1]);
      const play = panel.page.locator(".step-film vscode-button:visible", { hasText: "Play Steps" });
      assert.equal(await step(), 6);
      await play.click();
      await panel.page.locator(".step-film vscode-button:visible", { hasText: "Pause" }).click();
      await play.click();
      await until(panel, "the last step", step, (t) => t === 8);
      // From its end it begins anew.
      await play.click();
      await until(panel, "the first steps", step, (t) => t < 4);
      await panel.page.locator(".step-film vscode-button:visible", { hasText: "Pause" }).click();
    },
  },
  {
    name: "epochs: the handle keeps its place under another theme, scale and width",
    run: async (open, tools) => {
      const { panel } = await openRun(open, tools);
      const places = () =>
        panel.page.evaluate(() => {
          const { left, width } = document.querySelector(".epoch-handle").getBoundingClientRect();
          const { right } = document.querySelector(".chart .u-over").getBoundingClientRect();
          return Math.abs(left + width / 2 - right);
        });
      const stays = (what) => until(panel, `the handle at the end: ${what}`, places, (far) => far < 3);
      await stays("first");
      await panel.setTheme("light");
      await stays("another theme");
      await panel.page.locator(".part-loss vscode-checkbox", { hasText: "Log scale" }).click();
      await stays("log scale");
      await panel.page.setViewportSize({ width: 700, height: 900 });
      await stays("narrower");
    },
  },
  {
    name: "epochs: keys go over those that are kept, and what is shown is what inspect prints of that epoch",
    run: async (open, tools) => {
      const { panel, recorded, answer } = await openRun(open, tools);
      assert.match(await shown(panel), /^after epoch 40 of 40 · loss 0\.\d+$/);
      await handle(panel).focus();
      await panel.page.keyboard.press("ArrowLeft");
      await saysLook(panel, 39);
      await panel.page.keyboard.press("Home");
      await saysLook(panel, 0);
      assert.equal(await shown(panel), "before the first step");
      await panel.page.keyboard.press("PageUp");
      await saysLook(panel, 10);
      await answer(10);
      assert.equal(await handle(panel).getAttribute("aria-valuenow"), "10");
      assert.match(await panel.text(".part-inside .when"), /^after epoch 10$/);
      const [layer] = await recorded.inspect(3, "--epoch", "10");
      await panel.page.locator(".unit-numbers summary").click();
      const heads = await panel.texts(".unit-numbers thead th");
      const rows = await panel.page
        .locator(".unit-numbers tbody tr")
        .evaluateAll((all) =>
          all.map((row) => [...row.cells].map((cell) => Number(cell.textContent.replace("−", "-")))),
        );
      const [c, f] = ["c", "f"].map((sign) => heads.findIndex((head) => head.split(" ").at(-1) === sign));
      rows.forEach((row, t) => {
        assert.ok(Math.abs(row[c] - layer.states.c[t][2]) <= 6e-3 * Math.abs(layer.states.c[t][2]) + 1e-9, `c at ${t}`);
        assert.ok(Math.abs(row[f] - layer.gates.f[t][2]) <= 6e-3, `f at ${t}`);
      });
      await panel.page.locator("vscode-button", { hasText: "To the End" }).click();
      await saysLook(panel, undefined);
      assert.match(await shown(panel), /^after epoch 40 of 40/);
    },
  },
  {
    name: "epochs: dragging along the curve moves the epoch",
    run: async (open, tools) => {
      const { panel } = await openRun(open, tools);
      const { x, y, width, height } = await panel.page.locator(".chart .u-over").boundingBox();
      await panel.page.mouse.move(x + width / 2, y + height / 2);
      await panel.page.mouse.down();
      await until(
        panel,
        "the middle",
        () => lastLook(panel),
        ({ epoch }) => Math.abs(epoch - 20.5) <= 1.5,
      );
      await panel.page.mouse.move(x + width / 4, y + height / 2, { steps: 4 });
      await until(
        panel,
        "a quarter",
        () => lastLook(panel),
        ({ epoch }) => Math.abs(epoch - 10.75) <= 1.5,
      );
      await panel.page.mouse.up();
      const before = await lastLook(panel);
      await panel.page.mouse.move(x + width - 2, y + height / 2);
      await panel.settle();
      assert.deepEqual(await lastLook(panel), before);
      await panel.page.mouse.move(x + width - 1, y + height / 2);
      await panel.page.mouse.down();
      await saysLook(panel, undefined);
      await panel.page.mouse.up();
    },
  },
  {
    name: "epochs: Play goes from the first kept epoch to the end, each time after the answer, and Pause holds it",
    run: async (open, tools) => {
      const { panel, answer } = await openRun(open, tools);
      const press = (name) => panel.page.locator("vscode-button:visible", { hasText: name }).first().click();
      await press("Play");
      for (const epoch of [0, 1, 2]) {
        await saysLook(panel, epoch);
        await answer(epoch);
      }
      await saysLook(panel, 3);
      await press("Pause");
      await answer(3);
      await panel.page.locator(".epoch-bar vscode-button:visible", { hasText: "Play" }).waitFor();
      assert.equal((await lastLook(panel)).epoch, 3);
      await handle(panel).focus();
      await panel.page.keyboard.press("End");
      await panel.page.keyboard.press("ArrowLeft");
      await saysLook(panel, 39);
      await panel.page.keyboard.press("Space");
      await answer(39);
      await saysLook(panel, undefined);
      await answer(undefined);
      await panel.page.locator(".epoch-bar vscode-button:visible", { hasText: "Play" }).waitFor();
      assert.match(await shown(panel), /^after epoch 40 of 40/);
    },
  },
  {
    name: "epochs: another run is seen at its end, and one that trains has no slider",
    run: async (open, tools) => {
      const { panel, recorded, answer } = await openRun(open, tools);
      await handle(panel).focus();
      await panel.page.keyboard.press("Home");
      await saysLook(panel, 0);
      await answer(0);
      const run = recorded.messages.find(({ type }) => type === "run");
      await panel.send({ ...run, run: { ...run.run, id: "", status: "starting" } });
      await saysLook(panel, undefined);
      await panel.send({ ...run, run: { ...run.run, id: "r2", status: "running" } });
      assert.equal(await panel.page.locator(".epoch-bar").isVisible(), false);
    },
  },
  ...[
    [1600, "en"],
    [300, "es"],
  ].map(([width, language]) => ({
    name: `epochs: axe finds nothing: ${width} pixels, ${language}`,
    run: async (open, tools) => {
      const { panel, answer } = await openRun(open, tools, { width, language });
      await handle(panel).focus();
      await panel.page.keyboard.press("Home");
      for (let at = 0; at < 12; at++) await panel.page.keyboard.press("ArrowRight");
      await saysLook(panel, 12);
      await answer(12);
      assert.match(
        await shown(panel),
        language === "es" ? /^tras la época 12 de 40 · pérdida 0,\d+$/ : /^after epoch 12 of 40/,
      );
      await panel.page.screenshot({ path: `out/screenshots/panel-epochs-${width}.png` });
      assert.deepEqual(await panel.axeInAllThemes(), []);
    },
  })),
];
