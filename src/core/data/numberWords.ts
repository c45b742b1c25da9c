/**
 * Words where the network takes their numbers: ids of an Embedding, class numbers of a sparse loss, 0 and 1 of one unit. The list of labels says
 * which number each has. test/core/data/numberWords.test.ts holds this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import type { Label, Tensor } from "./dataset";
import { encodeCells, labelText } from "./encodeCells";
import type { Slot } from "./fitTensor";
import type { Padding } from "./padSamples";
import type { Cells } from "./readCells";
import { readSourceCells } from "./readSourceCells";
import type { TableSource } from "./tables/tableSource";

/** The words by number; undefined where the source is to be one-hot, or has no list of words. */
export function wordsOf({ oneHot, scale }: InlineSource, slot: Slot, section: "x" | "y"): readonly Label[] | undefined {
  if (!oneHot || scale !== "none") return undefined;
  const areWords = oneHot.some((label) => typeof label === "string");
  if (section === "x") return slot.ids && areWords ? oneHot : undefined;
  if (slot.loss === "sparse_categorical_crossentropy") return areWords ? oneHot : undefined;
  const isYesOrNo = slot.loss === "binary_crossentropy" && slot.shape?.at(-1) === 1;
  return isYesOrNo && oneHot.length === 2 ? oneHot : undefined;
}

/** Numbers in the place of the words, and as cells for the rules of numbers. */
export function numberWords(
  source: InlineSource,
  words: readonly Label[],
  tables: TableSource | undefined,
  findings: Findings,
  padding?: Padding,
): { cells: Cells; tensor: Tensor } | undefined {
  const cells = readSourceCells(source, tables, findings, padding);
  // Words that are not in the list are found, and told, as those of one-hot are.
  const hot = cells && encodeCells(cells, source, findings);
  if (!hot) return undefined;
  const { filled } = cells;
  const values = Float32Array.from({ length: cells.values.length }, (_, at) =>
    filled?.[at]
      ? Number(cells.values[at])
      : hot.values.subarray(at * words.length, (at + 1) * words.length).indexOf(1),
  );
  const taken = filled && padding && values.findIndex((value, at) => !filled[at] && value === padding.filler);
  if (taken !== undefined && taken >= 0) {
    const word = labelText(words[padding?.filler ?? 0] ?? "");
    const args = { word, filler: padding?.filler ?? 0 };
    findings.report(source.oneHotRange ?? source.range, message("data-padded.word", args));
    return undefined;
  }
  const shape = source.expandDims ? [...cells.shape, 1] : cells.shape;
  return { cells: { ...cells, values: Array.from(values) }, tensor: { shape, values } };
}
