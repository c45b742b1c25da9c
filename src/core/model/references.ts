/**
 * Names of tensors to the tensors: `lstm`, `lstm/h`, `bidirectional/forward/c`, among the layers above.
 *
 * test/core/model.test.ts and states.test.ts.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { PortShape } from "../shapes/shapeRules";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { suggest } from "../text/suggestion";
import type { Port, Shape, TensorRef } from "./graph";
import { givesHalves, portsOf, statesOf } from "./ports";
import type { LayerDraft } from "./readLayer";

/** A layer on its way into the graph; `inputs` and `initialState` are undefined where a reference is broken. */
export interface Entry {
  readonly draft: LayerDraft;
  readonly name: string;
  readonly trainable: boolean;
  inputs: readonly TensorRef[] | undefined;
  initialState: readonly TensorRef[] | undefined;
  outputs: readonly PortShape[] | undefined;
  params: number | undefined;
  inputShapes: readonly Shape[] | undefined;
}

/** Two halves in place of one output. */
export const isSplit = ({ draft: { definition } }: Entry): boolean =>
  definition !== undefined && givesHalves(definition);

export const shapeOf = (entries: readonly Entry[], { layer, port }: TensorRef): Shape | undefined =>
  entries[layer]?.outputs?.find((output) => output.port === port)?.shape;

/** What a layer gives; the output alone where the layer itself is not understood. */
function portsOfEntry({ draft: { definition, inner } }: Entry): readonly Port[] {
  return definition ? portsOf(definition, inner) : ["output"];
}

/** The tensor that a node names, from a layer above `index`; undefined with a finding. */
export function resolveReference(
  entries: readonly Entry[],
  index: number,
  node: SyntaxNode,
  findings: Findings,
): TensorRef | undefined {
  const written = node.is === "scalar" ? String(node.value) : "";
  const slash = written.indexOf("/");
  const name = slash < 0 ? written : written.slice(0, slash);
  const port = slash < 0 ? "" : written.slice(slash + 1);
  const layer = entries.findIndex((entry) => entry.name === name);
  const found = layer >= 0 && layer < index ? entries[layer] : undefined;
  if (found && !port) {
    if (!isSplit(found)) return { layer, port: "output" };
    findings.report(node.range, message("ambiguous-reference", { name }));
    return undefined;
  }
  const given = port === "output" ? undefined : found && portsOfEntry(found).find((one) => one === port);
  if (given) return { layer, port: given };
  if (found && hasState(found, port)) findings.report(node.range, message("state-not-returned", { name }));
  else if (layer === index) findings.report(node.range, message("unknown-reference.itself"));
  else if (layer > index) findings.report(node.range, message("unknown-reference.later", { name }));
  // A port of a layer that is wrong itself: it has been told there.
  else if (!found || found.draft.definition) reportUnknown(entries, index, written, node, findings);
  return undefined;
}

const hasState = ({ draft: { definition, inner } }: Entry, port: string): boolean =>
  definition !== undefined && statesOf(definition, inner).some((state) => state.port === port);

function reportUnknown(
  entries: readonly Entry[],
  index: number,
  written: string,
  node: SyntaxNode,
  findings: Findings,
): void {
  const names = entries
    .slice(0, index)
    .flatMap((entry) => portsOfEntry(entry).map((port) => (port === "output" ? entry.name : `${entry.name}/${port}`)));
  const isOutput = index === entries.length;
  const suggestion = suggest(written, names);
  const name = written.slice(0, 60);
  const known = names.join(", ") || "–";
  if (suggestion) {
    const args = { name, suggestion };
    findings.report(
      node.range,
      isOutput ? message("unknown-reference.outputSuggest", args) : message("unknown-reference.suggest", args),
      { fixes: [replacement(node.range, suggestion)] },
    );
  } else {
    const args = { name, known };
    findings.report(
      node.range,
      isOutput ? message("unknown-reference.output", args) : message("unknown-reference", args),
    );
  }
}
