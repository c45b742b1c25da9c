/**
 * The network drawn out over time: a column for each step, the states going from one to the next.
 *
 * The halves of a Bidirectional are two lanes, one running left. A layer that knows no time is one box, below the step that it takes;
 * what takes all steps has a line from each. test/pictures/network/networkPicture.test.ts.
 */
import type { NetworkNode, NetworkView } from "../../protocol/network";
import { title } from "./foldedPicture";
import type { Point } from "./layering";
import { type Box, curve, type Line, type Measure, type Picture, shapeText, type Word } from "./picture";
import { type TimeBlocks, timeBlocks } from "./timeBlocks";

const MARGIN = 16;
const CELL = 44;
const HEIGHT = 36;
const LANE = 30;
const LANE_GAP = 12;
/** How far the lanes of a Bidirectional are moved apart, so that each has a free way up and down. */
const ASIDE = 26;
const GAP = 44;
const HEADING = 26;
const subscripts = "₀₁₂₃₄₅₆₇₈₉";

interface Columns {
  readonly left: number;
  readonly centres: readonly number[];
}

export function unrolledPicture(view: NetworkView, measure: Measure): Picture {
  return new Unrolled(view, measure).draw();
}

class Unrolled {
  private readonly lines: Line[] = [];
  private readonly boxes: Box[] = [];
  private readonly words: Word[] = [];
  private readonly time: TimeBlocks;
  private readonly columns: Columns[] = [];
  private readonly tops: number[] = [];
  private width = MARGIN;
  private bottom = MARGIN + HEADING;

  constructor(
    private readonly view: NetworkView,
    private readonly measure: Measure,
  ) {
    this.time = timeBlocks(view);
  }

  draw(): Picture {
    const { nodes, edges } = this.view;
    this.placeColumns();
    this.placeRows();
    this.time.blocks.forEach(({ columns }, block) =>
      columns.forEach((name, column) => name !== "" && this.heading(block, column, name)),
    );
    for (const at of nodes.keys()) this.layer(at);
    for (const { from, to, isState, label } of edges) {
      if (isState) this.handOver(from, to, label);
      else this.connect(from, to);
    }
    const { lines, boxes, words } = this;
    return { width: Math.ceil(this.width), height: Math.ceil(this.bottom + MARGIN), lines, boxes, words };
  }

  private node(at: number): NetworkNode {
    return this.view.nodes[at] as NetworkNode;
  }

  /** Blocks from left to right, each with room for the names of its rows and for its widest box. */
  private placeColumns(): void {
    const { nodes } = this.view;
    for (const [block, { columns }] of this.time.blocks.entries()) {
      const own = nodes.filter((_, at) => this.time.standings[at]?.block === block);
      const names = own
        .filter(hasTime)
        .flatMap((node) => [
          this.measure(title(node), "title"),
          this.measure(`${node.name} ${shapeText(node.shape)}`, "small"),
        ]);
      const widest = Math.max(CELL, ...own.filter((node) => !hasTime(node)).map((node) => this.boxWidth(node)));
      const pitch = own.some(({ halves }) => halves !== undefined) ? 2 * ASIDE + CELL + 22 : CELL + 26;
      const gutter = names.length > 0 ? Math.max(...names) + 22 : 0;
      const left = this.width + gutter;
      // The box of a layer without time stands below the last column and may be wider than all of them.
      const first = Math.max(left + pitch / 2, left + widest / 2 - (columns.length - 1) * pitch);
      const centres = columns.map((_, column) => first + column * pitch);
      this.columns.push({ left: this.width, centres });
      this.width = Math.max((centres.at(-1) ?? 0) + Math.max(pitch, widest) / 2, left) + 24;
    }
    this.width += MARGIN - 24;
  }

  private placeRows(): void {
    const { standings } = this.time;
    const heights: number[] = [];
    standings.forEach(({ row }, at) => (heights[row] = Math.max(heights[row] ?? 0, this.height(at))));
    for (const height of heights) {
      this.tops.push(this.bottom);
      this.bottom += height + GAP;
    }
    this.bottom -= heights.length > 0 ? GAP : 0;
    if (this.view.nodes.some(({ isOutput }) => isOutput)) this.bottom += GAP;
  }

  private height(at: number): number {
    return this.node(at).halves === undefined ? HEIGHT : 2 * LANE + LANE_GAP;
  }

  private boxWidth(node: NetworkNode): number {
    return Math.max(CELL, this.measure(title(node), "title"), this.measure(shapeText(node.shape), "small")) + 24;
  }

