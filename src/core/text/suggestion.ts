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
  const search = new NearestWord(word);
  for (const candidate of words) search.compare(candidate);
  return search.found;
}

/** The search of `suggest`, for words that come one by one. */
export class NearestWord {
  private readonly wanted: string;
  private best: string | undefined;
  private bestDistance = Number.POSITIVE_INFINITY;
  /** Those that begin with the word. */
  private readonly begun = { count: 0, first: "" };

  constructor(word: string) {
    this.wanted = plain(word.slice(0, 60));
  }

  compare(candidate: string): void {
    const { wanted, begun } = this;
    const known = plain(candidate);
    if (known.startsWith(wanted) && begun.count++ === 0) begun.first = candidate;
    const longest = Math.max(known.length, wanted.length);
    const allowed = Math.min(Math.max(1, Math.floor(longest / 3)), longest - 1);
    // No fewer edits than the lengths differ.
    const least = Math.abs(known.length - wanted.length);
    if (least > allowed || least >= this.bestDistance) return;
    const distance = editDistance(wanted, known);
    if (distance < this.bestDistance && distance <= allowed) {
      this.best = candidate;
      this.bestDistance = distance;
    }
  }

  /** The nearest, or for a word that is cut short the only one that begins so. */
  get found(): string | undefined {
    const isBeginning = this.wanted.length >= SHORTEST_BEGINNING && this.begun.count === 1;
    return this.best ?? (isBeginning ? this.begun.first : undefined);
  }
}
