/**
 * For which samples a panel is told what the network answers: the page that the watched one stands on. test/worker/look.test.ts.
 */
import { changeOfSamples } from "../core/data/series/seriesChanges";
import type { DataColumn, Dataset } from "../core/data/dataset";
import { bordersOf, pageOf } from "../core/data/samplePages";
import { cutSamples } from "../core/data/samples";
import type { SampleRange } from "../core/data/splitSamples";
import type { ModelGraph } from "../core/model/graph";
import type { ModelFile } from "../core/model/modelFile";
import { cellOf } from "../core/model/ports";

export interface ShownPage {
  readonly shown: SampleRange;
  /** What has to be answered for it: where states go from batch to batch, all that comes before it too, in whole batches. */
  readonly answered: SampleRange;
}

export function shownPage(
  { graph, dataset, file }: { readonly graph: ModelGraph; readonly dataset: Dataset; readonly file: ModelFile },
  sample: number,
  size: number,
): ShownPage {
  const { batchSize, validationSplit } = file.fit;
  const shown = pageOf(dataset.samples, bordersOf(dataset, validationSplit), sample, size);
  if (!isStateful(graph)) return { shown, answered: shown };
  const to = Math.min(dataset.samples, Math.ceil(shown.to / batchSize) * batchSize);
  return { shown, answered: { from: 0, to } };
}

export const isStateful = ({ layers }: ModelGraph): boolean =>
  layers.some((layer) => cellOf(layer, layer.inner)?.arguments.stateful === true);

export const numbersOf = ({ from, to }: SampleRange): Int32Array =>
  Int32Array.from({ length: to - from }, (_none, at) => from + at);

/** Some samples of a dataset, as a dataset. */
export function cutRange({ inputs, targets }: Dataset, { from, to }: SampleRange): Dataset {
  const cut = (column: DataColumn): DataColumn => ({
    ...column,
    tensor: cutSamples(column.tensor, from, to),
    ...changeOfSamples(column.change, from, to),
  });
  return { samples: to - from, inputs: inputs.map(cut), targets: targets.map(cut) };
}
