/** The map of the network in a browser: under its policy, by keyboard, for axe, and as a file. */
import { strict as assert } from "node:assert";
import { models } from "../mapCases.mjs";

const unrolled = { file: "file:///course/example.rnn.yaml", isUnrolled: true };
const long = models["encoder and decoder"].replaceAll("null", "100");
const layers = (map) =>
  map.page.locator(".node").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));

/** Words or boxes of the picture that lie on one another. */
const overlaps = (map) =>
  map.page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".box:not(.half)")].map((box) => box.getBoundingClientRect());
    const words = [...document.querySelectorAll(".word")].map((word) => [
      word.textContent,
      word.getBoundingClientRect(),
    ]);
    const lie = (a, b, air) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > air &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > air;
    const found = [];
    boxes.forEach((a, at) => boxes.slice(at + 1).forEach((b) => lie(a, b, 1) && found.push("two boxes")));
    words.forEach(([text, a], at) =>
      words.slice(at + 1).forEach(([other, b]) => lie(a, b, 3) && found.push(`${text} on ${other}`)),
    );
    for (const [text, a] of words)
      for (const b of boxes) {
        const inside = a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 2 && a.bottom <= b.bottom + 2;
        if (lie(a, b, 3) && !inside) found.push(`${text} over the edge of a box`);
      }
    const labels = [...document.querySelectorAll(".word.shape")].map((word) => [
      word.textContent,
      word.getBoundingClientRect(),
    ]);
    // The letters alone: above and below them a line of text has room.
    for (const line of document.querySelectorAll(".stage .line")) {
      const toScreen = line.getScreenCTM();
      for (let at = 0; at <= line.getTotalLength(); at += 2) {
        const { x, y } = line.getPointAtLength(at).matrixTransform(toScreen);
        const hit = labels.find(([, a]) => x > a.left - 1 && x < a.right + 1 && y > a.top + 2 && y < a.bottom - 2);
        if (hit) {
          found.push(`${hit[0]} on a line`);
          break;
        }
      }
    }
    const stage = document.querySelector(".stage svg").getBoundingClientRect();
    for (const [text, a] of words)
      if (a.left < stage.left - 1 || a.right > stage.right + 1 || a.bottom > stage.bottom + 1)
        found.push(`${text} outside`);
    return found;
  });

