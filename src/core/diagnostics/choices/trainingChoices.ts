/** Settings of training that most likely are not meant so: no shuffling, huge steps, accuracy of numbers. */
import { choice, fix } from "../../cures/cure";
import type { WrittenFile } from "../../cures/writtenFile";
import { message } from "../../messages/message";
import type { LossName } from "../../model/objectTables";
import { optimizers } from "../../model/objectTables";
import { innerLayer, type WrittenLayer } from "../../model/layerEdits";
import { setEntry } from "../../syntax/mapEdits";
import { entryOf } from "../../syntax/syntaxTree";
import type { Findings } from "../findings";

/** From here on steps are larger than what the optimizers that scale their gradients are made for. */
const LARGE_RATE = 0.1;
const LARGE_SGD_RATE = 1;

const numberLosses: readonly LossName[] = [
  "mean_squared_error",
  "mean_absolute_error",
  "huber",
  "log_cosh",
  "poisson",
  "cosine_similarity",
];

export function checkTrainingChoices(file: WrittenFile, findings: Findings): void {
  checkShuffle(file, findings);
  checkRate(file, findings);
  checkAccuracy(file, findings);
}

/** The order of the samples matters only to a stateful layer, and to that it does. */
function checkShuffle(file: WrittenFile, findings: Findings): void {
  const shuffle = file.section("fit", "shuffle");
  const stateful = file.layers.findIndex(({ definition, inner }) => {
    const given = (inner ?? definition)?.arguments;
    return given !== undefined && "stateful" in given && given.stateful;
  });
  if (stateful >= 0) checkOrder(file, stateful, findings);
  if (stateful >= 0 || shuffle?.is !== "scalar" || shuffle.value !== false) return;
  findings.report(shuffle.range, message("no-shuffle"), {
    severity: "hint",
    fixes: choice(fix(message("fix-replace", { text: "true" }), [{ range: shuffle.range, text: "true" }])),
  });
}

/** Shuffling is the default: nobody has to have written it. While a model is being written, `fit` may still come. */
function checkOrder(file: WrittenFile, at: number, findings: Findings): void {
  const { compile, fit } = file.file;
  const root = file.section();
  const section = file.section("fit");
  const shuffle = file.section("fit", "shuffle");
  const layer = file.layer(at);
  if (!compile || !fit.shuffle || !layer || root?.is !== "map") return;
  const edits =
    section?.is === "map"
      ? setEntry(file.text, section, "shuffle", "false")
      : section
        ? undefined
        : setEntry(file.text, root, "fit", "{shuffle: false}");
  const place =
    shuffle?.range ?? keyOf(innerLayer(layer.written) ?? layer.written, "stateful") ?? layer.report.place.kind;
  findings.report(place, message("stateful-shuffle", { name: layer.report.name }), {
    severity: "warning",
    fixes: fix(message("fix-add", { what: "shuffle: false" }), edits),
  });
}

const keyOf = ({ value }: WrittenLayer, key: string) =>
  value?.is === "map" ? entryOf(value, key)?.key.range : undefined;

function checkRate(file: WrittenFile, findings: Findings): void {
  const name = file.file.compile?.optimizer.name;
  const written = file.section("compile", "optimizer");
  const [object] = written?.is === "map" ? written.entries : [];
  const rate = object?.value?.is === "map" ? entryOf(object.value, "learning_rate")?.value : undefined;
  if (!name || rate?.is !== "scalar" || typeof rate.value !== "number") return;
  if (name === "adadelta" || rate.value < (name === "sgd" ? LARGE_SGD_RATE : LARGE_RATE)) return;
  const usual = String(optimizers[name].arguments.learning_rate.default);
  findings.report(rate.range, message("large-learning-rate", { rate: rate.source, name, usual }), {
    severity: "hint",
    fixes: choice(fix(message("fix-replace", { text: usual }), [{ range: rate.range, text: usual }])),
  });
}

/** Numbers are hardly ever equal to the last bit. */
function checkAccuracy(file: WrittenFile, findings: Findings): void {
  const { compile } = file.file;
  const metrics = file.section("compile", "metrics");
  if (metrics?.is !== "list" || !compile?.losses.every(({ name }) => numberLosses.includes(name))) return;
  const words = metrics.items.map((item) => (item.is === "scalar" ? item.value : undefined));
  for (const item of metrics.items) {
    if (item.is !== "scalar" || !/^acc(uracy)?$/.test(String(item.value))) continue;
    const loss = compile.losses[0]?.name ?? "";
    findings.report(item.range, message("accuracy-of-numbers", { loss }), {
      severity: "hint",
      fixes: words.includes("mae")
        ? []
        : choice(fix(message("fix-replace", { text: "mae" }), [{ range: item.range, text: "mae" }])),
    });
  }
}
