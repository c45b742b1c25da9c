/**
 * The time cursor: a frame around one column, moved by the pointer or by the arrow keys, across all voices.
 *
 * It is drawn over the table rather than into its cells, so that moving it changes one element only.
 */
import { element } from "../element";

export interface CursorEvents {
  readonly moved: (step: number, sequence: number) => void;
  /** The keyboard went up (−1) or down (+1) beyond the drawn sequences. */
  readonly left: (by: number) => void;
}

export interface TimeCursor {
  readonly bar: HTMLElement;
  /** Tells how many steps and sequences the table now has; it has been drawn anew. */
  readonly refresh: (steps: number, sequences: number) => void;
}

/** `stage` holds the table and the bar, `score` scrolls and takes the keys. */
export function mountTimeCursor(score: HTMLElement, stage: HTMLElement, events: CursorEvents): TimeCursor {
  const bar = element("div", { class: "time-cursor", hidden: true });
  let [step, sequence, steps, sequences] = [-1, 0, 0, 0];

  const place = (): void => {
    const column = stage.querySelectorAll<HTMLElement>("thead th")[step];
    const part = stage.querySelectorAll<HTMLElement>("tbody")[sequence];
    bar.hidden = !column || !part;
    if (!column || !part) return;
    const [frame, place] = [stage.getBoundingClientRect(), column.getBoundingClientRect()];
    bar.style.left = `${place.left - frame.left - 2}px`;
    bar.style.width = `${place.width + 4}px`;
    bar.style.top = `${place.top - frame.top}px`;
    bar.style.height = `${frame.bottom - place.top}px`;
  };
  const move = (toStep: number, toSequence: number): void => {
    if (steps === 0) return;
    [step, sequence] = [Math.min(steps - 1, Math.max(0, toStep)), Math.min(sequences - 1, Math.max(0, toSequence))];
    for (const [index, part] of stage.querySelectorAll("tbody").entries()) {
      part.classList.toggle("active", index === sequence && sequences > 1);
    }
    place();
    events.moved(step, sequence);
  };

  let pointer = { x: -1, y: -1, cell: undefined as HTMLTableCellElement | undefined };
  stage.addEventListener("pointermove", ({ target, screenX: x, screenY: y }) => {
    const cell = (target as Element).closest<HTMLTableCellElement>("td, thead th") ?? undefined;
    // Browsers report a pointer that rests as moved where the page moves below it; that must not undo what the keys did.
    const rests = x === pointer.x && y === pointer.y;
    const entered = cell !== pointer.cell;
    pointer = { x, y, cell };
    if (rests || !entered || !cell || cell.cellIndex < 1) return;
    const part = cell.closest("tbody");
    move(cell.cellIndex - 1, part ? [...stage.querySelectorAll("tbody")].indexOf(part) : sequence);
  });
  score.addEventListener("keydown", (event) => {
    if (event.target !== score || event.ctrlKey || event.metaKey || event.altKey) return;
    const goes = keyMoves(event.key, step, steps);
    if (goes !== undefined) move(goes, sequence);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const by = event.key === "ArrowUp" ? -1 : 1;
      const next = sequence + by;
      if (next < 0 || next >= sequences) {
        step = Math.max(0, step);
        events.left(by);
      } else move(Math.max(0, step), next);
    } else return;
    event.preventDefault();
    const column = stage.querySelectorAll<HTMLElement>("thead th")[step];
    if (column) showColumn(score, column);
  });
  score.addEventListener("focus", () => {
    if (step < 0 && score.matches(":focus-visible")) move(0, sequence);
  });
  new ResizeObserver(place).observe(stage);

  return {
    bar,
    refresh: (nowSteps, nowSequences) => {
      [steps, sequences] = [nowSteps, nowSequences];
      if (step >= 0) move(step, sequence);
    },
  };
}

function keyMoves(key: string, step: number, steps: number): number | undefined {
  if (key === "ArrowRight") return step + 1;
  if (key === "ArrowLeft") return step - 1;
  if (key === "Home") return 0;
  if (key === "End") return steps - 1;
  return undefined;
}

/** Scrolls sideways alone, and no further than it takes; the rows' names stay at the left and cover what is below. */
function showColumn(score: HTMLElement, column: HTMLElement): void {
  const names = score.querySelector<HTMLElement>(".corner")?.offsetWidth ?? 0;
  const left = column.offsetLeft - names - 8;
  const right = column.offsetLeft + column.offsetWidth + 8 - score.clientWidth;
  if (score.scrollLeft > left) score.scrollLeft = left;
  else if (score.scrollLeft < right) score.scrollLeft = right;
}
