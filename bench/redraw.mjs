/**
 * How long the panel takes to draw what is inside of a layer anew, in Chromium: the cursor moves by a key, and the frame's own work is timed,
 * from its beginning to the last stroke of the pen. Beside it the processor's time of the page's main thread for each redraw, layout and
 * paint included: that one depends little on what else the machine does.
 *
 *   node bench/redraw.mjs      a line a size: median, 90th percentile and most of 40 redraws, in milliseconds
 *
 * Measures and prints; a bound of work, without a clock, is in test/pictures/score/redraw.test.ts.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { modelOf } from "../test/webview/cases.mjs";
import { openBrowser } from "../test/webview/browser.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const REDRAWS = 40;

/** Values as smooth over time as those of a trained network, another course for each unit. */
const waves = (steps, units, low, high) => {
  const values = new Float32Array(steps * units);
  for (let t = 0, at = 0; t < steps; t++)
    for (let u = 0; u < units; u++, at++)
      values[at] = low + (high - low) * (0.5 + 0.5 * Math.sin((t * (1 + (u % 7))) / 40 + u));
  return { shape: [steps, units], values };
};

const layerOf = (name, steps, units) => ({
  ...{ name, kind: "LSTM", direction: 1, reads: ["x"], input: waves(steps, 8, -1, 1) },
  initial: { h: waves(1, units, 0, 0), c: waves(1, units, 0, 0) },
  states: { h: waves(steps, units, -1, 1), c: waves(steps, units, -3, 3) },
  gates: Object.fromEntries(["i", "f", "c", "o"].map((gate) => [gate, waves(steps, units, gate === "c" ? -1 : 0, 1)])),
  gradient: waves(steps, units, -1e-3, 1e-3),
  cell: { activation: "tanh", recurrentActivation: "sigmoid" },
});

const scoreOf = (steps, units, isPair) => {
  const shown = { name: "decoder", kind: "LSTM", shape: [steps, units] };
  return {
    type: "score",
    score: {
      ...{ run: "r1", epoch: 1, sample: 0, samples: 1, kept: [], connectivity: "none", layers: [shown] },
      attention: isPair
        ? [{ name: "reads", weights: waves(steps, steps, 0, 1), queries: "decoder", values: "encoder" }]
        : [],
      handOvers: isPair ? [{ from: "encoder", to: "decoder", states: ["h", "c"] }] : [],
      layer: layerOf("decoder", steps, units),
      ...(isPair && { partner: { layer: layerOf("encoder", steps, units), stands: "before" } }),
    },
  };
};

const { openPanel, close } = await openBrowser(root);
try {
  const layers = [
    { name: "decoder", kind: "LSTM", detail: "", outputShapes: [[null, 1, 1]], params: 1, trainable: true },
  ];
  for (const [steps, units, isPair] of [
    [100, 64, false],
    [1000, 512, false],
    [1000, 512, true],
  ]) {
    const panel = await openPanel({ width: 1600, height: 1000, messages: [modelOf("long.rnn.yaml", layers)] });
    await panel.send(scoreOf(steps, units, isPair));
    await panel.page.locator('canvas[data-row="state/h"]').first().waitFor();
    const session = await panel.page.context().newCDPSession(panel.page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const busyMs = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN);
    };
    const before = await busyMs();
    const times = await panel.page.evaluate(async (count) => {
      const stage = [...document.querySelectorAll(".inside")].at(-1);
      const found = [];
      const request = window.requestAnimationFrame.bind(window);
      for (let i = 0; i < count; i++) {
        // Only the panel's own frame is timed.
        window.requestAnimationFrame = (draw) =>
          request((now) => {
            const start = performance.now();
            draw(now);
            found.push(performance.now() - start);
          });
        stage.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "ArrowDown" : "ArrowRight", bubbles: true }));
        window.requestAnimationFrame = request;
        await new Promise((done) => request(() => request(done)));
      }
      return found;
    }, REDRAWS);
    const each = ((await busyMs()) - before) / REDRAWS;
    await panel.page.close();
    times.sort((a, b) => a - b);
    const at = (share) => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN).toFixed(1);
    const what = `${units} units × ${steps} steps${isPair ? ", two scores and a map of attention" : ""}`;
    console.log(
      `${what}: ${at(0.5)} ms, ${at(0.9)} ms, ${at(1)} ms (${times.length} redraws); ${each.toFixed(1)} ms of the processor each`,
    );
  }
} finally {
  await close();
}
