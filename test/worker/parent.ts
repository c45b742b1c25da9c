/** A host that starts a run, tells its process's number and folder, and then waits to be killed. */
import { startTraining } from "../../src/training/startTraining";
import { requestFor } from "./jobDoor";

const [workerPath = "", workspace = "", text = ""] = process.argv.slice(2);
const handle = startTraining({
  workerPath,
  request: requestFor(workspace, text),
  onFact: (fact) => {
    if (fact.type === "started") process.stdout.write(`${JSON.stringify({ pid: handle.pid, folder: fact.folder })}\n`);
  },
  onEnd: () => process.exit(1),
});
