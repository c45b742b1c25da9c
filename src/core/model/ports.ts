/**
 * Which tensors a layer gives, by the names behind the `/` in `from`, `outputs` and `initial_state`.
 *
 * test/core/states.test.ts.
 */
import type { Half, LayerDefinition, Port } from "./graph";
import { type CellDefinition, isRecurrentKind, type StateName, stateNames } from "./layerTable";

/** A state of a recurrent layer: its port, and how many numbers it has for each sample. */
export interface StatePort {
  readonly port: Port;
  readonly units: number;
}

/** The recurrent layer that a definition is, or holds inside a Bidirectional: there the one of the forward half. */
export function cellOf(definition: LayerDefinition, inner: LayerDefinition | undefined): CellDefinition | undefined {
  const cell = definition.kind === "Bidirectional" ? inner : definition;
  return cell && isRecurrentKind(cell.kind) ? (cell as CellDefinition) : undefined;
}

/** The recurrent layers of a Bidirectional; the backward one is the forward one turned around where the file names no other. */
export function halvesOf(
  definition: LayerDefinition,
  inner: LayerDefinition | undefined,
): Readonly<Record<Half, CellDefinition>> | undefined {
  const forward = definition.kind === "Bidirectional" ? cellOf(definition, inner) : undefined;
  if (definition.kind !== "Bidirectional" || !forward) return undefined;
  const turned = { ...forward, arguments: { ...forward.arguments, go_backwards: true } } as CellDefinition;
  return { forward, backward: definition.arguments.backward_layer ?? turned };
}

/** The recurrent layers that a layer computes with: none, itself, or both halves. */
export function cellsOf(definition: LayerDefinition, inner: LayerDefinition | undefined): readonly CellDefinition[] {
  const halves = halvesOf(definition, inner);
  return halves ? [halves.forward, halves.backward] : [cellOf(definition, inner) ?? []].flat();
}

/** Features of a recurrent layer's output. */
export const outputUnits = (cell: CellDefinition): number =>
  cell.kind === "Jordan" ? (cell.arguments.output_units ?? cell.arguments.units) : cell.arguments.units;

/** The states that a layer has, given or not, in the order of `initial_state`; empty for layers that are not recurrent. */
export function statesOf(definition: LayerDefinition, inner: LayerDefinition | undefined): readonly StatePort[] {
  const halves = halvesOf(definition, inner);
  const cell = cellOf(definition, inner);
  if (!halves) return cell ? ownStates(cell).map(({ name, units }) => ({ port: name, units })) : [];
  return (["forward", "backward"] as const).flatMap((half) =>
    ownStates(halves[half]).map(({ name, units }): StatePort => ({ port: `${half}/${name}`, units })),
  );
}

const ownStates = (cell: CellDefinition): readonly { readonly name: StateName; readonly units: number }[] =>
  stateNames[cell.kind].map((name) => ({ name, units: name === "y" ? outputUnits(cell) : cell.arguments.units }));

/** Those that other layers can take: with `return_state`. */
export const returnedStates = (
  definition: LayerDefinition,
  inner: LayerDefinition | undefined,
): readonly StatePort[] =>
  cellOf(definition, inner)?.arguments.return_state === true ? statesOf(definition, inner) : [];

/** Whether the two directions stay apart, so that the layer's name alone says too little. */
export const givesHalves = (definition: LayerDefinition): boolean =>
  definition.kind === "Bidirectional" && definition.arguments.merge_mode === "none";

/** What the layer gives, states last. */
export function portsOf(definition: LayerDefinition, inner: LayerDefinition | undefined): readonly Port[] {
  const outputs: readonly Port[] = givesHalves(definition) ? ["forward", "backward"] : ["output"];
  return [...outputs, ...returnedStates(definition, inner).map(({ port }) => port)];
}
