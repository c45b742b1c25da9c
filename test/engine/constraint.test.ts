/** Constraints: what a step leaves of the weights against the formulas of Keras 3, for every weight that can have one. */
import { describe, expect, it } from "vitest";
import type { NamedTensor } from "../../src/core/training/networkSession";
import { buildCompile, buildGraph, type LayerItem } from "./buildGraph";
import { expectClose, randomColumn, shake } from "./checkAgainstReference";
import { builds, engine } from "./kernels";

interface Constraint {
  readonly name: string;
  readonly arguments: Readonly<Record<string, number>>;
}

/** A vector has one axis, whatever it is called. */
function constrained({ shape, values }: NamedTensor, { name, arguments: given }: Constraint): number[] {
  const { axis = 0, max_value = 2 } = given;
  const columns = shape.at(-1) ?? 1;
  const line = (i: number): number =>
    shape.length === 1 ? 0 : axis === 0 || axis === -2 ? i % columns : Math.floor(i / columns);
  const norms = new Map<number, number>();
  values.forEach((w, i) => norms.set(line(i), (norms.get(line(i)) ?? 0) + w * w));
  return Array.from(values, (w, i) => {
    if (name === "non_neg") return Math.max(w, 0);
    const norm = Math.sqrt(norms.get(line(i)) ?? 0);
    return (w * (name === "max_norm" ? Math.min(norm, max_value) : 1)) / (1e-7 + norm);
  });
}

const constraints: readonly Constraint[] = [
  { name: "non_neg", arguments: {} },
  { name: "max_norm", arguments: { max_value: 0.4, axis: 0 } },
  { name: "max_norm", arguments: { max_value: 50, axis: 0 } },
  { name: "unit_norm", arguments: { axis: 0 } },
];
const layers: readonly (readonly [string, LayerItem, readonly string[]])[] = [
  ["Dense", { Dense: 18 }, ["kernel", "bias"]],
  ["SimpleRNN", { SimpleRNN: 3 }, ["kernel", "recurrent", "bias"]],
  ["LSTM", { LSTM: 5 }, ["kernel", "recurrent", "bias"]],
  ["GRU", { GRU: 3 }, ["kernel", "recurrent", "bias"]],
  ["Bidirectional", { Bidirectional: { GRU: { units: 3, reset_after: false } } }, ["kernel", "recurrent", "bias"]],
  ["TimeDistributed", { TimeDistributed: { Dense: 3 } }, ["kernel", "bias"]],
  ["LayerNormalization", "LayerNormalization", ["gamma", "beta"]],
];

function hold(item: LayerItem, names: readonly string[], constraint: Constraint): LayerItem {
  const [[kind, value]] = Object.entries(typeof item === "string" ? { [item]: {} } : item) as [[string, unknown]];
  if (kind === "Bidirectional" || kind === "TimeDistributed")
    return { [kind]: hold(value as LayerItem, names, constraint) };
  const given = typeof value === "number" ? { units: value } : (value as object);
  return { [kind]: { ...given, ...Object.fromEntries(names.map((name) => [`${name}_constraint`, constraint])) } };
}

function step(item: LayerItem, build: string): NamedTensor[] {
  const graph = buildGraph([{ Input: [4, 2] }, item, "Flatten", { Dense: { units: 1, trainable: false } }]);
  const session = engine.open({
    graph,
    compile: buildCompile({ sgd: { learning_rate: 0.1 } }, "mse"),
    dataset: { samples: 3, inputs: [randomColumn("x", [3, 4, 2], 1)], targets: [randomColumn("y", [3, 1], 2)] },
    ...{ batchSize: 3, seed: 1, reproducible: build === "exact" },
  });
  session.setWeights(shake(session.weights(), 4));
  session.trainBatch(Int32Array.of(0, 1, 2));
  return session.weights();
}

describe.each(layers)("%s", (_, layer, names) => {
  it.each(constraints)("$name $arguments", (constraint) => {
    const axes = constraint.name === "non_neg" || names.includes("gamma") ? [0] : [0, 1, -1, -2];
    for (const build of builds) {
      const free = step(layer, build);
      for (const axis of axes) {
        const matrices = names.filter((name) => name === "kernel" || name === "recurrent");
        const at = { ...constraint, arguments: { ...constraint.arguments, axis } };
        const held = step(hold(layer, axis === 0 ? names : matrices, at), build);
        free.forEach((weight, i) => {
          const own = weight.name.split("/").at(-1) ?? "";
          const takesPart = !isLast(weight.name, free) && (axis === 0 || own.includes("kernel"));
          const right = takesPart ? constrained(weight, at) : Array.from(weight.values);
          expectClose(held[i]?.values ?? [], right, 2e-6, `${build} ${weight.name} axis ${axis}`);
        });
      }
    }
  });
});

/** The two weights of the Dense behind, which is not trained. */
const isLast = (name: string, all: readonly NamedTensor[]): boolean => all.slice(-2).some((last) => last.name === name);

it("leaves weights alone that are not trained", () => {
  const kernel_constraint = { name: "unit_norm", arguments: { axis: 0 } };
  const [kernel] = step({ Dense: { units: 3, kernel_constraint, trainable: false } }, "exact");
  const [free] = step({ Dense: { units: 3, trainable: false } }, "exact");
  expect(kernel).toEqual(free);
});
