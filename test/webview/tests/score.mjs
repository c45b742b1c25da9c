/** The score on real runs: its numbers are those of `unroll inspect --json`, by keyboard and pointer, without violations. */
import { strict as assert } from "node:assert";

const model = (cell, more = "") => `seed: 7
data: {task: equal_previous, samples: 32, length: 8}
model:
  - Input: [8, 1]
  - ${cell}
  - Dense: {units: 1, activation: sigmoid}
compile: {optimizer: {adam: {learning_rate: 0.02}}, loss: binary_crossentropy}
fit: {epochs: 20, batch_size: 8}
${more}`;

const cells = {
  LSTM: {
    text: "LSTM: {units: 6, return_sequences: true}",
    columns: { i: "i", f: "f", g: "c", o: "o" },
    states: ["c", "h"],
  },
  GRU: { text: "GRU: {units: 6, return_sequences: true}", columns: { z: "z", r: "r", g: "h" }, states: ["h"] },
  SimpleRNN: { text: "SimpleRNN: {units: 6, return_sequences: true}", columns: {}, states: ["h"] },
};

/** An encoder that hands its states to a decoder, which reads its steps by attention. */
export const translating = `seed: 7
data:
  x:
    source: [[1, 2, 3, 4], [2, 1, 3, 2], [3, 1, 2, 4], [1, 1, 2, 2], [2, 3, 3, 1], [3, 2, 1, 1], [1, 3, 2, 4], [2, 2, 1, 3]]
    answer: [[0, 4, 3], [0, 2, 3], [0, 4, 2], [0, 2, 2], [0, 1, 3], [0, 1, 1], [0, 4, 2], [0, 3, 1]]
  y: [[4, 3, 2], [2, 3, 1], [4, 2, 1], [2, 2, 1], [1, 3, 3], [1, 1, 2], [4, 2, 3], [3, 1, 2]]
model:
  - Input: {shape: [4], dtype: int32, name: source}
  - Embedding: [5, 4]
  - LSTM: {units: 6, return_sequences: true, return_state: true, name: encoder}
  - Input: {shape: [3], dtype: int32, name: answer}
  - Embedding: [5, 4]
  - LSTM: {units: 6, return_sequences: true, initial_state: [encoder/h, encoder/c], name: decoder}
  - Attention: {name: reads, from: [decoder, encoder]}
  - Concatenate: {from: [decoder, reads]}
  - Dense: {units: 5, activation: softmax}
compile: {optimizer: {adam: {learning_rate: 0.02}}, loss: sparse_categorical_crossentropy}
fit: {epochs: 20}
`;

/** As the panel writes numbers: three significant digits at most. */
const number = (text) => Number(text.replace("−", "-"));
const isClose = (shown, right) => Math.abs(number(shown) - right) <= Math.max(6e-3 * Math.abs(right), 1e-9);

async function openScore(open, recorded, sample, options = {}) {
  const state = { file: "file:///course/example.rnn.yaml", sample, unit: 2, step: 5, ...options.state };
  const panel = await open({ width: 1400, ...options, messages: recorded.messages, state });
  await panel.send(await recorded.score(sample, options.layer));
  return panel;
}

