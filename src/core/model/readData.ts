/**
 * The `data` section: which sources it names and how each is to be encoded. The values themselves are read in core/data.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import { entryOf, type SyntaxNode } from "../syntax/syntaxTree";
import type { DataSection, ValidationData } from "./modelFile";
import { otherName } from "./otherNames";
import { asMap, readKeys } from "./readKeys";
import { isForm, readForm } from "./readForm";
import { readSources } from "./readSource";
import type { SeriesForm } from "./seriesForm";
import { readTask } from "./readTask";
import { dataKeys, sections, sourcesTable, taskNames, taskTable, topKeys } from "./sectionTable";

export interface ReadData {
  /** Undefined where the section has no usable `x`. */
  readonly section: DataSection | undefined;
  /** What to say where training is asked for: this version does not read such data. */
  readonly unbuilt?: Message;
  /** A time series whose keys are sound. */
  readonly series?: SeriesForm;
}

export function readData(node: SyntaxNode, findings: Findings): ReadData {
  const map = asMap("data", node, topKeys.data.type.example, findings);
  if (!map) return { section: undefined };
  if (isForm(map)) return { section: undefined, ...readForm(map, findings) };
  const keys = readKeys("data", map, dataKeys, findings);
  const before = findings.list.length;
  if (entryOf(map, "task")) return { section: readTask(map, keys, findings) };
  for (const [key, value] of keys) {
    if (Object.hasOwn(sourcesTable, key)) continue;
    const { range } = entryOf(map, key)?.key ?? value;
    const meant = value.is === "list" ? otherName(key, ["x", "y"]) : undefined;
    if (meant && !keys.has(meant)) {
      findings.report(range, message("unknown-key.suggest", { section: "data", key, suggestion: meant }), {
        fixes: [replacement(range, meant)],
      });
    } else findings.report(range, misplaced(key));
  }
  const x = readSources("x", keys.get("x"), findings);
  const y = readSources("y", keys.get("y"), findings);
  const sampleWeight = readSources("sample_weight", keys.get("sample_weight"), findings, "weights");
  const validationNode = keys.get("validation");
  const validation = validationNode && readValidation(validationNode, findings);
  if (findings.list.length > before || x.length === 0) return { section: undefined };
  return { section: { range: node.range, task: undefined, x, y, sampleWeight, ...(validation && { validation }) } };
}

/** Samples that validate, both sides of them. */
function readValidation(node: SyntaxNode, findings: Findings): ValidationData | undefined {
  const { type } = sourcesTable.validation;
  const map = asMap("validation", node, type.example, findings);
  if (!map) return undefined;
  const keys = readKeys("validation", map, sections.validation, findings);
  for (const key of ["x", "y"]) {
    if (!entryOf(map, key)) findings.report(node.range, message("validation-missing", { key, example: type.example }));
  }
  return {
    range: node.range,
    x: readSources("x", keys.get("x"), findings, "validation"),
    y: readSources("y", keys.get("y"), findings, "validation"),
    sampleWeight: readSources("sample_weight", keys.get("sample_weight"), findings, "weights"),
  };
}

/** A key of data that is made or read from a file, beside values that are written out. */
function misplaced(key: string): Message {
  if (key === "split") return message("form-key.split");
  const isTask = Object.hasOwn(taskTable, key);
  return isTask ? message("task-missing.task", { key, example: taskNames[0] }) : message("form-key", { key });
}
