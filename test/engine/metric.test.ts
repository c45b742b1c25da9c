/** Metrics against plain formulas over the predictions, and how an epoch adds them up. */
import { describe, expect, it } from "vitest";
import type { DataColumn } from "../../src/core/data/dataset";
import type { MetricName } from "../../src/core/model/objectTables";
import { buildCompile, buildGraph, type LayerItem, type MetricItem } from "./buildGraph";
import { expectClose, randomColumn } from "./checkAgainstReference";
import { builds, engine } from "./kernels";
import { trainWithHistory } from "./trainWithHistory";

type Given = Readonly<Record<string, number>>;
type Rows = readonly (readonly number[])[];
const largest = (row: readonly number[]): number => row.indexOf(Math.max(...row));
const share = (all: readonly boolean[]): number => all.filter(Boolean).length / all.length;
/** The features that are looked at, and whether the network says yes to each. */
const pick = (rows: Rows, { class_id: only }: Given): readonly number[] =>
  rows.flatMap((row) => row.filter((_, j) => only === undefined || j === only));
const saysYes = (y: Rows, given: Given): readonly boolean[] => {
  const { top_k: top, thresholds = top === undefined ? 0.5 : -1e10 } = given;
  const kept = y.map((row) =>
    row.map((one, j) =>
      top !== undefined && row.filter((other, i) => other > one || (other === one && i < j)).length >= top
        ? -1e10
        : one,
    ),
  );
  return pick(kept, given).map((one) => one > thresholds);
};
const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;

const formulas: Readonly<Partial<Record<MetricName, (y: Rows, t: Rows, given: Given) => number>>> = {
  accuracy(y, t) {
    if (y[0]?.length === 1) return share(y.map(([one = 0], i) => (one > 0.5 ? 1 : 0) === t[i]?.[0]));
    return share(y.map((row, i) => largest(row) === (t[i]?.length === 1 ? t[i][0] : largest(t[i] ?? []))));
  },
  mse: (y, t) => mean(y.flatMap((row, i) => row.map((one, j) => (one - (t[i]?.[j] ?? 0)) ** 2))),
  mae: (y, t) => mean(y.flatMap((row, i) => row.map((one, j) => Math.abs(one - (t[i]?.[j] ?? 0))))),
  root_mean_squared_error: (y, t) => Math.sqrt(formulas.mse?.(y, t, {}) ?? 0),
  top_k_categorical_accuracy: (y, t, { k = 5 }) =>
    share(y.map((row, i) => row.filter((one) => one > (row[largest(t[i] ?? [])] ?? 0)).length < k)),
  sparse_top_k_categorical_accuracy: (y, t, { k = 5 }) =>
    share(y.map((row, i) => row.filter((one) => one > (row[t[i]?.[0] ?? 0] ?? 0)).length < k)),
  cosine_similarity(y, t) {
    const product = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, one, j) => sum + one * (b[j] ?? 0), 0);
    const length = (row: readonly number[]): number => Math.max(1e-7, Math.sqrt(product(row, row)));
    return mean(y.map((row, i) => product(row, t[i] ?? []) / length(row) / length(t[i] ?? [])));
  },
  precision: (y, t, given) => share(pick(t, given).filter((_, i) => saysYes(y, given)[i]).map((one) => one !== 0)),
  recall: (y, t, given) => share(saysYes(y, given).filter((_, i) => pick(t, given)[i] !== 0)),
  auc(y, t, { num_thresholds: n = 200 }) {
    const limits = Array.from({ length: n }, (_, i) => (i === 0 ? -1e-7 : i === n - 1 ? 1 + 1e-7 : i / (n - 1)));
    const above = (wanted: boolean) => limits.map((limit) => share(y.flat().filter((_, i) => (t.flat()[i] !== 0) === wanted).map((one) => one > limit)));
    const [trues, falses] = [above(true), above(false)];
    return limits.slice(1).reduce((sum, _, i) => sum + ((falses[i] ?? 0) - (falses[i + 1] ?? 0)) * ((trues[i] ?? 0) + (trues[i + 1] ?? 0)) / 2, 0);
  },
}; // prettier-ignore

const rowsOf = ({ tensor: { shape, values } }: DataColumn): Rows => {
  const width = shape.at(-1) ?? 1;
  return Array.from({ length: values.length / width }, (_, i) =>
    Array.from(values.subarray(i * width, (i + 1) * width)),
  );
};

