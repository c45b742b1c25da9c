/**
 * "Did you mean …?": the known word nearest to a misspelt one.
 */

/** Edits that turn one word into the other: insertions, deletions, replacements, swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Fewer letters than these begin too many words. */
const SHORTEST_BEGINNING = 4;

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, "");

/**
 * The nearest of `words`, if it is near enough to be meant: a third of its letters may differ (one of a short word, but not all),
 * case and _ do not count. Or else the one that it is the beginning of.
 */
export function suggest(word: string, words: Iterable<string>): string | undefined {
  const wanted = plain(word.slice(0, 60));
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of words) {
    const known = plain(candidate);
    const distance = editDistance(wanted, known);
    const longest = Math.max(known.length, wanted.length);
    const allowed = Math.min(Math.max(1, Math.floor(longest / 3)), longest - 1);
    if (distance < bestDistance && distance <= allowed) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? beginning(wanted, words);
}

/** A word that is cut short: the beginning of one known word only. */
function beginning(wanted: string, words: Iterable<string>): string | undefined {
  if (wanted.length < SHORTEST_BEGINNING) return undefined;
  const [only, second] = [...words].filter((word) => plain(word).startsWith(wanted));
  return second === undefined ? only : undefined;
}
