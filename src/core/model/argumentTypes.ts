/**
 * The types an argument of the model file can have.
 *
 * Each constructor returns plain data that carries the TypeScript type of the checked value, so that a table of
 * arguments (layerTable.ts, objectTables.ts, sectionTable.ts) is at once the check, the documentation and the type of the result.
 */
import type { ClassWeight } from "./graph";
import type { ActivationName, ConstraintName, InitializerName, ObjectValue, RegularizerName } from "./objectTables";

/** A Keras object as the file names it: `l2`, `{l2: 0.01}` or `{name: {argument: value}}`. */
export interface KerasObject<Name extends string = string> {
  readonly name: Name;
  readonly arguments: Readonly<Record<string, ObjectValue | null>>;
}

export type ArgumentType =
  | { readonly is: "integer"; readonly min: number; readonly max: number }
  /** `scheduled`: a learning-rate schedule may stand in its place. */
  | {
      readonly is: "number";
      readonly min: number;
      readonly max: number;
      readonly openMax?: boolean;
      readonly scheduled?: true;
    }
  | { readonly is: "boolean" }
  /** `different`: none of them twice, and one number stands for a list of one. */
  | {
      readonly is: "numbers";
      readonly min: number;
      readonly max: number;
      readonly whole: boolean;
      readonly different?: true;
    }
  /** One axis, or a list of them. */
  | { readonly is: "axes" }
  /** `orNumber`: a number may stand in the place of a word. */
  | { readonly is: "choice"; readonly values: readonly string[]; readonly orNumber?: true }
  /** A word or a number, or a list of them; `values`: different ones of these. */
  | { readonly is: "words"; readonly values?: readonly string[] }
  /** `plain`: a number or a word of YAML is taken as its text. */
  | { readonly is: "text"; readonly plain?: true }
  /** A path relative to the model file; `byLayer`: or a map from layers to paths. */
  | { readonly is: "file"; readonly byLayer?: true }
  /** Columns of a data file, by name or by number from 0; `several`: one, or a list of them. */
  | { readonly is: "column"; readonly several?: true }
  /** A map with a table of its own; `example` shows how it is written. */
  | { readonly is: "settings"; readonly table: ArgumentTable; readonly example: string }
  /** A map from classes to what each counts. */
  | { readonly is: "classWeights" }
  /** A whole layer of one of these kinds. */
  | { readonly is: "layer"; readonly kinds: readonly string[]; readonly example: string }
  /** `vector`: of a weight with one dimension. */
  | { readonly is: "initializer"; readonly vector?: true }
  | { readonly is: "constraint"; readonly vector?: true }
  | { readonly is: "activation" | "regularizer" | "optimizer" | "loss" | "metric" }
  /** `wildcard`: no free lengths, but one size may be −1, which follows from the others. */
  | { readonly is: "shape"; readonly wildcard?: true };

export type ArgumentTable = Readonly<Record<string, Argument<unknown>>>;

/** What only sections of the file hold; each has a reader of its own. */
export type SectionType =
  /** `name`: the section's own table in sectionTable.ts. */
  | { readonly is: "section"; readonly name: "data" | "validation" | "compile" | "fit"; readonly example: string }
  | { readonly is: "layers" }
  /** A tensor's name, or a list of them. */
  | { readonly is: "names" }
  /** Nested lists, a source of `data`, or a map from names to these; `plain`: without an encoding of its own. */
  | { readonly is: "source"; readonly plain?: true }
  /** Nested lists. */
  | { readonly is: "values" }
  /** How many classes there are, or their labels. */
  | { readonly is: "labels"; readonly max: number }
  /** One for all outputs, or a map from their names; `list`: each is a list of such values, or a list has one for each output. */
  | { readonly is: "byOutput"; readonly of: ArgumentType; readonly list?: "each" | "inOrder" }
  /** In the language, but not in this version: reported as such, never as unknown. */
  | { readonly is: "planned" };

export type KeyType = ArgumentType | SectionType;

/** One argument. `Value` is the type of the checked value; it exists for the compiler only. */
export interface Argument<Value, Type = ArgumentType> {
  readonly type: Type;
  /** What Keras takes when the file is silent; `undefined` with `required: true`, or where it depends on the rest of the file. */
  readonly default?: Value;
  readonly required: boolean;
  /** May be written as an explicit `null`. */
  readonly nullable: boolean;
  /** What completion writes where this is not the default: a value that one would try first. */
  readonly first?: Value;
  readonly valueType?: Value;
}

