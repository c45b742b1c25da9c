/**
 * One pass of a batch through the network, forward: the tensors on the way, and what a layer may ask for.
 *
 * Everything is made inside `tf.tidy` and is gone when the pass ends, but for what the session keeps. test/tensorflow/golden.test.ts.
 */
import type { LayerDefinition, Port } from "../core/model/graph";
import type { Penalty } from "../engine/plan/tensors";
import type { ActivationName } from "../core/model/objectTables";
import type { Tensor, Tf } from "./tfjs";
import type { Watch } from "./layers/watch";

export interface Value {
  /** (B, …), float32. */
  readonly tensor: Tensor;
  /** It is an Input's, and has been checked. */
  readonly isData?: true;
  /** Which steps count, 1 or 0: the tensor's shape without its features. Absent where all do. */
  readonly mask?: Tensor | undefined;
  /** What stood before the activation that made it: a cross-entropy reads that instead, as in Keras on TensorFlow. */
  readonly before?: undefined | { readonly activation: ActivationName; readonly tensor: Tensor };
}

export type Values = Readonly<Partial<Record<Port, Value>>>;

export interface Pass {
  readonly tf: Tf;
  readonly training: boolean;
  /** By its name in Keras's layout, `lstm/kernel`. */
  weight(name: string): Tensor;
  /** Two weights with as many columns, the rows of the second below those of the first. */
  stacked(above: string, below: string): Tensor;
  /** Holds what a layer gives small: l1 · Σ |y| + l2 · Σ y², for each sample. */
  penalize(y: Tensor, penalty: Penalty): void;
  /**
   * Zeros with probability `rate`, the rest divided by 1 − rate; `shared`: one mask for all steps. Each call counts as a dropout of
   * its own.
   */
  drop(x: Tensor, rate: number, shared: boolean): Tensor;
  /** The state that a stateful layer goes on from, `lstm/h`; absent where it begins with zeros. */
  recall(name: string): Tensor | undefined;
  /** Hands a stateful layer's state on to the next batch. */
  keep(name: string, state: Tensor): void;
  /** Somebody looks into the recurrent layers. */
  readonly watch?: Watch | undefined;
}

/** A layer in a pass. */
export interface Place {
  readonly pass: Pass;
  /** What the names of its weights begin with. */
  readonly path: string;
  /** The first of the inputs. */
  readonly input: Value;
  readonly inputs: readonly Value[];
  /** What a recurrent layer starts from; empty for zeros. */
  readonly initialState: readonly Value[];
  readonly inner: LayerDefinition | undefined;
  /** Computes another definition, with some of the surroundings changed. */
  readonly compute: (definition: LayerDefinition, place: Place) => Values;
}

export function weightOf({ pass, path }: Place, name: string): Tensor {
  return pass.weight(`${path}/${name}`);
}
