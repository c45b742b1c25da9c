/**
 * Names that completion offers and that depend on the rest of the file. test/language/completion.test.ts holds this.
 */
import { type Language, say } from "../core/messages/message";
import type { KeyTable } from "../core/model/argumentTypes";
import { dataForms, formKeys, formOf } from "../core/model/formTable";
import { tensorName } from "../core/model/graph";
import type { ModelFile } from "../core/model/modelFile";
import { validates } from "../core/model/readFit";
import { sourcesTable, taskTable } from "../core/model/sectionTable";
import { columnNames } from "../core/training/columnNames";
import { choiceText, objectText } from "./documentation";

/** Keys of the form that the written ones belong to; all ways to begin where there are none. */
export function dataSection(taken: readonly string[]): KeyTable {
  if (taken.includes("task")) return taskTable;
  if (taken.includes("x") || taken.includes("y")) return sourcesTable;
  const form = formOf(taken);
  if (form) return dataForms[form];
  if (taken.includes("file")) return formKeys;
  const { file } = dataForms.series;
  const { x, y } = sourcesTable;
  return { x, y, file, task: taskTable.task };
}

/** What `monitor` may name: the figures of an epoch. */
export function monitored({ layers, graph, compile, fit, data }: ModelFile): readonly string[] {
  if (!graph || !compile) return ["val_loss", "loss"];
  const columns = columnNames(
    graph.outputs.map((output) => tensorName(layers, output)),
    compile.metrics,
  );
  return validates({ fit, data }) ? [...columns.map((column) => `val_${column}`), ...columns] : columns;
}

/** What such a figure is: `val_out_mae` is a metric of `out`, over the samples that are kept back. */
export function figureText(figure: string, { layers, graph }: ModelFile, language: Language): string | undefined {
  const known = choiceText("fit", "monitor", figure, language);
  if (known !== undefined) return known;
  const isValidated = figure.startsWith("val_");
  const plain = isValidated ? figure.slice("val_".length) : figure;
  const outputs = (graph?.outputs ?? []).map((output) => tensorName(layers, output));
  const output = outputs.find((one) => plain.startsWith(`${one}_`));
  const measure = output === undefined ? plain : plain.slice(output.length + 1);
  const about =
    measure === "loss" && output !== undefined
      ? say(language, "monitor-loss", { output })
      : objectText("metric", measure.replace(/_\d+$/, ""), language);
  return about && say(language, isValidated ? "monitor-validated" : "monitor-trained", { about });
}