export type KeyTable = Readonly<Record<string, Argument<unknown, KeyType>>>;

type Options<Value> = ({ readonly default: Value } | { readonly required: true }) & {
  readonly first?: NonNullable<Value>;
};

function argument<Value>(type: ArgumentType, options: Options<Value>, nullable = false): Argument<Value> {
  const { first } = options;
  const more = { nullable, ...(first === undefined ? {} : { first }) };
  if ("required" in options) return { type, required: true, ...more };
  return { type, default: options.default, required: false, ...more };
}

/** Largest size that a file may ask for in one dimension; larger ones are refused as mistakes. */
export const LARGEST_SIZE = 1_000_000;

export const integer = (options: Options<number> & { readonly min: number; readonly max?: number }): Argument<number> =>
  argument({ is: "integer", min: options.min, max: options.max ?? LARGEST_SIZE }, options);

/** A number that follows from others where the file is silent. */
export const optionalInteger = (min: number, first: number): Argument<number | null> =>
  argument<number | null>({ is: "integer", min, max: LARGEST_SIZE }, { default: null, first }, true);

interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  readonly openMax?: boolean;
}

/** With a default of `null`, the file may write `null` too. */
export function number(
  options: { readonly default: null; readonly first: number } & NumberRange,
): Argument<number | null>;
export function number(options: Options<number> & NumberRange): Argument<number>;
export function number({
  min,
  max,
  openMax,
  ...options
}: Options<number | null> & NumberRange): Argument<number | null> {
  const type = { is: "number", min: min ?? -Number.MAX_VALUE, max: max ?? Number.MAX_VALUE } as const;
  const nullable = "default" in options && options.default === null;
  return argument({ ...type, ...(openMax ? { openMax: true } : {}) }, options, nullable);
}

/** Of an optimizer. */
export const learningRate = (fallback: number): Argument<number> =>
  argument({ is: "number", min: 0, max: Number.MAX_VALUE, scheduled: true }, { default: fallback });

/** A list of numbers, which the file must give. */
export const numberList = ({
  min,
  whole = false,
  first,
}: {
  min: number;
  whole?: boolean;
  first: readonly number[];
}): Argument<readonly number[]> =>
  argument({ is: "numbers", min, max: Number.MAX_SAFE_INTEGER, whole }, { required: true, first });

export const differentNumbers = ({
  min,
  max,
  ...options
}: {
  min: number;
  max: number;
  default: readonly number[];
  first: readonly number[];
}) => argument<readonly number[]>({ is: "numbers", min, max, whole: false, different: true }, options);

/** One, or a list of different ones. */
export const optionalNumbers = ({ min, max, first }: { min: number; max: number; first: readonly number[] }) =>
  argument<readonly number[] | null>(
    { is: "numbers", min, max, whole: false, different: true },
    { default: null, first },
    true,
  );

/** As Keras counts them: the batch is 0, the last is −1. */
export const axes = (fallback: number): Argument<number | readonly number[]> =>
  argument<number | readonly number[]>({ is: "axes" }, { default: fallback });

export const text = (options: Options<string>): Argument<string> => argument({ is: "text" }, options);

export const boolean = (fallback: boolean): Argument<boolean> => argument({ is: "boolean" }, { default: fallback });

export const choice = <const Value extends string>(
  values: readonly Value[],
  options: Options<Value>,
): Argument<Value> => argument<Value>({ is: "choice", values }, options);

/** Words that follow from the data where the file is silent. */
export const optionalChoice = <const Value extends string>(
  values: readonly Value[],
  first: Value,
): Argument<Value | null> => argument<Value | null>({ is: "choice", values }, { default: null, first }, true);

export const choiceOrNumber = <const Value extends string>(
  values: readonly Value[],
  options: Options<Value | number>,
): Argument<Value | number> => argument<Value | number>({ is: "choice", values, orNumber: true }, options);

export const optionalText = (first: string): Argument<string | null> =>
  argument<string | null>({ is: "text" }, { default: null, first }, true);

/** A word that may look like a number: `24`, `1d`. */
export const optionalWord = (first: string): Argument<string | null> =>
  argument<string | null>({ is: "text", plain: true }, { default: null, first }, true);

