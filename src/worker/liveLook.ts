/**
 * Tells, while a network trains, what a panel shows of its inside for the sample that somebody watches: `looked`. Another sample can be
 * watched at any time. test/worker/look.test.ts.
 */
import { listRecurrentLayers } from "../core/probes/recurrentLayers";
import type { NetworkSession } from "../core/training/networkSession";
import type { JobContext } from "./jobContext";
import { cutSample, lookAtSample, MOST_LIVE_WEIGHTS } from "./lookSession";
import { Pace } from "./pace";
import type { TrainingPlan } from "./trainingInMotion";

export class LiveLook extends Pace {
  private epoch = 0;
  private sample: number;

  constructor(
    session: NetworkSession,
    sample: number,
    { clock, emit, looks }: Pick<JobContext, "emit" | "clock" | "looks">,
    {
      graph,
      compile: { losses },
      dataset,
      run,
    }: Pick<TrainingPlan, "graph" | "compile" | "dataset"> & { readonly run: string },
  ) {
    const last = dataset.samples - 1;
    const isRecurrent = listRecurrentLayers(graph).length > 0;
    let own = cutSample(dataset, Math.min(sample, last));
    super(clock, (epoch) => {
      this.epoch = epoch;
      if (!isRecurrent) return;
      const seen = lookAtSample(session, this.sample, { graph, dataset: own, losses, mostWeights: MOST_LIVE_WEIGHTS });
      emit({
        type: "looked",
        run,
        epoch,
        sample: this.sample,
        samples: dataset.samples,
        kept: [],
        ...seen,
        connectivity: "none",
      });
    });
    this.sample = Math.min(sample, last);
    looks?.listen((wish) => {
      this.sample = Math.min(wish.sample, last);
      own = cutSample(dataset, this.sample);
      this.now(this.epoch);
    });
  }
}
