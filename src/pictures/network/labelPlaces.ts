/**
 * Where a label stands beside its line: clear of lines, boxes and other labels, and as near to its line as that allows.
 *
 * Everything that is drawn is told first (`Obstacles`); then each label tries places along its line, on both sides, and keeps the best.
 * test/pictures/network/networkPicture.test.ts, test/webview/tests/map.mjs.
 */
import type { Point } from "./layering";
import type { Word } from "./picture";

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far a label's letters reach above and below the line they stand on. */
const ABOVE = 10;
const BELOW = 4;
/** Between a label and its own line. */
const BESIDE = 7;
const AIR = 3;
const PIECES = 16;
/** Tried in this order; a later one must be better by more than a few pixels. */
const shares = [0.55, 0.4, 0.7, 0.3, 0.8, 0.2, 0.88];
const COLLISION = 1000;

/** What is drawn, found by its height: a label meets only what lies beside it. */
export class Obstacles {
  private static readonly band = 32;
  private readonly bands = new Map<number, Area[]>();

  add(area: Area): void {
    for (const band of this.bandsOf(area)) {
      const there = this.bands.get(band);
      if (there) there.push(area);
      else this.bands.set(band, [area]);
    }
  }

  addLine(line: readonly Point[]): void {
    line.forEach((point, at) => {
      const before = line[at - 1];
      if (before)
        this.add({
          ...{ left: Math.min(before.x, point.x), right: Math.max(before.x, point.x) },
          ...{ top: Math.min(before.y, point.y), bottom: Math.max(before.y, point.y) },
        });
    });
  }

  /** How many lie within `area`. */
  count(area: Area): number {
    const found = new Set<Area>();
    for (const band of this.bandsOf(area)) {
      for (const one of this.bands.get(band) ?? []) if (meet(one, area)) found.add(one);
    }
    return found.size;
  }

  private bandsOf({ top, bottom }: Area): number[] {
    const [first, last] = [Math.floor(top / Obstacles.band), Math.floor(bottom / Obstacles.band)];
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }
}

/** The points of the smooth line that `curve` draws through `points`, one stretch after the other. */
export function pointsOf(points: readonly Point[]): Point[][] {
  return points.slice(1).map((end, at) => {
    const start = points[at] as Point;
    return Array.from({ length: PIECES + 1 }, (_, piece) => {
      const t = piece / PIECES;
      const bent = t * t * (3 - 2 * t);
      // Both handles are at half the height: x goes as a smooth step, y as a cubic through the middle.
      const down = 1.5 * t * (1 - t) + t ** 3;
      return { x: start.x + (end.x - start.x) * bent, y: start.y + (end.y - start.y) * down };
    });
  });
}

/** A label beside one stretch of its line, the last ones first; it is an obstacle from then on. */
export function placeLabel(text: string, width: number, stretches: readonly Point[][], obstacles: Obstacles): Word {
  let best: { word: Word; area: Area; cost: number } | undefined;
  let order = 0;
  for (const stretch of stretches.toReversed()) {
    const [first, last] = [stretch[0], stretch.at(-1)];
    if (!first || !last) continue;
    for (const share of shares) {
      const y = first.y + (last.y - first.y) * share + BELOW;
      const beside = stretch.filter((point) => point.y >= y - ABOVE - AIR && point.y <= y + BELOW + AIR);
      const xs = beside.map(({ x }) => x);
      if (xs.length === 0) continue;
      for (const isLeft of [false, true]) {
        const x = isLeft ? Math.min(...xs) - BESIDE : Math.max(...xs) + BESIDE;
        const area = {
          ...{ left: isLeft ? x - width : x, right: isLeft ? x : x + width },
          ...{ top: y - ABOVE, bottom: y + BELOW },
        };
        const wide = { left: area.left - AIR, right: area.right + AIR, top: area.top - AIR, bottom: area.bottom + AIR };
        const spread = Math.max(...xs) - Math.min(...xs);
        const outside = area.left < AIR ? COLLISION / 2 : 0;
        const cost = obstacles.count(wide) * COLLISION + outside + spread + order++ * 2;
        if (best && best.cost <= cost) continue;
        best = { word: { x, y, text, look: "shape", anchor: isLeft ? "end" : "start" }, area, cost };
      }
    }
  }
  if (!best) return { x: 0, y: 0, text, look: "shape", anchor: "start" };
  obstacles.add(best.area);
  return best.word;
}

const meet = (a: Area, b: Area): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
