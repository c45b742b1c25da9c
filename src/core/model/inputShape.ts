/**
 * The size of the data as older Keras gives it, on the first layer: `input_shape: [4, 2]`. Here it is an Input's.
 */
import type { SyntaxNode } from "../syntax/syntaxTree";

const inputShapes = ["input_shape", "batch_input_shape", "batch_shape"];

export const isInputShape = (word: string): boolean => inputShapes.includes(word);

/** As an Input writes it: without the batch, and with null for what is free. */
export function shapeOfSample(key: string, value: SyntaxNode | undefined): string {
  const items =
    value?.is === "list" ? value.items.map((item) => (item.is === "scalar" ? item.source : "…")) : undefined;
  // Python's tuple is one word for YAML.
  const [, tuple] = (value?.is === "scalar" && /^["']?\((.*)\)["']?$/.exec(value.source)) || [];
  const written =
    items ??
    tuple
      ?.split(",")
      .map((size) => size.trim())
      .filter(Boolean);
  if (!written?.every((size) => /^(\d+|None|null|…)$/.test(size))) return "[…]";
  const sizes = written.map((size) => size.replace("None", "null"));
  return `[${(key.startsWith("batch") ? sizes.slice(1) : sizes).join(", ")}]`;
}
