/**
 * Runs a program: phases of tapes (plan/program.ts). This is what the outside calls; nothing is allocated here or in any kernel.
 */
import { runTape } from "./engine";
import { Frame } from "./frame";
import { setWide } from "./matrix";

export { setWide };

export function run(program: usize): void {
  for (let parts = load<i32>(program); parts > 0; parts = load<i32>(program)) {
    const end = program + 4 + (<usize>parts << 3);
    for (program += 4; program < end; program += 8) {
      const frame = changetype<Frame>(load<usize>(program, 4));
      // A short batch leaves the last shards without rows.
      if (frame.rows > 0) runTape(load<usize>(program), frame);
    }
  }
}
