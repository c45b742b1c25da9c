/**
 * Every view of the panel, of real runs: out/screenshots/view-<view>-<theme>-<width>-<language>.png, to be looked at side by side.
 *
 * A view is opened once a language and made wider and otherwise coloured there.
 */
import { pagedModel } from "./tests/pages.mjs";
import { bracketModel } from "./tests/unitText.mjs";

const state = { file: "file:///course/example.rnn.yaml" };

/** Each gives what the host says, and what a person does then. */
const views = {
  pages: async (recordRun) => {
    const recorded = await recordRun(pagedModel());
    return {
      state: { ...state, sample: 370 },
      messages: [...recorded.messages.slice(0, -1), await recorded.answers(370), await recorded.score(370)],
      of: ".part-predictions",
    };
  },
  text: async (recordRun) => {
    const recorded = await recordRun(bracketModel());
    return {
      state: { ...state, sample: 2, unit: 1, step: 30 },
      messages: [...recorded.messages, await recorded.score(2)],
      of: ".part-inside",
    };
  },
};

const themes = ["dark", "light", "hc-dark", "hc-light"];
const widths = [300, 520, 1600];

export const viewPictureTests = Object.entries(views).flatMap(([view, prepare]) =>
  ["en", "es"].map((language) => ({
    name: `picture view-${view}-${language}`,
    run: async (open, { recordRun }) => {
      const { of, act, ...options } = await prepare(recordRun);
      const panel = await open({ ...options, language, width: widths[0], theme: themes[0] });
      if (act) await act(panel);
      for (const width of widths) {
        await panel.page.setViewportSize({ width, height: 3000 });
        for (const theme of themes) {
          await panel.setTheme(theme);
          await panel.settle();
          const path = `out/screenshots/view-${view}-${theme}-${width}-${language}.png`;
          if (of) await panel.page.locator(of).first().screenshot({ path });
          else await panel.page.screenshot({ path, fullPage: true });
        }
      }
    },
  })),
);
