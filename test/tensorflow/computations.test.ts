/** What the engine on TensorFlow would leave out, it refuses by name; the names that it calls are those of the package. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { layerTable } from "../../src/core/model/layerTable";
import { PlanError } from "../../src/engine/plan/planError";
import { checkLayer } from "../../src/tensorflow/layers/computations";
import { buildGraph, type LayerItem } from "../engine/buildGraph";
import { hasTensorFlow, tensorFlow } from "./tensorFlow";

const refusal = (item: LayerItem, more: Readonly<Record<string, unknown>> = {}): unknown => {
  try {
    const layer = buildGraph([{ Input: [3, 2] }, item]).layers[1];
    if (layer) checkLayer({ ...layer, ...more });
    return undefined;
  } catch (error) {
    return error instanceof PlanError ? [error.id, error.args] : error;
  }
};

describe("refused by name", () => {
  it("what a layer has besides its arguments", () => {
    expect(refusal({ LSTM: 2 }, { somethingNew: [] })).toEqual([
      "engine-not-built",
      { layer: "lstm", argument: "somethingNew" },
    ]);
  });

  it("never what has Keras's default", () => {
    const kinds = Object.entries(layerTable).filter(([kind]) => kind !== "Input");
    const examples = kinds.map(([, { example }]) => example.split(":")[0] as string);
    expect(examples.filter((kind) => refusal({ [kind]: {} }) !== undefined)).toEqual([]);
  });
});

it.skipIf(!hasTensorFlow)("every name of the types is one of the package", () => {
  const text = readFileSync("src/tensorflow/tfjs.ts", "utf8");
  const listed = [...text.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, name]) => name as string);
  const [, body = ""] = text.split("export interface Tf ");
  const methods = [...body.matchAll(/^ {2}(\w+)(?:<.*>)?[(:]/gm)].map(([, name]) => name as string);
  const names = [...listed, ...methods];
  expect(names.length).toBeGreaterThan(50);
  const tf = tensorFlow().tf as unknown as Record<string, unknown>;
  expect(names.filter((name) => typeof tf[name] !== "function")).toEqual([]);
});