export const optionalBoolean = (first: boolean): Argument<boolean | null> =>
  argument<boolean | null>({ is: "boolean" }, { default: null, first }, true);

export const words = (): Argument<readonly (string | number)[] | null> =>
  argument<readonly (string | number)[] | null>({ is: "words" }, { default: null }, true);

/** One of these, or a list of different ones. */
export const choices = <const Value extends string>(values: readonly Value[]): Argument<readonly Value[] | null> =>
  argument<readonly Value[] | null>({ is: "words", values }, { default: null, first: values }, true);

export function activation(
  options: { readonly default: ActivationName } | { readonly required: true },
): Argument<KerasObject<ActivationName>> {
  if ("required" in options) return argument({ is: "activation" }, options);
  return argument({ is: "activation" }, { default: { name: options.default, arguments: {} } });
}

export const initializer = (name: InitializerName): Argument<KerasObject<InitializerName>> =>
  argument<KerasObject<InitializerName>>({ is: "initializer" }, { default: { name, arguments: {} } });

export const regularizer = (): Argument<KerasObject<RegularizerName> | null> =>
  argument<KerasObject<RegularizerName> | null>({ is: "regularizer" }, { default: null }, true);

export const constraint = (): Argument<KerasObject<ConstraintName> | null> =>
  argument<KerasObject<ConstraintName> | null>({ is: "constraint" }, { default: null }, true);

/** Of a weight with one dimension, which cannot be an orthogonal or identity matrix. */
export const vectorInitializer = (name: InitializerName): Argument<KerasObject<InitializerName>> =>
  argument<KerasObject<InitializerName>>({ is: "initializer", vector: true }, { default: { name, arguments: {} } });

export const vectorConstraint = (): Argument<KerasObject<ConstraintName> | null> =>
  argument<KerasObject<ConstraintName> | null>({ is: "constraint", vector: true }, { default: null }, true);

/** A shape without the batch; `null` is a free length. */
export const shape = (): Argument<readonly (number | null)[]> =>
  argument({ is: "shape" }, { required: true, first: [3, 5] });

/** The shape of one sample; one −1 stands for what is left. */
export const targetShape = (): Argument<readonly number[]> =>
  argument({ is: "shape", wildcard: true }, { required: true, first: [4, -1] });

/** Absent where the file is silent. */
export const classWeights = (): Argument<readonly ClassWeight[] | null> =>
  argument<readonly ClassWeight[] | null>({ is: "classWeights" }, { default: null });

type Column = string | number;
export const dataFile = (): Argument<string> => argument({ is: "file" }, { required: true });
export const column = (): Argument<Column> => argument({ is: "column" }, { required: true });
export const optionalColumn = (): Argument<Column | null> =>
  argument<Column | null>({ is: "column" }, { default: null }, true);
export const columns = (): Argument<readonly Column[]> => argument({ is: "column", several: true }, { required: true });
export const optionalColumns = (): Argument<readonly Column[] | null> =>
  argument<readonly Column[] | null>({ is: "column", several: true }, { default: null }, true);

/** Absent where the file is silent. */
export const settings = <Table extends ArgumentTable>(
  table: Table,
  example: string,
  nullable = false,
): Argument<ValuesOf<Table> | null> =>
  argument<ValuesOf<Table> | null>({ is: "settings", table, example }, { default: null }, nullable);

/** A layer as the value of an argument; absent where the file is silent. */
export const optionalLayer = <Definition>(kinds: readonly string[], example: string): Argument<Definition | null> =>
  argument<Definition | null>({ is: "layer", kinds, example }, { default: null }, true);

/** What it is where the file is silent follows from the rest of the file; its sentence says how. */
export const open = <const Type extends KeyType>(type: Type, first?: unknown): Argument<unknown, Type> => ({
  ...{ type, default: undefined, required: false, nullable: false },
  ...(first === undefined ? {} : { first }),
});

/** What stands where the file is silent. */
export const defaultValues = <Table extends ArgumentTable>(table: Table): ValuesOf<Table> =>
  Object.fromEntries(Object.entries(table).map(([key, one]) => [key, one.default])) as ValuesOf<Table>;

/** The checked values of a table of arguments. */
export type ValuesOf<Arguments> = {
  readonly [Name in keyof Arguments]: Arguments[Name] extends Argument<infer Value, unknown> ? Value : never;
};
