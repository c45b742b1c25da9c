/** What if: said to the host, shown beside the network as it is, undone one by one and at once. */
import { strict as assert } from "node:assert";
import { lastLook, state, text, until } from "../keptRun.mjs";

const says = (panel, more) => {
  const wanted = JSON.stringify({ type: "look", sample: 3, ...more });
  return until(
    panel,
    wanted,
    () => lastLook(panel),
    (look) => JSON.stringify(look) === wanted,
  );
};

async function openRun(open, { recordRun }, options = {}) {
  const recorded = await recordRun(text);
  const panel = await open({ width: 1400, ...options, messages: recorded.messages, state });
  await panel.send(await recorded.score(3));
  const press = (name) => panel.page.locator(".part-what-if vscode-button:visible", { hasText: name }).click();
  const answer = async (more) => panel.send(await recorded.score(3, undefined, more));
  return { recorded, panel, press, answer };
}

const clamp = { what: "clamp", layer: "lstm", gate: "f", value: 0, unit: 2 };
const silent = { what: "silence", layer: "lstm", unit: 2 };

export const whatIfTests = [
  {
    name: "what if: a gate is shut, a unit silenced, each undone, and Reset leads back",
    run: async (open, tools) => {
      const { panel, press, answer } = await openRun(open, tools);
      assert.equal(await panel.page.locator(".what-if-table").isVisible(), false);
      await press("Shut (0)");
      await says(panel, { interventions: [clamp] });
      await answer({ interventions: [clamp] });
      const rows = await panel.texts(".what-if-table tbody tr");
      const forget = rows.find((row) => row.startsWith("f · unit 3, t 6"));
      assert.match(forget, /^f · unit 3, t 6 0\.\d+ 0$/);
      assert.match(await panel.text(".part-what-if .summary"), /^\d of 8 decisions changes?\. The prediction moves most at t \d: from 0\.\d+ \([01]\) to 0\.\d+ \([01]\)\.$/); // prettier-ignore
      await press("Open (1)");
      await says(panel, { interventions: [{ ...clamp, value: 1 }] });
      await press("Silence Unit 3");
      await says(panel, { interventions: [{ ...clamp, value: 1 }, silent] });
      assert.deepEqual(await panel.texts(".what-if-done li"), ["lstm · forget gate of unit 3: 1 ×", "lstm · unit 3 silent ×"]); // prettier-ignore
      await panel.page.getByRole("button", { name: "Undo: lstm · forget gate of unit 3: 1" }).press("Enter");
      await says(panel, { interventions: [silent] });
      await press("Reset");
      await says(panel, {});
      await answer({});
      assert.equal(await panel.page.locator(".what-if-table").isVisible(), false);
    },
  },
  {
    name: "what if: an input is edited; what cannot be read is left and marked; another sequence has its own",
    run: async (open, tools) => {
      const { panel, answer } = await openRun(open, tools);
      const box = panel.page.locator(".text-field vscode-text-field");
      const field = box.locator("input");
      const own = (await field.inputValue()).split(" ");
      assert.equal(own.length, 8);
      const other = own.map((value, t) => (t === 2 ? "0.5" : value));
      await field.fill(other.slice(1).join(" "));
      await field.press("Enter");
      assert.equal(await box.getAttribute("aria-invalid"), "true");
      await field.fill(other.join(" "));
      await field.press("Enter");
      const edits = [{ input: "input_layer", step: 2, feature: 0, value: 0.5 }];
      await says(panel, { edits });
      await answer({ edits });
      assert.equal(await field.inputValue(), other.join(" "));
      assert.deepEqual(await panel.texts(".what-if-done li"), ["input edited: 1 value"]);
      await panel.page.locator(".part-inside vscode-button", { hasText: "›" }).click();
      await until(panel, "another sequence", () => lastLook(panel), (look) => look.sample === 4 && look.edits === undefined); // prettier-ignore
    },
  },
  {
    name: "what if: a candidate is held below 0; the rows that something was done to say what, and no others",
    run: async (open, tools) => {
      const { panel, press, answer, recorded } = await openRun(open, tools, { width: 1100 });
      const marked = async () => {
        const names = panel.page.locator(".row-name.touched");
        const rows = await names.evaluateAll((all) =>
          all.map((one) => [
            one.firstChild.textContent.trim(),
            one.querySelector(".row-touched").textContent,
            one.nextElementSibling.classList.contains("touched"),
          ]),
        );
        const shown = await panel.page.locator(".row-touched:visible").count();
        return { rows, shown };
      };
      assert.deepEqual(await marked(), { rows: [], shown: 0 });
      await panel.page.locator(".part-what-if vscode-dropdown").first().click();
      await panel.page.locator(".part-what-if vscode-option", { hasText: "candidate" }).click();
      const field = panel.page.locator(".number-field vscode-text-field:visible input").last();
      await field.fill("−0,5");
      await field.press("Enter");
      const held = { what: "clamp", layer: "lstm", gate: "c", value: -0.5, unit: 2 };
      await says(panel, { interventions: [held] });
      await press("Silence Unit 3");
      await says(panel, { interventions: [held, silent] });
      const edits = [{ input: "input_layer", step: 2, feature: 0, value: -1 }];
      const box = panel.page.locator(".text-field vscode-text-field input");
      const typed = (await box.inputValue()).split(" ").map((value, t) => (t === 2 ? "-1" : value));
      await box.fill(typed.join(" "));
      await box.press("Enter");
      await says(panel, { interventions: [held, silent], edits });
      await answer({ interventions: [held, silent], edits });
      assert.deepEqual(await marked(), {
        rows: [
          ["input", "input edited: 1 value", true],
          ["candidate", "candidate of unit 3: −0.5", true],
          ["state", "unit 3 silent", true],
        ],
        shown: 3,
      });
      const said = await panel.page
        .locator(".row-picture.touched")
        .evaluateAll((all) => all.map((one) => one.ariaLabel));
      said.forEach((label, at) => assert.match(label, [/input edited: 1 value\.$/, /unit 3: −0\.5\.$/, /unit 3 silent\.$/][at])); // prettier-ignore
      const rows = await panel.texts(".what-if-table tbody tr");
      assert.match(
        rows.find((row) => row.startsWith("g · unit 3, t 6")),
        /^g · unit 3, t 6 −?0\.\d+ −0\.5$/,
      );
      assert.match(
        rows.find((row) => row.startsWith("h · unit 3, t 6")),
        /^h · unit 3, t 6 −?0\.\d+ 0$/,
      );
      assert.match(await panel.text(".part-inside .readout"), / g −0\.5 .* h 0 /);
      await panel.page.screenshot({ path: "out/screenshots/panel-what-if-marks.png", fullPage: true });
      await press("Reset");
      await says(panel, {});
      await panel.send(await recorded.score(3));
      assert.deepEqual(await marked(), { rows: [], shown: 0 });
    },
  },
  {
    name: "what if: what cannot be done is said",
    run: async (open, tools) => {
      const { panel, answer } = await openRun(open, tools);
      await answer({ interventions: [{ ...clamp, gate: "z" }] });
      assert.equal(await panel.text(".what-if-problem"), "lstm has no gate z.");
    },
  },
  ...[
    [1600, "en"],
    [300, "es"],
  ].map(([width, language]) => ({
    name: `what if: axe finds nothing: ${width} pixels, ${language}`,
    run: async (open, tools) => {
      const { panel, press, answer } = await openRun(open, tools, { width, language });
      await press(language === "es" ? "Cerrar" : "Shut");
      await says(panel, { interventions: [clamp] });
      await answer({ interventions: [clamp] });
      await panel.page.screenshot({ path: `out/screenshots/panel-what-if-${width}.png`, fullPage: true });
      assert.deepEqual(await panel.axeInAllThemes(), []);
    },
  })),
];
