/**
 * A shape that cannot work, as a finding on the layer that cannot take its input, with the cure.
 */
import type { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import type { Shape } from "../model/graph";
import { isRecurrentKind } from "../model/layerTable";
import type { LayerDraft } from "../model/readLayer";
import { formatShape, type ShapeFailure, type ShapeProblem } from "./shapeRules";

interface Situation {
  readonly draft: LayerDraft;
  readonly inputs: readonly Shape[];
  /** In the order of the inputs. */
  readonly sources: readonly Source[];
}

/** The layer that an input comes from, and what that tensor is called. */
export interface Source {
  readonly draft: LayerDraft;
  readonly name: string;
  readonly tensor: string;
}

export function reportShapeProblem(
  { problem, at = 0, against = 0 }: ShapeFailure,
  { draft, inputs, sources }: Situation,
  findings: Findings,
): void {
  const input = inputs[0] ?? [];
  const above = sources[0];
  const kind = draft.kind === "Bidirectional" && draft.inner ? `Bidirectional(${draft.inner.kind})` : draft.writtenKind;
  const shape = formatShape(input);
  const problems: Readonly<Record<ShapeProblem, () => Message>> = {
    recurrentRank: () => {
      if (input.length > 3) return message("shape-rank.engine", { kind, shape });
      if (above && keepsLastStepOnly(above.draft))
        return message("shape-rank.sequences", { kind, shape, above: above.name });
      return message("shape-rank.recurrent", { kind, shape });
    },
    timeDistributedRank: () => message("shape-rank.timeDistributed", { shape }),
    denseRank: () => message("shape-rank.dense", { shape }),
    freeFeatures: () =>
      draft.kind === "LayerNormalization" || draft.inner?.kind === "LayerNormalization"
        ? message("shape-free.axis", { kind, shape })
        : message("shape-free", { kind, shape }),
    vectorRank: () => message("shape-rank.vector", { kind, shape }),
    sequenceRank: () =>
      above && keepsLastStepOnly(above.draft)
        ? message("shape-rank.sequences", { kind, shape, above: above.name })
        : message("shape-rank.sequence", { kind, shape }),
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
    attentionRank: () => message("shape-rank.sequence", { kind, shape: formatShape(inputs[at] ?? []) }),
    attentionFeatures: () => message("shape-differs.attention", { shape, other: formatShape(inputs[at] ?? []) }),
    attentionSteps: () =>
      message("shape-differs.attentionSteps", {
        shape: formatShape(inputs[1] ?? []),
        other: formatShape(inputs[at] ?? []),
      }),
    reshapeSize: () => message("shape-size", { shape }),
    batchAxis: () => message("shape-axis.batch", { kind, shape }),
    missingAxis: () => message("shape-axis.missing", { kind, shape, last: input.length - 1 }),
    repeatedAxis: () => message("shape-axis.repeated", { kind, shape }),
  };
  findings.report(draft.place.kind, problems[problem]());
}

function keepsLastStepOnly({ definition, inner }: LayerDraft): boolean {
  const cell = inner ?? definition;
  return (
    cell !== undefined &&
    isRecurrentKind(cell.kind) &&
    "return_sequences" in cell.arguments &&
    !cell.arguments.return_sequences
  );
}
