/**
 * What a probe of one sample sees in one recurrent layer, and the figures that are drawn from it.
 *
 * Plain numbers, the same from every engine. All rows stand in the time order of the layer's input, also where the layer
 * walks backward: row t is what the layer held when it had read step t. The figures: test/core/probes/layerProbe.test.ts; the numbers:
 * test/engine/probes.test.ts.
 */
import type { Tensor } from "../data/dataset";
import type { RecurrentKind, StateName } from "../model/layerTable";

export type GateName = "i" | "f" | "c" | "o" | "z" | "r" | "h";

/** In the order in which Keras keeps them in a kernel. SimpleRNN and Jordan have none. */
export const gateNames = {
  SimpleRNN: [],
  LSTM: ["i", "f", "c", "o"],
  GRU: ["z", "r", "h"],
  Jordan: [],
} as const satisfies Readonly<Record<RecurrentKind, readonly GateName[]>>;

/** All tensors are (T, H) but the first ones. */
export interface LayerProbe {
  /** The layer's, or `layer/forward` and `layer/backward` for the halves of a Bidirectional. */
  readonly name: string;
  readonly kind: RecurrentKind;
  /** −1: it reads the last step first. */
  readonly direction: 1 | -1;
  /** What the layer reads, (T, F). */
  readonly input: Tensor;
  /** What it begins with before the first step that it reads, (1, H) each: zeros where nothing is handed to it. */
  readonly initial: Readonly<Partial<Record<StateName, Tensor>>> & { readonly h: Tensor };
  /** (T): 0 for a step that its mask leaves out; absent where the layer heeds no mask. */
  readonly counted?: Uint8Array;
  readonly states: Readonly<Partial<Record<StateName, Tensor>>> & { readonly h: Tensor };
  /** After activation. */
  readonly gates: Readonly<Partial<Record<GateName, Tensor>>>;
  /**
   * d(loss)/dh by step: the loss of this sample alone, as if it were the batch, and all ways from h to it, through the output of
   * the step and through every later step. Absent where there is no loss.
   */
  readonly gradient?: Tensor;
}

/** Share of the numbers below 0.1, and above 0.9. */
export function measureSaturation({ values }: Tensor): readonly [low: number, high: number] {
  const share = (isFar: (value: number) => boolean): number => values.filter(isFar).length / Math.max(1, values.length);
  return [share((value) => value < 0.1), share((value) => value > 0.9)];
}

/** The Euclidean length of each row. */
export function measureRows({ shape, values }: Tensor): Float64Array {
  const [steps = 0, features = 0] = shape;
  return Float64Array.from({ length: steps }, (_, t) =>
    Math.hypot(...values.subarray(t * features, (t + 1) * features)),
  );
}

/** What `inspect` tells of a layer besides. */
export interface InspectedLayer extends LayerProbe {
  /** Of each gate's block of the recurrent kernel, in Keras's order. */
  readonly spectralRadii: Float64Array;
  /** (T out, T in), where it was asked for. */
  readonly connectivity?: Tensor;
}
