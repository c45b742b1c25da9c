/**
 * Every view of the panel, of real runs: out/screenshots/view-<view>-<theme>-<width>-<language>.png, to be looked at side by side.
 *
 * A view is opened once a language, and made wider and otherwise coloured there. docs/pictures/ has those that are kept.
 */
import { readFileSync } from "node:fs";
import { example1 } from "./cases.mjs";
import { models } from "./mapCases.mjs";
import { state as keptState, text as keptText } from "./keptRun.mjs";
import { classify } from "./tests/answers.mjs";
import { changed as liveChange } from "./tests/live.mjs";
import { pagedModel } from "./tests/pages.mjs";
import { translating } from "./tests/score.mjs";
import { bracketModel } from "./tests/unitText.mjs";

const file = "file:///course/example.rnn.yaml";
const example = (name) => readFileSync(new URL(`../../examples/${name}.rnn.yaml`, import.meta.url), "utf8");

const hundred = `seed: 5
data: {task: adding, length: 100, samples: 256, seed: 2}
model:
  - Input: [100, 2]
  - LSTM: 24
  - Dense: 1
compile: {optimizer: {adam: {learning_rate: 0.01}}, loss: mse}
fit: {epochs: 12, batch_size: 16, validation_split: 0.2}
`;

/** A run, one sample of it, and the part of the panel that is taken. */
const ofRun = (text, of, { sample = 0, layer, choices = {}, more = [], act } = {}) => ({
  of,
  act,
  prepare: async (recordRun) => {
    const recorded = await recordRun(text);
    const wish = more.length > 0 ? [sample, layer, ...more] : [sample, layer];
    return { state: { file, sample, ...choices }, messages: [...recorded.messages, await recorded.score(...wish)] };
  },
});
const clamp = { what: "clamp", layer: "lstm", gate: "f", value: 0, unit: 2 };
const comparison = async (recordRun) => {
  const recorded = await recordRun(keptText);
  const others = await Promise.all(
    ["GRU", "SimpleRNN"].map((cell) => recordRun(keptText.replace("- LSTM:", `- ${cell}:`))),
  );
  const runs = await Promise.all(
    [recorded, ...others].map(async (one, at) => ({
      name: ["LSTM", "GRU", "SimpleRNN"][at],
      rows: one.messages.find(({ type }) => type === "epochs").rows,
      score: (await one.score(3)).score,
    })),
  );
  return {
    state: keptState,
    messages: [...recorded.messages, await recorded.score(3), { type: "comparison", comparison: { runs } }],
  };
};

const views = {
  whole: ofRun(example("many-to-many"), "#panel", { choices: { unit: 3, step: 2 } }),
  "model-over-time": ofRun(example("many-to-many"), ".part-model", { choices: { unrolled: true, unit: 3 } }),
  loss: ofRun(hundred, ".part-loss"),
  score: ofRun(keptText, ".part-inside", { sample: 3, choices: { unit: 2, step: 5 } }),
  "score-100-steps": ofRun(hundred, ".part-inside", { choices: { unit: 3, step: 60 } }),
  "score-pair": ofRun(translating, ".part-inside", { sample: 2, layer: "decoder", choices: { layer: "decoder", unit: 2, step: 1, otherStep: 2 } }), // prettier-ignore
  text: ofRun(bracketModel(), ".part-inside", { sample: 2, choices: { unit: 1, step: 30 } }),
  cell: ofRun(keptText, ".part-cell", { sample: 3, choices: { unit: 2, step: 5 } }),
  "what-if": ofRun(keptText, ".part-what-if", {
    sample: 3,
    choices: { unit: 2, step: 5 },
    more: [{ interventions: [clamp] }],
    act: (panel, language) => panel.page.locator(".part-what-if vscode-button:visible", { hasText: language === "es" ? "Cerrar" : "Shut" }).click(), // prettier-ignore
  }),
  classes: ofRun(classify, ".part-predictions", {
    act: (panel) => panel.page.locator(".confusion-holder summary").click(),
  }),
  pages: {
    of: ".part-predictions",
    prepare: async (recordRun) => {
      const recorded = await recordRun(pagedModel());
      const told = [...recorded.messages.slice(0, -1), await recorded.answers(370), await recorded.score(370)];
      return { state: { file, sample: 370 }, messages: told };
    },
  },
  comparison: { of: ".part-comparison", prepare: comparison },
  live: { of: ".live-mode", prepare: async () => ({ messages: [...example1, liveChange] }) },
};

const themes = ["dark", "light", "hc-dark", "hc-light"];
const widths = [300, 520, 1600];

async function takeAll(panel, view, language, of, height = 4000) {
  for (const width of widths) {
    // High enough that nothing has to scroll, so that the head does not lie on what is taken.
    await panel.page.setViewportSize({ width, height });
    for (const theme of themes) {
      await panel.setTheme(theme);
      await panel.settle();
      const path = `out/screenshots/view-${view}-${theme}-${width}-${language}.png`;
      await panel.page.locator(of).first().screenshot({ path });
    }
  }
}

export const viewPictureTests = ["en", "es"].flatMap((language) => [
  ...Object.entries(views).map(([view, { of, act, prepare }]) => ({
    name: `picture view-${view}-${language}`,
    run: async (open, { recordRun }) => {
      const panel = await open({ ...(await prepare(recordRun)), language, width: widths[0], height: 4000 });
      await act?.(panel, language);
      await takeAll(panel, view, language, of);
    },
  })),
  {
    name: `picture view-network-${language}`,
    run: async (_, { openMap }) => {
      const map = await openMap({ text: models["encoder and decoder"], language, width: widths[0], height: 700 });
      await takeAll(map, "network", language, "#panel", 700);
    },
  },
]);
