/**
 * Which recurrent layers a network has, by the names of their probes. test/core/probes/recurrentLayers.test.ts.
 */
import type { ModelGraph } from "../model/graph";
import type { CellDefinition, RecurrentKind } from "../model/layerTable";
import { cellOf, halvesOf } from "../model/ports";

export interface RecurrentLayer {
  /** `lstm`; for the halves of a Bidirectional `name/forward` and `name/backward`. */
  readonly name: string;
  /** The layer's own name, without the half. */
  readonly layer: string;
  readonly kind: RecurrentKind;
  readonly definition: CellDefinition;
}

/** In the order of the layers. */
export function listRecurrentLayers({ layers }: ModelGraph): RecurrentLayer[] {
  return layers.flatMap((layer): RecurrentLayer[] => {
    const probed = (definition: CellDefinition, half = ""): RecurrentLayer => ({
      ...{ name: layer.name + half, layer: layer.name },
      ...{ kind: definition.kind, definition },
    });
    const halves = halvesOf(layer, layer.inner);
    if (halves) return [probed(halves.forward, "/forward"), probed(halves.backward, "/backward")];
    const cell = cellOf(layer, layer.inner);
    return cell ? [probed(cell)] : [];
  });
}
