/**
 * Ids of runs: when, what, and a few letters that make it unique: `20260309-101502-417-next-number-k3f9`.
 *
 * Ids sort by time. They are folder names on every system. test/runs/runId.test.ts holds it.
 */

/** `random` gives numbers in [0, 1). */
export function makeRunId(now: Date, modelName: string, random: () => number): string {
  const digits = now.toISOString().replace(/\D/g, "");
  const time = `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${digits.slice(14, 17)}`;
  const letters = Array.from({ length: 4 }, () => "0123456789abcdefghjkmnpqrstvwxyz"[Math.floor(random() * 32)]);
  return `${time}-${slugOf(modelName)}-${letters.join("")}`;
}

/** Letters without accents, digits and single hyphens; at most 40. */
function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 40)
      .replace(/^-|-$/g, "") || "run"
  );
}

/** True for what could be an id: one path segment without surprises. */
export function looksLikeRunId(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z_-]*$/.test(text);
}
