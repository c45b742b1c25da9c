/**
 * Runs beside each other for the panel: the losses of each, and what its first recurrent layer holds for the sample that is watched.
 * Held by test/vscode/suite/main (training.test.ts, keptRuns.test.ts).
 */
import * as vscode from "vscode";
import { type ComparedRun, scoreOf } from "../../protocol/panel";
import type { EpochRow, Looked, LookRequest } from "../../protocol/training";
import { startLooking } from "../../training/startTraining";
import type { ModelRun } from "../runs/modelRun";
import { type ModelRuns, placeOf } from "../runs/modelRuns";

/** Opens a run, looks at one sample, and lets it go; undefined where that cannot be. */
export function lookAtOnce(workerPath: string, request: LookRequest, sample: number): Promise<Looked | undefined> {
  return new Promise((resolve) => {
    const handle = startLooking({
      ...{ workerPath, request },
      onFact: (fact) => {
        if (fact.type !== "looked") return;
        resolve(fact);
        handle.kill();
      },
      onEnd: () => resolve(undefined),
    });
    handle.ask({ type: "lookAt", sample });
  });
}

export function comparedRun(name: string, rows: readonly EpochRow[], looked: Looked | null | undefined): ComparedRun {
  const [layer] = looked?.layers ?? [];
  return { name, rows: [...rows], ...(looked && layer && { score: scoreOf(looked, layer) }) };
}

/** The run that is shown beside another one on disk; null puts the comparison away. */
export async function compareWith(
  workerPath: string,
  runs: ModelRuns,
  modelRun: ModelRun,
  id: string | null,
): Promise<void> {
  if (id === null) return modelRun.compare(null);
  const other = await runs.kept.read(modelRun, id);
  const { view, history, watched } = modelRun;
  if (!other || !view || !vscode.workspace.isTrusted) return;
  const sample = watched?.sample ?? 0;
  const look = (run: string, text: string): Promise<Looked | undefined> =>
    lookAtOnce(workerPath, { type: "look", ...placeOf(modelRun.uri), text, engine: "auto", run }, sample);
  const looks = [
    await look(view.id, modelRun.trainedText ?? other.text),
    await look(other.folder, other.text),
  ] as const;
  modelRun.compare({
    with: id,
    runs: [comparedRun(view.id, history.rows, looks[0]), comparedRun(id, other.rows, looks[1])],
  });
}
