/**
 * One score on the page: rows under one time axis, with one cursor across all of them. The pointer and the keys say where they want to go;
 * what that means is the caller's affair.
 */
import type { StepAxis } from "../../src/pictures/score/stepAxis";
import type { ScoreRow } from "../../src/pictures/score/scoreRows";
import { unitAt } from "../../src/pictures/score/heatMap";
import { element, setAttributes } from "../element";
import { readPalette } from "../shades";
import { createRow, type RowView } from "./rowCanvas";

/** What is drawn. */
export interface Staged {
  readonly rows: readonly ScoreRow[];
  readonly axis: StepAxis;
  /** Which unit stands in which row. */
  readonly order: ArrayLike<number>;
  readonly step: number;
  readonly unit: number;
  /** Ids of the dimensions that each row has, in the order of the rows. */
  readonly dimensions: readonly string[];
  /** The other one of two scores is the chosen one. */
  readonly isAside: boolean;
}

/** Where it wants to go; what follows from where it was is a function of that: several keys may come before a frame is drawn. */
export interface StageMove {
  readonly step?: (now: number) => number;
  readonly unit?: (now: number) => number;
  /** Sequences on or back. */
  readonly samples?: number;
  /** A click, or Enter: not only the cursor goes there. */
  readonly isChosen?: true;
}

export interface Stage {
  readonly root: HTMLElement;
  /** Room for the pictures, in pixels. */
  width(): number;
  draw(staged: Staged): void;
  /** From the page's left edge of the stage to that of the pictures. */
  left(): number;
}

export function mountStage(label: string, moved: (move: StageMove, now: Staged) => void, resized: () => void): Stage {
  const names = element("div", { class: "step-names", "aria-hidden": "true" });
  const cursor = element("div", { class: "time-cursor", hidden: true });
  const grid = element("div", { class: "rows" });
  const root = element("div", { class: "inside", tabindex: 0, role: "group", "aria-label": label }, grid, cursor);
  let rows: RowView[] = [];
  let now: Staged | undefined;
  const width = (): number => widthFor(root);
  new ResizeObserver(() => {
    if (now && width() !== now.axis.width) resized();
  }).observe(root);
  listen(root, {
    now: () => now,
    moved,
    rowAt: (target) => rows.find(({ picture }) => picture === target),
  });
  return {
    root,
    width,
    left: () => names.getBoundingClientRect().left - root.getBoundingClientRect().left,
    draw: (staged) => {
      now = staged;
      const { axis, unit, step, isAside } = staged;
      rows = arrange(grid, names, rows, staged.rows);
      const palette = readPalette();
      staged.rows.forEach((row, at) => {
        const view = rows[at];
        view?.draw(row, axis, palette, unit);
        for (const block of view ? [view.name, view.picture] : [])
          setAttributes(block, { "data-dimensions": staged.dimensions[at] });
      });
      nameSteps(names, axis, step);
      cursor.classList.toggle("aside", isAside);
      placeCursor(cursor, root, names, rows, axis, step);
    },
  };
}

/** The stage without the names at the left and the scales at the right. */
function widthFor(stage: HTMLElement): number {
  const style = getComputedStyle(stage);
  const names = Number.parseFloat(style.getPropertyValue("--names"));
  const scales = Number.parseFloat(style.getPropertyValue("--scales"));
  return Math.max(60, stage.clientWidth - names - scales);
}

/** Keeps the elements of rows that stay. */
function arrange(grid: HTMLElement, names: HTMLElement, old: RowView[], wanted: readonly ScoreRow[]): RowView[] {
  if (old.length === wanted.length && old.every(({ key }, at) => key === wanted[at]?.key)) return old;
  const rows = wanted.map(({ key }) => old.find((row) => row.key === key) ?? createRow(key));
  grid.replaceChildren(
    element("div", {}),
    names,
    element("div", { class: "row-scale" }),
    ...rows.flatMap(({ name, picture, scale }) => [name, picture, scale]),
  );
  return rows;
}

