/** Pictures of the panel for people to look at: out/screenshots/panel-*.png. */
import * as cases from "./cases.mjs";
import { models } from "./mapCases.mjs";

const { modelOf, layers1, layers2, example1, example2, running2, failed1, runOf, epochsOf, rowsOf } = cases;

const paused2 = [
  modelOf("equal-previous.rnn.yaml", cases.layers2),
  runOf("paused", 3, 40, {
    learningRate: 0.001,
    pausedAt: { epoch: 4, batch: 2, batches: 5, loss: 0.43 },
  }),
  epochsOf(rowsOf([0.7, 0.5, 0.45])),
  cases.predictions2,
];
const moving2 = [
  modelOf("equal-previous.rnn.yaml", cases.layers2),
  runOf("running", 3, 40, { learningRate: 0.001 }),
  epochsOf(rowsOf([0.7, 0.5, 0.45])),
  cases.predictions2,
];

const shots = {
  "example1-dark": { messages: example1 },
  "example2-dark": { messages: example2 },
  "example1-light": { messages: example1, theme: "light" },
  "example2-light": { messages: example2, theme: "light" },
  "example1-hc-dark": { messages: example1, theme: "hc-dark" },
  "example2-hc-light": { messages: example2, theme: "hc-light" },
  "example1-narrow": { messages: example1, width: 340, height: 1150 },
  "example2-narrow": { messages: example2, width: 340, height: 1500, theme: "light" },
  "example1-beside": { messages: example1, width: 640, height: 900 },
  "example2-beside": { messages: example2, width: 640, height: 1250 },
  "example1-wide": { messages: example1, width: 1400, height: 700 },
  "example2-wide": { messages: example2, width: 1400 },
  "example1-spanish": { messages: example1, language: "es" },
  "example2-spanish": { messages: example2, language: "es", theme: "light" },
  "cursor-dark": { messages: example2, hover: ".voices tbody:nth-of-type(2) tr:nth-child(3) td:nth-child(4)" },
  "running-dark": { messages: running2 },
  "failed-light": { messages: failed1, theme: "light" },
  "empty-dark": { messages: [modelOf("next-number.rnn.yaml", layers1), { type: "run", run: null }], height: 600 },
  "starting-spanish": {
    messages: [modelOf("next-number.rnn.yaml", layers1), runOf("starting", 0, 100)],
    language: "es",
    height: 600,
  },
  "errors-dark": {
    messages: [
      modelOf("next-number.rnn.yaml", layers1.slice(0, 2), {
        errors: 3,
        firstError: { id: "panel.noReason", args: {} },
      }),
      { type: "run", run: null },
    ],
    height: 600,
  },
  "many-dark": {
    messages: [
      modelOf("many.rnn.yaml", layers2),
      runOf("finished", 50, 50),
      epochsOf(rowsOf([0.7, 0.5, 0.2])),
      cases.manyBinary(40, 12),
    ],
  },
  "long-dark": {
    messages: [
      modelOf("long.rnn.yaml", layers2),
      runOf("finished", 50, 50),
      epochsOf(rowsOf([0.7, 0.5, 0.2])),
      cases.manyBinary(40, 120),
    ],
  },
  "forecast-light": {
    messages: [
      modelOf("wave.rnn.yaml", layers1),
      runOf("finished", 20, 20),
      epochsOf(rowsOf([0.7, 0.5, 0.2]).map((row) => ({ ...row, val_loss: row.loss * 1.2, mae: row.loss / 2 }))),
      cases.forecast(),
    ],
    theme: "light",
    width: 1200,
  },
  "paused-light": { messages: paused2, theme: "light" },
  "paused-narrow-spanish": { messages: paused2, language: "es", width: 340, height: 1500 },
  "moving-narrow-spanish": { messages: moving2, language: "es", width: 340, height: 1500, theme: "light" },
  "paused-beside-spanish": { messages: paused2, language: "es", width: 520, height: 1300, theme: "light" },
  "outputs-dark": {
    messages: [
      modelOf("two.rnn.yaml", layers1),
      runOf("finished", 8, 8),
      epochsOf(rowsOf([3, 2.5, 2.2]).map((row) => ({ ...row, tags_loss: row.loss / 2, feelings_loss: row.loss / 3 }))),
      cases.twoOutputs(),
    ],
  },
};

export const pictureTests = Object.entries(shots).map(([name, options]) => ({
  name: `picture ${name}`,
  run: async (open) => {
    const panel = await open({ ...options, scale: 1 });
    if (options.hover) await panel.page.locator(options.hover).first().hover();
    await panel.page.waitForTimeout(150);
    await panel.page.screenshot({ path: `out/screenshots/panel-${name}.png`, fullPage: true });
  },
}));

const time = { state: { file: "file:///course/example.rnn.yaml", isUnrolled: true } };
const maps = {
  ...Object.fromEntries(
    Object.entries(models).flatMap(([name, text]) => [
      [`${name.replaceAll(" ", "-")}`, { text, width: 640 }],
      [`${name.replaceAll(" ", "-")}-time`, { text, ...time, width: 900 }],
    ]),
  ),
  "branches-light-time": { text: models.branches, ...time, theme: "light", width: 1400 },
  "bidirectional-light": { text: models.bidirectional, theme: "light" },
  "encoder-hc-dark": { text: models["encoder and decoder"], theme: "hc-dark", width: 640 },
  "encoder-hc-light-time": { text: models["encoder and decoder"], ...time, theme: "hc-light" },
  "encoder-narrow-spanish": { text: models["encoder and decoder"], language: "es", width: 330, height: 700 },
  "broken-spanish-light": { text: models.broken, language: "es", theme: "light", width: 520 },
  ...Object.fromEntries(
    ["light", "dark", "hc-dark", "hc-light"].flatMap((theme) => [
      [`encoder-${theme}-narrow`, { text: models["encoder and decoder"], theme, width: 360 }],
      [`branches-${theme}-wide`, { text: models.branches, theme, width: 1400, cursor: "fast" }],
      [`encoder-${theme}-narrow-time`, { text: models["encoder and decoder"], ...time, theme, width: 360 }],
      [`bidirectional-${theme}-half-time`, { text: models.bidirectional, ...time, theme, width: 700 }],
    ]),
  ),
  "branches-wide": { text: models.branches, width: 1500, cursor: "fast" },
};

export const mapPictureTests = Object.entries(maps).map(([name, { cursor, ...options }]) => ({
  name: `picture map-${name}`,
  run: async (_, { openMap }) => {
    const map = await openMap({ height: 700, ...options });
    if (cursor) await map.send({ type: "cursor", layer: cursor });
    await map.page.screenshot({ path: `out/screenshots/map-${name}.png`, fullPage: true });
  },
}));
