/**
 * The last activation against the loss: cross-entropies compare probabilities, which only softmax or sigmoid give.
 */
import { type Cure, choice, fix } from "../../cures/cure";
import type { WrittenFile } from "../../cures/writtenFile";
import { message } from "../../messages/message";
import type { Layer, LayerDefinition, ModelGraph, TensorRef } from "../../model/graph";
import { innerLayer, setArgument } from "../../model/layerEdits";
import { isRecurrentKind } from "../../model/layerTable";
import type { ActivationName, LossName } from "../../model/objectTables";
import { entryOf } from "../../syntax/syntaxTree";
import type { TextRange } from "../../text/range";
import type { Findings } from "../findings";

interface LastActivation {
  /** Index of the layer that applies it. */
  readonly layer: number;
  readonly activation: ActivationName;
  /** Where it is written, or else the layer's kind. */
  readonly range: TextRange;
}

const wanted: Partial<Record<LossName, readonly [ActivationName, ...ActivationName[]]>> = {
  categorical_crossentropy: ["softmax", "sparsemax"],
  sparse_categorical_crossentropy: ["softmax", "sparsemax"],
  kl_divergence: ["softmax", "sparsemax", "sigmoid"],
  binary_crossentropy: ["sigmoid", "hard_sigmoid", "sparse_sigmoid", "softmax"],
};

const squared: readonly LossName[] = ["mean_squared_error", "mean_absolute_error"];

export function checkLastActivation(file: WrittenFile, findings: Findings): void {
  const { graph, compile } = file.file;
  for (const [at, output] of (graph?.outputs ?? []).entries()) {
    const loss = compile?.losses[at]?.name;
    const last = graph && lastActivationOf(file, graph, output);
    if (loss && last) checkPair(file, last, loss, findings);
  }
}

function checkPair(file: WrittenFile, last: LastActivation, loss: LossName, findings: Findings): void {
  const [first, ...others] = wanted[loss] ?? [];
  const { activation, range } = last;
  if (first && activation !== first && !others.includes(activation)) {
    const text = message("loss-activation", { loss, activation, wanted: first });
    findings.report(range, text, { severity: "warning", fixes: useActivation(file, last.layer, first) });
  }
  if (squared.includes(loss) && (activation === "softmax" || activation === "sigmoid")) {
    const better = activation === "softmax" ? "categorical_crossentropy" : "binary_crossentropy";
    const text = message("slow-loss", { loss, activation, better });
    findings.report(range, text, { severity: "hint", fixes: useLoss(file, better) });
  }
}

/** The activation goes where one is written, or to a Dense layer; else into a layer of its own, which a person writes. */
export function useActivation(file: WrittenFile, at: number, activation: ActivationName): ReturnType<Cure> {
  const layer = file.layer(at);
  const inner = layer && innerLayer(layer.written);
  const written = inner ?? layer?.written;
  if (!written || (written.kind !== "Dense" && written.kind !== "Activation")) return [];
  return fix(message("fix-activation", { activation }), setArgument(file.text, written, "activation", activation));
}

function useLoss(file: WrittenFile, loss: string): ReturnType<Cure> {
  const node = file.section("compile", "loss");
  return node?.is === "scalar" ? choice(fix(message("fix-loss", { loss }), [{ range: node.range, text: loss }])) : [];
}

/** Undefined where values of several layers meet. Layers that hand their input on are looked through. */
function lastActivationOf(file: WrittenFile, { layers }: ModelGraph, ref: TensorRef): LastActivation | undefined {
  let index = ref.layer;
  for (let layer = layers[index]; layer; layer = layers[index]) {
    const activation = activationOf(layer);
    if (activation !== "handed on") return activation && { layer: index, activation, range: placeOf(file, index) };
    const before = layer.inputs[0];
    if (!before) return undefined;
    index = before.layer;
  }
  return undefined;
}

function activationOf(layer: Layer): ActivationName | "handed on" | undefined {
  const definition: LayerDefinition = layer.inner ?? layer;
  if (definition.kind === "Dense" || isRecurrentKind(definition.kind)) {
    return "activation" in definition.arguments ? definition.arguments.activation.name : undefined;
  }
  if (definition.kind === "Activation") {
    return definition.arguments.activation.name === "linear" ? "handed on" : definition.arguments.activation.name;
  }
  const handsOn = /^(Dropout|SpatialDropout1D|Flatten|Reshape|RepeatVector|Masking)$/.test(definition.kind);
  return handsOn ? "handed on" : undefined;
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
