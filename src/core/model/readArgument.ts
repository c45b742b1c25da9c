/**
 * One argument's value, checked against its type in the table.
 *
 * The answer is the value, or undefined after a finding that says what was expected, at the value.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { type Argument, type ArgumentType, LARGEST_SIZE } from "./argumentTypes";
import { excerpt } from "./excerpt";
import { readClassWeight } from "./readClassWeight";
import { readNumber } from "./readNumber";
import { readObject } from "./readObject";
import { readPath } from "./readPath";
import { readSettings } from "./readSettings";

export function readArgument(
  key: string,
  { type, nullable }: Argument<unknown>,
  node: SyntaxNode,
  findings: Findings,
): unknown {
  if (nullable && node.is === "scalar" && node.value === null) return null;
  switch (type.is) {
    case "integer":
      if (key === "units" && node.is === "scalar" && node.value === "vocabulary") {
        findings.report(node.range, message("not-built.vocabulary"), { severity: "information" });
        return undefined;
      }
      return readNumber(key, type, node, findings);
    case "number":
      return readNumber(key, type, node, findings);
    case "boolean":
      if (node.is === "scalar" && typeof node.value === "boolean") return node.value;
      findings.report(node.range, message("wrong-type.boolean", { key, found: excerpt(node) }));
      return undefined;
    case "numbers":
      return readNumbers(key, type, node, findings);
    case "axes":
      return readAxisOrAxes(key, node, findings);
    case "choice": {
      if (node.is === "scalar" && type.values.includes(String(node.value))) return node.value;
      if (type.orNumber && node.is === "scalar" && typeof node.value === "number" && Number.isFinite(node.value)) {
        return node.value;
      }
      // Keras writes None where this language writes none: YAML reads `null` and `~` as nothing.
      if (node.is === "scalar" && node.value === null && type.values.includes("none")) return "none";
      findings.report(
        node.range,
        message("wrong-type.choice", { key, known: type.values.join(", "), found: excerpt(node) }),
      );
      return undefined;
    }
    case "classWeights":
      return readClassWeight(node, findings);
    case "words":
      return type.values ? readChoices(key, type.values, node, findings) : readWords(key, node, findings);
    case "column":
      return readColumns(key, type.several === true, node, findings);
    case "layer":
      // A layer has arguments and places of its own: readLayer.ts reads it.
      return undefined;
    case "settings":
      return readSettings(key, type.table, node, type.example, findings);
    case "file":
      return readPath(key, node, findings);
    case "text":
      if (node.is === "scalar" && typeof node.value === "string") return node.value;
      if (type.plain && node.is === "scalar" && node.value !== null) return String(node.value);
      findings.report(node.range, message("wrong-type.text", { key, found: excerpt(node) }));
      return undefined;
    case "shape":
      return type.wildcard ? readTargetShape(key, node, findings) : readShape(key, node, findings);
    default: {
      const object = readObject(key, type.is, node, findings);
      if (object && type.is === "initializer" && type.vector && makesMatrices(object.name)) {
        findings.report(node.range, message("matrix-initializer", { key, name: object.name }));
        return undefined;
      }
      return object;
    }
  }
}

const makesMatrices = (name: string): boolean => name === "orthogonal" || name === "identity";

/** One, or a list of them. */
function readWords(key: string, node: SyntaxNode, findings: Findings): (string | number)[] | undefined {
  const items = node.is === "list" ? node.items : [node];
  // YAML reads `null` and `true` as something else; in a table they are words like any other.
  const plain = items.flatMap((item) => (item.is === "scalar" ? [item] : []));
  if (plain.length === items.length && items.length > 0) {
    return plain.map(({ value, source }) => (typeof value === "string" || typeof value === "number" ? value : source));
  }
  findings.report(node.range, message("wrong-type.words", { key, found: excerpt(node) }));
  return undefined;
}

/** One of the known words, or a list of them, none twice. */
function readChoices(
  key: string,
  values: readonly string[],
  node: SyntaxNode,
  findings: Findings,
): string[] | undefined {
  const items = node.is === "list" ? node.items : [node];
  const wrong = items.find((item) => item.is !== "scalar" || !values.includes(String(item.value)));
  const words = items.map((item) => (item.is === "scalar" ? String(item.value) : ""));
  if (!wrong && words.length > 0 && new Set(words).size === words.length) return words;
  const place = wrong ?? node;
  const text = message("wrong-type.choices", { key, known: values.join(", "), found: excerpt(place) });
  findings.report(place.range, text);
  return undefined;
}

