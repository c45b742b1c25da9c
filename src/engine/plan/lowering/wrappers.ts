/**
 * Layers that hold another one: Bidirectional and TimeDistributed.
 *
 * Bidirectional's second half walks backward in time and writes each output where it belongs, so Keras's reversal of
 * the sequence needs no work. TimeDistributed is the inner layer itself: all built inner layers treat steps alike. test/engine/recurrent.test.ts and layers.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { isRecurrentKind } from "../../../core/model/layerTable";
import { addMerge } from "../operations/merge";
import { PlanError } from "../planError";
import { lowerRecurrent } from "./recurrent";
import type { Ports, Site } from "./site";

export function lowerBidirectional({ arguments: given }: DefinitionOf<"Bidirectional">, site: Site): Ports {
  const { inner } = site;
  if (inner === undefined || !isRecurrentKind(inner.kind)) {
    throw new PlanError("engine.notBuilt", { layer: site.layer, argument: inner?.kind ?? "layer" });
  }
  const definition = inner as DefinitionOf<"SimpleRNN" | "LSTM" | "GRU">;
  if (definition.arguments.go_backwards) {
    throw new PlanError("engine.notBuilt", { layer: site.layer, argument: "go_backwards" });
  }
  const half = (name: "forward" | "backward") => {
    const halfSite = { ...site, path: `${site.path}/${name}` };
    return lowerRecurrent(definition, halfSite, name === "forward" ? 1 : -1).output;
  };
  const forward = half("forward");
  const backward = half("backward");
  if (forward === undefined || backward === undefined) return {};
  if (given.merge_mode === "none") return { forward, backward };
  return { output: addMerge(site.network, [forward, backward], given.merge_mode) };
}

export function lowerTimeDistributed(_: DefinitionOf<"TimeDistributed">, site: Site): Ports {
  const { inner, input } = site;
  if (inner === undefined) throw new PlanError("engine.notBuilt", { layer: site.layer, argument: "layer" });
  if (input.shape.length < 2) {
    throw new PlanError("engine.needsTime", { layer: site.layer, found: input.shape.join(" × ") });
  }
  return site.lower(inner, { ...site, inner: undefined });
}
