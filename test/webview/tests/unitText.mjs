/** A sample's text on the colours of one unit's values: with the numbers of `unroll inspect --json`. */
import { strict as assert } from "node:assert";

/** Letters, some of them in brackets; the right answer says where one is inside. Always the same. */
function sentences(count, length) {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, () => {
    let isInside = false;
    return Array.from({ length }, () => {
      const turns = random() < 0.16;
      const letter = turns ? (isInside ? ")" : "(") : random() < 0.2 ? " " : "abcde"[Math.floor(random() * 5)];
      if (turns) isInside = !isInside;
      return { letter, inside: isInside ? 1 : 0 };
    });
  });
}

/** An LSTM that learns where brackets are open. */
export function bracketModel(epochs = 40) {
  const all = sentences(40, 64);
  const x = all.map((one) => one.map(({ letter }) => letter));
  const y = all.map((one) => one.map(({ inside }) => [inside]));
  return `seed: 3
data:
  x: {one_hot: [a, b, c, d, e, " ", "(", ")"], values: ${JSON.stringify(x)}}
  y: ${JSON.stringify(y)}
model:
  - Input: [64, 8]
  - LSTM: {units: 8, return_sequences: true, name: reader}
  - Dense: {units: 1, activation: sigmoid}
compile: {optimizer: {adam: {learning_rate: 0.03}}, loss: binary_crossentropy}
fit: {epochs: ${epochs}, batch_size: 10}
`;
}

const wordModel = `seed: 3
data:
  x: {one_hot: [the, cat, dog, sees, a], values: [[the, cat, sees, a, dog], [a, dog, sees, the, cat]]}
  y: {one_hot: [cat, dog], values: [cat, dog]}
model:
  - Input: [5]
  - Embedding: {input_dim: 5, output_dim: 3}
  - GRU: 4
  - Dense: {units: 2, activation: softmax}
compile: {optimizer: adam, loss: categorical_crossentropy}
fit: {epochs: 2}
`;
const state = { file: "file:///course/example.rnn.yaml" };
const tokens = (panel) => panel.page.locator(".coloured-text [data-step]");

export const unitTextTests = [
  {
    name: "text: every character has the value of the chosen unit that inspect prints, and its colour; the cursor is the score's",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(bracketModel(3));
      const messages = [...recorded.messages, await recorded.score(2)];
      const panel = await open({ width: 900, state: { ...state, sample: 2, unit: 3 }, messages });
      const [layer] = await recorded.inspect(2);
      const check = async (values) => {
        const titles = await tokens(panel).evaluateAll((spans) => spans.map(({ title }) => title));
        assert.equal(titles.length, 64);
        titles.forEach((title, step) => {
          const [, at, shown] = /^t (\d+): (.+)$/.exec(title);
          assert.equal(Number(at), step + 1);
          assert.ok(Math.abs(Number(shown.replace("−", "-")) - values[step][3]) < 2e-3, `${title}, not ${values[step][3]}`); // prettier-ignore
        });
        const colours = await tokens(panel).evaluateAll((spans) => spans.map((one) => one.style.backgroundColor));
        const order = values.map((row, step) => [row[3], colours[step]]).sort(([a], [b]) => a - b);
        assert.notEqual(order[0][1], order.at(-1)[1]);
      };
      await check(layer.states.c);
      const text = await tokens(panel).evaluateAll((spans) => spans.map(({ textContent }) => textContent).join(""));
      assert.equal(text, sentences(40, 64)[2].map(({ letter }) => letter).join("")); // prettier-ignore
      assert.match(await panel.text(".text-said"), /^Unit 4 \(.+\) is highest at “.” \(t \d+: .+\) and lowest at “.” /);
      await tokens(panel).nth(17).click();
      await panel.settle();
      assert.match(await panel.text(".part-inside .readout"), /^sequence 3 · t 18 · unit 4 /);
      await panel.page.locator(".coloured-text").press("ArrowRight");
      await panel.settle();
      assert.equal(await panel.page.locator(".coloured-text .now").getAttribute("data-step"), "18");
      await panel.page.locator(".unit-text vscode-dropdown").click();
      await panel.page.locator(".unit-text vscode-option", { hasText: "forget gate" }).click();
      await panel.settle();
      await check(layer.gates.f);
      assert.equal(await panel.text(".text-scale"), "0 1");
      assert.equal((await panel.kept()).colouredBy, "gate/f");
      await panel.page.locator(".unit-text summary").click();
      const rows = await panel.texts(".unit-text tbody th");
      assert.deepEqual([...rows].sort(), [..."()␣abcde"].sort());
      assert.deepEqual(await panel.axeInAllThemes(), []);
    },
  },
  {
    name: "text: words of an Embedding's numbers stand apart and can be selected; a network that reads numbers has none",
    run: async (open, { recordRun }) => {
      const recorded = await recordRun(wordModel);
      const panel = await open({ width: 700, state, messages: [...recorded.messages, await recorded.score(1)] });
      assert.equal(await panel.text(".coloured-text"), "a dog sees the cat");
      const selected = await panel.page.evaluate(() => {
        getSelection().selectAllChildren(document.querySelector(".coloured-text"));
        return getSelection().toString();
      });
      assert.equal(selected.trim(), "a dog sees the cat");
      const numbers = await recordRun(wordModel.replace("x: {one_hot: [the, cat, dog, sees, a], values: [[the, cat, sees, a, dog], [a, dog, sees, the, cat]]}", "x: [[0, 1, 3, 4, 2], [4, 2, 3, 0, 1]]")); // prettier-ignore
      await panel.send(...numbers.messages, await numbers.score(0));
      assert.equal(await panel.page.locator(".unit-text").isVisible(), false);
    },
  },
];
