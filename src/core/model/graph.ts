/**
 * The typed model graph: what a model file says, checked and with every default filled in.
 *
 * Layers stand in the order of the file, and a layer takes its input only from layers above it, so the order of the
 * file is an order in which the network can be computed. Everything is plain data.
 */
import type { TextRange } from "../text/range";
import type { KerasObject } from "./argumentTypes";
import type { ObjectValue } from "./objectTables";
import type { EarlyStoppingSettings, PlateauSettings } from "./callbackTable";
import type { LayerArguments, LayerKind, StateName } from "./layerTable";
import type { LossName, MetricName, OptimizerName } from "./objectTables";
import type { ScheduleSettings } from "./scheduleTable";

/** A Keras shape: the first dimension is the batch (`null`), any other `null` is a free length. */
export type Shape = readonly (number | null)[];

export type Half = "forward" | "backward";

/**
 * `output` is the layer's one result; a Bidirectional with `merge_mode: none` gives `forward` and `backward` instead. With
 * `return_state` there are the last states too, those of a Bidirectional by halves (ports.ts).
 */
export type Port = "output" | Half | StateName | `${Half}/${StateName}`;

/** One tensor of the graph: which layer made it, and through which port. */
export interface TensorRef {
  readonly layer: number;
  readonly port: Port;
}

/** The kind of a layer and its checked arguments. */
export type LayerDefinition = {
  readonly [Kind in LayerKind]: { readonly kind: Kind; readonly arguments: LayerArguments<Kind> };
}[LayerKind];

/** Narrowed to one kind, or to a union of kinds. */
export type DefinitionOf<Kind extends LayerKind> = Extract<LayerDefinition, { readonly kind: Kind }>;

export type Layer = LayerDefinition & {
  /** Unique; the default follows Keras (`lstm`, `lstm_1`). */
  readonly name: string;
  readonly trainable: boolean;
  /** Where the input comes from; empty for an Input. */
  readonly inputs: readonly TensorRef[];
  /** What a recurrent layer starts from, one tensor for each of its states; absent: zeros. */
  readonly initialState?: readonly TensorRef[];
  /** The layer inside a Bidirectional or TimeDistributed. */
  readonly inner?: LayerDefinition;
};

/** An optimizer with every argument filled in; `null` is Keras's None. */
export interface OptimizerSettings {
  readonly name: OptimizerName;
  /** `learning_rate` is that of the first step. */
  readonly arguments: Readonly<Record<string, ObjectValue | null>>;
  /** Gives every step its learning rate; absent where it is a number. */
  readonly schedule?: ScheduleSettings;
}

/** A loss with every argument filled in. */
export interface LossSettings {
  readonly name: LossName;
  readonly arguments: Readonly<Record<string, ObjectValue | null>>;
}

/** A metric with every argument filled in; `null` is Keras's None. */
export interface MetricSettings {
  readonly name: MetricName;
  /** The column of the history: `precision`, and `precision_1` for a second one of the same output. */
  readonly column: string;
  readonly arguments: Readonly<Record<string, ObjectValue | null>>;
}

export interface CompileSettings {
  readonly optimizer: OptimizerSettings;
  /** One loss for each output, in the order of `ModelGraph.outputs`. */
  readonly losses: readonly LossSettings[];
  /** What each output's loss counts in the sum; 1 where the file says nothing. */
  readonly lossWeights: readonly number[];
  /** Those of each output, in the order of the outputs. */
  readonly metrics: readonly (readonly MetricSettings[])[];
}

export interface FitSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly reproducible: boolean;
  /** The share of the samples, the last ones, that validates; above 0. */
  readonly validationSplit?: number;
  readonly earlyStopping?: EarlyStoppingSettings;
  readonly reduceOnPlateau?: PlateauSettings;
  /** What the samples of some classes count in the loss; the others count once. */
  readonly classWeight?: readonly ClassWeight[];
  /** When stateful layers begin with zeros again; absent: never. */
  readonly resetStates?: "epoch";
}

/** A class by its label, or by its number where the data has no labels. */
export interface ClassWeight {
  readonly label: number | string;
  readonly weight: number;
}

/** A graph without errors: shapes can be inferred, weights made, the network run. */
export interface ModelGraph {
  readonly name: string;
  /** `undefined`: the file has none and each run draws its own. */
  readonly seed: number | undefined;
  readonly layers: readonly Layer[];
  /** The Inputs, as indices into `layers`, in file order. */
  readonly inputs: readonly number[];
  readonly outputs: readonly TensorRef[];
}

/** Where things stand in the text; by layer index. */
export interface LayerPlace {
  /** The whole list item. */
  readonly item: TextRange;
  /** The word that names the kind. */
  readonly kind: TextRange;
  /** Values by argument name, the main argument of the short form included; `from` and `name` too. */
  readonly arguments: Readonly<Record<string, TextRange>>;
  /** Keys by argument name, where they are written. */
  readonly keys: Readonly<Record<string, TextRange>>;
}

export type { KerasObject };

/** How a tensor is called in `from`, `outputs` and messages: `lstm`, `lstm/h`, `bidirectional/forward`. */
export function tensorName(layers: readonly { readonly name: string }[], { layer, port }: TensorRef): string {
  const name = layers[layer]?.name ?? "?";
  return port === "output" ? name : `${name}/${port}`;
}
