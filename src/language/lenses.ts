/**
 * Code lenses above `model:`: the parameters of the whole model, Train, Predict, Inspect and Network; Stop while the file is trained.
 * Where nothing is written yet, a lens leads to the templates and another one to the walkthrough.
 *
 * test/language/lenses.test.ts holds this.
 */
import { type Message, message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import { isBlank } from "../core/text/blankText";

export interface Lens {
  readonly range: TextRange;
  readonly action: "parameters" | "train" | "stop" | "predict" | "inspect" | "network" | "template" | "walkthrough";
  readonly title: Message;
}

/** Shown also while the file has errors: Train then says what is wrong. None without a model. */
export function provideLenses(file: ModelFile, isTraining: boolean): Lens[] {
  const { modelRange: range, graph } = file;
  if (isBlank(file.text)) return blankActions.map((action) => lensOf(atStart, action));
  if (!range) return [];
  const parameters = graph ? [{ range, action: "parameters", title: countOf(file) } as const] : [];
  const actions = isTraining
    ? (["stop", "inspect", "network"] as const)
    : (["train", "predict", "inspect", "network"] as const);
  return [...parameters, ...actions.map((action) => lensOf(range, action))];
}

const atStart: TextRange = { start: 0, end: 0 };
const blankActions = ["template", "walkthrough"] as const;

const lensOf = (range: TextRange, action: Exclude<Lens["action"], "parameters">): Lens => ({
  ...{ range, action, title: message(`lens-${action}`) },
});

function countOf({ totalParams, trainableParams }: ModelFile): Message {
  const count = totalParams;
  if (trainableParams === totalParams) return message("lens-parameters", { count });
  return message("lens-parameters.fixed", { count, trained: trainableParams });
}
