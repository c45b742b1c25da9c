/**
 * Layers that hold another one: Bidirectional and TimeDistributed.
 *
 * Bidirectional's second half, a layer of its own where the file names one, walks backward in time and writes each output where it belongs,
 * so Keras's reversal of the sequence needs no work. TimeDistributed is the inner layer itself: all built inner layers treat steps alike.
 * test/engine/recurrent.test.ts and layers.test.ts.
 */
import type { DefinitionOf, LayerDefinition } from "../../../core/model/graph";
import { type RecurrentKind, stateNames } from "../../../core/model/layerTable";
import { halvesOf } from "../../../core/model/ports";
import { addMerge } from "../operations/merge";
import { PlanError } from "../planError";
import { lowerRecurrent } from "./recurrent";
import { addActivities, type Ports, type Site } from "./site";

export function lowerBidirectional({ arguments: given }: DefinitionOf<"Bidirectional">, site: Site): Ports {
  const halves = halvesOf({ kind: "Bidirectional", arguments: given }, site.inner);
  if (!halves) throw new PlanError("engine-not-built", { layer: site.layer, argument: site.inner?.kind ?? "layer" });
  // The forward half's states come first.
  const middle = site.initialState.length > 0 ? stateNames[halves.forward.kind].length : 0;
  // Keras turns the second half's steps around: where the first one reads backward, both stand in that order.
  const isReversed = halves.forward.arguments.go_backwards;
  const lowerHalf = (name: "forward" | "backward") => {
    const definition: DefinitionOf<RecurrentKind> = halves[name];
    const initialState = name === "forward" ? site.initialState.slice(0, middle) : site.initialState.slice(middle);
    const half = { zeroMasked: true, isReversed };
    const halfSite = { ...site, definition, path: `${site.path}/${name}`, initialState };
    const ports = lowerRecurrent(definition, halfSite, half);
    addActivities(halfSite, definition, ports);
    return ports;
  };
  const forward = lowerHalf("forward");
  const backward = lowerHalf("backward");
  const states = {
    ...prefixStates("forward", forward),
    ...prefixStates("backward", backward),
  };
  if (forward.output === undefined || backward.output === undefined) return {};
  if (given.merge_mode === "none") return { forward: forward.output, backward: backward.output, ...states };
  return { output: addMerge(site.network, [forward.output, backward.output], given.merge_mode), ...states };
}

/** `h` becomes `forward/h`. */
function prefixStates(half: "forward" | "backward", { output: _, ...states }: Ports): Ports {
  return Object.fromEntries(Object.entries(states).map(([name, tensor]) => [`${half}/${name}`, tensor]));
}

export function lowerTimeDistributed(_: DefinitionOf<"TimeDistributed">, site: Site): Ports {
  const { inner, input } = site;
  if (inner === undefined) throw new PlanError("engine-not-built", { layer: site.layer, argument: "layer" });
  if (input.shape.length < 2) {
    throw new PlanError("engine-needs-time", { layer: site.layer, found: input.shape.join(" × ") });
  }
  return site.lower(behindTime(inner), { ...site, inner: undefined });
}

/** All steps are worked on at once, so an axis that is counted from the front stands one further behind. */
export function behindTime(inner: LayerDefinition): LayerDefinition {
  if (inner.kind !== "LayerNormalization") return inner;
  const { axis } = inner.arguments;
  const shift = (one: number): number => (one < 0 ? one : one + 1);
  return {
    ...inner,
    arguments: { ...inner.arguments, axis: typeof axis === "number" ? shift(axis) : axis.map(shift) },
  };
}
