/**
 * `initial_state`: what a recurrent layer starts from. A layer that returns its states gives all of them, any other name its output, and
 * a list says each by itself. test/core/states.test.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { formatShape } from "../shapes/shapeRules";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { type TensorRef, tensorName } from "./graph";
import { referenceKeys } from "./layerTable";
import { returnedStates, statesOf } from "./ports";
import { type Entry, type NamedEntries, resolveReference, shapeOf } from "./references";

/** Empty where the layer starts from zeros; undefined with a finding where a reference is broken. */
export function resolveInitialState(
  named: NamedEntries,
  index: number,
  findings: Findings,
): readonly TensorRef[] | undefined {
  const node = named.entries[index]?.draft.common.get("initial_state");
  if (!node) return [];
  const names = node.is === "list" ? node.items : [node];
  if (node.is === "map" || names.length === 0 || names.some((item) => item.is !== "scalar")) {
    findings.report(node.range, message("wrong-type.names", { key: "initial_state" }));
    return undefined;
  }
  if (node.is === "scalar") return resolveLayerStates(named, index, node, findings);
  const references = names.map((item) => resolveReference(named, index, item, findings));
  return references.every((reference): reference is TensorRef => reference !== undefined) ? references : undefined;
}

function resolveLayerStates(
  named: NamedEntries,
  index: number,
  node: Extract<SyntaxNode, { is: "scalar" }>,
  findings: Findings,
): readonly TensorRef[] | undefined {
  const { entries } = named;
  const layer = named.placeOf(String(node.value));
  const source = layer < index ? entries[layer]?.draft : undefined;
  // What it returns is not known before it is sound, and what is wrong with it has been told.
  if (source && !source.definition) return undefined;
  const { definition, inner } = source ?? {};
  const states = definition ? returnedStates(definition, inner) : [];
  if (states.length > 0) return states.map(({ port }) => ({ layer, port }));
  // One output cannot be two states: those of that layer are meant.
  const own = entries[index]?.draft;
  const wanted = own?.definition ? statesOf(own.definition, own.inner).length : 1;
  if (definition && referenceKeys(definition.kind).length > 0 && wanted > 1) {
    findings.report(node.range, message("state-not-returned", { name: entries[layer]?.name ?? "" }));
    return undefined;
  }
  const reference = resolveReference(named, index, node, findings);
  return reference && [reference];
}

/** As many tensors as the layer has states, each (batch, units). */
export function checkInitialState(entries: readonly Entry[], { draft, initialState }: Entry, findings: Findings): void {
  const node = draft.common.get("initial_state");
  if (!node || !initialState || !draft.definition) return;
  const kind = draft.writtenKind;
  const states = statesOf(draft.definition, draft.inner);
  if (states.length !== initialState.length) {
    const names = states.map(({ port }) => port).join(", ");
    const count = initialState.length;
    findings.report(node.range, message("initial-state-count", { kind, wanted: states.length, names, count }));
    return;
  }
  for (const [i, { port, units }] of states.entries()) {
    const reference = initialState[i] as TensorRef;
    const shape = shapeOf(entries, reference);
    if (!shape || (shape.length === 2 && shape[1] === units)) continue;
    findings.report(
      (node.is === "list" ? node.items[i] : node)?.range ?? node.range,
      message("initial-state-shape", {
        state: port,
        kind,
        expected: formatShape([null, units]),
        found: formatShape(shape),
        name: tensorName(entries, reference),
      }),
    );
    // All states of one layer are of one size: told once.
    if (node.is === "scalar") return;
  }
}
