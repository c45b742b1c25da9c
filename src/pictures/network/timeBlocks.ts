/**
 * Where each layer stands when the network is drawn out over time: layers that go through the same time share their columns.
 *
 * A layer stands below what it takes, in the columns of its first input. Where these are taken, where the steps are others, or where it
 * begins with the states of a layer, it gets columns of its own further right: a decoder stands beside its encoder. What takes nothing stands
 * just above the first that takes from it.
 * test/pictures/network/networkPicture.test.ts.
 */
import type { NetworkNode, NetworkView } from "../../protocol/network";

/** More steps than this are not drawn all: the first ones, and the last. */
const MOST_STEPS = 6;
const FIRST_STEPS = 3;

export interface Block {
  /** What the columns are called, `1`, `2`, … `T`; a gap is undefined. One column without a name where there is no time. */
  readonly columns: readonly (string | undefined)[];
  /** Blocks that must stand further left. */
  readonly behind: number[];
}

export interface Standing {
  readonly block: number;
  readonly row: number;
}

export interface TimeBlocks {
  readonly blocks: readonly Block[];
  readonly standings: readonly Standing[];
}

export function timeBlocks({ nodes, edges }: NetworkView): TimeBlocks {
  const blocks: (Block & { steps: number | null | undefined })[] = [];
  const standings: Standing[] = [];
  const taken = new Set<string>();
  for (const [at, node] of nodes.entries()) {
    const into = edges.filter(({ to }) => to === at);
    const inputs = into.filter(({ isState }) => !isState).map(({ from }) => from);
    const row = Math.max(-1, ...inputs.map((from) => standings[from]?.row ?? 0)) + 1;
    const first = standings[inputs[0] ?? -1]?.block;
    const givers = into.filter(({ isState }) => isState).map(({ from }) => standings[from]?.block ?? 0);
    const suits = (block: number): boolean =>
      (node.steps === undefined || blocks[block]?.steps === node.steps) &&
      !taken.has(`${block} ${row}`) &&
      !givers.includes(block);
    let block = first !== undefined && suits(first) ? first : -1;
    // Without time, any columns further right will do.
    if (block < 0 && first !== undefined && node.steps === undefined)
      block = blocks.findIndex((_, at) => at > first && suits(at));
    if (block < 0) {
      block = blocks.push({ steps: node.steps, columns: columnsOf(node), behind: [] }) - 1;
      if (first !== undefined) blocks[block]?.behind.push(first);
    }
    blocks[block]?.behind.push(...givers.filter((giver) => giver < block));
    taken.add(`${block} ${row}`);
    standings.push({ block, row });
  }
  for (const [at, { row, block }] of standings.entries()) {
    const below = edges.flatMap(({ from, to, isState }) => (from === at && !isState ? [standings[to]?.row ?? 0] : []));
    const isFirst = edges.every(({ to }) => to !== at);
    const lower = Math.min(...below) - 1;
    if (!isFirst || below.length === 0 || lower <= row || taken.has(`${block} ${lower}`)) continue;
    taken.add(`${block} ${lower}`);
    standings[at] = { block, row: lower };
  }
  return { blocks, standings };
}

function columnsOf({ steps }: NetworkNode): (string | undefined)[] {
  if (steps === undefined) return [""];
  if (steps === null) return ["1", "2", undefined, "T"];
  const all = Array.from({ length: Math.min(steps, MOST_STEPS) }, (_, step) => String(step + 1));
  return steps <= MOST_STEPS ? all : [...all.slice(0, FIRST_STEPS), undefined, String(steps)];
}