export const mapTests = [
  ...Object.entries(models).flatMap(([name, text]) =>
    [undefined, unrolled].map((state) => ({
      name: `map: nothing lies on anything else: ${name}${state ? ", over time" : ""}`,
      run: async (_, { openMap }) => {
        const map = await openMap({ text, state });
        await map.page.locator(".stage svg").waitFor();
        assert.deepEqual(await overlaps(map), []);
      },
    })),
  ),
  ...[undefined, unrolled].map((state) => ({
    name: `map: axe finds nothing${state ? ", over time" : ""}`,
    run: async (_, { openMap }) => {
      for (const text of [models["encoder and decoder"], models.broken])
        assert.deepEqual(await (await openMap({ text, state })).axeInAllThemes(), []);
    },
  })),
  {
    name: "map: every layer says what its box and its lines show",
    run: async (_, { openMap }) => {
      const map = await openMap({ text: models["encoder and decoder"] });
      assert.deepEqual(await layers(map), [
        "Input, source. gives (None, None, 40)",
        "LSTM 64, encoder. takes source (None, None, 40). gives (None, 64). 26,880 parameters",
        "Input, target. gives (None, None, 50)",
        "LSTM 64, decoder. takes target (None, None, 50). begins with encoder/h, c (None, 64). gives (None, None, 64). 29,440 parameters",
        "Dense 50 softmax, words. takes decoder (None, None, 64). gives (None, None, 50). 3,250 parameters. an output of the network",
      ]);
      assert.equal(
        await map.text(".summary"),
        "(None, None, 40), (None, None, 50) → (None, None, 50) · parameters: 59,570 · layers: 5",
      );
    },
  },
  {
    name: "map: by keyboard to a layer's line, over time too, and the focus stays when the network changes",
    run: async (_, { openMap, networkOf }) => {
      const map = await openMap({ text: models["many to one"] });
      for (let i = 0; i < 8; i++) await map.page.keyboard.press("Tab");
      await map.page.keyboard.press("ArrowDown");
      await map.page.keyboard.press("Enter");
      await map.page.locator(".choices button").nth(1).click();
      await map.settle();
      assert.equal((await map.kept()).isUnrolled, true);
      await map.page.locator(".node").nth(3).focus();
      await map.page.keyboard.press("ArrowUp");
      await map.page.keyboard.press(" ");
      await map.send(networkOf(models["many to one"].replace("LSTM: 32", "LSTM: 8\n  - Dense: 9")));
      assert.equal(
        await map.page.evaluate(() => document.activeElement.getAttribute("aria-label").split(",")[1]),
        " dense. takes lstm (None",
      );
      await map.page.keyboard.press("End");
      await map.page.keyboard.press("Enter");
      const said = await map.said();
      assert.deepEqual(said, [
        { type: "ready" },
        ...["lstm", "dense", "activation"].map((layer) => ({ type: "reveal", layer })),
      ]);
    },
  },
  {
    name: "map: a wide picture fits the panel as far as it stays legible, is scrolled and zoomed, and the file keeps its size",
    run: async (_, { openMap, networkOf }) => {
      const map = await openMap({ text: long, state: unrolled, width: 700, height: 500 });
      const seen = () =>
        map.page.evaluate(() => {
          const [frame, svg] = [document.querySelector("main"), document.querySelector(".stage svg")];
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          return { scale: Math.round(scale * 100) / 100, scrolls: frame.scrollWidth > frame.clientWidth };
        });
      assert.deepEqual(await seen(), { scale: 0.7, scrolls: true });
      assert.equal(await map.text(".percent"), "70 %");
      await map.page.locator(".node").nth(0).focus();
      for (const [key, scale] of [
        ["+", 0.84],
        ["+", 1],
        ["=", 1.2],
        ["-", 1],
        ["Control+-", 1],
      ]) {
        await map.page.keyboard.press(key);
        await map.settle();
        assert.equal((await seen()).scale, scale, key);
      }
      await map.page.locator(".zoom button").nth(1).click();
      await map.settle();
      assert.equal((await map.kept()).zoom, 1.2);
      await map.page.reload();
      await map.send(networkOf(long));
      assert.equal((await seen()).scale, 1.2);
      await map.page.locator(".save").click();
      const { svg } = (await map.said()).at(-1);
      const [, width, box] = /^<svg[^>]* width="(\d+)"[^>]* viewBox="0 0 (\d+)/.exec(svg);
      assert.equal(width, box);
      await map.page.locator(".node").nth(0).focus();
      await map.page.keyboard.press("0");
      await map.settle();
      assert.equal((await map.kept()).zoom, "fit");
      await map.page.setViewportSize({ width: 1900, height: 900 });
      await map.settle();
      assert.deepEqual(await seen(), { scale: 1, scrolls: false });
    },
  },
  {
    name: "map: Fit shows the whole network, however small; the names of rows stay in sight where it is scrolled",
    run: async (_, { openMap }) => {
      const map = await openMap({ text: long, state: unrolled, width: 700, height: 500 });
      const { page } = map;
      const names = () =>
        page
          .locator(".row-name.title")
          .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
      const before = await names();
      assert.ok(before.length > 1 && before.every((left) => left >= 0));
      await page.evaluate(() => (document.querySelector("main").scrollLeft = 150));
      await page.waitForFunction(() => document.querySelector(".row-name[transform]") !== null);
      for (const left of await names()) assert.ok(left >= 0, `a name begins at ${left}`);
      await page.locator(".save").click();
      const { svg } = (await map.said()).at(-1);
      assert.ok(!svg.includes("translate("), "a name is moved in the file");
      await page.locator(".zoom button", { hasText: "Fit" }).click();
      const isWhole = () => {
        const frame = document.querySelector("main");
        return frame.scrollWidth <= frame.clientWidth && frame.scrollHeight <= frame.clientHeight;
      };
      await page.waitForFunction(isWhole);
      assert.equal((await map.kept()).zoom, "whole");
      await page.setViewportSize({ width: 420, height: 330 });
      await page.waitForFunction(isWhole);
      assert.deepEqual(await page.locator(".row-name[transform]").count(), 0);
    },
  },
  {
    name: "map: a legend says what the lines mean that the picture has",
    run: async (_, { openMap }) => {
      const legend = async (options) => (await openMap(options)).texts(".legend li");
      assert.deepEqual(await legend({ text: "model:\n  - Input: [3]\n  - Dense: 2\n" }), ["tensor"]);
      assert.deepEqual(await legend({ text: models.bidirectional, state: unrolled }), [
        "tensor",
        "states, from one step to the next",
      ]);
      assert.deepEqual(await legend({ text: models["encoder and decoder"], language: "es" }), [
        "tensor",
        "estados, de un paso al siguiente",
        "estados con los que empieza otra capa",
      ]);
      assert.deepEqual(await legend({ text: "name: nothing\n" }), []);
    },
  },
  {
    name: "map: a click on a layer goes to its line, and the editor's cursor marks a layer",
    run: async (_, { openMap }) => {
      const map = await openMap({ text: models["many to many"], state: unrolled });
      await map.page.locator(".node").nth(1).locator("rect").nth(2).click();
      assert.deepEqual((await map.said()).at(-1), { type: "reveal", layer: "lstm" });
      await map.send({ type: "cursor", layer: "dense" });
      assert.deepEqual(
        await map.page.locator("[aria-current=true]").evaluateAll((all) => all.map((one) => one.dataset.node)),
        ["2"],
      );
      await map.send({ type: "cursor", layer: null });
      assert.equal(await map.page.locator("[aria-current]").count(), 0);
    },
  },
  {
    name: "map: text of a file is text, in the page and in the saved picture",
    run: async (_, { openMap, networkOf }) => {
      const map = await openMap({ text: models["many to one"] });
      const wicked = networkOf(models["many to one"]);
      wicked.network.name = "</title><script>alert(1)</script>";
      wicked.network.nodes[1].name = '"><img src=x onerror=alert(1)>';
      wicked.network.nodes[1].detail = "<b>&amp;</b>";
      await map.send(wicked);
      assert.equal(await map.page.locator("img, script:not([src]), b").count(), 0);
      await map.page.locator(".save").click();
      const { type, svg } = (await map.said()).at(-1);
      assert.equal(type, "save");
      const parsed = await map.page.evaluate((text) => {
        const file = new DOMParser().parseFromString(text, "image/svg+xml");
        return {
          root: file.documentElement.tagName,
          tags: [...new Set([...file.querySelectorAll("*")].map(({ tagName }) => tagName))].sort(),
          words: [...file.querySelectorAll("text")].map(({ textContent }) => textContent),
          handlers: [...file.querySelectorAll("*")]
            .flatMap((one) => one.getAttributeNames())
            .filter((name) => /^on|href|style|class/.test(name)),
          colours: new Set([...file.querySelectorAll("rect")].map((one) => one.getAttribute("fill"))).size,
        };
      }, svg);
      assert.equal(parsed.root, "svg");
      assert.deepEqual(parsed.tags, ["defs", "desc", "g", "marker", "path", "rect", "svg", "text", "title"]);
      assert.ok(parsed.words.includes("LSTM <b>&amp;</b>"));
      assert.deepEqual(parsed.handlers, []);
      assert.ok(parsed.colours >= 2, "the file has its own colours");
    },
  },
  {
    name: "map: an empty model, and a message that is none",
    run: async (_, { openMap }) => {
      const map = await openMap({ text: "name: nothing\n" });
      assert.equal(await map.text(".summary"), "The model has no layers yet.");
      assert.ok(await map.page.locator(".save").isDisabled());
      await map.sendRaw({ type: "network", network: 3 });
      assert.equal(map.noise.splice(0).length, 1);
      assert.equal(await map.text(".summary"), "The model has no layers yet.");
    },
  },
  {
    name: "map: errors are told, and what is broken is drawn as far as it is known",
    run: async (_, { openMap }) => {
      const map = await openMap({ text: models.broken, language: "es" });
      assert.match(await map.text(".problem"), /^El archivo tiene errores \(1\)/);
      assert.equal((await layers(map))[2], "GRU 16, gru. recibe lstm (None, 32). da (?)");
    },
  },
  {
    name: "map: a network of 300 layers is drawn at once",
    run: async (_, { openMap }) => {
      const text = `model:\n  - Input: [7, 3]\n${"  - GRU: {units: 3, return_sequences: true}\n".repeat(300)}`;
      for (const state of [undefined, unrolled]) {
        const map = await openMap({ text, state });
        assert.equal(await map.page.locator(".node").count(), 301);
      }
    },
  },
];
