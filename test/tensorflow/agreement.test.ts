/**
 * Both engines on the same generated networks: the same predictions, gradients and training.
 *
 * The text of a failure holds the network's number and its layers.
 */
import { describe, expect, it } from "vitest";
import type { NamedTensor, NetworkSession, SessionRequest } from "../../src/core/training/networkSession";
import { buildCompile, buildGraph, type LayerItem } from "../engine/buildGraph";
import { randomColumn } from "../engine/checkAgainstReference";
import { engine } from "../engine/kernels";
import { newSeed, oneAmong } from "../rounds";
import { randomNetwork, withoutConstraints } from "./randomNetworks";
import { hasTensorFlow, tensorFlowEngine } from "./tensorFlow";

const NETWORKS = Array.from({ length: 200 }, (_, number) => number);
const all = Int32Array.of(0, 1, 2, 3, 4);

const numbers = (tensors: readonly { readonly values: Float32Array }[]): number[] =>
  tensors.flatMap(({ values }) => Array.from(values));

/** NaN where one of them is no number, which is never below a limit. */
const worst = (a: readonly number[], b: readonly number[]): number =>
  a.length === b.length
    ? a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0)) / Math.max(1, Math.abs(value))), 0)
    : Number.POSITIVE_INFINITY;

/** The other engine's gradients are the way that its weights go in a step of plain gradient descent with a rate of 1. */
function gradientsOf(request: SessionRequest): number[] {
  const session = engine.open({
    ...request,
    compile: { ...buildCompile({ sgd: { learning_rate: 1 } }, "mse"), losses: request.compile?.losses ?? [] },
  });
  const before = session.weights();
  session.trainBatch(all);
  const after: readonly NamedTensor[] = session.weights();
  return before.flatMap(({ values }, i) => Array.from(values, (value, j) => value - (after[i]?.values[j] ?? 0)));
}

function gradientsOnTensorFlow(request: SessionRequest): number[] {
  const session = tensorFlowEngine().open(request);
  const gradients = [...session.gradients(all).values()].flatMap((values) => Array.from(values));
  session.dispose();
  return gradients;
}

function train(session: NetworkSession): number[] {
  const losses = Array.from({ length: 20 }, () => session.trainBatch(all)[0] ?? Number.NaN);
  return [...losses, ...numbers(session.predict())];
}

function expectAgreement(items: readonly LayerItem[], request: SessionRequest): void {
  const free = { ...request, graph: buildGraph(withoutConstraints(items)) };
  const session = tensorFlowEngine().open(request);
  const other = engine.open(request);
  const errors = {
    predictions: worst(numbers(other.predict()), numbers(session.predict())),
    gradients: worst(gradientsOf(free), gradientsOnTensorFlow(free)),
    training: worst(train(other), train(session)),
  };
  session.dispose();
  const agree = errors.predictions < 1e-5 && errors.gradients < 1e-4 && errors.training < 1e-3;
  const { optimizer, losses } = request.compile ?? {};
  expect(agree, JSON.stringify({ errors, optimizer, items, losses })).toBe(true);
}

describe.skipIf(!hasTensorFlow)("both engines agree", () => {
  it.each(oneAmong(20, NETWORKS, newSeed("networks on both engines")))("on network %i", (number) => {
    const { items, request } = randomNetwork(number);
    expectAgreement(items, request);
  });

  // tfjs has no one-hot row of one number, which the slope of a logarithm of a softmax is made of.
  it("on log_softmax of one unit", () => {
    const items = [{ Input: [3] }, { Dense: 1 }, { Activation: "log_softmax" }, { Dense: 2 }];
    const dataset = { samples: 5, inputs: [randomColumn("x", [5, 3], 1)], targets: [randomColumn("y", [5, 2], 2)] };
    const request = { graph: buildGraph(items), compile: buildCompile("adam", "mse"), dataset, batchSize: 5, seed: 3 };
    expectAgreement(items, { ...request, reproducible: false });
  });

  it("and the networks hold everything that the language can join", () => {
    const made = NETWORKS.map((number) => JSON.stringify(randomNetwork(number).items));
    const share = (word: string): number => made.filter((text) => text.includes(word)).length / NETWORKS.length;
    const words = ["Masking", "mask_zero\":true", "return_state", "initial_state", "stateful", "recurrent_dropout", "_constraint", "Concatenate", "Add", "Subtract", "Multiply", "Average\":", "Attention", "merge_mode\":\"none"]; // prettier-ignore
    expect(words.filter((word) => share(word) < 0.03)).toEqual([]);
  });
});
