/**
 * What the `fit` and `compile` sections ask of the training loop, for data of a certain size.
 *
 * test/engine/golden.test.ts trains by it, as the training process does.
 */
import type { DataParts } from "../data/dataset";
import { splitByParts, splitSamples, type SplitSamples } from "../data/splitSamples";
import type { EarlyStoppingSettings, PlateauSettings } from "../model/callbackTable";
import type { CompileSettings, FitSettings } from "../model/graph";
import type { ScheduleSettings } from "../model/scheduleTable";

export interface FitPlan extends SplitSamples {
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly schedule: ScheduleSettings | undefined;
  readonly earlyStopping: EarlyStoppingSettings | undefined;
  readonly reduceOnPlateau: PlateauSettings | undefined;
  readonly resetStates: "epoch" | undefined;
}

/** `data`: how many samples there are, and their parts where the data says them itself. */
export function planFit(
  fit: FitSettings,
  compile: CompileSettings,
  { samples, parts }: { readonly samples: number; readonly parts?: DataParts | undefined },
): FitPlan {
  const { epochs, batchSize, shuffle, earlyStopping, reduceOnPlateau, resetStates, validationSplit } = fit;
  const { schedule } = compile.optimizer;
  return {
    ...(parts ? splitByParts(parts) : splitSamples(samples, validationSplit)),
    epochs,
    batchSize,
    shuffle,
    schedule,
    earlyStopping,
    reduceOnPlateau,
    resetStates,
  };
}
