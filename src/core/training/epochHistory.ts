/**
 * The figures of a run's epochs, in bounded memory.
 *
 * A small network makes ten thousand epochs a second; a curve does not need them all. Above the limit every second row
 * goes, and from then on only every second (fourth, …) epoch comes in. The run's folder keeps all of them.
 * test/core/training/epochHistory.test.ts holds this.
 */
const MOST_ROWS = 4000;

export class EpochHistory<Row extends { readonly epoch: number }> {
  rows: Row[] = [];
  /** The newest row, also when it is not kept. */
  last: Row | undefined;
  /** How often the rows were halved: with it, indices into `rows` begin anew. */
  thinned = 0;

  constructor(private readonly most = MOST_ROWS) {}

  add(rows: readonly Row[]): void {
    this.last = rows.at(-1) ?? this.last;
    for (const row of rows) {
      if (this.isKept(row)) this.rows.push(row);
      if (this.rows.length <= this.most) continue;
      this.thinned += 1;
      this.rows = this.rows.filter((kept) => this.isKept(kept));
    }
  }

  /** The first epoch, and every 2ⁿth after n thinnings. */
  private isKept({ epoch }: Row): boolean {
    return epoch === 1 || epoch % 2 ** this.thinned === 0;
  }
}
