/**
 * A whole model file after checking: the graph, and what the other sections say.
 *
 * Parts that are broken are absent; what is intact is here all the same, so that hints survive a mistake elsewhere.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Message } from "../messages/message";
import type { SyntaxList, SyntaxNode } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import type {
  CompileSettings,
  FitSettings,
  LayerDefinition,
  LayerPlace,
  ModelGraph,
  Port,
  Shape,
  TensorRef,
} from "./graph";
import type { DataParts, Label } from "../data/dataset";
import type { FittedSeries } from "../data/series/fittedSeries";
import type { TableSource } from "../data/tables/tableSource";
import type { DeclaredDialect } from "../data/tables/dialect";
import type { MissingRule } from "./tableKeys";
import type { TaskName } from "./sectionTable";
import type { SeriesForm } from "./seriesForm";

/** Values given in the file itself, not yet encoded. */
export interface InlineSource {
  /** The name of the Input or output it belongs to, where the file gives a map; else undefined. */
  readonly name: string | undefined;
  /** The whole source in the text. */
  readonly range: TextRange;
  /** The nested lists; empty where the values stand in a file. */
  readonly values: SyntaxList;
  /** A table whose rows are the samples. */
  readonly table?: SourceTable;
  /** A `.npy` file that has them, samples in front. */
  readonly array?: { readonly file: string };
  /** Labels in order; `one_hot: n` means 0 … n − 1. */
  readonly oneHot: readonly Label[] | undefined;
  readonly oneHotRange: TextRange | undefined;
  readonly expandDims: boolean;
  /** On which side shorter samples are filled up; null where that is not written. */
  readonly padding: "pre" | "post" | null;
  readonly scale: "standard" | "minmax" | "none";
}

/** Columns of a data file, a sample a row. */
export interface SourceTable {
  readonly file: string;
  /** One column alone gives one value a sample; a list of them, also of one, a row of values. Null: all columns. */
  readonly columns: readonly (string | number)[] | null;
  readonly isRow: boolean;
  readonly missing: MissingRule;
  readonly dialect: DeclaredDialect;
}

/** Data that is made: `data: {task: adding, length: 50, samples: 2000, seed: 1}`. */
export interface MadeTask {
  readonly name: TaskName;
  /** Where the task's name is written. */
  readonly nameRange: TextRange;
  readonly length: number;
  readonly samples: number;
  readonly seed: number;
}

export interface DataSection {
  readonly range: TextRange;
  /** Where the data is made; `x` and `y` then say only how values given elsewhere are read: as plain numbers. */
  readonly task: MadeTask | undefined;
  readonly x: readonly InlineSource[];
  /** Empty where the file has no `y`. */
  readonly y: readonly InlineSource[];
  /** What samples or their steps count in the loss: one for all outputs, or by output. Empty where all count once. */
  readonly sampleWeight: readonly InlineSource[];
  /** Samples that validate, encoded as the others. */
  readonly validation?: ValidationData;
}

export type ValidationData = Pick<DataSection, "range" | "x" | "y" | "sampleWeight">;

/** A source of `data` that is sound by itself: its numbers after encoding, with the samples in front. */
export interface SourceReport {
  readonly range: TextRange;
  readonly side: "x" | "y";
  /** Null in front: how many samples a file has is not known before it is read. */
  readonly shape: Shape;
}

/** Weights to begin with. */
export interface WeightsFile {
  /** The layer they are of; undefined: of all. */
  readonly layer: string | undefined;
  /** Relative to the model file. */
  readonly path: string;
  readonly range: TextRange;
}

/** How much data a file has: what a plan has to know of it. */
export interface DataShape {
  readonly samples: number;
  /** Views of a series: an engine holds the batch at hand. */
  readonly staged?: boolean;
  /** How many weights a sample of each output's targets has; absent where none has any. */
  readonly weightSteps?: readonly number[];
  /** Where the data says itself which samples train and validate. */
  readonly parts?: DataParts;
  /** Of one sample, in the order of the Inputs. */
  readonly inputShapes: readonly (readonly number[])[];
}

/** One layer as far as it could be understood: what a hint, a hover or the summary shows. */
export interface LayerReport {
  readonly name: string;
  readonly place: LayerPlace;
  /**
   * Absent where the layer's kind is wrong, or an argument on which its shape or its count depends. Other arguments that are wrong have
   * their defaults here.
   */
  readonly definition: LayerDefinition | undefined;
  readonly inner: LayerDefinition | undefined;
  /** Nothing in the layer is wrong. */
  readonly isWhole: boolean;
  readonly trainable: boolean;
  /** What it takes, in order; absent where that is not known. */
  readonly inputs: readonly TensorRef[] | undefined;
  /** What it starts from; empty without an `initial_state`, absent where that is not known. */
  readonly initialState: readonly TensorRef[] | undefined;
  /** Shapes of the inputs, in order; absent where they are not known. */
  readonly inputShapes: readonly Shape[] | undefined;
  /** Shapes by port; absent where the layer cannot take its input. */
  readonly outputs: readonly { readonly port: Port; readonly shape: Shape }[] | undefined;
  /** Absent where it is not known; non-trainable ones included. */
  readonly params: number | undefined;
}

export interface ModelFile {
  readonly text: string;
  /** The text as a tree; absent where there is nothing to read. */
  readonly root: SyntaxNode | undefined;
  readonly name: string;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly layers: readonly LayerReport[];
  /** Where `model:` stands; absent without one. */
  readonly modelRange: TextRange | undefined;
  /** Present when the model section has no error. */
  readonly graph: ModelGraph | undefined;
  readonly data: DataSection | undefined;
  /** Data that are a time series in a file; \`data\` is absent then. */
  readonly form: SeriesForm | undefined;
  /** Reads the data files that are named; absent where nobody may or wants to. */
  readonly tables: TableSource | undefined;
  /** What the run that is asked has fitted; absent: this data is what is fitted. */
  readonly fitted: FittedSeries | undefined;
  /** In the order of the text; a made task gives two. */
  readonly sources: readonly SourceReport[];
  /** Undefined where the file has no data, or data that does not fit. */
  readonly dataShape: DataShape | undefined;
  readonly compile: CompileSettings | undefined;
  readonly fit: FitSettings;
  /** `weights:` of the file: one for all layers, or one for each layer that is named. Empty: all are drawn. */
  readonly weights: readonly WeightsFile[];
  readonly totalParams: number;
  readonly trainableParams: number;
  /** What is missing for `train` (`data.x`, `data.y`, `compile.loss`), or undefined when nothing is. */
  readonly missingForTraining: Message | undefined;
}
