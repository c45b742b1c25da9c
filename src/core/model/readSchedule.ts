/**
 * `learning_rate: {cosine_decay: {…}}`: a schedule in the place of an optimizer's number.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxEntry, SyntaxMap, SyntaxNode } from "../syntax/syntaxTree";
import { entryOf } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";
import { meantName } from "./otherNames";
import { readSettings } from "./readSettings";
import { scheduleExamples, type ScheduleName, schedules, type ScheduleSettings } from "./scheduleTable";

/** An optimizer's entry without its schedule, which is read by itself. */
export interface SeparatedSchedule {
  readonly optimizer: SyntaxNode;
  /** The map that stands where the number could. */
  readonly schedule: SyntaxMap | undefined;
}

/** Takes the schedule out of `{adam: {learning_rate: {…}, …}}`. */
export function separateSchedule(node: SyntaxNode): SeparatedSchedule {
  const [entry, second] = node.is === "map" ? node.entries : [];
  const given = entry?.value;
  const schedule = given?.is === "map" ? entryOf(given, "learning_rate")?.value : undefined;
  if (node.is !== "map" || second || given?.is !== "map" || schedule?.is !== "map") {
    return { optimizer: node, schedule: undefined };
  }
  const others = given.entries.filter(({ key }) => key.value !== "learning_rate");
  const bare: SyntaxEntry = { key: entry!.key, value: { ...given, entries: others } };
  return { optimizer: { ...node, entries: [bare] }, schedule };
}

/** The schedule with its defaults, or undefined after a finding. */
export function readSchedule(map: SyntaxMap, findings: Findings): ScheduleSettings | undefined {
  const [entry, second] = map.entries;
  if (!entry || second) {
    const example = `{${scheduleExamples.exponential_decay}}`;
    findings.report(map.range, message("wrong-type.name", { key: "learning_rate", example, found: excerpt(map) }));
    return undefined;
  }
  const written = String(entry.key.value);
  if (!Object.hasOwn(schedules, written)) return reportUnknown(written, entry.key, findings);
  const name = written as ScheduleName;
  const example = `{${scheduleExamples[name]}}`;
  if (!entry.value) {
    findings.report(entry.key.range, message("missing-value", { key: name }));
    return undefined;
  }
  const before = findings.list.length;
  const values = readSettings(name, schedules[name], entry.value, example, findings);
  if (!values) return undefined;
  const settings = { name, arguments: values } as ScheduleSettings;
  check(settings, entry.value, findings);
  return findings.list.length === before ? settings : undefined;
}

function reportUnknown(written: string, node: Extract<SyntaxNode, { is: "scalar" }>, findings: Findings): undefined {
  const known = Object.keys(schedules);
  const suggestion = meantName(written, known);
  const name = written.slice(0, 60);
  if (suggestion === undefined) {
    findings.report(node.range, message("unknown-name.schedule", { name, known: known.join(", ") }));
  } else {
    findings.report(node.range, message("unknown-name.scheduleSuggest", { name, suggestion }), {
      fixes: [replacement(node.range, suggestion)],
    });
  }
  return undefined;
}

/** What holds between the arguments of one schedule. */
function check(settings: ScheduleSettings, node: SyntaxNode, findings: Findings): void {
  if (settings.name === "piecewise_constant_decay") {
    const { boundaries, values } = settings.arguments;
    if (boundaries.length !== values.length - 1) {
      findings.report(node.range, message("schedule-values", { boundaries: boundaries.length, values: values.length }));
    } else if (boundaries.some((boundary, i) => boundary <= (boundaries[i - 1] ?? -1))) {
      findings.report(node.range, message("schedule-boundaries"));
    }
  }
  if (settings.name === "cosine_decay") {
    const { warmup_steps: steps, warmup_target: target } = settings.arguments;
    if ((target === null) !== (steps === 0)) findings.report(node.range, message("schedule-warmup"));
  }
}
