/**
 * The last activation against the loss: cross-entropies compare probabilities, which only softmax or sigmoid give.
 */
import { type Cure, choice, fix } from "../../cures/cure";
import { useLoss } from "../../cures/useLoss";
import type { WrittenFile } from "../../cures/writtenFile";
import { message } from "../../messages/message";
import { type TensorRef, tensorName } from "../../model/graph";
import { type LastActivation, lastActivation } from "../../model/lastActivation";
import { innerLayer, setArgument } from "../../model/layerEdits";
import type { ActivationName, LossName } from "../../model/objectTables";
import { entryOf } from "../../syntax/syntaxTree";
import type { TextRange } from "../../text/range";
import { readCells } from "../../data/readCells";
import { Findings } from "../findings";

const wanted: Partial<Record<LossName, readonly [ActivationName, ...ActivationName[]]>> = {
  categorical_crossentropy: ["softmax", "sparsemax"],
  sparse_categorical_crossentropy: ["softmax", "sparsemax"],
  kl_divergence: ["softmax", "sparsemax", "sigmoid"],
  binary_crossentropy: ["sigmoid", "hard_sigmoid", "sparse_sigmoid", "softmax"],
};

const squared: readonly LossName[] = ["mean_squared_error", "mean_absolute_error"];

const ofClasses: readonly LossName[] = ["categorical_crossentropy", "sparse_categorical_crossentropy"];

export function checkLastActivation(file: WrittenFile, findings: Findings): void {
  const { graph, compile } = file.file;
  for (const [at, output] of (graph?.outputs ?? []).entries()) {
    const loss = compile?.losses[at]?.name;
    const last = graph && lastActivation(graph, output);
    // Logits are no probabilities, and are not meant to be.
    if (!loss || !last || compile.losses[at]?.arguments["from_logits"] === true) continue;
    const name = tensorName(graph.layers, output);
    if (ofClasses.includes(loss) && isOneUnit(file, output)) reportOneUnit(file, last, { loss, name }, findings);
    else checkPair(file, last, { loss, name, units: unitsOf(file, output) }, findings);
  }
}

/** How many numbers an answer has; 0 where that is not known. */
const unitsOf = ({ layers }: WrittenFile, { layer, port }: TensorRef): number =>
  layers[layer]?.outputs?.find((output) => output.port === port)?.shape.at(-1) ?? 0;

const isOneUnit = (file: WrittenFile, output: TensorRef): boolean => unitsOf(file, output) === 1;

/** Whether the last layer has one unit for a loss that compares classes: the loss is told, not the activation. */
export function isOneForClasses(file: WrittenFile, at: number): boolean {
  const { graph, compile } = file.file;
  return (graph?.outputs ?? []).some((output, i) => {
    const loss = compile?.losses[i]?.name;
    const layer = graph && lastActivation(graph, output)?.layer;
    return loss !== undefined && layer === at && ofClasses.includes(loss) && isOneUnit(file, output);
  });
}

/** One unit cannot choose among classes: yes or no is meant, or there are too few units. */
function reportOneUnit(
  file: WrittenFile,
  { layer }: LastActivation,
  { loss, name }: { readonly loss: LossName; readonly name: string },
  findings: Findings,
): void {
  findings.report(placeOf(file, layer), message("classes-one-unit", { loss, name }), {
    severity: "warning",
    fixes: areShares(file, name) ? useYesOrNo(file, layer, name) : [],
  });
}

/** Whether the targets lie between 0 and 1, as binary_crossentropy takes them; where they are not known, they may. */
function areShares({ file: { data } }: WrittenFile, output: string): boolean {
  const source = data?.y.find(({ name }) => name === undefined || name === output);
  const values = source && !source.oneHot ? readCells(source.values, new Findings())?.values : undefined;
  return values?.every((value) => typeof value === "number" && value >= 0 && value <= 1) ?? true;
}

function checkPair(
  file: WrittenFile,
  last: LastActivation,
  { loss, name, units }: { readonly loss: LossName; readonly name: string; readonly units: number },
  findings: Findings,
): void {
  const [first, ...others] = wanted[loss] ?? [];
  const activation = last.activation.name;
  const range = placeOf(file, last.layer);
  if (first && activation !== first && !others.includes(activation)) {
    const text = message("loss-activation", { loss, activation, wanted: first });
    findings.report(range, text, { severity: "warning", fixes: useActivation(file, last.layer, first) });
  }
  if (loss === "binary_crossentropy" && activation === "softmax" && units > 2) {
    findings.report(range, message("loss-activation.classes", { units }), {
      severity: "hint",
      fixes: choice([
        ...useLoss(file, name, "categorical_crossentropy"),
        ...useActivation(file, last.layer, "sigmoid"),
      ]),
    });
  }
  // softmax over one unit has a finding of its own.
  const isSlow = (activation === "softmax" && units !== 1) || (activation === "sigmoid" && areShares(file, name));
  if (squared.includes(loss) && isSlow) {
    const better = activation === "softmax" ? "categorical_crossentropy" : "binary_crossentropy";
    const text = message("slow-loss", { loss, activation, better });
    findings.report(range, text, { severity: "hint", fixes: choice(useLoss(file, name, better)) });
  }
}

/** binary_crossentropy behind sigmoid, both in one repair. */
export function useYesOrNo(file: WrittenFile, layer: number, name: string): ReturnType<Cure> {
  const edits = [...useLoss(file, name, "binary_crossentropy"), ...useActivation(file, layer, "sigmoid")].flatMap(
    (one) => one.edits,
  );
  return fix(message("fix-loss", { loss: "binary_crossentropy" }), edits);
}

/** The activation goes where one is written, or to a Dense layer; else into a layer of its own, which a person writes. */
export function useActivation(file: WrittenFile, at: number, activation: ActivationName): ReturnType<Cure> {
  const layer = file.layer(at);
  const inner = layer && innerLayer(layer.written);
  const written = inner ?? layer?.written;
  if (!written || (written.kind !== "Dense" && written.kind !== "Activation")) return [];
  return fix(message("fix-activation", { activation }), setArgument(file.text, written, "activation", activation));
}

/** Where a layer's activation stands, or else its kind. */
export function placeOf(file: WrittenFile, at: number): TextRange {
  const layer = file.layer(at);
  const written = layer && (innerLayer(layer.written) ?? layer.written);
  const value = written?.value;
  const entry = value?.is === "map" ? entryOf(value, "activation")?.value : undefined;
  if (written?.kind === "Activation" && value?.is === "scalar") return value.range;
  return entry?.range ?? layer?.report.place.kind ?? { start: 0, end: 0 };
}
