/**
 * JSON that can say NaN and infinity: they are the strings "NaN", "Infinity" and "-Infinity".
 *
 * `--json`, run.json and metrics.jsonl all write numbers this way. test/core/data/jsonNumbers.test.ts holds it.
 */

/** One line of JSON. */
export function stringifyJson(value: unknown, indent?: number): string {
  const named = (_key: string, part: unknown): unknown =>
    typeof part === "number" && !Number.isFinite(part) ? String(part) : part;
  return JSON.stringify(value, named, indent);
}

/** A number as `stringifyJson` wrote it; undefined where it is none. */
export function readJsonNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : undefined;
}
