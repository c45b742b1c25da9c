/**
 * Which tensors a layer gives, by the names behind the `/` in `from`, `outputs` and `initial_state`.
 *
 * test/core/states.test.ts.
 */
import type { LayerDefinition, Port } from "./graph";
import { isRecurrentKind, type RecurrentKind, stateNames } from "./layerTable";

/** A state of a recurrent layer: its port, and how many numbers it has for each sample. */
export interface StatePort {
  readonly port: Port;
  readonly units: number;
}

type RecurrentDefinition = Extract<LayerDefinition, { readonly kind: RecurrentKind }>;

/** The recurrent layer that a definition is, or holds inside a Bidirectional. */
export function cellOf(
  definition: LayerDefinition,
  inner: LayerDefinition | undefined,
): RecurrentDefinition | undefined {
  const cell = definition.kind === "Bidirectional" ? inner : definition;
  return cell && isRecurrentKind(cell.kind) ? (cell as RecurrentDefinition) : undefined;
}

/** Features of a recurrent layer's output. */
export const outputUnits = (cell: RecurrentDefinition): number =>
  cell.kind === "Jordan" ? (cell.arguments.output_units ?? cell.arguments.units) : cell.arguments.units;

/** The states that a layer has, given or not, in the order of `initial_state`; empty for layers that are not recurrent. */
export function statesOf(definition: LayerDefinition, inner: LayerDefinition | undefined): readonly StatePort[] {
  const cell = cellOf(definition, inner);
  if (cell === undefined) return [];
  const states = stateNames[cell.kind].map((name) => ({
    name,
    units: name === "y" ? outputUnits(cell) : cell.arguments.units,
  }));
  if (definition.kind !== "Bidirectional") return states.map(({ name, units }) => ({ port: name, units }));
  return (["forward", "backward"] as const).flatMap((half) =>
    states.map(({ name, units }): StatePort => ({ port: `${half}/${name}`, units })),
  );
}

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
