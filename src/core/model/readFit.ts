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
import { earlyStopping, reduceOnPlateau } from "./callbackTable";
import type { CompileSettings, FitSettings } from "./graph";
import { readNumber } from "./readNumber";
import { asMap, readBoolean, readKeys } from "./readKeys";
import { readSettings } from "./readSettings";
import { fitKeys } from "./sectionTable";

export const defaultFit: FitSettings = { epochs: 1, batchSize: 32, shuffle: true, reproducible: false };

const examples = {
  early_stopping: "{monitor: val_loss, patience: 5}",
  reduce_lr_on_plateau: "{factor: 0.5, patience: 5}",
};

/** The section, and where its parts stand that depend on others. */
export interface FitDraft {
  readonly settings: FitSettings;
  readonly splitRange?: TextRange | undefined;
  readonly monitors: readonly Monitor[];
}

interface Monitor {
  readonly section: keyof typeof examples;
  readonly name: string;
  readonly range: TextRange;
  readonly written: boolean;
}

/** What is wrong falls back to its default; the finding says so. */
export function readFit(node: SyntaxNode, findings: Findings): FitDraft {
  const map = asMap("fit", node, "{epochs: 100}", findings);
  if (!map) return { settings: defaultFit, monitors: [] };
  const keys = readKeys("fit", map, fitKeys, findings);
  const count = (key: "epochs" | "batch_size", max: number): number | undefined => {
    const value = keys.get(key);
    return value && readNumber(key, { is: "integer", min: 1, max }, value, findings);
  };
  const splitNode = keys.get("validation_split");
  const split = splitNode && readNumber("validation_split", shareType, splitNode, findings);
  const stoppingNode = keys.get("early_stopping");
  const stopping =
    stoppingNode && readSettings("early_stopping", earlyStopping, stoppingNode, examples.early_stopping, findings);
  const plateauNode = keys.get("reduce_lr_on_plateau");
  const plateau =
    plateauNode &&
    readSettings("reduce_lr_on_plateau", reduceOnPlateau, plateauNode, examples.reduce_lr_on_plateau, findings);
  return {
    settings: {
      epochs: count("epochs", 1e9) ?? defaultFit.epochs,
      batchSize: count("batch_size", 1e6) ?? defaultFit.batchSize,
      shuffle: readBoolean("shuffle", keys.get("shuffle"), findings) ?? defaultFit.shuffle,
      reproducible: readBoolean("reproducible", keys.get("reproducible"), findings) ?? defaultFit.reproducible,
      // Keras takes 0 for no validation.
      ...(split ? { validationSplit: split } : {}),
      ...(stopping ? { earlyStopping: stopping } : {}),
      ...(plateau ? { reduceOnPlateau: plateau } : {}),
    },
    splitRange: split ? splitNode?.range : undefined,
    monitors: [
      ...(stopping ? [monitorOf("early_stopping", stopping.monitor, stoppingNode as SyntaxMap)] : []),
      ...(plateau ? [monitorOf("reduce_lr_on_plateau", plateau.monitor, plateauNode as SyntaxMap)] : []),
    ],
  };
}

const shareType = { is: "number", min: 0, max: 1, openMax: true } as const;

function monitorOf(section: Monitor["section"], name: string, node: SyntaxMap): Monitor {
  const value = entryOf(node, "monitor")?.value;
  return { section, name, range: value?.range ?? node.range, written: value !== undefined };
}

/** What is monitored must be a figure of the run, and a schedule leaves nothing to reduce. `outputs`: their names. */
export function checkFit(
  { settings, monitors }: FitDraft,
  compile: CompileSettings | undefined,
  outputs: readonly string[] | undefined,
  findings: Findings,
): void {
  if (!compile || !outputs) return;
  const measured = columnNames(outputs, compile.metrics);
  const validated = measured.map((name) => `val_${name}`);
  const known = settings.validationSplit === undefined ? measured : [...measured, ...validated];
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
