/**
 * A shape that cannot work, as a finding on the layer that cannot take its input, with the cure.
 */
import type { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import type { Port, Shape } from "../model/graph";
import { isRecurrentKind, type LayerKind } from "../model/layerTable";
import { halvesOf, outputUnits } from "../model/ports";
import type { LayerDraft } from "../model/readLayer";
import type { TextRange } from "../text/range";
import { formatShape, type ShapeFailure, type ShapeProblem } from "./shapeRules";

interface Situation {
  readonly draft: LayerDraft;
  readonly inputs: readonly Shape[];
  /** In the order of the inputs. */
  readonly sources: readonly Source[];
}

/** What a tensor is called, and the layer that gives it. */
interface NamedTensor {
  readonly draft: LayerDraft;
  readonly name: string;
  readonly tensor: string;
  readonly port: Port;
}

export interface Source extends NamedTensor {
  /** Where the tensor comes from behind layers that leave the time axis as it is; itself, where no such layer gives it. */
  readonly origin: NamedTensor;
}

/** Layers behind which there are as many steps as in front of them. */
export const keepsSteps = (kind: LayerKind | undefined): boolean =>
  /^(Dense|Activation|Dropout|LayerNormalization|Masking)$/.test(kind ?? "");

export function reportShapeProblem(
  { problem, at = 0, against = 0 }: ShapeFailure,
  { draft, inputs, sources }: Situation,
  findings: Findings,
): void {
  const input = inputs[0] ?? [];
  const kind = draft.kind === "Bidirectional" && draft.inner ? `Bidirectional(${draft.inner.kind})` : draft.writtenKind;
  const shape = formatShape(input);
  const problems: Readonly<Record<ShapeProblem, () => Message>> = {
    recurrentRank: () =>
      input.length > 3
        ? deep(kind, input, sources[0])
        : (stepless(kind, shape, sources[0]) ?? message("shape-rank.recurrent", { kind, shape })),
    timeDistributedRank: () => message("shape-rank.timeDistributed", { shape }),
    denseRank: () => message("shape-rank.dense", { shape }),
    freeFeatures: () =>
      draft.kind === "LayerNormalization" || draft.inner?.kind === "LayerNormalization"
        ? message("shape-free.axis", { kind, shape })
        : message("shape-free", { kind, shape }),
    vectorRank: () => message("shape-rank.vector", { kind, shape }),
    sequenceRank: () => stepless(kind, shape, sources[0]) ?? message("shape-rank.sequence", { kind, shape }),
    differingShapes: () => {
      const args = {
        kind,
        shape: formatShape(inputs[against] ?? []),
        first: sources[against]?.tensor ?? "",
        other: formatShape(inputs[at] ?? []),
        second: sources[at]?.tensor ?? "",
      };
      return draft.kind === "Concatenate" ? message("shape-differs.concatenate", args) : message("shape-differs", args);
    },
    differingHalves: () => {
      const halves = draft.definition && halvesOf(draft.definition, draft.inner);
      const [forward, backward] = halves ? [outputUnits(halves.forward), outputUnits(halves.backward)] : [0, 0];
      const mode = draft.definition?.kind === "Bidirectional" ? draft.definition.arguments.merge_mode : "";
      return message("shape-differs.halves", { mode, forward, backward });
    },
    attentionRank: () => {
      const odd = formatShape(inputs[at] ?? []);
      return stepless(kind, odd, sources[at]) ?? message("shape-rank.sequence", { kind, shape: odd });
    },
    attentionFeatures: () => message("shape-differs.attention", { shape, other: formatShape(inputs[at] ?? []) }),
    attentionSteps: () =>
      message("shape-differs.attentionSteps", {
        shape: formatShape(inputs[1] ?? []),
        other: formatShape(inputs[at] ?? []),
      }),
    reshapeSize: () => message("shape-size", { shape, count: numbersOf(input) }),
    batchAxis: () => message("shape-axis.batch", { kind, shape }),
    missingAxis: () => message("shape-axis.missing", { kind, shape, last: input.length - 1 }),
    repeatedAxis: () => message("shape-axis.repeated", { kind, shape }),
  };
  const halves: TextRange | undefined = draft.place.arguments["backward_layer.kind"];
  findings.report((problem === "differingHalves" && halves) || draft.place.kind, problems[problem]());
}

/** Steps of more than one axis; behind an Input its first size may be that of the batch, which is not written. */
function deep(kind: string, input: Shape, source: Source | undefined): Message {
  const [samples] = input.slice(1);
  const args = { kind, shape: formatShape(input), reshape: formatSizes(oneRowAStep(input)) };
  return source?.origin.draft.kind === "Input" && input.length === 4 && typeof samples === "number"
    ? message("shape-rank.batch", { ...args, samples, wanted: formatSizes(input.slice(2)) })
    : message("shape-rank.deep", args);
}

/** Why there is no time axis, where a layer above has left it out. */
function stepless(kind: string, shape: string, source: Source | undefined): Message | undefined {
  if (!source) return undefined;
  const { draft, name, port, tensor } = source.origin;
  if (isState(port)) return message("shape-rank.state", { kind, shape, state: tensor, above: name });
  if (keepsLastStepOnly(draft)) return message("shape-rank.sequences", { kind, shape, above: name });
  return dropsSteps(draft.kind) ? message("shape-rank.flat", { kind, shape, above: name }) : undefined;
}

export const isState = (port: Port): boolean => /(?:^|\/)[hcy]$/.test(port);

export const dropsSteps = (kind: LayerKind | undefined): boolean =>
  /^(Flatten|Reshape|Global\w+Pooling1D)$/.test(kind ?? "");

/** (B, T, a, b) → [T, a · b]; a free size is what is left. */
export function oneRowAStep([, time = null, ...rest]: Shape): readonly number[] {
  const row = rest.reduce((product, size) => (product === null || size === null ? null : product * size), 1);
  return [time ?? -1, row ?? -1];
}

const numbersOf = (shape: Shape): number => shape.slice(1).reduce<number>((product, size) => product * (size ?? 1), 1);

export const formatSizes = (sizes: readonly (number | null)[]): string => `[${sizes.map(String).join(", ")}]`;

function keepsLastStepOnly({ definition, inner }: LayerDraft): boolean {
  const cell = inner ?? definition;
  return (
    cell !== undefined &&
    isRecurrentKind(cell.kind) &&
    "return_sequences" in cell.arguments &&
    !cell.arguments.return_sequences
  );
}
