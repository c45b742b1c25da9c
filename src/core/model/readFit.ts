/**
 * The `fit` section, with Keras's defaults filled in, and what of it can only be checked with the rest of the file.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxMap, SyntaxNode } from "../syntax/syntaxTree";
import { entryOf } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import { suggest } from "../text/suggestion";
import { columnNames } from "../training/columnNames";
import { defaultValues } from "./argumentTypes";
import type { CompileSettings, FitSettings } from "./graph";
import type { ModelFile } from "./modelFile";
import { asMap, readKeys } from "./readKeys";
import { readValues } from "./readSettings";
import { fitKeys, type FitValues, topKeys } from "./sectionTable";

const fitOf = (values: FitValues): FitSettings => ({
  epochs: values.epochs,
  batchSize: values.batch_size,
  shuffle: values.shuffle,
  reproducible: values.reproducible,
  // Keras takes 0 for no validation.
  ...(values.validation_split > 0 && { validationSplit: values.validation_split }),
  ...(values.early_stopping && { earlyStopping: values.early_stopping }),
  ...(values.reduce_lr_on_plateau && { reduceOnPlateau: values.reduce_lr_on_plateau }),
  ...(values.class_weight && { classWeight: values.class_weight }),
  ...(values.reset_states === "epoch" && { resetStates: "epoch" }),
});

export const defaultFit: FitSettings = fitOf(defaultValues(fitKeys));

/** The section, and where its parts stand that depend on others. */
export interface FitDraft {
  readonly settings: FitSettings;
  readonly splitRange?: TextRange | undefined;
  readonly monitors: readonly Monitor[];
}

interface Monitor {
  readonly section: "early_stopping" | "reduce_lr_on_plateau";
  readonly name: string;
  readonly range: TextRange;
  readonly written: boolean;
}

/** What is wrong falls back to its default; the finding says so. */
export function readFit(node: SyntaxNode, findings: Findings): FitDraft {
  const map = asMap("fit", node, topKeys.fit.type.example, findings);
  if (!map) return { settings: defaultFit, monitors: [] };
  const nodes = readKeys("fit", map, fitKeys, findings);
  const values = readValues(fitKeys, nodes, findings);
  const callbacks = ["early_stopping", "reduce_lr_on_plateau"] as const;
  return {
    settings: fitOf(values),
    splitRange: values.validation_split > 0 ? nodes.get("validation_split")?.range : undefined,
    monitors: callbacks.flatMap((section) => {
      const node = nodes.get(section);
      const callback = values[section];
      return node?.is === "map" && callback ? [monitorOf(section, callback.monitor, node)] : [];
    }),
  };
}

function monitorOf(section: Monitor["section"], name: string, node: SyntaxMap): Monitor {
  const value = entryOf(node, "monitor")?.value;
  return { section, name, range: value?.range ?? node.range, written: value !== undefined };
}

/** Whether some samples validate. */
export const validates = ({ fit, data }: Pick<ModelFile, "fit" | "data">): boolean =>
  fit.validationSplit !== undefined || data?.validation !== undefined;

interface FitContext {
  readonly compile: CompileSettings | undefined;
  /** Their names. */
  readonly outputs: readonly string[] | undefined;
  readonly validates: boolean;
}

/** What is monitored must be a figure of the run, and a schedule leaves nothing to reduce. */
export function checkFit(
  { monitors }: FitDraft,
  { compile, outputs, validates }: FitContext,
  findings: Findings,
): void {
  if (!compile || !outputs) return;
  const measured = columnNames(outputs, compile.metrics);
  const validated = measured.map((name) => `val_${name}`);
  const known = validates ? [...measured, ...validated] : measured;
  for (const monitor of monitors) {
    const { section, name, range } = monitor;
    if (section === "reduce_lr_on_plateau" && compile.optimizer.schedule) {
      findings.report(range, message("plateau-with-schedule"));
    }
    if (known.includes(name)) continue;
    if (validated.includes(name)) {
      const plain = name.slice("val_".length);
      findings.report(range, message("monitor-unvalidated", { section, name, plain }));
    } else reportUnknown(monitor, known, findings);
  }
}

function reportUnknown({ name, range, written }: Monitor, known: readonly string[], findings: Findings): void {
  const suggestion = suggest(name, known);
  if (suggestion !== undefined && written) {
    findings.report(range, message("monitor-unknown.suggest", { name: name.slice(0, 60), suggestion }), {
      fixes: [replacement(range, suggestion)],
    });
  } else findings.report(range, message("monitor-unknown", { name: name.slice(0, 60), known: known.join(", ") }));
}
