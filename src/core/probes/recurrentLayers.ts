/**
 * Which recurrent layers a network has, by the names of their probes. test/core/probes/recurrentLayers.test.ts.
 */
import type { ModelGraph } from "../model/graph";
import { isRecurrentKind, type RecurrentKind } from "../model/layerTable";

export interface RecurrentLayer {
  /** `lstm`; for the halves of a Bidirectional `name/forward` and `name/backward`. */
  readonly name: string;
  /** The layer's own name, without the half. */
  readonly layer: string;
  readonly kind: RecurrentKind;
}

/** In the order of the layers. */
export function listRecurrentLayers({ layers }: ModelGraph): RecurrentLayer[] {
  return layers.flatMap(({ name, kind, inner }): RecurrentLayer[] => {
    if (isRecurrentKind(kind)) return [{ name, layer: name, kind }];
    if (kind !== "Bidirectional" || inner === undefined || !isRecurrentKind(inner.kind)) return [];
    const half = (side: string): RecurrentLayer => ({
      name: `${name}/${side}`,
      layer: name,
      kind: inner.kind as RecurrentKind,
    });
    return [half("forward"), half("backward")];
  });
}