  private top(at: number): number {
    return this.tops[this.time.standings[at]?.row ?? 0] ?? 0;
  }

  private x(at: number, column: number): number {
    return this.columns[this.time.standings[at]?.block ?? 0]?.centres.at(column) ?? 0;
  }

  private columnsOf(at: number): readonly (string | undefined)[] {
    return this.time.blocks[this.time.standings[at]?.block ?? 0]?.columns ?? [];
  }

  /** The columns in which a layer has a cell. */
  private drawn(at: number): number[] {
    const columns = this.columnsOf(at);
    if (!hasTime(this.node(at))) return [columns.length - 1];
    return columns.flatMap((name, column) => (name === undefined ? [] : [column]));
  }

  private heading(block: number, column: number, name: string | undefined): void {
    const x = this.columns[block]?.centres[column] ?? 0;
    const text = name === undefined ? "…" : column === 0 ? `t = ${name}` : name;
    this.words.push({ x, y: MARGIN + 12, text, look: "time", anchor: "middle" });
  }

  private layer(at: number): void {
    const node = this.node(at);
    const top = this.top(at);
    if (!hasTime(node)) {
      const width = this.boxWidth(node);
      const x = this.x(at, -1);
      this.boxes.push({ x: x - width / 2, y: top, width, height: HEIGHT, look: "layer", node: at });
      this.words.push(
        { x, y: top + 15, text: title(node), look: "title", anchor: "middle", node: at },
        { x, y: top + 29, text: shapeText(node.shape), look: "small", anchor: "middle", node: at },
      );
    } else {
      const left = this.columns[this.time.standings[at]?.block ?? 0]?.left ?? 0;
      const name = (text: string, look: "title" | "small", y: number): Word => {
        const slides = Math.max(0, Math.floor(this.x(at, -1) + CELL / 2 - left - this.measure(text, look)));
        return { x: left, y, text, look, anchor: "start", node: at, slides };
      };
      this.words.push(
        name(title(node), "title", top + 11),
        name(`${node.name} ${shapeText(node.shape)}`, "small", top + 24),
      );
      this.lanes(node).forEach((lane) => this.lane(at, lane));
    }
    if (node.isOutput) this.outputs(at);
  }

  private lanes({ halves, backwards }: NetworkNode): Lane[] {
    if (halves === undefined) return [{ aside: 0, down: 0, height: HEIGHT, isBackward: backwards }];
    return [
      { aside: -ASIDE, down: 0, height: LANE, isBackward: backwards },
      { aside: ASIDE, down: LANE + LANE_GAP, height: LANE, isBackward: !backwards },
    ];
  }

  private lane(at: number, { aside, down, height, isBackward }: Lane): void {
    const node = this.node(at);
    const y = this.top(at) + down;
    const columns = this.drawn(at);
    for (const column of columns) {
      const x = this.x(at, column) + aside;
      this.boxes.push({ x: x - CELL / 2, y, width: CELL, height, look: "cell", node: at });
      // Both halves are called h: the arrow says which one reads in which direction, as hints do.
      const letter = node.halves === undefined ? letterOf(node) : `h${isBackward ? "←" : "→"}`;
      const text = `${letter}${subscript(this.columnsOf(at)[column] ?? "")}`;
      this.words.push({ x, y: y + height / 2 + 5, text, look: "cell", anchor: "middle", node: at });
    }
    if (node.states.length === 0) return;
    const edge = CELL / 2;
    columns.slice(1).forEach((column, before) => {
      const [left, right] = [this.x(at, columns[before] ?? 0) + aside + edge, this.x(at, column) + aside - edge];
      const ends = isBackward ? [right, left] : [left, right];
      const middle = y + height / 2;
      this.lines.push({
        path: straight({ x: ends[0] ?? 0, y: middle }, { x: ends[1] ?? 0, y: middle }),
        look: "step",
        hasArrow: true,
      });
    });
  }

  /** Where a layer gives what another one takes at `column`; the last step where it gives that alone. */
  private given(at: number, column: number): Point[] {
    const node = this.node(at);
    const columns = this.drawn(at);
    return this.lanes(node).map(({ aside, down, height, isBackward }) => {
      const last = (isBackward ? columns[0] : columns.at(-1)) ?? 0;
      const place = node.gives === "last" ? last : column;
      return { x: this.x(at, place) + aside, y: this.top(at) + down + height };
    });
  }

  private takenAt(at: number, column: number): Point[] {
    return this.lanes(this.node(at)).map(({ aside, down }) => ({
      x: this.x(at, column) + aside,
      y: this.top(at) + down,
    }));
  }

