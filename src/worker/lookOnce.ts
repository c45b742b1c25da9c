/** One look inside a trained network, with all that can be seen of the sample. test/cli/plot.test.ts holds it. */
import { message } from "../core/messages/message";
import type { Looked, LookAt, LookRequest, TrainingFact } from "../protocol/training";
import type { JobContext } from "./jobContext";
import { LookQueue, runLooking } from "./lookJob";

/** Never throws. */
export async function lookOnce(
  request: LookRequest,
  wish: LookAt,
  { openEngine }: Pick<JobContext, "openEngine">,
): Promise<Looked | Extract<TrainingFact, { type: "refused" }>> {
  const enough = new AbortController();
  const wishes = new LookQueue();
  wishes.ask(wish);
  return new Promise((resolve) => {
    const emit: JobContext["emit"] = (fact) => {
      if (fact.type === "looked" && fact.layers.length === 0) {
        enough.abort();
        resolve({ type: "refused", cause: "model", reason: message("inspect-none-recurrent") });
      } else if (fact.type === "refused" || (fact.type === "looked" && fact.connectivity !== "coming")) {
        enough.abort();
        resolve(fact);
      }
    };
    void runLooking(request, { emit, openEngine, signal: enough.signal }, wishes);
  });
}