function nameSteps(root: HTMLElement, axis: StepAxis, cursor: number): void {
  root.style.width = `${axis.width}px`;
  root.replaceChildren(
    ...axis.named.map((step) => {
      const { x0, x1 } = axis.column(step);
      const isFirst = step === axis.named[0] || axis.isRoomy || !axis.hasNumbers(step);
      const room = axis.isRoomy ? x1 - x0 : 44;
      const name = element(
        "span",
        { class: step === cursor ? "now" : "" },
        isFirst && room >= 30 ? `t ${step + 1}` : String(step + 1),
      );
      const middle = (x0 + x1) / 2;
      name.style.left = `${Math.min(axis.width - 14, Math.max(8, middle))}px`;
      return name;
    }),
  );
}

function placeCursor(
  bar: HTMLElement,
  stage: HTMLElement,
  names: HTMLElement,
  rows: readonly RowView[],
  axis: StepAxis,
  step: number,
): void {
  const last = rows.at(-1)?.picture;
  bar.hidden = !last;
  if (!last) return;
  const { x0, x1 } = axis.column(step);
  const frame = stage.getBoundingClientRect();
  const origin = names.getBoundingClientRect();
  const width = Math.max(3, x1 - x0);
  bar.style.left = `${origin.left - frame.left + stage.scrollLeft + x0 - (width - (x1 - x0)) / 2 - 2}px`;
  bar.style.width = `${width + 4}px`;
  bar.style.top = `${origin.top - frame.top}px`;
  bar.style.height = `${last.getBoundingClientRect().bottom - origin.top + 2}px`;
}

interface Listening {
  readonly now: () => Staged | undefined;
  readonly moved: (move: StageMove, now: Staged) => void;
  readonly rowAt: (target: EventTarget | null) => RowView | undefined;
}

function listen(stage: HTMLElement, { now, moved, rowAt }: Listening): void {
  const pointed = (event: PointerEvent): { step: number; unit: number | undefined } | undefined => {
    const [row, known] = [rowAt(event.target), now()];
    if (!row || !known) return undefined;
    const step = known.axis.stepAt(event.offsetX);
    const isOfUnits = /^(gate|state)\//.test(row.key);
    return { step, unit: isOfUnits ? unitAt(event.offsetY, row.picture.clientHeight, known.order) : undefined };
  };
  let resting = "";
  stage.addEventListener("pointermove", (event) => {
    // Browsers report a pointer that rests as moved where the page moves below it; that must not undo what the keys did.
    const place = `${event.screenX} ${event.screenY}`;
    const known = now();
    if (place === resting || !known) return;
    resting = place;
    // Where the columns around the cursor open up, following the pointer would move them away from below it.
    if (!known.axis.isRoomy && event.buttons === 0) return;
    const at = pointed(event);
    if (at && at.step !== known.step) moved({ step: () => at.step }, known);
  });
  stage.addEventListener("pointerdown", (event) => {
    const [at, known] = [pointed(event), now()];
    if (!at || !known) return;
    const { step, unit } = at;
    moved({ step: () => step, ...(unit !== undefined && { unit: () => unit }), isChosen: true }, known);
  });
  stage.addEventListener("keydown", (event) => {
    const known = now();
    if (event.target !== stage || event.ctrlKey || event.metaKey || event.altKey || !known) return;
    const { order, axis } = known;
    const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
    const stepBeside = (by: number) => (step: number) => within(within(step, axis.steps) + by, axis.steps);
    const unitBeside = (by: number) => (unit: number) =>
      order[within(Math.max(0, Array.prototype.indexOf.call(order, unit)) + by, order.length)] ?? unit;
    const moves: Readonly<Record<string, StageMove>> = {
      ArrowLeft: { step: stepBeside(-1) },
      ArrowRight: { step: stepBeside(1) },
      Home: { step: () => 0 },
      End: { step: () => axis.steps - 1 },
      ArrowUp: { unit: unitBeside(-1) },
      ArrowDown: { unit: unitBeside(1) },
      PageUp: { samples: -1 },
      PageDown: { samples: 1 },
      Enter: { isChosen: true },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    moved(move, known);
  });
}
