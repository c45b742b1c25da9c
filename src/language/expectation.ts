/**
 * What the language expects at a path of a model file: `model`, 2, `LSTM`, `activation` → an activation.
 *
 * Completion and hover walk it; everything comes from the tables of core/model. test/language/completion.test.ts holds it.
 */
import type { Argument, ArgumentType } from "../core/model/argumentTypes";
import type { FormTable } from "../core/model/formTable";
import { kindOf, type LayerKind, layerTable, tableEntry } from "../core/model/layerTable";
import { families, type FamilyName } from "../core/model/readObject";
import { type SectionName, sections } from "../core/model/sectionTable";
import { type ScheduleName, schedules } from "../core/model/scheduleTable";
import type { Step } from "./openCollections";

export type Expectation =
  /** The keys of a section. */
  | { readonly is: "section"; readonly section: SectionName }
  /** The list of layers. */
  | { readonly is: "layers" }
  /** One layer, written as its kind and what follows; inside a wrapper only some kinds. */
  | { readonly is: "layer"; readonly wrapper: LayerKind | undefined }
  /** What stands behind a layer's kind. */
  | { readonly is: "arguments"; readonly kind: LayerKind; readonly wrapper: LayerKind | undefined }
  /** The value of an argument or key. `owner`: whose it is, for its documentation. */
  | {
      readonly is: "value";
      readonly key: string;
      readonly owner: string;
      readonly type: ArgumentType;
      readonly default: unknown;
      readonly required?: boolean;
      /** A list of such values is wanted. */
      readonly several?: boolean;
    }
  /** Names of layers: those above or all of them; `several`: a list is wanted. */
  | { readonly is: "names"; readonly of: "above" | "all"; readonly several?: boolean }
  /** A loss or metrics, or a map from outputs to them; `loss_weights` is a map from outputs to numbers. */
  | { readonly is: "byOutput"; readonly value: Extract<Expectation, { is: "value" }> | undefined }
  /** A part with a table of its own: a callback, a schedule, the shares of the data, a Keras object of a `family`. */
  | { readonly is: "settings"; readonly owner: string; readonly table: FormTable; readonly family?: FamilyName };

/** Undefined where the language has nothing to say. */
export function expectationAt(path: readonly Step[]): Expectation | undefined {
  let at: Expectation | undefined = { is: "section", section: "top" };
  for (const step of path) at = at && below(at, step);
  return at;
}

function below(at: Expectation, step: Step): Expectation | undefined {
  switch (at.is) {
    case "section":
      return typeof step === "string" ? sectionValue(at.section, step) : undefined;
    case "layers":
      return typeof step === "number" ? { is: "layer", wrapper: undefined } : undefined;
    case "layer": {
      const kind = typeof step === "string" ? kindOf(step) : undefined;
      return kind && { is: "arguments", kind, wrapper: at.wrapper };
    }
    case "arguments":
      return argumentValue(at.kind, step);
    case "value":
      return valuePart(at, step);
    case "byOutput":
      if (typeof step === "number") return at.value && valuePart(at.value, step);
      // `{huber: {delta: 2}}` for all outputs; any other key is the name of one.
      return (at.value && !at.value.several && valuePart(at.value, step)) || at.value;
    case "names":
      return typeof step === "number" ? at : undefined;
    case "settings":
      return typed(at.owner, String(step), Object.hasOwn(at.table, step) ? at.table[step] : undefined);
  }
}

function sectionValue(section: SectionName, key: string): Expectation | undefined {
  const argument = Object.hasOwn(sections[section], key) ? sections[section][key] : undefined;
  // A key of `data.x` that is no key of a source is the name of an Input, and a source again.
  if (!argument) return section === "source" || section === "plainSource" ? { is: "section", section } : undefined;
  const { type, default: fallback, required } = argument;
  switch (type.is) {
    case "section":
      return { is: "section", section: type.name };
    case "source":
      return { is: "section", section: type.plain ? "plainSource" : "source" };
    case "layers":
      return { is: "layers" };
    case "names":
      return { is: "names", of: "all" };
    case "settings":
      return { is: "settings", owner: key, table: type.table };
    case "values":
    case "labels":
    case "classWeights":
    case "planned":
      return undefined;
    case "byOutput": {
      const value = typed(section, key, { type: type.of, default: undefined });
      return { is: "byOutput", value: familyOf(type.of) && value && { ...value, several: type.list === "each" } };
    }
    default:
      return typed(section, key, { type, default: fallback, required });
  }
}

function argumentValue(kind: LayerKind, step: Step): Expectation | undefined {
  const { arguments: known, main, wraps, inputs } = tableEntry(kind);
  if (typeof step === "number") {
    const name = Array.isArray(main) ? (main[step] as string | undefined) : undefined;
    return name === undefined ? undefined : typed(kind, name, known[name]);
  }
  const inner = wraps && kindOf(step);
  if (inner) return { is: "arguments", kind: inner, wrapper: kind };
  if (wraps && step === "layer") return { is: "layer", wrapper: kind };
  if (step === "from") return { is: "names", of: "above", several: inputs !== undefined };
  if (step === "initial_state") return { is: "names", of: "above" };
  const mainType = typeof main === "string" && !Object.hasOwn(known, step) ? known[main]?.type : undefined;
  if (mainType?.is === "activation" && Object.hasOwn(families.activation.table, step)) {
    return objectSettings("activation", step);
  }
  const own = Object.hasOwn(known, step) ? known[step] : undefined;
  if (own?.type.is === "layer") return { is: "layer", wrapper: kind };
  if (step === "trainable") return typed(kind, step, { type: { is: "boolean" }, default: true });
  return typed(kind, step, own);
}

function typed(
  owner: string,
  key: string,
  argument: (Pick<Argument<unknown>, "type" | "default"> & { readonly required?: boolean }) | undefined,
): Extract<Expectation, { is: "value" }> | undefined {
  if (!argument) return undefined;
  const { type, default: fallback, required = false } = argument;
  return { is: "value", key, owner, type, default: fallback, required };
}

/** Whether a schedule may stand here too. */
export const isScheduled = (type: ArgumentType): boolean => type.is === "number" && type.scheduled === true;

function valuePart(at: Extract<Expectation, { is: "value" }>, step: Step): Expectation | undefined {
  if (typeof step === "number") return { ...at, several: false };
  if (at.type.is === "file" && at.type.byLayer) return { ...at, type: { is: "file" } };
  if (isScheduled(at.type)) {
    const table = Object.hasOwn(schedules, step) ? schedules[step as ScheduleName] : undefined;
    return table && { is: "settings", owner: step, table };
  }
  const family = familyOf(at.type);
  return family && Object.hasOwn(families[family].table, step) ? objectSettings(family, step) : undefined;
}

/** The table of names that a type takes. */
export function familyOf(type: ArgumentType): FamilyName | undefined {
  return type.is in families ? (type.is as FamilyName) : undefined;
}

export const objectArguments = (family: FamilyName, name: string): FormTable =>
  families[family].table[name]?.arguments ?? {};

const objectSettings = (family: FamilyName, name: string): Expectation => ({
  ...{ is: "settings", owner: family, table: objectArguments(family, name) },
  ...{ family },
});

/** The kinds that may stand here. */
export const layerKinds = (wrapper: LayerKind | undefined): readonly string[] =>
  wrapper ? (tableEntry(wrapper).wraps ?? []) : Object.keys(layerTable);
