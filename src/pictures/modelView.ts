/** The model as the panel shows it, from the analysis of its file. test/extension/analysisThread.test.ts asks for it. */
import type { Message } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { isBlank } from "../core/text/blankText";
import { layerDetail } from "../core/model/layerDetail";
import { networkViewOf } from "./network/networkView";
import type { ModelView } from "../protocol/panel";

export function modelViewOf(file: ModelFile, fileName: string): ModelView {
  const errors = isBlank(file.text) ? [] : file.diagnostics.filter(({ severity }) => severity === "error");
  return {
    file: fileName,
    name: file.name,
    layers: file.layers.map(({ name, definition, inner, outputs, params, trainable }) => ({
      name,
      kind: definition?.kind ?? "?",
      detail: definition ? layerDetail(definition, inner) : "",
      outputShapes: (outputs ?? []).map(({ shape }) => [...shape]),
      params: params ?? null,
      trainable,
    })),
    network: networkViewOf(file, fileName),
    totalParams: file.totalParams,
    trainableParams: file.trainableParams,
    errors: errors.length,
    ...(errors[0] ? { firstError: plain(errors[0].message) } : {}),
    ...(file.missingForTraining && !isBlank(file.text) ? { cannotTrain: plain(file.missingForTraining) } : {}),
  };
}

const plain = ({ id, args }: Message): { id: string; args: Record<string, string | number> } => ({
  id,
  args: { ...args },
});
