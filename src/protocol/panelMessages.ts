/**
 * How messages get into the panel's webview and back whole.
 *
 * VS Code carries webview messages as JSON, which turns NaN and the infinities into null; a loss that has diverged must
 * still arrive as what it is. The host sends `packForView(message)`, the view reads with `readHostToView`. Held by test/webview-logic/panelMessages.test.ts.
 */
import { HostToViewSchema, type HostToView } from "./panel";
import { receive } from "./receive";

const special: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity };

/** The message as JSON can carry it: numbers that are not finite become their names. */
export function packForView(message: HostToView): unknown {
  return JSON.parse(JSON.stringify(message, (_key, value: unknown) => (isNotFinite(value) ? String(value) : value)));
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
  if (!isRecord(data) || data["type"] !== "epochs" || !Array.isArray(data["rows"])) return data;
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
