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

/** Cases with something that this engine refuses by name until it has it. */
const notYet: readonly string[] = [...["stateful", "stateful-bidirectional", "stateful-mask", "stateful-validation"]];

describe.skipIf(!hasTensorFlow)("on TensorFlow", () => {
  it.each(notYet)("%s is refused by name", async (name) => {
    const run = checkGolden(name, (request) => tensorFlowEngine().open({ ...request, reproducible: false }));
    await expect(run).rejects.toThrow("engine-not-built");
  });

  it.each(cases.filter((name) => !notYet.includes(name)))("%s", async (name) => {
    const { tf } = tensorFlow();
    const before = tf.memory().numTensors;
    await checkGolden(name, (request) => tensorFlowEngine().open({ ...request, reproducible: false }));
    expect(tf.memory().numTensors).toBe(before);
  });
});
