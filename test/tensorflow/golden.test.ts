/**
 * The engine on TensorFlow against real Keras: every case that the other engine passes.
 */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkGolden, goldenFolder } from "../engine/checkGolden";
import { hasTensorFlow, tensorFlow, tensorFlowEngine } from "./tensorFlow";

const cases = readdirSync(goldenFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.skipIf(!hasTensorFlow)("on TensorFlow", () => {
  it.each(cases)("%s", async (name) => {
    const { tf } = tensorFlow();
    const before = tf.memory().numTensors;
    await checkGolden(name, (request) => tensorFlowEngine().open({ ...request, reproducible: false }));
    expect(tf.memory().numTensors).toBe(before);
  });
});