async function check(
  items: readonly LayerItem[],
  loss: string,
  kind: "bits" | "classes" | "labels",
  metrics: readonly MetricItem[],
): Promise<void> {
  const graph = buildGraph([{ Input: [3, 2] }, ...items]);
  const [samples, batchSize] = [11, 4];
  const x = randomColumn("x", [samples, 3, 2], 1);
  const open = (y: readonly DataColumn[], reproducible: boolean) =>
    engine.open({
      graph,
      ...(y.length > 0 ? { compile: buildCompile({ sgd: { learning_rate: 0 } }, loss, metrics) } : {}),
      dataset: { samples, inputs: [x], targets: y },
      batchSize,
      seed: 3,
      reproducible,
    });
  const [answer] = open([], true).predict();
  if (!answer) return expect.fail("no prediction");
  const y = randomColumn("y", kind === "labels" ? [...answer.shape.slice(0, -1), 1] : answer.shape, 2);
  const width = answer.shape.at(-1) ?? 1;
  rowsOf(y).forEach((row, i) => row.forEach((value, j) => {
    y.tensor.values[i * row.length + j] =
      kind === "labels" ? i % width : kind === "bits" ? Number(value > 0) : Number(j === largest(row));
  })); // prettier-ignore
  const predicted = rowsOf({ name: "y", tensor: answer });
  for (const build of builds) {
    const session = open([y], build === "exact");
    const { history } = await trainWithHistory({
      ...{
        session,
        training: { from: 0, to: samples },
        batchSize,
        epochs: 2,
        shuffle: false,
        seed: 1,
        outputNames: ["y"],
      },
      now: () => performance.now(),
    });
    const named = metrics.map((item) => (typeof item === "string" ? ([item, {}] as const) : Object.entries(item)[0]));
    for (const [name, given] of named as [MetricName, Given][]) {
      const expected = formulas[name]?.(predicted, rowsOf(y), given) ?? NaN;
      expectClose(history[name] ?? [], [expected, expected], 1e-6, `${build} ${name}`);
    }
  }
}

const numbers = ["mse", "mae", "root_mean_squared_error"] as const;
const dense = (units: number, activation: string): LayerItem => ({ Dense: { units, activation } });

describe("metrics", () => {
  it("of single bits, behind a sigmoid that the loss leaves out", () =>
    check([dense(1, "sigmoid")], "binary_crossentropy", "bits", ["accuracy", "precision", "recall", ...numbers]));
  it("of several bits", () =>
    check([{ LSTM: 4 }, dense(3, "sigmoid")], "mse", "bits", ["precision", "recall", ...numbers]));
  it("of directions, also behind the loss of the same name", () =>
    check([{ LSTM: 4 }, dense(3, "tanh")], "cosine_similarity", "bits", ["cosine_similarity", "mse"]));
  it("of one-hot rows, also of sequences", () =>
    check([dense(9, "softmax")], "categorical_crossentropy", "classes", ["accuracy", "top_k_categorical_accuracy"]));
  it("of class numbers", () =>
    check([{ GRU: 4 }, dense(3, "softmax")], "sparse_categorical_crossentropy", "labels", ["accuracy"]));

  it("take arguments", async () => {
    await check([dense(9, "softmax")], "categorical_crossentropy", "classes", [
      { top_k_categorical_accuracy: { k: 2 } },
      { precision: { top_k: 3 } },
      { recall: { top_k: 2, class_id: 4 } },
    ]);
    await check([dense(9, "softmax")], "categorical_crossentropy", "classes", [{ precision: { thresholds: 0.1 } }]);
    await check([dense(9, "softmax")], "sparse_categorical_crossentropy", "labels", [
      { sparse_top_k_categorical_accuracy: { k: 3 } },
    ]);
    await check([dense(3, "sigmoid")], "mse", "bits", [
      { recall: { thresholds: 0.7 } },
      { precision: { class_id: 1 } },
    ]);
  });
  it.each([200, 2, 11])("count the area under a curve of %i thresholds", (num_thresholds) =>
    check([{ LSTM: 4 }, dense(3, "sigmoid")], "binary_crossentropy", "bits", [{ auc: { num_thresholds } }]),
  );

  it("are refused where the targets are class numbers and they compare numbers", () => {
    const open = () =>
      engine.open({
        graph: buildGraph([{ Input: [2] }, dense(3, "softmax")]),
        compile: buildCompile("sgd", "sparse_categorical_crossentropy", ["mae"]),
        dataset: { samples: 2, inputs: [randomColumn("x", [2, 2], 1)], targets: [{ name: "y", tensor: { shape: [2, 1], values: Float32Array.of(0, 1) } }] },
        ...{ batchSize: 2, seed: 1, reproducible: true },
      }); // prettier-ignore
    expect(open).toThrow("engine-not-built");
  });
});
