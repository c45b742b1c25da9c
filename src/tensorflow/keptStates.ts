/**
 * What stateful layers keep from batch to batch, (rows of a batch, units) each, by the same names as in the other engine's state.
 *
 * test/engine/stateful.test.ts.
 */
import { statesOf } from "../core/model/ports";
import type { ModelGraph } from "../core/model/graph";
import { KEPT_STATE, type NamedTensor } from "../core/training/networkSession";
import { matchTensors } from "./training/flatWeights";
import type { Tensor, Tf, Variable } from "./tfjs";

export class KeptStates {
  /** By `lstm/h`, `bidirectional/backward/c`. */
  private readonly variables: ReadonlyMap<string, Variable>;

  /** All begin with zeros. */
  constructor(
    private readonly tf: Tf,
    graph: ModelGraph,
    batchRows: number,
  ) {
    this.variables = new Map(
      keptStatesOf(graph).map(({ name, units }) => [
        name,
        tf.tidy(() => tf.variable(tf.zeros([batchRows, units]), false)),
      ]),
    );
  }

  get(name: string): Tensor | undefined {
    return this.variables.get(name);
  }

  set(name: string, state: Tensor): void {
    this.variables.get(name)?.assign(state);
  }

  /** As before the first batch. */
  clear(): void {
    for (const variable of this.variables.values()) {
      this.tf.tidy(() => variable.assign(this.tf.zeros(variable.shape)));
    }
  }

  read(): NamedTensor[] {
    return [...this.variables].map(([name, variable]) => ({
      name: KEPT_STATE + name,
      shape: variable.shape,
      values: variable.dataSync(),
    }));
  }

  /** Throws `WeightsMismatch`; the values are written by what it gives. */
  match(tensors: readonly NamedTensor[]): () => void {
    const expected = [...this.variables].map(([name, { shape }]) => ({ name: KEPT_STATE + name, shape }));
    const found = matchTensors(expected, tensors);
    return () => {
      for (const [name, variable] of this.variables) {
        this.tf.tidy(() => variable.assign(this.tf.tensor(found(KEPT_STATE + name), variable.shape)));
      }
    };
  }

  dispose(): void {
    for (const variable of this.variables.values()) variable.dispose();
  }
}

/** Layers that are given their states keep none. */
export function keptStatesOf({ layers }: ModelGraph): { readonly name: string; readonly units: number }[] {
  return layers
    .filter(({ initialState }) => (initialState ?? []).length === 0)
    .filter(({ arguments: given, inner }) =>
      [given, inner?.arguments].some((one) => one && "stateful" in one && one.stateful),
    )
    .flatMap((layer) =>
      statesOf(layer, layer.inner).map(({ port, units }) => ({ name: `${layer.name}/${port}`, units })),
    );
}
