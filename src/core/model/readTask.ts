/**
 * The made form of `data`: `{task: adding, length: 50, samples: 2000, seed: 1}`.
 *
 * test/core/data/tasks.test.ts holds the findings.
 */
import { madeTasks } from "../data/tasks/madeTasks";
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import { entryOf, type SyntaxMap, type SyntaxNode } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";
import type { DataSection, InlineSource } from "./modelFile";
import { meantName } from "./otherNames";
import { readValues } from "./readSettings";
import { dataKeys, type TaskName, taskNames, taskTable } from "./sectionTable";

/** Numbers of x and y together: a gigabyte. */
const MOST_NUMBERS = 2 ** 28;

type DataKeys = ReadonlyMap<string, SyntaxNode>;

/** The section, or undefined where something of it is missing or wrong (then that is in `findings`). */
export function readTask(map: SyntaxMap, keys: DataKeys, findings: Findings): DataSection | undefined {
  const node = keys.get("task");
  const name = node && readName(node, findings);
  if (!node || !name) return undefined;
  const before = findings.list.length;
  for (const { key } of map.entries) {
    const word = String(key.value);
    if (Object.hasOwn(taskTable, word) || !Object.hasOwn(dataKeys, word)) continue;
    findings.report(
      key.range,
      word === "split" ? message("not-built.key", { key: word }) : message("task-extra", { key: word }),
    );
  }
  const { shortest } = madeTasks[name];
  const missing = Object.entries(taskTable).filter(([key, { required }]) => required && !entryOf(map, key));
  if (missing.length > 0) {
    const example = missing.map(([key, { first }]) => `${key}: ${first}`).join(", ");
    const absent = missing.map(([key]) => key).join(", ");
    findings.report(node.range, message("task-missing", { task: name, keys: absent, example }));
  }
  const { length: anyLength } = taskTable;
  const longEnough = { ...anyLength, type: { ...anyLength.type, min: shortest } };
  const { length, samples, seed } = readValues(
    { length: longEnough, samples: taskTable.samples, seed: taskTable.seed },
    keys,
    findings,
  );
  if (findings.list.length > before) return undefined;
  const numbers = samples * (product(madeTasks[name].x(length)) + product(madeTasks[name].y(length)));
  if (numbers > MOST_NUMBERS) {
    findings.report(node.range, message("task-too-large", { task: name, numbers, most: MOST_NUMBERS }));
    return undefined;
  }
  const plain = plainSource(node);
  return {
    range: map.range,
    task: { name, nameRange: node.range, length, samples, seed },
    x: [plain],
    y: [plain],
    sampleWeight: [],
  };
}

const product = (shape: readonly number[]): number => shape.reduce((size, next) => size * next, 1);

function readName(node: SyntaxNode, findings: Findings): TaskName | undefined {
  const word = node.is === "scalar" ? String(node.value) : undefined;
  const name = taskNames.find((known) => known === word);
  if (name) return name;
  const suggestion = word === undefined ? undefined : meantName(word, taskNames);
  if (suggestion === undefined)
    findings.report(node.range, message("unknown-task", { task: excerpt(node), known: taskNames.join(", ") }));
  else {
    findings.report(node.range, message("unknown-task.suggest", { task: excerpt(node), suggestion }), {
      fixes: [replacement(node.range, suggestion)],
    });
  }
  return undefined;
}

/** How values that a prediction is given are read: numbers, neither encoded nor scaled. */
function plainSource({ range: place }: SyntaxNode): InlineSource {
  return {
    name: undefined,
    range: place,
    values: { is: "list", range: place, items: [] },
    oneHot: undefined,
    oneHotRange: undefined,
    expandDims: false,
    padding: null,
    scale: "none",
  };
}
