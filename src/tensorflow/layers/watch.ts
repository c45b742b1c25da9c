/**
 * What is written down while somebody looks into the recurrent layers of a pass.
 *
 * Layers under watch are computed step by step, also where one fused operation would do: it shows no gates of single steps, and no place
 * where the gradient of a state could be taken. test/engine/probes.test.ts.
 */
import type { DefinitionOf } from "../../core/model/graph";
import type { RecurrentKind } from "../../core/model/layerTable";
import type { GateName } from "../../core/probes/layerProbe";
import type { Place } from "../pass";
import type { Tensor, Tf } from "../tfjs";
import type { Look } from "./cells";

/** One recurrent layer, or one half of a Bidirectional, as it was met: enough to compute it again on other rows. */
export interface MetLayer {
  readonly name: string;
  readonly kind: RecurrentKind;
  readonly definition: DefinitionOf<RecurrentKind>;
  readonly place: Place;
  readonly half: { readonly backwards: boolean; readonly initial: readonly Tensor[]; readonly zeroMasked: boolean };
}

/** All steps stand in the order in which they are read. */
export interface WatchedLayer extends MetLayer {
  /** Of each step, in the order of `stateNames`. */
  readonly states: (readonly Tensor[])[];
  readonly gates: Map<GateName, Tensor[]>;
  look(step: number): Look;
}

export class Watch {
  readonly layers = new Map<string, WatchedLayer>();
  /** Of each Attention layer, (B, Tq, Tv) behind softmax. */
  readonly attention = new Map<string, Tensor>();

  /** `nudges`: what is added to h at each step of a layer, (T, B, H): zeros, whose gradient is that of h itself. */
  constructor(
    private readonly tf: Tf,
    private readonly nudges: ReadonlyMap<string, readonly Tensor[]> = new Map(),
  ) {}

  open(met: MetLayer): WatchedLayer {
    const gates = new Map<GateName, Tensor[]>();
    const nudges = this.nudges.get(met.name);
    const watched: WatchedLayer = {
      ...met,
      states: [],
      gates,
      look: (step) => ({
        gate: (name, value) => void gates.set(name, [...(gates.get(name) ?? []), value]),
        hidden: (h) => {
          const nudge = nudges?.[step];
          return nudge ? this.tf.add(h, nudge) : h;
        },
      }),
    };
    this.layers.set(met.name, watched);
    return watched;
  }
}
