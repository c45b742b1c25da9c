/**
 * Programs: what one call into WebAssembly runs, as a list of phases.
 *
 * A phase is one tape for each region, run side by side by as many threads as there are, or one tape alone; all tapes of a
 * phase end before the next one begins. In memory: the number of tapes, then for each of them its address and that of its
 * frame; after the last phase 0. kernels/team.ts runs them. test/engine/threads.test.ts.
 */
import { Operation } from "./codes";
import type { Layout } from "./layout";
import type { TapeEntry } from "./network";
import type { Region } from "./region";

export interface TapePart {
  readonly region: Region;
  readonly entries: readonly TapeEntry[];
}

/** Words of memory that have to be written before the first run. */
export interface PlacedWords {
  readonly address: number;
  readonly words: Int32Array;
}

/** Places the tapes and the program that names them; the program is the last of what is returned. */
export function placeProgram(layout: Layout, phases: readonly (readonly TapePart[])[]): PlacedWords[] {
  const tapes: PlacedWords[] = [];
  const words: number[] = [];
  for (const parts of phases) {
    words.push(parts.length);
    for (const { region, entries } of parts) {
      const tape = place(layout, [...entries.flat(), Operation.end, 0]);
      tapes.push(tape);
      words.push(tape.address, region.frame.address);
    }
  }
  return [...tapes, place(layout, [...words, 0])];
}

function place(layout: Layout, numbers: readonly number[]): PlacedWords {
  const words = Int32Array.from(numbers);
  return { address: layout.take(words.byteLength), words };
}