  private connect(from: number, to: number): void {
    const [sources, targets] = [this.drawn(from), this.drawn(to)];
    const isOver = this.node(from).gives === "steps";
    if (isOver && hasTime(this.node(to)) && this.isAbreast(from, to)) {
      for (const column of targets) this.join(this.given(from, column), this.takenAt(to, column), from, to);
    } else if (isOver && !hasTime(this.node(to))) {
      for (const column of sources) this.join(this.given(from, column), this.takenAt(to, -1), from, to);
    } else if (isOver) {
      this.join(this.given(from, sources.at(-1) ?? 0), this.takenAt(to, targets[0] ?? 0), from, to);
    } else {
      for (const column of targets)
        this.join(this.given(from, sources.at(-1) ?? 0), this.takenAt(to, column), from, to);
    }
  }

  /** The same steps, be it in other columns. */
  private isAbreast(from: number, to: number): boolean {
    return this.node(from).steps === this.node(to).steps;
  }

  /** Several to several meet on the way. */
  private join(sources: readonly Point[], targets: readonly Point[], from: number, to: number): void {
    const [first] = sources;
    if (sources.length > 1 && targets.length > 1 && first) {
      const x = sources.reduce((sum, point) => sum + point.x, 0) / sources.length;
      const meeting = { x, y: Math.max(...sources.map(({ y }) => y)) + 14 };
      for (const source of sources)
        this.lines.push({ path: curve([source, meeting]), look: "tensor", hasArrow: false });
      return this.join([meeting], targets, from, to);
    }
    const rows = (this.time.standings[to]?.row ?? 0) - (this.time.standings[from]?.row ?? 0);
    for (const source of sources) {
      for (const target of targets) {
        const isBehind = rows > 1 && Math.abs(source.x - target.x) < CELL;
        const beside = source.x + CELL / 2 + 10;
        const way = isBehind
          ? [source, { x: beside, y: source.y + GAP * 0.7 }, { x: beside, y: target.y - GAP * 0.7 }, target]
          : [source, target];
        this.lines.push({ path: curve(way), look: "tensor", hasArrow: true });
      }
    }
  }

  /** The states of the last step begin those of another layer. */
  private handOver(from: number, to: number, label: string): void {
    const [sources, targets] = [this.drawn(from), this.drawn(to)];
    this.lanes(this.node(from)).forEach((lane, at) => {
      const other = this.lanes(this.node(to))[at] ?? this.lanes(this.node(to))[0];
      if (!other) return;
      const start = {
        x: this.x(from, (lane.isBackward ? sources[0] : sources.at(-1)) ?? 0) + lane.aside + CELL / 2,
        y: this.top(from) + lane.down + lane.height - 5,
      };
      const end = {
        x: this.x(to, (other.isBackward ? targets.at(-1) : targets[0]) ?? 0) + other.aside - CELL / 2,
        y: this.top(to) + other.down + other.height - 5,
      };
      const half = (start.x + end.x) / 2;
      const path = `M${start.x} ${start.y}C${half} ${start.y} ${half} ${end.y} ${end.x} ${end.y}`;
      this.lines.push({ path, look: "state", hasArrow: true });
      if (at === 0)
        this.words.push({ x: half, y: (start.y + end.y) / 2 + 14, text: label, look: "shape", anchor: "middle" });
    });
  }

  private outputs(at: number): void {
    const columns = this.node(at).gives === "steps" ? this.drawn(at) : [this.drawn(at).at(-1) ?? 0];
    for (const column of columns) {
      for (const start of this.given(at, column)) {
        this.lines.push({
          path: curve([start, { x: start.x, y: start.y + GAP * 0.6 }]),
          look: "tensor",
          hasArrow: true,
        });
      }
    }
  }
}

interface Lane {
  readonly aside: number;
  readonly down: number;
  readonly height: number;
  readonly isBackward: boolean;
}

const hasTime = ({ steps }: NetworkNode): boolean => steps !== undefined;

const straight = (from: Point, to: Point): string => `M${from.x} ${from.y}L${to.x} ${to.y}`;

/** As textbooks write it: x in, h kept, y out. */
function letterOf({ kind, states, isOutput }: NetworkNode): string {
  if (kind === "Input") return "x";
  if (states.length > 0) return "h";
  return isOutput ? "y" : kind === "Embedding" ? "e" : "z";
}

const subscript = (name: string): string =>
  name === "T" ? "ₜ" : [...name].map((digit) => subscripts[Number(digit)] ?? digit).join("");
