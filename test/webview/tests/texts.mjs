/** What a person reads: the course's two examples word for word, sentences about odd runs, Spanish. */
import { strict as assert } from "node:assert";
import * as cases from "../cases.mjs";

const { example1, example2, running2, failed1, modelOf, layers1, layers2, runOf, epochsOf, rowsOf } = cases;

const rowsOfTable = async (panel, selector) =>
  panel.page.locator(`${selector} tr`).evaluateAll((rows) =>
    rows.map((row) =>
      [...row.cells]
        .map((cell) => cell.innerText.replace(/\s+/g, " ").trim())
        .filter((text) => text !== "")
        .join(" | "),
    ),
  );
const shownText = (panel, selector) => panel.texts(`${selector}:visible`);

export const textTests = [
  {
    name: "a run that has ended is judged by what answers without learning lose, one that goes on is not",
    run: async (open) => {
      const panel = await open({ messages: example2 });
      const [better, falling] = await shownText(panel, ".part-loss .reading li");
      assert.match(better, /^The loss is 0\.\d+; the best constant answer gives 0\.688, [\d.]+ times as much\.$/);
      assert.match(falling, /^The loss is still falling: by [\d.]+ % in the last 50 epochs\. Train for more epochs\.$/);
      assert.deepEqual(await shownText(panel, ".part-loss .legend li"), ["loss", "best constant answer: 0.688"]);
      const going = await open({ messages: running2 });
      assert.deepEqual(await shownText(going, ".part-loss .reading li"), []);
    },
  },
  {
    name: "example 1: layers, shapes and parameters as in the course",
    run: async (open) => {
      const panel = await open({ messages: example1 });
      assert.deepEqual(await rowsOfTable(panel, ".layers"), [
        "Layer | Output shape | Parameters",
        "Input input_layer | (None, 3, 5) | 0",
        "LSTM 32 lstm | (None, 32) | 4,864",
        "Dense 5 dense | (None, 5) | 165",
        "Activation softmax activation | (None, 5) | 0",
      ]);
      assert.equal(await panel.text(".totals"), "5,029 parameters · 5,029 trainable · 0 not trainable");
    },
  },
  {
    name: "example 1: classes 4, 5, 1, 2 with their probabilities",
    run: async (open) => {
      const panel = await open({ messages: example1 });
      assert.deepEqual(await shownText(panel, ".part-predictions .summary"), ["4 of 4 classes right."]);
      assert.deepEqual(await rowsOfTable(panel, ".sequences"), [
        "Sequence | input | class | right class | probabilities",
        "t 1 | t 2 | t 3 | 1 | 2 | 3 | 4 | 5",
        "1 | 1 | 2 | 3 | 4 ✓ | 4 | 0.11 | 0.11 | 0.06 | 0.49 | 0.23",
        "2 | 2 | 3 | 4 | 5 ✓ | 5 | 0.21 | 0.08 | 0.03 | 0.20 | 0.48",
        "3 | 3 | 4 | 5 | 1 ✓ | 1 | 0.47 | 0.17 | 0.04 | 0.08 | 0.24",
        "4 | 4 | 5 | 1 | 2 ✓ | 2 | 0.27 | 0.41 | 0.09 | 0.11 | 0.12",
      ]);
      assert.equal(
        await panel.text(".run-line"),
        "finished · epoch 100 of 100 · loss 0.787 · 0.06 s · wasm, exact · auto: it runs everywhere · seed 7",
      );
      assert.equal(
        await panel.text(".part-loss .summary"),
        "Loss fell from 1.61 to 0.787 over 100 epochs; lowest 0.787 at epoch 100.",
      );
    },
  },
  {
    name: "example 2: prediction, decision and right value at every step",
    run: async (open) => {
      const panel = await open({ messages: example2 });
      assert.deepEqual(await shownText(panel, ".part-predictions .summary"), ["20 of 20 decisions right."]);
      const rows = await rowsOfTable(panel, ".voices");
      assert.deepEqual(rows.slice(0, 11), [
        "t 1 | t 2 | t 3 | t 4",
        "sequence 1 · 4 of 4 right",
        "input | 1 | 0 | 1 | 1",
        "prediction | 0.01 | 0.43 | 0.05 | 1.00",
        "decision > 0.5 | 0 ✓ | 0 ✓ | 0 ✓ | 1 ✓",
        "right value | 0 | 0 | 0 | 1",
        "sequence 2 · 4 of 4 right",
        "input | 0 | 0 | 0 | 1",
        "prediction | 0.01 | 0.57 | 0.98 | 0.00",
        "decision > 0.5 | 0 ✓ | 1 ✓ | 1 ✓ | 0 ✓",
        "right value | 0 | 1 | 1 | 0",
      ]);
      assert.equal(rows.length, 26);
      assert.equal(await panel.text(".totals"), "16,961 parameters · 16,961 trainable · 0 not trainable");
    },
  },
  {
    name: "a wrong decision has its cross, and the sentences count it",
    run: async (open) => {
      const wrong = structuredClone(cases.predictions2);
      wrong.predictions.outputs[0].predictions[0][1][0] = 0.5004;
      wrong.predictions.outputs[0].decoded[0][1][0] = 1;
      const panel = await open({ messages: [...example2.slice(0, 3), wrong] });
      assert.deepEqual(await shownText(panel, ".part-predictions .summary"), ["19 of 20 decisions right."]);
      const rows = await rowsOfTable(panel, ".voices");
      assert.equal(rows[1], "sequence 1 · 3 of 4 right");
      assert.equal(rows[3], "prediction | 0.01 | 0.5004 | 0.05 | 1.00");
      assert.equal(rows[4], "decision > 0.5 | 0 ✓ | 1 ✗ | 0 ✓ | 1 ✓");
    },
  },
  {
    name: "a run on its way: line, progress, Stop",
    run: async (open) => {
      const panel = await open({ messages: running2 });
      assert.equal(
        await panel.text(".run-line"),
        "epoch 130 of 500 · loss 0.663 · 0.06 s · wasm, exact · auto: it runs everywhere · seed 7",
      );
      assert.equal(await panel.page.locator("progress").evaluate((bar) => `${bar.value} of ${bar.max}`), "130 of 500");
      assert.equal(await panel.text('[role="status"]'), "The run has started.");
    },
  },
  {
    name: "NaN and infinite losses are said in words, and the curve has a gap",
    run: async (open) => {
      const panel = await open({ messages: failed1 });
      assert.match(await panel.text(".run-line"), /^failed · epoch 12 of 100 · loss NaN · /);
      assert.equal(
        await panel.text(".part-loss .summary"),
        "Loss rose from 1.61 to 41.2 over 12 epochs; lowest 1.54 at epoch 9. Loss was no finite number after 2 of the epochs, first at epoch 11 (∞); the curve has gaps there. The weights have grown beyond all bounds: try a lower learning rate or clipnorm.",
      );
      await panel.page.locator(".part-loss .numbers summary").click();
      await panel.settle();
      assert.deepEqual((await rowsOfTable(panel, ".numbers")).slice(-3), ["10 | 41.2", "11 | ∞", "12 | NaN"]);
      assert.deepEqual(await panel.texts(".banner"), [
        "Error The run failed after epoch 12: no reason was given.",
        "Note The model file has changed since this run started: the curve and the predictions belong to the file as it was. Train again to bring them up to date.",
      ]);
    },
  },
  {
    name: "one epoch, and a hundred thousand of them",
    run: async (open) => {
      const panel = await open({
        messages: [modelOf("a.rnn.yaml", layers1), runOf("finished", 1, 1), epochsOf(rowsOf([0.5]))],
      });
      assert.equal(await panel.text(".part-loss .summary"), "Loss is 0.5 after epoch 1.");
      const losses = Array.from({ length: 100_000 }, (_none, index) => (index === 77_777 ? 9 : 1 / (1 + index)));
      await panel.send(runOf("finished", 100_000, 100_000), epochsOf(rowsOf(losses)));
      assert.match(
        await panel.text(".part-loss .summary"),
        /^Loss fell from 1 to 1e-5 over 100000 epochs; lowest 1e-5 at epoch 100000\.$/,
      );
      await panel.page.locator(".part-loss .numbers summary").click();
      await panel.settle();
      assert.ok((await panel.page.locator(".numbers tbody tr").count()) <= 102);
      assert.match(await panel.text(".numbers caption"), /^Every 1000th epoch/);
    },
  },
  {
    name: "before a run, while it starts, and after one without epochs",
    run: async (open) => {
      const panel = await open({});
      assert.equal(await panel.text(".file"), "Opening the model file…");
      await panel.send(
        modelOf("a.rnn.yaml", layers1),
        { type: "run", run: null },
        { type: "predictions", predictions: null },
      );
      assert.equal(await panel.text(".run-line"), "not trained yet");
      assert.match(await panel.text(".part-loss .empty"), /^Not trained yet\. Train shows the network every sequence/);
      assert.match(await panel.text(".part-predictions .empty"), /^No predictions yet\./);
      await panel.send(runOf("starting", 0, 100));
      assert.equal(await panel.text(".run-line"), "starting…");
      assert.match(await panel.text(".part-loss .empty"), /^The training process is starting\./);
      await panel.send(runOf("crashed", 0, 100));
      assert.match(await panel.text(".part-loss .empty"), /^The run ended before/);
      assert.deepEqual(await panel.texts(".banner"), [
        "Error The training process ended unexpectedly before the first epoch was over: no reason was given.",
      ]);
      const reason = { id: "tensorflow-absent", args: {} };
      await panel.send(runOf("refused", 0, 100, { reason, engine: undefined, why: undefined }));
      assert.equal(await panel.text(".run-line"), "not begun");
      assert.match(await panel.text(".part-loss .empty"), /^Not trained yet\./);
      assert.match(
        (await panel.texts(".banner"))[0],
        /^Error The run could not begin: TensorFlow is not set up here\./,
      );
      const why = { id: "engine-why.setting", args: {} };
      await panel.send(runOf("finished", 100, 100, { engine: "tfjs-node", build: "fast", why }));
      assert.match(await panel.text(".run-line"), / · tfjs-node · asked for by unroll\.engine · seed 7$/);
    },
  },
  {
    name: "errors in the file and what training lacks stand above, and switch Train off",
    run: async (open) => {
      const firstError = { id: "no.such.message", args: {} };
      const panel = await open({
        messages: [modelOf("a.rnn.yaml", layers1, { errors: 2, firstError }), { type: "run", run: null }],
      });
      assert.deepEqual(await panel.texts(".banner"), [
        "Error The model file has 2 errors, so it cannot be trained. The first: a message that this version does not know (no.such.message).",
      ]);
      await panel.send(modelOf("a.rnn.yaml", layers1, { cannotTrain: { id: "panel.noTargets", args: {} } }));
      assert.deepEqual(await panel.texts(".banner"), [
        "Note Not ready for training: The file has no right values (data.y) to compare with.",
      ]);
      assert.equal(
        await panel.page.locator('vscode-button:has-text("Train")').evaluate((button) => button.disabled),
        true,
      );
    },
  },
  {
    name: "frozen layers are marked, and counted as not trainable",
    run: async (open) => {
      const layers = layers1.map((layer) => (layer.name === "lstm" ? { ...layer, trainable: false } : layer));
      const panel = await open({ messages: [modelOf("a.rnn.yaml", layers)] });
      assert.match((await rowsOfTable(panel, ".layers"))[2], /frozen/);
      assert.equal(await panel.text(".totals"), "5,029 parameters · 165 trainable · 4,864 not trainable");
    },
  },
  {
    name: "values: prediction, right value and difference with the same decimals",
    run: async (open) => {
      const panel = await open({ messages: [modelOf("wave.rnn.yaml", layers1), cases.forecast()] });
      assert.deepEqual(await shownText(panel, ".part-predictions .summary"), [
        "Mean absolute difference 0.506 over 140 values.",
      ]);
      const rows = await rowsOfTable(panel, ".sequences");
      assert.match(rows[3], /^2 \| [\d.]+ \| [\d.]+ \| \+0\.7$/);
      assert.equal(await panel.text(".sample-pages:visible"), "‹ 1 to 100 of 140 ›");
      assert.match(await panel.page.locator(".curve").first().getAttribute("aria-label"), /^30 steps, from 100 to /);
    },
  },
  {
    name: "several outputs have tabs; classes over time have class, probability and right class",
    run: async (open) => {
      const panel = await open({ messages: [modelOf("two.rnn.yaml", layers1), cases.twoOutputs()] });
      const rows = await rowsOfTable(panel, ".voices:visible");
      assert.equal(rows[2], "input | the | cat | sees | the | dog");
      assert.match(rows[3], /^class \| other ✓/);
      assert.match(rows[4], /^probability \| 0\.86/);
      await panel.page.locator("vscode-panel-tab", { hasText: "feelings" }).click();
      await panel.settle();
      assert.deepEqual(await shownText(panel, ".part-predictions .summary"), [
        "Mean absolute difference 0.1 over 30 values.",
      ]);
      assert.equal((await panel.kept()).output, "feelings");
      assert.match((await rowsOfTable(panel, ".voices:visible"))[5], /^difference feature 1 \| −0\.10/);
    },
  },
  {
    name: "Spanish",
    run: async (open) => {
      const panel = await open({ messages: example2, language: "es" });
      assert.equal(
        await panel.text(".run-line"),
        "terminada · época 500 de 500 · pérdida 0,112 · 1,24 s · wasm, exacto · auto: funciona en todas partes · semilla 7",
      );
      assert.equal(
        await panel.text(".part-loss .summary"),
        "La pérdida bajó de 0,695 a 0,112 en 500 épocas; mínimo 0,112 en la época 500.",
      );
      assert.deepEqual(await shownText(panel, ".part-predictions .summary"), ["20 de 20 decisiones correctas."]);
      assert.deepEqual((await rowsOfTable(panel, ".voices")).slice(1, 6), [
        "secuencia 1 · 4 de 4 correctas",
        "entrada | 1 | 0 | 1 | 1",
        "predicción | 0.01 | 0.43 | 0.05 | 1.00",
        "decisión > 0.5 | 0 ✓ | 0 ✓ | 0 ✓ | 1 ✓",
        "valor correcto | 0 | 0 | 0 | 1",
      ]);
      assert.equal(await panel.text(".totals"), "16.961 parámetros · 16.961 entrenables · 0 no entrenables");
      assert.deepEqual(await panel.texts("vscode-button:visible"), ["▶ Entrenar", "Un paso", "■ Detener", "Predecir"]);
    },
  },
  {
    name: "text from files is shown as text",
    run: async (open) => {
      const evil = '<img src=x onerror="window.evil=1">';
      const layers = [{ ...layers1[0], name: evil, kind: evil, detail: evil }, ...layers2.slice(1)];
      const predictions = structuredClone(cases.predictions1);
      predictions.predictions.inputs[0].name = evil;
      predictions.predictions.outputs[0].labels = [evil, "b", "c", "d", "e"];
      predictions.predictions.outputs[0].decoded[0] = evil;
      const second = { ...structuredClone(cases.predictions2.predictions.outputs[0]), name: evil };
      predictions.predictions.outputs.push(second);
      const row = { epoch: 1, loss: 1, [evil]: 2, [`${evil}_loss`]: 3 };
      const panel = await open({
        messages: [
          modelOf(evil, layers, { cannotTrain: { id: "panel.unknownMessage", args: { id: evil } } }),
          runOf("failed", 1, 2, { reason: { id: evil, args: {} }, engine: evil, build: evil }),
          epochsOf([row, { ...row, epoch: 2 }]),
          predictions,
        ],
      });
      await panel.page.locator(".part-loss .numbers summary").click();
      await panel.settle();
      assert.equal(await panel.page.locator("#panel img").count(), 0);
      assert.equal(await panel.page.evaluate(() => window.evil), undefined);
      assert.equal(await panel.text(".file"), evil);
      for (const place of [
        ".run-line",
        ".banner",
        ".layers",
        ".sequences",
        "vscode-panel-tab >> nth=1",
        ".numbers thead",
        ".legend",
      ]) {
        assert.ok((await panel.text(place)).includes(evil), place);
      }
    },
  },
];
