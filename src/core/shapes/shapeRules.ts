/**
 * Output shapes, one rule a layer, as Keras infers them.
 *
 * A rule gets the definition and the shapes of the inputs (batch included, as `null`) and answers with a shape for each
 * port, or with the problem that makes the layer impossible. Rules allocate nothing and know nothing of texts.
 */
import type { DefinitionOf, LayerDefinition, Port, Shape } from "../model/graph";
import type { LayerKind, RecurrentKind } from "../model/layerTable";
import type { ActivationName } from "../model/objectTables";
import { halvesOf, outputUnits, returnedStates } from "../model/ports";
import { type AxisProblem, readAxes, stretch } from "./axes";

export interface PortShape {
  readonly port: Port;
  readonly shape: Shape;
}

/** Why a layer cannot take its input. */
export type ShapeProblem =
  | "recurrentRank"
  | "timeDistributedRank"
  | "denseRank"
  | "freeFeatures"
  | "vectorRank"
  | "sequenceRank"
  | "reshapeSize"
  | "differingShapes"
  | "differingHalves"
  | "attentionRank"
  | "attentionFeatures"
  | "attentionSteps"
  | AxisProblem;

export interface ShapeFailure {
  readonly ok: false;
  readonly problem: ShapeProblem;
  /** The input that does not fit the first one, or the one that is `against` it. */
  readonly at?: number;
  readonly against?: number;
}

export type ShapeResult = { readonly ok: true; readonly outputs: readonly PortShape[] } | ShapeFailure;

type Rule<Kind extends LayerKind> = (
  definition: DefinitionOf<Kind>,
  input: Shape,
  inner: LayerDefinition | undefined,
  inputs: readonly Shape[],
) => ShapeResult;

const one = (shape: Shape): ShapeResult => ({ ok: true, outputs: [{ port: "output", shape }] });
const fail = (problem: ShapeProblem): ShapeFailure => ({ ok: false, problem });

/** (B, T, F) → (B, H), or (B, T, H) with return_sequences; its states beside. */
function recurrent(definition: DefinitionOf<RecurrentKind>, input: Shape): ShapeResult {
  if (input.length !== 3) return fail("recurrentRank");
  if (input[2] === null) return fail("freeFeatures");
  const units = outputUnits(definition);
  const shape = definition.arguments.return_sequences ? [null, input[1] ?? null, units] : [null, units];
  return { ok: true, outputs: [{ port: "output", shape }, ...stateShapes(definition, undefined)] };
}

/** Each state that is returned: (B, H). */
const stateShapes = (definition: LayerDefinition, inner: LayerDefinition | undefined): PortShape[] =>
  returnedStates(definition, inner).map(({ port, units }) => ({ port, shape: [null, units] }));

/** (B, T, F) → (B, F), or (B, 1, F) with keepdims; (B, F, T) → (B, F), or (B, F, 1), where the channels come first. */
function pooled(
  { arguments: { keepdims, data_format } }: DefinitionOf<"GlobalAveragePooling1D" | "GlobalMaxPooling1D">,
  input: Shape,
): ShapeResult {
  if (input.length !== 3) return fail("sequenceRank");
  const isFirst = data_format === "channels_first";
  const [batch = null, second = null, last = null] = input;
  const features = isFirst ? second : last;
  if (!keepdims) return one([batch, features]);
  return one(isFirst ? [batch, features, 1] : [batch, 1, features]);
}

/** The shape to which all inputs stretch. */
function joined(_definition: unknown, first: Shape, _inner: unknown, inputs: readonly Shape[]): ShapeResult {
  let shape = first.slice(1);
  for (const [i, other] of inputs.entries()) {
    const both = stretch(shape, other.slice(1));
    if (!both) {
      const against = inputs.findIndex((one) => !stretch(one.slice(1), other.slice(1)));
      return { ...fail("differingShapes"), at: i, against: Math.max(0, against) };
    }
    shape = both;
  }
  return one([first[0] ?? null, ...shape]);
}

const fitsSize = (a: number | null, b: number | null): boolean => a === null || b === null || a === b;

/** One behind the other along an axis; all other dimensions are equal, and a free length takes the known one. */
function concatenated(
  { arguments: { axis } }: DefinitionOf<"Concatenate">,
  first: Shape,
  _inner: unknown,
  inputs: readonly Shape[],
): ShapeResult {
  const axes = readAxes(axis, first.length);
  if (typeof axes === "string") return fail(axes);
  const along = axes[0] ?? 0;
  const isAlike = (one: Shape, other: Shape): boolean =>
    one.length === other.length && one.every((size, i) => i === along || fitsSize(size, other[i] ?? null));
  const at = inputs.findIndex((shape, i) => inputs.slice(0, i).some((other) => !isAlike(shape, other)));
  if (at >= 0) {
    const against = inputs.findIndex((other) => !isAlike(inputs[at] ?? [], other));
    return { ...fail("differingShapes"), at, against };
  }
  const sizes = inputs.map((shape) => shape[along] ?? null);
  const sum = sizes.reduce((total, size) => (total === null || size === null ? null : total + size), 0);
  return one(first.map((_, i) => (i === along ? sum : (inputs.find((shape) => shape[i] !== null)?.[i] ?? null))));
}

/** The sizes along the axes are those of the weights. */
function normalized({ arguments: { axis } }: DefinitionOf<"LayerNormalization">, input: Shape): ShapeResult {
  const axes = readAxes(axis, input.length);
  if (typeof axes === "string") return fail(axes);
  return axes.some((i) => input[i] === null) ? fail("freeFeatures") : one(input);
}

