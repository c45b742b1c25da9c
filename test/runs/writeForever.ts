/** Writes checkpoints as fast as it can, until it is killed. */
import { sampleRun, weights } from "./sampleRun";

const writer = sampleRun(process.argv[2] ?? "");
process.stdout.write("begun\n");
for (let epoch = 1; ; epoch++) {
  writer.epoch({ epoch, loss: 1 / epoch });
  writer.flush();
  writer.save("best", { epoch, weights: weights(epoch) });
  writer.save("last", { epoch, weights: weights(epoch) });
}