/** A name, or a number from 0 on. */
function readColumns(key: string, several: boolean, node: SyntaxNode, findings: Findings): unknown {
  const items = several && node.is === "list" ? node.items : [node];
  const names = items.flatMap((item) => {
    if (item.is !== "scalar") return [];
    const { value } = item;
    return (typeof value === "string" && value !== "") || (Number.isInteger(value) && Number(value) >= 0)
      ? [value]
      : [];
  });
  if (names.length > 0 && names.length === items.length) return several ? names : names[0];
  const text = several
    ? message("wrong-type.columns", { key })
    : message("wrong-type.column", { key, found: excerpt(node) });
  findings.report(node.range, text);
  return undefined;
}

function readNumbers(
  key: string,
  { min, max, whole, different }: Extract<ArgumentType, { is: "numbers" }>,
  node: SyntaxNode,
  findings: Findings,
): number[] | undefined {
  if (!different && (node.is !== "list" || node.items.length === 0)) {
    findings.report(node.range, message("wrong-type.numbers", { key, found: excerpt(node) }));
    return undefined;
  }
  const type = { is: whole ? "integer" : "number", min, max } as const;
  const items = node.is === "list" ? node.items : [node];
  const numbers = items.map((item) => readNumber(key, type, item, findings));
  if (!numbers.every((value) => value !== undefined)) return undefined;
  if (!different || (numbers.length > 0 && new Set(numbers).size === numbers.length)) return numbers;
  findings.report(node.range, message("wrong-type.different", { key, found: excerpt(node) }));
  return undefined;
}

/** No shape of this language has ten dimensions. */
function readAxisOrAxes(key: string, node: SyntaxNode, findings: Findings): number | number[] | undefined {
  const axis = { is: "integer", min: -9, max: 9 } as const;
  if (node.is !== "list") return readNumber(key, axis, node, findings);
  if (node.items.length === 0) {
    findings.report(node.range, message("wrong-type.axes", { key }));
    return undefined;
  }
  const axes = node.items.map((item) => readNumber(key, axis, item, findings));
  return axes.every((value) => value !== undefined) ? axes : undefined;
}

/** Whole numbers, one of which may be −1. */
function readTargetShape(key: string, node: SyntaxNode, findings: Findings): number[] | undefined {
  if (node.is !== "list" || node.items.length === 0) {
    findings.report(node.range, message("wrong-type.targetShape", { key }));
    return undefined;
  }
  const sizes: number[] = [];
  for (const item of node.items) {
    const isRest = item.is === "scalar" && item.value === -1;
    if (isRest && sizes.includes(-1)) {
      findings.report(item.range, message("target-shape-rest"));
      return undefined;
    }
    const size = isRest ? -1 : readNumber(key, { is: "integer", min: 1, max: LARGEST_SIZE }, item, findings);
    if (size === undefined) return undefined;
    sizes.push(size);
  }
  return sizes;
}

function readShape(key: string, node: SyntaxNode, findings: Findings): (number | null)[] | undefined {
  if (node.is !== "list") {
    findings.report(node.range, message("wrong-type.shape", { key }));
    return undefined;
  }
  const sizes: (number | null)[] = [];
  const batch = node.items[0];
  // Python's None in front of steps and features can only be the batch of Keras.
  if (node.items.length > 2 && batch?.is === "scalar" && batch.value === "None") {
    const shape = node.items.slice(1).map((item) => (item.is === "scalar" ? item.source.replace("None", "null") : "…"));
    findings.report(batch.range, message("input-batch", { shape: `[${shape.join(", ")}]` }));
    return undefined;
  }
  for (const item of node.items) {
    if (item.is === "scalar" && item.value === null) sizes.push(null);
    else {
      const size = readNumber(key, { is: "integer", min: 1, max: LARGEST_SIZE }, item, findings);
      if (size === undefined) return undefined;
      sizes.push(size);
    }
  }
  return sizes;
}
