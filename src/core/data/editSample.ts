/**
 * One sample with some of its input values replaced, encoded as its data is: a label by its name, a number in the data's own units.
 *
 * The right answers of the sample are those to what it was, so they are left out. test/core/data/editSample.test.ts.
 */
import { type Message, message } from "../messages/message";
import type { DataColumn, Dataset, Label } from "./dataset";
import { type DataContext, inputSlots } from "./networkSlots";

export interface InputEdit {
  /** Name of the Input. */
  readonly input: string;
  /** Counted from 0; 0 where the input has no time. */
  readonly step: number;
  /** Counted from 0; 0 for labels. */
  readonly feature: number;
  readonly value: Label;
}

/** A dataset of one sample, or what is wrong with the edits, for people. */
export function editSample(file: DataContext, sample: Dataset, edits: readonly InputEdit[]): Dataset | Message {
  const slots = inputSlots(file);
  const inputs = sample.inputs.map((column) => ({
    ...column,
    tensor: { ...column.tensor, values: column.tensor.values.slice() },
  }));
  for (const edit of edits) {
    const column = inputs.find(({ name }) => name === edit.input);
    if (!column) return message("what-if-input", { input: edit.input });
    // A step or a logarithm is no number that a person means.
    if (column.change) return message("what-if-changed");
    const slot = slots.find(({ name }) => name === edit.input);
    const wrong = column.labels
      ? setLabel(column, column.labels, edit)
      : setNumber(column, edit, slot?.ids?.count, slot?.whole === true);
    if (wrong) return wrong;
  }
  return { samples: 1, inputs, targets: [] };
}

function setLabel({ tensor }: DataColumn, labels: readonly Label[], edit: InputEdit): Message | undefined {
  const width = labels.length;
  const label = labels.findIndex((one) => String(one) === String(edit.value));
  const value = String(edit.value);
  if (label < 0) return message("what-if-label", { value, labels: labels.slice(0, 20).join(", ") });
  const from = edit.step * width;
  if (from + width > tensor.values.length) return outside(edit);
  tensor.values.fill(0, from, from + width);
  tensor.values[from + label] = 1;
  return undefined;
}

function setNumber(
  { tensor, scaling }: DataColumn,
  edit: InputEdit,
  ids: number | undefined,
  isWhole: boolean,
): Message | undefined {
  const features = tensor.shape.length > 2 ? (tensor.shape.at(-1) ?? 1) : 1;
  const at = edit.step * features + edit.feature;
  if (edit.feature >= features || at >= tensor.values.length) return outside(edit);
  const value = Number(edit.value);
  if (!Number.isFinite(value)) return message("what-if-number", { value: String(edit.value) });
  if ((isWhole || ids !== undefined) && !Number.isInteger(value)) return message("what-if-whole", { value });
  if (ids !== undefined && (value < 0 || value >= ids)) return message("what-if-id", { value, last: ids - 1 });
  const own = scaling ? edit.feature % scaling.offset.length : 0;
  tensor.values[at] = scaling ? (value - (scaling.offset[own] ?? 0)) / (scaling.factor[own] ?? 1) : value;
  return undefined;
}

const outside = ({ input, step }: InputEdit): Message => message("what-if-step", { input, step: step + 1 });
