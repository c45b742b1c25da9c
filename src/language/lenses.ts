/**
 * Code lenses above `model:`: the parameters of the whole model, Train, Predict, Inspect and Network; Stop while the file is trained.
 *
 * test/language/lenses.test.ts holds this.
 */
import { type Message, message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { formatCount } from "../core/shapes/shapeRules";
import type { TextRange } from "../core/text/range";

export interface Lens {
  readonly range: TextRange;
  readonly action: "parameters" | "train" | "stop" | "predict" | "inspect" | "network";
  readonly title: Message;
}

/** Shown also while the file has errors: Train then says what is wrong. None without a model. */
export function provideLenses(file: ModelFile, isTraining: boolean): Lens[] {
  const { modelRange: range, graph } = file;
  if (!range) return [];
  const parameters = graph ? [{ range, action: "parameters", title: countOf(file) } as const] : [];
  const actions = isTraining
    ? (["stop", "inspect", "network"] as const)
    : (["train", "predict", "inspect", "network"] as const);
  return [...parameters, ...actions.map((action) => ({ range, action, title: message(`lens-${action}`) }))];
}

function countOf({ totalParams, trainableParams }: ModelFile): Message {
  const count = formatCount(totalParams);
  if (trainableParams === totalParams) return message("lens-parameters", { count });
  return message("lens-parameters.fixed", { count, trained: formatCount(trainableParams) });
}
