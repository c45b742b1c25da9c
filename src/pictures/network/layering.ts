/**
 * Places for the boxes of a graph whose links all go forward: in rows from top to bottom, links as straight as can be.
 *
 * The usual three steps (Sugiyama, Tagawa and Toda 1981): a row for each box by the longest way to it, an order within the rows by the
 * middle of the neighbours, then columns. A link over several rows gets a narrow box of its own in each, so it passes between the others.
 * test/pictures/network/layering.test.ts.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Indices of boxes; `from` is smaller than `to`. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layered extends Size {
  /** The middle of each box's upper edge. */
  readonly boxes: readonly Point[];
  /** For each link its way from the lower edge of one box to the upper edge of the other. */
  readonly ways: readonly (readonly Point[])[];
}

export interface Gaps {
  readonly across: number;
  readonly down: number;
}

interface Place {
  readonly width: number;
  row: number;
  /** Before columns are given: the order in the row. */
  x: number;
  readonly above: Place[];
  readonly below: Place[];
}

const SWEEPS = 8;
const PASSING = 14;
/** Most distance between two links that leave a box side by side. */
const APART = 26;

export function layered(sizes: readonly Size[], links: readonly Link[], gaps: Gaps): Layered {
  const rows = rowsOf(sizes.length, links);
  const places = sizes.map(({ width }, at): Place => ({ width, row: rows[at] ?? 0, x: at, above: [], below: [] }));
  const chains = links.map(({ from, to }) => chainOf(places, from, to));
  const all = [...new Set([...places, ...chains.flat()])];
  const byRow = Array.from({ length: Math.max(-1, ...rows) + 1 }, (_, row) => all.filter((place) => place.row === row));
  order(byRow);
  spread(byRow, gaps.across);
  const left = Math.min(0, ...all.map(({ x, width }) => x - width / 2));
  for (const place of all) place.x -= left;

  const heights = byRow.map(() => 0);
  sizes.forEach(({ height }, at) => (heights[rows[at] ?? 0] = Math.max(heights[rows[at] ?? 0] ?? 0, height)));
  const tops: number[] = [];
  let height = 0;
  for (const one of heights) {
    tops.push(height);
    height += one + gaps.down;
  }
  const top = ({ row }: Place): number => tops[row] ?? 0;
  const fanned = fan(links, chains);
  return {
    width: Math.max(0, ...all.map(({ x, width }) => x + width / 2)),
    height: Math.max(0, height - gaps.down),
    boxes: places.map((place) => ({ x: place.x, y: top(place) })),
    ways: links.map(({ from }, at) => {
      const chain = chains[at] ?? [];
      const { start, end } = fanned[at] ?? { start: 0, end: 0 };
      return chain.flatMap((place, step): Point[] => {
        if (step === 0) return [{ x: place.x + start, y: top(place) + (sizes[from]?.height ?? 0) }];
        if (step === chain.length - 1) return [{ x: place.x + end, y: top(place) }];
        const bottom = top(place) + (heights[place.row] ?? 0);
        return [
          { x: place.x, y: top(place) },
          { x: place.x, y: bottom },
        ];
      });
    }),
  };
}

/** The longest way to each box; a box that nothing leads to stands just above the first that takes from it. */
function rowsOf(count: number, links: readonly Link[]): number[] {
  const rows = new Array<number>(count).fill(0);
  const ordered = links.toSorted((a, b) => a.to - b.to);
  for (const { from, to } of ordered) rows[to] = Math.max(rows[to] ?? 0, (rows[from] ?? 0) + 1);
  const fed = new Set(links.map(({ to }) => to));
  for (let at = 0; at < count; at++) {
    const below = fed.has(at) ? [] : links.filter(({ from }) => from === at).map(({ to }) => rows[to] ?? 0);
    if (below.length > 0) rows[at] = Math.min(...below) - 1;
  }
  return rows;
}

/** The places that a link passes, its two boxes included. */
function chainOf(places: readonly Place[], from: number, to: number): Place[] {
  const [first, last] = [places[from] as Place, places[to] as Place];
  const between = Array.from({ length: Math.max(0, last.row - first.row - 1) }, (_, step): Place => ({
    width: PASSING,
    row: first.row + step + 1,
    x: first.x,
    above: [],
    below: [],
  }));
  const chain = [first, ...between, last];
  for (let step = 1; step < chain.length; step++) {
    chain[step]?.above.push(chain[step - 1] as Place);
    chain[step - 1]?.below.push(chain[step] as Place);
  }
  return chain;
}

const middle = (places: readonly Place[], otherwise: number): number =>
  places.length > 0 ? places.reduce((sum, { x }) => sum + x, 0) / places.length : otherwise;

/** Puts each row in the order of its neighbours' middles, downwards and upwards in turn. */
function order(byRow: readonly Place[][]): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? byRow : byRow.toReversed()) {
      const wanted = new Map(row.map((place) => [place, middle(down ? place.above : place.below, place.x)]));
      row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      row.forEach((place, at) => (place.x = at));
    }
  }
}

/** Columns: each box under the middle of its neighbours as far as the order and the gaps allow. */
function spread(byRow: readonly Place[][], gap: number): void {
  for (const row of byRow) pack(row, new Map(row.map((place) => [place, 0])), gap);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 1;
    for (const row of down ? byRow : byRow.toReversed()) {
      pack(row, new Map(row.map((place) => [place, middle(down ? place.above : place.below, place.x)])), gap);
    }
  }
}

/** The mean of pushing to the right and pushing to the left keeps both orders and neither side. */
function pack(row: readonly Place[], wanted: ReadonlyMap<Place, number>, gap: number): void {
  const push = (places: readonly Place[], sign: 1 | -1): Map<Place, number> => {
    const pushed = new Map<Place, number>();
    let [edge, before] = [-Infinity, 0];
    for (const place of places) {
      const least = edge === -Infinity ? -Infinity : edge + before / 2 + gap + place.width / 2;
      edge = Math.max(sign * (wanted.get(place) ?? 0), least);
      before = place.width;
      pushed.set(place, sign * edge);
    }
    return pushed;
  };
  const [right, left] = [push(row, 1), push(row.toReversed(), -1)];
  for (const place of row) place.x = ((right.get(place) ?? 0) + (left.get(place) ?? 0)) / 2;
}

/** Links that share an end stand side by side there, in the order of where they come from. */
function fan(links: readonly Link[], chains: readonly (readonly Place[])[]): { start: number; end: number }[] {
  const fanned = links.map(() => ({ start: 0, end: 0 }));
  const sides = [
    { end: "start", own: (at: number) => chains[at]?.[0], next: (at: number) => chains[at]?.[1] },
    { end: "end", own: (at: number) => chains[at]?.at(-1), next: (at: number) => chains[at]?.at(-2) },
  ] as const;
  for (const { end, own, next } of sides) {
    const together = new Map<Place | undefined, number[]>();
    for (const at of links.keys()) together.set(own(at), [...(together.get(own(at)) ?? []), at]);
    for (const [box, group] of together) {
      const step = Math.min(APART, (box?.width ?? 0) / (group.length + 1));
      group
        .toSorted((a, b) => (next(a)?.x ?? 0) - (next(b)?.x ?? 0))
        .forEach(
          (at, place) =>
            ((fanned[at] as { start: number; end: number })[end] = (place - (group.length - 1) / 2) * step),
        );
    }
  }
  return fanned;
}