/** Query (B, Tq, D), value (B, Tv, V) and key (B, Tv, D) give (B, Tq, V); without a key the value is it. */
function attended(_definition: unknown, query: Shape, _inner: unknown, inputs: readonly Shape[]): ShapeResult {
  const unlike = inputs.findIndex((shape) => shape.length !== 3);
  if (unlike >= 0) return { ...fail("attentionRank"), at: unlike };
  if (inputs.some((shape) => shape[2] === null)) return fail("freeFeatures");
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  if (query[2] !== key[2]) return { ...fail("attentionFeatures"), at: inputs.length - 1 };
  if (!fitsSize(key[1] ?? null, value[1] ?? null)) return { ...fail("attentionSteps"), at: 2 };
  return one([query[0] ?? null, query[1] ?? null, value[2] ?? null]);
}

/** How many numbers one sample has; `null` where a length is free. */
function countSample(input: Shape): number | null {
  return input.slice(1).reduce((product, size) => (product === null || size === null ? null : product * size), 1);
}

/** These take the features of a row together. */
const ofRows: readonly ActivationName[] = ["softmax", "log_softmax", "sparsemax"];

const rules: { readonly [Kind in LayerKind]: Rule<Kind> } = {
  Input: ({ arguments: { shape } }) => one([null, ...shape]),
  SimpleRNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
  Jordan: recurrent,

  /** Both halves see the same input; the merge joins their last dimensions, their numbers one by one, or keeps them apart. */
  Bidirectional: (definition, input, inner) => {
    const { merge_mode } = definition.arguments;
    const halves = halvesOf(definition, inner);
    if (!halves) return fail("recurrentRank");
    const half = inferOutputs(halves.forward, [input]);
    if (!half.ok) return half;
    const shape = half.outputs[0]?.shape ?? [];
    const states = stateShapes(definition, inner);
    const ofUnits = (units: number): Shape => [...shape.slice(0, -1), units];
    const [forward, backward] = [outputUnits(halves.forward), outputUnits(halves.backward)];
    if (merge_mode === "none") {
      const apart: readonly PortShape[] = [
        { port: "forward", shape },
        { port: "backward", shape: ofUnits(backward) },
      ];
      return { ok: true, outputs: [...apart, ...states] };
    }
    if (merge_mode !== "concat" && forward !== backward) return fail("differingHalves");
    const joined = merge_mode === "concat" ? ofUnits(forward + backward) : shape;
    return { ok: true, outputs: [{ port: "output", shape: joined }, ...states] };
  },

  /** (B, T, …) → (B, T, what the inner layer makes of (B, …)). */
  TimeDistributed: (_definition, input, inner) => {
    if (input.length < 3) return fail("timeDistributedRank");
    const [batch = null, time = null, ...rest] = input;
    const step = inner ? inferOutputs(inner, [[batch, ...rest]]) : fail("timeDistributedRank");
    return step.ok ? one([batch, time, ...(step.outputs[0]?.shape.slice(1) ?? [])]) : step;
  },

  /** Works on the last dimension; all others are kept. */
  Dense: ({ arguments: { units } }, input) => {
    if (input.length < 2) return fail("denseRank");
    if (input.at(-1) === null) return fail("freeFeatures");
    return one([...input.slice(0, -1), units]);
  },

  /** A row for each id. */
  Embedding: ({ arguments: { output_dim } }, input) => one([...input, output_dim]),

  LayerNormalization: normalized,

  /** Along the features, where it takes them together. */
  // Which activation it is says nothing of sizes, but of one number alone.
  Activation: ({ arguments: given }, input) =>
    input.length < 2 && ofRows.includes(given.activation.name) ? fail("vectorRank") : one(input),
  Dropout: (_definition, input) => one(input),
  Masking: (_definition, input) => (input.length < 2 ? fail("vectorRank") : one(input)),
  SpatialDropout1D: (_definition, input) => (input.length === 3 ? one(input) : fail("sequenceRank")),
  RepeatVector: ({ arguments: { n } }, input) =>
    input.length === 2 ? one([input[0] ?? null, n, input[1] ?? null]) : fail("vectorRank"),
  Flatten: (_definition, input) => one([input[0] ?? null, countSample(input)]),
  GlobalAveragePooling1D: pooled,
  GlobalMaxPooling1D: pooled,
  Attention: attended,
  Concatenate: concatenated,
  Add: joined,
  Multiply: joined,
  Average: joined,
  Subtract: joined,

  /** The numbers of a sample stay in their order; −1 takes what is left. */
  Reshape: ({ arguments: { target_shape } }, input) => {
    const known = target_shape.reduce((product, size) => (size === -1 ? product : product * size), 1);
    const all = countSample(input);
    const rest = all === null ? null : all / known;
    if (rest !== null && (target_shape.includes(-1) ? !Number.isInteger(rest) : rest !== 1)) return fail("reshapeSize");
    return one([input[0] ?? null, ...target_shape.map((size) => (size === -1 ? rest : size))]);
  },
};

/** The shapes of a layer's outputs. An Input takes no input: pass `[]`. */
export function inferOutputs(
  definition: LayerDefinition,
  inputs: readonly Shape[],
  inner?: LayerDefinition,
): ShapeResult {
  const rule = rules[definition.kind] as Rule<LayerKind>;
  return rule(definition, inputs[0] ?? [], inner, inputs);
}

/** As Keras prints it: `(None, 4, 64)`. */
export function formatShape(shape: Shape): string {
  const dimensions = shape.map((size) => (size === null ? "None" : String(size)));
  return `(${dimensions.join(", ")}${dimensions.length === 1 ? "," : ""})`;
}
