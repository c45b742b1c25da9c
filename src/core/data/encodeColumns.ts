/**
 * Sources to columns of numbers: read, encoded, filled up, fitted to their ends of the network, scaled.
 *
 * Mistakes stand at the smallest place. test/core/data/checkData.test.ts and encodeDataset.test.ts hold this.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import { assignSources } from "./assignSources";
import type { DataColumn, Scaling, Tensor } from "./dataset";
import { encodeCells } from "./encodeCells";
import { fitInput, fitTarget, type Slot } from "./fitTensor";
import { checkInputValues } from "./inputValues";
import { numberWords, wordsOf } from "./numberWords";
import { ownSteps, type Padding, withoutFilled } from "./padSamples";
import type { Cells } from "./readCells";
import { readSourceCells } from "./readSourceCells";
import { cutSamples } from "./samples";
import { measureScaling, scaled } from "./scaling";
import { splitSamples } from "./splitSamples";
import type { TableSource } from "./tables/tableSource";
import { checkTargetValues } from "./targetValues";

/** A source that has been encoded for its end of the network. */
export interface Encoded {
  readonly column: DataColumn;
  readonly source: InlineSource;
  /** On which side its shorter samples were filled up. */
  readonly padded?: Padding["side"];
}

/** What scaling is measured on: the training samples, all but the `share` that validates; or figures that are known, by name. */
export interface ScalingFrom {
  readonly share?: number | undefined;
  readonly known?: ReadonlyMap<string, Scaling>;
  /** Reads the files that sources name. */
  readonly tables?: TableSource | undefined;
  /** Of targets: the inputs, whose lengths they follow. */
  readonly inputs?: readonly Encoded[];
  /** How many steps samples are filled up to, by Input, where it takes any length. */
  readonly steps?: ReadonlyMap<string, number>;
}

/** Encodes one side of the data. */
export function encodeColumns(
  sources: readonly InlineSource[],
  slots: readonly Slot[],
  section: "x" | "y",
  text: string,
  findings: Findings,
  from: ScalingFrom,
): Encoded[] {
  const encoded: Encoded[] = [];
  for (const [at, source] of assignSources(sources, slots, section, text, findings).entries()) {
    const slot = slots[at];
    const words = slot && source && wordsOf(source, slot, section);
    const padding = slot && source && paddingOf(source, slot, from);
    const plain =
      source &&
      (words
        ? numberWords(source, words, from.tables, findings, padding)
        : encodeSource(source, from.tables, findings, padding));
    if (!slot || !plain) continue;
    const padded = plain.cells.filled && padding;
    if (padded && section === "x") tellPadding(padded, plain.cells, { slot, source, findings });
    const fitting = { slot, source: words ? { ...source, oneHot: undefined } : source, findings };
    const fitted = section === "x" ? fitInput(plain.tensor, fitting) : fitTarget(plain.tensor, fitting);
    const check = section === "x" ? checkInputValues : checkTargetValues;
    if (!fitted || !check(plain.cells, fitting.source, slot, findings)) continue;
    const { filled } = plain.cells;
    const column = words
      ? { name: slot.name, tensor: fitted, words }
      : columnOf(slot.name, fitted, source, { ...from, filled });
    encoded.push({ column, source, ...(padded && { padded: padded.side }) });
  }
  return encoded;
}

/** How samples of different lengths are filled up; undefined where they have to be alike. Targets follow the inputs. */
function paddingOf(source: InlineSource, slot: Slot, from: ScalingFrom): Padding | undefined {
  const { inputs } = from;
  const steps = slot.shape?.[1] ?? from.steps?.get(slot.name);
  // What stands behind other samples is as long as they are.
  const isDeclared = source.padding !== null || (from.steps !== undefined && slot.masked !== undefined);
  if (inputs) {
    const side = source.padding ?? inputs.find(({ padded }) => padded)?.padded;
    const isOfSteps = (slot.shape?.length ?? 0) > 2;
    return side && isOfSteps ? { side, filler: 0, steps, isDeclared: true } : undefined;
  }
  if (!isDeclared && slot.masked === undefined) return undefined;
  return { side: source.padding ?? "post", filler: slot.masked ?? 0, steps, isDeclared };
}

function tellPadding(
  { side, filler }: Padding,
  cells: Cells,
  { slot, source, findings }: { slot: Slot; source: InlineSource; findings: Findings },
): void {
  const range = source.values.items[0]?.range ?? source.range;
  const args = { ...ownSteps(cells), steps: cells.shape[1] ?? 0, filler, name: slot.name };
  if (slot.masked === undefined) findings.report(range, message("data-padded.unmasked", args), { severity: "warning" });
  else
    findings.report(range, message(side === "pre" ? "data-padded.pre" : "data-padded", args), {
      severity: "information",
    });
}

export function encodeSource(
  source: InlineSource,
  tables: TableSource | undefined,
  findings: Findings,
  padding?: Padding,
): { cells: Cells; tensor: Tensor } | undefined {
  if (source.oneHot && source.scale !== "none") {
    findings.report(source.oneHotRange ?? source.range, message("data-scale-labels"));
    return undefined;
  }
  const cells = readSourceCells(source, tables, findings, padding);
  const tensor = cells && encodeCells(cells, source, findings);
  if (!tensor) return undefined;
  return { cells, tensor: source.expandDims ? { shape: [...tensor.shape, 1], values: tensor.values } : tensor };
}

function columnOf(
  name: string,
  tensor: Tensor,
  source: InlineSource,
  { share, known, filled }: ScalingFrom & { readonly filled: Uint8Array | undefined },
): DataColumn {
  const labels = source.oneHot ? { labels: source.oneHot } : {};
  if (source.scale === "none") return { name, tensor, ...labels };
  const { training } = splitSamples(tensor.shape[0] ?? 0, share);
  const measured = cutSamples(tensor, 0, training.to);
  const own = filled ? withoutFilled(measured, filled) : measured;
  const scaling = known?.get(name) ?? measureScaling(own, source.scale);
  const column = { name, tensor: scaled(tensor, scaling), ...labels, scaling };
  filled?.forEach((isFilled, at) => isFilled && (column.tensor.values[at] = tensor.values[at] ?? 0));
  return column;
}
