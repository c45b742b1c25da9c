/**
 * Tells, while a network trains, what a panel shows of its inside for the sample that somebody watches: `looked`. Another sample can be
 * watched at any time. test/worker/look.test.ts.
 */
import { listRecurrentLayers } from "../core/probes/recurrentLayers";
import type { NetworkSession } from "../core/training/networkSession";
import type { JobContext } from "./jobContext";
import { cutSample, lookAtSample, MOST_LIVE_WEIGHTS } from "./lookSession";
import type { TrainingPlan } from "./trainingInMotion";
import type { WatchedTime } from "./watchedTime";

export function liveLook(
  watched: WatchedTime,
  session: NetworkSession,
  first: number,
  { emit, looks }: Pick<JobContext, "emit" | "looks">,
  {
    graph,
    compile: { losses },
    dataset,
    run,
  }: Pick<TrainingPlan, "graph" | "compile" | "dataset"> & { readonly run: string },
): void {
  if (listRecurrentLayers(graph).length === 0) return;
  const { samples } = dataset;
  let sample = Math.min(first, samples - 1);
  let own = cutSample(dataset, sample);
  const tellNow = watched.add((epoch) => {
    const seen = lookAtSample(session, sample, { graph, dataset: own, losses, mostWeights: MOST_LIVE_WEIGHTS });
    emit({ type: "looked", run, epoch, sample, samples, kept: [], ...seen, connectivity: "none" });
  });
  looks?.listen((wish) => {
    sample = Math.min(wish.sample, samples - 1);
    own = cutSample(dataset, sample);
    tellNow();
  });
}
