/** The example on balanced brackets learns: rows that it was not trained with are judged right, on both builds. */
import { expect, it } from "vitest";
import brackets from "../../examples/brackets.rnn.yaml";
import { encodeDataset } from "../../src/core/data/encodeDataset";
import { planFit } from "../../src/core/training/fitPlan";
import { analyzed } from "../core/data/analyzed";
import { builds, engine } from "./kernels";
import { trainWithHistory } from "./trainWithHistory";

it.each(builds)("rows that were not seen, %s build", async (build) => {
  const file = analyzed(brackets);
  const { graph, compile, fit } = file;
  const { dataset } = encodeDataset(file);
  if (!graph || !compile || !dataset) return expect.fail("no network");
  for (const seed of [7, 8, 9]) {
    const session = engine.open({ graph, compile, dataset, batchSize: fit.batchSize, seed, reproducible: build === "exact" }); // prettier-ignore
    const now = (): number => performance.now();
    const plan = planFit(fit, compile, dataset);
    const { history } = await trainWithHistory({ ...plan, session, seed, outputNames: ["y"], now });
    // Whoever always gives the same answer is right half the time, whoever only adds up three times in four.
    expect(history["val_accuracy"]?.at(-1)).toBeGreaterThan(0.95);
    session.dispose();
  }
});