export const scoreTests = [
  {
    name: "score: what was taken in place of damaged weights stands above it, and nothing where nothing was",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(model(cells.GRU.text));
      const panel = await openScore(open, recorded, 1);
      const notes = panel.page.locator(".hint.notes");
      await notes.waitFor({ state: "hidden" });
      const told = await recorded.score(1);
      const note = { id: "weights-of-best", args: { folder: "/course/.unroll/runs/one", epoch: 7 } };
      await panel.send({ ...told, score: { ...told.score, notes: [note] } });
      await notes.waitFor({ state: "visible" });
      assert.match(await notes.textContent(), /runs\/one.*7/);
      await panel.page.screenshot({ path: "out/screenshots/score-notes.png", fullPage: true });
    },
  },
  ...Object.entries(cells).map(([name, { text, columns, states }]) => ({
    name: `score: the numbers of ${name} are those of inspect`,
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(model(text));
      const panel = await openScore(open, recorded, 3);
      const [layer] = await recorded.inspect(3);
      await panel.page.locator(".unit-numbers summary").click();
      await panel.page.locator(".unit-numbers tbody tr").first().waitFor();
      const heads = await panel.texts(".unit-numbers thead th");
      const rows = await panel.page
        .locator(".unit-numbers tbody tr")
        .evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
      assert.equal(rows.length, 8);
      const column = (sign) => heads.findIndex((head) => head.split(" ").at(-1) === sign);
      const check = (sign, right) => {
        const at = column(sign);
        assert.ok(at > 0, `no column ${sign} in ${heads.join(", ")}`);
        rows.forEach((row, t) =>
          assert.ok(isClose(row[at], right(t)), `${sign} at t ${t + 1}: ${row[at]} is not ${right(t)}`),
        );
      };
      for (const [sign, gate] of Object.entries(columns)) check(sign, (t) => layer.gates[gate][t][2]);
      for (const state of states) check(state, (t) => layer.states[state][t][2]);
      check("|∂L/∂h|", (t) => layer.gradient_norm_by_step[t]);
      const decides = heads.findIndex((head) => head.startsWith("who decides"));
      rows.forEach((row, t) => assert.ok(isClose(row[decides], layer.connectivity[5][t]), `who decides at t ${t + 1}`));
      if (name === "LSTM") {
        const lines = await panel.texts(".formula-line .formula");
        const shown = lines
          .find((line) => line.startsWith("c ="))
          .split(" = ")
          .at(-1);
        assert.equal(number(shown), Number(layer.states.c[5][2].toFixed(2)));
      }
    },
  })),
  {
    name: "score: arrow keys move cursor and unit, a click chooses both, and the cell's sources lead on",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(model(cells.LSTM.text));
      const panel = await openScore(open, recorded, 3, { state: { ordered: false } });
      assert.deepEqual((await panel.looks()).at(-1), { type: "look", sample: 3 });
      await panel.page.locator(".inside").focus();
      // All within one frame, as on a machine that draws slower than somebody types.
      await panel.page.evaluate(
        (keys) => {
          const stage = document.querySelector(".inside");
          for (const key of keys) stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        },
        ["ArrowRight", "ArrowDown", "ArrowDown"],
      );
      await panel.settle();
      assert.match(await panel.text(".part-inside .readout"), /^sequence 4 · t 7 · unit 5 · input [01] · i /);
      assert.equal(await panel.text(".part-cell h2"), "UNIT 5 AT T 7");
      const map = panel.page.locator('canvas[data-row="state/h"]');
      const { width, height } = await map.boundingBox();
      await map.click({ position: { x: width / 16, y: height / 12 } });
      await panel.settle();
      assert.equal(await panel.text(".part-cell h2"), "UNIT 1 AT T 1");
      await panel.page.keyboard.press("Escape");
      await map.click({ position: { x: (width * 3) / 16, y: height / 12 } });
      await panel.settle();
      const source = panel.page.locator(".contributions .link").first();
      const [, unit, step] = /unit (\d+) of t (\d+)/.exec(await source.innerText());
      await source.click();
      await panel.settle();
      assert.equal(await panel.text(".part-cell h2"), `UNIT ${unit} AT T ${step}`);
    },
  },
  {
    name: "score: an encoder and its decoder stand one above the other, with attention as inspect prints it",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(translating);
      const panel = await openScore(open, recorded, 3, {
        layer: "decoder",
        state: { layer: "decoder", step: 1, otherStep: 2, otherUnit: 4 },
      });
      const titles = () => panel.texts(".score-layer");
      assert.deepEqual(await titles(), ["LSTM encoder · 6 units", "LSTM decoder · 6 units"]);
      assert.equal(
        await panel.text(".hand-over p"),
        "encoder hands its last state over (h, c): decoder begins with it.",
      );
      const row = (stage, key) => panel.page.locator(".inside").nth(stage).locator(`canvas[data-row="${key}"]`);
      assert.deepEqual([await row(0, "input/0").count(), await row(1, "input/0").count()], [1, 1]);
      assert.deepEqual([await row(0, "output/0").count(), await row(1, "output/0").count()], [0, 1]);
      const [{ weights }] = await recorded.attention(3);
      await panel.page.locator(".attention-numbers summary").click();
      await panel.page.locator(".attention-numbers tbody tr").first().waitFor();
      const shown = await panel.page
        .locator(".attention-numbers tbody tr")
        .evaluateAll((all) => all.map((one) => [...one.cells].slice(1).map((cell) => cell.textContent)));
      assert.deepEqual([shown.length, shown[0].length], [3, 4]);
      shown.forEach((cells, t) =>
        cells.forEach((text, s) => assert.ok(isClose(text, weights[t][s]), `t ${t + 1}: ${text}`)),
      );
      const most = Math.max(...weights[1]);
      const label = `At t 2 decoder takes most of t ${weights[1].indexOf(most) + 1}: `;
      assert.ok((await row(0, "read/reads").getAttribute("aria-label")).startsWith(label));
      // The other score has a cursor of its own; Enter chooses its layer, and each keeps its cursor and its unit.
      await panel.page.locator(".inside").first().focus();
      await panel.page.keyboard.press("ArrowRight");
      await panel.page.keyboard.press("Enter");
      await panel.page.locator('.score-layer[aria-pressed="true"]', { hasText: "encoder" }).waitFor();
      assert.deepEqual((await panel.looks()).at(-1), { type: "look", sample: 3, layer: "encoder" });
      assert.equal(await panel.text(".part-cell h2"), "UNIT 5 AT T 4");
      assert.match(await panel.text(".part-inside .readout"), /^sequence 4 · t 4 · unit 5 · input \d · i /);
      await panel.page.locator(".score-layer", { hasText: "decoder" }).click();
      await panel.page.locator('.score-layer[aria-pressed="true"]', { hasText: "decoder" }).waitFor();
      assert.equal(await panel.text(".part-cell h2"), "UNIT 3 AT T 2");
    },
  },
  {
    name: "score: the strip unrolls in its place, in line with the time below; a box chooses layer and step, and so does the file's cursor",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(
        model("Bidirectional: {LSTM: {units: 4, return_sequences: true}}\n  - GRU: {units: 3, return_sequences: true}"),
      );
      const panel = await openScore(open, recorded, 3, { layer: "gru", state: { layer: "gru", step: 1 } });
      const { page } = panel;
      assert.equal(await page.locator(".strip").isVisible(), true);
      await page.locator(".strip-choices button", { hasText: "Over time" }).click();
      await page.locator(".unrolled").waitFor();
      assert.equal(await page.locator(".strip").isVisible(), false);
      const keys = await page.locator(".strip-picture").evaluateAll((all) => all.map((one) => one.dataset.strip));
      const halves = ["bidirectional/forward", "bidirectional/backward", "bidirectional/merge"];
      assert.deepEqual(keys, ["input_layer", ...halves, "gru", "dense"]);
      const box = (selector) => page.locator(selector).first().boundingBox();
      const [above, below] = [await box('[data-strip="gru"]'), await box('canvas[data-row="state/h"]')];
      assert.deepEqual([above.x, above.width], [below.x, below.width]);
      assert.deepEqual(await panel.texts('.strip-name[aria-current="true"] small'), ["3 · gru"]);
      // The fifth of eight boxes of the other direction: its layer, its step, and its line in the file.
      await page
        .locator('[data-strip="bidirectional/backward"]')
        .click({ position: { x: (above.width * 4.5) / 8, y: 20 } });
      await page.waitForFunction(() => window.said.some(({ layer }) => layer === "bidirectional/backward"));
      assert.deepEqual((await panel.looks()).at(-1), { type: "look", sample: 3, layer: "bidirectional/backward" });
      assert.deepEqual((await panel.said()).at(-1), { type: "reveal", layer: "bidirectional" });
      await panel.send(await recorded.score(3, "bidirectional/backward"));
      await page.locator('.strip-name[aria-current="true"]', { hasText: "bidirectional/backward" }).waitFor();
      assert.match(await panel.text(".part-inside .readout"), /^sequence 4 · t 5 · /);
      await panel.send({ type: "cursor", layer: "gru" });
      await page.waitForFunction(() => window.said.at(-1)?.type === "drawn");
      assert.deepEqual((await panel.looks()).at(-1), { type: "look", sample: 3, layer: "gru" });
      assert.equal((await panel.kept()).unrolled, true);
      await page.locator(".strip-choices button", { hasText: "Folded" }).click();
      await page.locator(".strip").waitFor();
      assert.equal(await page.locator(".unrolled").count(), 0);
    },
  },
  {
    name: "score: a dimension's name, pointed at or with the focus, lights every block that has it",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(model("LSTM: {units: 6, return_sequences: true}\n  - Dropout: 0.1"));
      const { page, ...panel } = await openScore(open, recorded, 3);
      const lit = (selector) =>
        page
          .locator(`${selector}.has-dimension`)
          .evaluateAll((all) => all.map((one) => one.dataset.layer ?? one.dataset.row));
      const name = (text) => page.locator(".dimension", { hasText: text });
      assert.deepEqual(await panel.texts(".dimension"), [
        ...["batch None", "time of input_layer 8", "features of input_layer 1", "units of lstm 6", "units of dense 1"],
      ]);
      await name("units of lstm").hover();
      await page.locator('.chip.has-dimension[data-layer="dropout"]').waitFor();
      assert.deepEqual(await lit(".chip"), ["lstm", "dropout"]);
      const ofUnits = ["gate/i", "gate/f", "gate/c", "gate/o", "belt", "state/c", "state/h"];
      assert.deepEqual(await lit("canvas"), ofUnits);
      await name("time of input_layer").focus();
      await page.locator('.chip.has-dimension[data-layer="dense"]').waitFor();
      assert.deepEqual(await lit(".chip"), ["input_layer", "lstm", "dropout", "dense"]);
      assert.equal((await lit("canvas")).length, await page.locator("canvas[data-row]").count());
      await page.locator(".edge [data-dimension]", { hasText: "6" }).first().hover();
      await page.locator(".dimension.has-dimension", { hasText: "units of lstm" }).waitFor();
      assert.deepEqual(await lit(".chip"), ["lstm", "dropout"]);
    },
  },
  ...[300, 1000].flatMap((width) => [
    {
      name: `score: axe finds nothing: an encoder and its decoder, ${width} pixels`,
      run: async (open, { recordRun }) => {
        const options = { layer: "decoder", width, language: "es", state: { unrolled: true } };
        const panel = await openScore(open, await recordRun(translating), 1, options);
        await panel.page.locator(".attention-numbers summary").click();
        assert.deepEqual(await panel.axeInAllThemes(), []);
      },
    },
    {
      name: `score: axe finds nothing: ${width} pixels`,
      run: async (open, { recordRun }) => {
        const recorded = await recordRun(model("Bidirectional: {LSTM: {units: 4, return_sequences: true}}"));
        const panel = await openScore(open, recorded, 1, { layer: "bidirectional/backward", width });
        await panel.page.locator(".unit-numbers summary").click();
        assert.deepEqual(await panel.axeInAllThemes(), []);
      },
    },
  ]),
];
