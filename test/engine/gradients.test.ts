/**
 * Every gradient against finite differences of the float64 reference's losses: those of the kernels, on both builds, and the reference's
 * own. For each weight one difference along a direction in which all of its numbers move. That nothing is missing is read from the plans:
 * what codes.ts has stands on the tape of some row.
 */
import { describe, expect, it } from "vitest";
import { createStream } from "../../src/core/random/randomStream";
import { ActivationCode, LossCode, MergeCode, Operation } from "../../src/engine/plan/codes";
import { planNetwork, type Plan } from "../../src/engine/plan/planNetwork";
import { recordFields } from "../../src/engine/plan/records";
import { gradientRows, type GradientRow } from "../reference/gradientRows";
import { runReference } from "../reference/network";
import { prepareComparison } from "./checkAgainstReference";
import { openOn } from "./everyEngine";
import { builds } from "./kernels";

const SAMPLES = 5;
/** In float64 the difference is then right to about ten digits. */
const STEP = 1e-5;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, one, i) => sum + one * (b[i] ?? NaN), 0);

function expectSlope(found: number, slope: number, what: string): void {
  if (!(Math.abs(found - slope) <= 1e-5 * Math.max(1, Math.abs(slope)))) {
    expect.fail(`${what}: ${found} instead of ${slope}`);
  }
}

function checkRow({ items, options = {} }: GradientRow): void {
  const { graph, compile, dataset, weights } = prepareComparison(items, { samples: SAMPLES, ...options });
  const samples = Array.from({ length: SAMPLES }, (_, i) => i);
  const given = { graph, compile, dataset, samples, ...(options.mask && { mask: options.mask }) };
  const own = runReference({ ...given, weights }).gradients;
  const gradients = builds.map((build) => {
    const session = openOn(build, { graph, compile, dataset, batchSize: SAMPLES, seed: options.seed ?? 1 });
    session.setWeights(weights);
    session.trainBatch(Int32Array.from(samples));
    const after = session.weights();
    return weights.map(({ values }, i) => values.map((value, j) => value - (after[i]?.values[j] ?? NaN)));
  });
  for (const [at, { name, values }] of weights.entries()) {
    const stream = createStream(4, "weights", at);
    const direction = Float64Array.from(values, () => stream.normal());
    const totalAt = (by: number): number => {
      const moved = Float64Array.from(values, (value, i) => value + by * (direction[i] ?? 0));
      return runReference({ ...given, weights: weights.with(at, { ...weights[at], values: moved } as never) }).total;
    };
    const slope = (totalAt(STEP) - totalAt(-STEP)) / (2 * STEP);
    expect(Math.abs(slope), `the loss depends on ${name}`).toBeGreaterThan(1e-7);
    expectSlope(dot(own.get(name) ?? [], direction), slope, `reference, d ${name}`);
    for (const [i, build] of builds.entries()) expectSlope(dot(gradients[i]?.[at] ?? [], direction), slope, `${build}, d ${name}`);
  } // prettier-ignore
}

describe("gradients and finite differences", () => {
  it.each(gradientRows)("$name", checkRow);
});

/** What the training steps of all rows do: names of operations, and of what they are told to compute. */
const met = { operations: new Set<string>(), activations: new Set<string>(), losses: new Set<string>(), merges: new Set<string>() }; // prettier-ignore
for (const { items, options } of gradientRows) {
  const { graph, compile, dataset } = prepareComparison(items, options);
  const inputShapes = dataset.inputs.map(({ tensor }) => tensor.shape.slice(1));
  noteTapes(planNetwork({ graph, compile, samples: SAMPLES, inputShapes, batchSize: SAMPLES, seed: 1 }));
}

function noteTapes({ image, programs }: Plan): void {
  const words = new Map(image.map((one) => [one.address, one.words]));
  const wordsAt = (address: number | undefined): Int32Array => words.get(address ?? 0) ?? new Int32Array();
  const program = wordsAt(programs.train);
  for (let at = 0; program[at]; at += 1 + 2 * (program[at] ?? 0)) {
    for (let part = 0; part < (program[at] ?? 0); part++) {
      const tape = wordsAt(program[at + 1 + 2 * part]);
      for (let entry = 0; entry < tape.length; entry += 2) note(tape[entry] as Operation, tape[entry + 1]);
    }
  }

  function note(operation: Operation, address: number | undefined): void {
    const read = (record: keyof typeof recordFields, field: string): number =>
      wordsAt(address)[Object.keys(recordFields[record]).indexOf(field)] ?? NaN;
    met.operations.add(Operation[operation]);
    if (operation === Operation.loss) met.losses.add(LossCode[read("Loss", "code")] ?? "");
    if (operation === Operation.mergeBackward) met.merges.add(MergeCode[read("Merge", "mode")] ?? "");
    if (operation !== Operation.activateBackward) return;
    met.activations.add(ActivationCode[wordsAt(read("Activate", "activation"))[0] ?? NaN] ?? "");
  }
}

/** These read or change weights and gradients that are finished. */
const behindGradients = ["metric", "clip", "constrain"];
const namesOf = (codes: object): string[] => Object.keys(codes).filter((name) => Number.isNaN(Number(name)));

describe("the rows have", () => {
  it("every operation", () => {
    const missing = namesOf(Operation).filter((name) => !met.operations.has(name));
    expect(missing.toSorted()).toEqual(behindGradients.toSorted());
  });
  it.each([
    ["activation", ActivationCode, met.activations],
    ["loss", LossCode, met.losses],
    ["merge", MergeCode, met.merges],
  ])("every %s", (_, codes, found) => expect(namesOf(codes).filter((name) => !found.has(name))).toEqual([]));
});
