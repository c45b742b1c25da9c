/** What live mode has to know of a model file: whether it is to be trained as it is edited, and what of it decides the result. test/extension/liveReading.test.ts. */
import { hasErrors } from "../../core/diagnostics/diagnostic";
import { describeLayer } from "../../core/model/modelDifference";
import type { ModelFile } from "../../core/model/modelFile";
import { canonicalText } from "../../core/syntax/canonicalText";
import { previewHere } from "../../machine/previewHere";
import type { LiveModel } from "../../protocol/live";
import { fingerprintPlain } from "../../runs/fingerprint";
import { LONGEST_MS } from "./longestRun";

export interface LiveReading {
  /** Why it is not trained; absent where it may be. */
  readonly waits?: "errors" | "incomplete" | "long" | "unknown";
  /** What a run takes by the plan, where that is known. */
  readonly plannedMs?: number;
  readonly epochs: number;
  /** A fingerprint of each part of the file that decides the result: `model`, `data`, `fit`, … */
  readonly sections: Readonly<Record<string, string>>;
  readonly model: LiveModel;
}

export function readLive(file: ModelFile): LiveReading {
  const { root, fit, layers, totalParams } = file;
  const { cost, finding } = previewHere(file);
  const plannedMs = cost && cost.epochMs * fit.epochs;
  const waits =
    hasErrors(file.diagnostics) || finding?.severity === "error"
      ? "errors"
      : file.missingForTraining
        ? "incomplete"
        : plannedMs === undefined
          ? "unknown"
          : plannedMs >= LONGEST_MS
            ? "long"
            : undefined;
  return {
    ...(waits && { waits }),
    ...(plannedMs !== undefined && { plannedMs }),
    epochs: fit.epochs,
    sections: root?.is === "map" ? sectionsOf(root.entries) : {},
    model: { layers: layers.map(describeLayer), params: totalParams },
  };
}

type Entries = Extract<NonNullable<ModelFile["root"]>, { is: "map" }>["entries"];

/** A name changes no number. */
function sectionsOf(entries: Entries): Record<string, string> {
  const named = entries.filter(({ key: { value } }) => typeof value === "string" && value !== "name");
  return Object.fromEntries(named.map(({ key, value }) => [String(key.value), fingerprintPlain(canonicalText(value))]));
}
