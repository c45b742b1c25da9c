/**
 * `unroll inspect FILE`: what the recurrent layers of a trained network hold for one sample, step by step.
 *
 * The JSON is fixed by docs/language.md. test/cli/inspect.test.ts holds it.
 */
import * as path from "node:path";
import { reportAttention, reportLayer } from "../charts/layerReport";
import { sampleLine } from "../charts/sampleLine";
import { stringifyJson } from "../core/data/jsonNumbers";
import { nest } from "../core/data/nestedLists";
import type { Tensor } from "../core/data/dataset";
import { message, say } from "../core/messages/message";
import { type InspectedLayer, measureRows, measureSaturation } from "../core/probes/layerProbe";
import type { Inspected, InspectRequest } from "../protocol/training";
import { runInspection } from "../worker/inspectJob";
import { openEngine } from "../worker/openEngine";
import { engineName, keptEpoch, oneFile, type ParsedArguments, wholeNumber, WrongUsage } from "./arguments";
import { readOrSay } from "./modelFiles";
import { reportRefusal } from "./refusal";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { runAsJson, writeWeightsUsed } from "./weightsUsed";

export async function runInspect(given: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const file = oneFile(given, "inspect");
  const request = readRequest(given, file, context);
  const text = readOrSay(file, context);
  if (typeof text !== "string") return text;
  const answer = await runInspection({ ...request, text }, { openEngine });
  if (answer.type === "refused") return reportRefusal(answer, file, text, context);
  writeWeightsUsed(answer.used, context);
  if (!answer.hasLoss) writeLine(context.err, say(context.language, "inspect-no-gradient"));
  if (context.json)
    context.out.write(
      `${stringifyJson({ layers: answer.layers.map(asJson), ...attentionJson(answer.attention), run: runAsJson(answer.used) })}\n`,
    );
  else {
    const { out, language } = context;
    const line = sampleLine(answer.predictions, 0, out, language);
    out.write(`${say(language, "inspect-shown", { number: request.sample + 1, sample: request.sample })} ${line}\n\n`);
    for (const layer of answer.layers) out.write(`${reportLayer(layer, out, language).join("\n")}\n\n`);
    for (const one of answer.attention) out.write(`${reportAttention(one, out, language).join("\n")}\n\n`);
  }
  return exitCodes.success;
}

function readRequest(
  given: ParsedArguments,
  file: string,
  { workingFolder }: CommandContext,
): Omit<InspectRequest, "type" | "text"> {
  const engine = engineName(given);
  const { texts, switches } = given;
  const [run, weights, layer] = [texts.get("run"), texts.get("weights"), texts.get("layer")];
  const data = texts.get("data");
  if (run !== undefined && weights !== undefined) throw new WrongUsage(message("cli-run-or-weights"));
  const epoch = keptEpoch(given);
  return {
    ...{ file: path.resolve(workingFolder, file), workspace: workingFolder, engine },
    sample: wholeNumber(given, "sample", 0, 2 ** 31 - 1) ?? 0,
    connectivity: switches.has("connectivity"),
    ...(run !== undefined && { run }),
    ...(epoch !== undefined && { epoch }),
    ...(weights !== undefined && { weights: path.resolve(workingFolder, weights) }),
    ...(data !== undefined && { data: path.resolve(workingFolder, data) }),
    ...(layer !== undefined && { layer }),
  };
}

/** No key where the network has no Attention layer. */
const attentionJson = (all: Inspected["attention"]): object =>
  all.length === 0 ? {} : { attention: all.map(({ name, weights }) => ({ name, weights: lists(weights) })) };

const lists = ({ shape, values }: Tensor): unknown => nest(shape, values);

/** Keys and shapes as docs/language.md has them; gradients are null where there is no loss. */
function asJson({ name, kind, states, gates, gradient, spectralRadii, connectivity }: InspectedLayer): unknown {
  const mapped = (tensors: Readonly<Record<string, Tensor>>, figure: (tensor: Tensor) => unknown): unknown =>
    Object.fromEntries(Object.entries(tensors).map(([key, tensor]) => [key, figure(tensor)]));
  return {
    name,
    kind,
    states: mapped(states, lists),
    gates: mapped(gates, lists),
    gradient_by_step: gradient ? lists(gradient) : null,
    gradient_norm_by_step: gradient ? Array.from(measureRows(gradient)) : null,
    saturation: mapped(gates, measureSaturation),
    spectral_radius: Math.max(...spectralRadii),
    ...(connectivity && { connectivity: lists(connectivity) }),
  };
}
