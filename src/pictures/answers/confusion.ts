/**
 * Which classes are taken for which: right answers and decisions, counted. Two classes of a single probability are classes too.
 *
 * Held by test/pictures/answers/confusion.test.ts.
 */
import type { OutputScore, Value } from "./scoreModel";

export interface Confusion {
  readonly labels: readonly Value[];
  /** [right class][decided class] */
  readonly counts: readonly (readonly number[])[];
  readonly right: number;
  readonly all: number;
}

/** More classes make a table that nobody reads. */
export const mostClasses = 24;

/** Of the sequences `from` to `to` − 1; undefined where there is nothing to be right or wrong. */
export function confusionOf(score: OutputScore, from: number, to: number): Confusion | undefined {
  if (score.kind === "values") return undefined;
  const labels: readonly Value[] = score.kind === "binary" ? [0, 1] : score.labels;
  const at = new Map(labels.map((label, index) => [String(label), index]));
  const counts = labels.map(() => labels.map(() => 0));
  let [right, all] = [0, 0];
  for (const sequence of score.sequences.slice(from, to)) {
    for (const { target, decided, right: isRight } of sequence.flat()) {
      if (target === undefined || isRight === undefined) continue;
      all++;
      if (isRight) right++;
      const row = counts[at.get(String(target)) ?? -1];
      const column = at.get(String(decided));
      if (row && column !== undefined) row[column] = (row[column] ?? 0) + 1;
    }
  }
  return all === 0 ? undefined : { labels, counts, right, all };
}

export interface MixUp {
  readonly right: Value;
  readonly decided: Value;
  readonly count: number;
}

/** What is mixed up most, the most frequent first. */
export function mixUps({ labels, counts }: Confusion, most: number): readonly MixUp[] {
  return counts
    .flatMap((row, right) =>
      row.flatMap((count, decided) =>
        count > 0 && right !== decided ? [{ right: labels[right]!, decided: labels[decided]!, count }] : [],
      ),
    )
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
