/**
 * How messages get into the panel's webview and back whole.
 *
 * VS Code carries webview messages as JSON, which turns NaN and the infinities into null; a loss that has diverged must
 * still arrive as what it is. The host sends `packForView(message)`, the view reads with `readHostToView`. Held by test/webview-logic/panelMessages.test.ts.
 */
import { HostToViewSchema, type HostToView } from "./panel";
import { receive } from "./receive";

const special: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity };

/**
 * The message as it can be carried: numbers that are not finite become their names. Typed arrays cross as they are, which VS Code does
 * since 1.57; each is a copy, because what crosses is the whole memory that an array lies in.
 */
export function packForView(message: HostToView): unknown {
  return pack(message);
}

function pack(value: unknown): unknown {
  if (isNotFinite(value)) return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Float32Array || value instanceof Uint8Array) return value.slice();
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, pack(one)]])),
  );
}

/** A message of the host, or undefined with the reason in `complain`. */
export function readHostToView(data: unknown, complain: (reason: string) => void): HostToView | undefined {
  return receive(HostToViewSchema, unpackRows(data), complain);
}

/** A number as it came through JSON: a name or null stands for one that is not finite. */
export function unpackNumber(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? (special[value] ?? NaN) : NaN;
}

/** The epochs' rows with their numbers again; everything else is left for the schema and for whoever reads it. */
function unpackRows(data: unknown): unknown {
  if (!isRecord(data)) return data;
  if (data["type"] === "comparison" && isRecord(data["comparison"]) && Array.isArray(data["comparison"]["runs"])) {
    const runs = data["comparison"]["runs"].map((run: unknown) => (isRecord(run) ? withRows(run) : run));
    return { ...data, comparison: { ...data["comparison"], runs } };
  }
  return data["type"] === "epochs" ? withRows(data) : data;
}

function withRows(data: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(data["rows"])) return data;
  const rows = data["rows"].map((row: unknown) =>
    isRecord(row) ? Object.fromEntries(Object.entries(row).map(([key, value]) => [key, unpackIfPacked(value)])) : row,
  );
  return { ...data, rows };
}

/** Only what packing can have made is unpacked: other text stays text, and the schema refuses it. */
function unpackIfPacked(value: unknown): unknown {
  return value === null || (typeof value === "string" && Object.hasOwn(special, value)) ? unpackNumber(value) : value;
}

function isNotFinite(value: unknown): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
