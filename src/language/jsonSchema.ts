/**
 * The model file as a JSON Schema, for editors that know YAML and not this language: names, types, ranges and descriptions from the
 * tables of core/model. What depends on several places (shapes, references) it cannot say.
 *
 * scripts/makeSchema.mjs writes it to schemas/; test/language/jsonSchema.test.ts holds that the file is in step.
 */
import { type Argument, type ArgumentType, LARGEST_SIZE } from "../core/model/argumentTypes";
import { earlyStopping, reduceOnPlateau } from "../core/model/callbackTable";
import { dataForms, shareTable } from "../core/model/formTable";
import { layerAliases, type LayerKind, layerTable, ownKeys, tableEntry } from "../core/model/layerTable";
import { families, type FamilyName } from "../core/model/readObject";
import type { NumberType } from "../core/model/readNumber";
import { taskKeys } from "../core/model/readTask";
import { schedules } from "../core/model/scheduleTable";
import type { topKeys } from "../core/model/sectionTable";
import { taskNames } from "../core/model/sectionTable";
import { argumentText, keyText, layerText, objectText, settingText } from "./documentation";
import { isScheduled } from "./expectation";

type Schema = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Argument<unknown>>>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const anyOf = (...all: readonly Schema[]): Schema => (all.length === 1 ? (all[0] ?? {}) : { anyOf: all });
const described = (schema: Schema, description: string | undefined): Schema =>
  description === undefined ? schema : { ...schema, description };
const list = (items: Schema): Schema => ({ type: "array", items });
const text: Schema = { type: "string" };
const name = anyOf(text, { type: "number" });
const names = anyOf(text, { ...list(text), minItems: 1 });
const size: Schema = { type: "integer", minimum: 1, maximum: LARGEST_SIZE };
const flag: Schema = { type: "boolean" };

/** A map with these keys and no others. */
const map = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...(required.length > 0 && { required }),
});

/** A map with exactly one of these keys. */
const oneOfKeys = (properties: Readonly<Record<string, Schema>>): Schema => ({
  ...map(properties),
  minProperties: 1,
  maxProperties: 1,
});

const fromEntries = <T>(
  all: Readonly<Record<string, T>>,
  make: (key: string, one: T) => Schema,
): Record<string, Schema> => Object.fromEntries(Object.entries(all).map(([key, one]) => [key, make(key, one)]));

function numberSchema({ min, max, ...type }: NumberType): Schema {
  const isBound = (bound: number): boolean => Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return {
    type: type.is,
    ...(isBound(min) && { minimum: min }),
    ...(isBound(max) && { [type.openMax ? "exclusiveMaximum" : "maximum"]: max }),
  };
}

function typeSchema(type: ArgumentType): Schema {
  switch (type.is) {
    case "integer":
    case "number":
      return isScheduled(type) ? anyOf(numberSchema(type), ref("schedule")) : numberSchema(type);
    case "boolean":
      return flag;
    case "choice":
      return { enum: type.values };
    case "text":
    case "file":
      return text;
    case "numbers": {
      const one = numberSchema({ ...type, is: type.whole ? "integer" : "number" });
      return type.different ? anyOf(one, list(one)) : list(one);
    }
    case "axes":
      return anyOf({ type: "integer" }, list({ type: "integer" }));
    case "column":
      return type.several ? anyOf(name, list(name)) : name;
    case "shares":
      return table("split", shareTable);
    case "shape":
      return { ...list(type.wildcard ? anyOf({ enum: [-1] }, size) : anyOf(size, { type: "null" })), minItems: 1 };
    default:
      return ref(type.is);
  }
}

const argumentSchema = (
  owner: string,
  key: string,
  { type, nullable, default: fallback }: Argument<unknown>,
): Schema => {
  const plain = typeSchema(type);
  const isSimple = ["boolean", "number", "string"].includes(typeof fallback);
  return described(
    { ...(nullable ? anyOf(plain, { type: "null" }) : plain), ...(isSimple && { default: fallback }) },
    settingText(owner, key, "en"),
  );
};

const requiredOf = (all: Table): string[] => Object.keys(all).filter((key) => all[key]?.required);

const table = (owner: string, all: Table): Schema =>
  map(
    fromEntries(all, (key, argument) => argumentSchema(owner, key, argument)),
    requiredOf(all),
  );

/** `tanh`, `{l2: 0.01}`, `{adam: {learning_rate: 0.01}}`. */
function familySchema(family: FamilyName): Schema {
  const { table: known, aliases } = families[family];
  const isWhole = (word: string): boolean => requiredOf(known[aliases[word] ?? word]?.arguments ?? {}).length === 0;
  const words = [...Object.keys(known), ...Object.keys(aliases)];
  const objects = fromEntries(known, (object, { arguments: all, main }) => {
    const names = Object.keys(all);
    // `{l2: 0.01}`: where there is one argument, its value says all.
    const alone = all[main ?? (names.length === 1 ? (names[0] ?? "") : "")]?.type;
    const isShort = alone && ["integer", "number", "numbers"].includes(alone.is);
    return described(
      anyOf(...(isShort ? [typeSchema(alone)] : []), table(family, all)),
      objectText(family, object, "en"),
    );
  });
  return anyOf({ enum: words.filter(isWhole) }, oneOfKeys(objects));
}

/** The kind alone is a whole layer. */
const isBare = (kind: LayerKind): boolean => {
  const { wraps, arguments: known, inputs } = tableEntry(kind);
  return !wraps && !inputs && requiredOf(known).length === 0;
};

/** What stands behind a layer's kind. */
function layerSchema(kind: LayerKind): Schema {
  const { main, wraps, arguments: known } = tableEntry(kind);
  const own = fromEntries(known, (key, argument) => argumentSchema(kind, key, argument));
  const inner = Object.fromEntries((wraps ?? []).map((one) => [one, ref(one)]));
  const common: Readonly<Record<string, Schema>> = { name: text, from: names, initial_state: names, trainable: flag };
  const shared = Object.fromEntries(
    ownKeys(kind).map((key) => [key, described(common[key] ?? {}, argumentText(kind, key, "en"))]),
  );
  const whole = map({ ...own, ...inner, ...(wraps && { layer: ref("layer") }), ...shared }, requiredOf(known));
  const first = known[(typeof main === "string" ? main : main?.[0]) ?? ""];
  const value = first && typeSchema(first.type);
  const isList = value && Array.isArray(main);
  const short = isList
    ? [{ ...list(value), minItems: main.length, maxItems: main.length }]
    : value
      ? [value]
      : wraps
        ? [{ enum: wraps.filter((one) => isBare(one as LayerKind)) }]
        : [];
  return described(anyOf(...short, whole, ...(isBare(kind) ? [{ type: "null" }] : [])), layerText(kind, "en"));
}

function dataSchema(): Schema {
  const values: Schema = { type: "array", minItems: 1 };
  const source = map({
    values,
    one_hot: anyOf({ type: "integer", minimum: 1 }, list(name)),
    expand_dims: flag,
    scale: { enum: ["standard", "minmax", "none"] },
    file: text,
    columns: anyOf(name, list(name)),
  });
  const sources = anyOf(values, source, { type: "object", additionalProperties: anyOf(values, source) });
  const inline = map({
    x: described(sources, keyText("data", "x", "en")),
    y: described(sources, keyText("data", "y", "en")),
  });
  const made = map(
    {
      task: { enum: taskNames },
      ...Object.fromEntries(
        taskKeys.map((key) => [key, described({ type: "integer", minimum: 0 }, keyText("data", key, "en"))]),
      ),
    },
    ["task", "length", "samples"],
  );
  return anyOf(inline, made, ...Object.values(dataForms).map((form) => table("data", form)));
}

export function jsonSchema(): Schema {
  const kinds = Object.keys(layerTable) as LayerKind[];
  const byOutput = (one: Schema): Schema => anyOf(one, { type: "object", additionalProperties: one });
  const weight: Schema = { type: "number", minimum: 0 };
  const sections: Readonly<Record<keyof typeof topKeys, Schema>> = {
    name,
    seed: { type: "integer", minimum: 0 },
    data: dataSchema(),
    model: { ...list(ref("layer")), minItems: 1 },
    outputs: names,
    compile: map({
      optimizer: ref("optimizer"),
      loss: byOutput(ref("loss")),
      metrics: byOutput(list(ref("metric"))),
      loss_weights: anyOf(byOutput(weight), list(weight)),
    }),
    fit: map({
      epochs: { type: "integer", minimum: 1 },
      batch_size: { type: "integer", minimum: 1 },
      shuffle: flag,
      reproducible: flag,
      validation_split: { type: "number", minimum: 0, exclusiveMaximum: 1 },
      early_stopping: table("early_stopping", earlyStopping),
      reduce_lr_on_plateau: table("reduce_lr_on_plateau", reduceOnPlateau),
    }),
    weights: text,
    sweep: {},
    seeds: {},
  };
  const top = fromEntries(sections, (key, schema) => described(schema, keyText("top", key, "en")));
  const written = Object.fromEntries([
    ...kinds.map((kind) => [kind, ref(kind)]),
    ...Object.entries(layerAliases).map(([alias, kind]) => [alias, ref(kind)]),
  ]) as Record<string, Schema>;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Unroll model file",
    ...map(top, ["model"]),
    definitions: {
      layer: anyOf({ enum: kinds.filter(isBare) }, oneOfKeys(written)),
      ...Object.fromEntries(kinds.map((kind) => [kind, layerSchema(kind)])),
      schedule: oneOfKeys(fromEntries(schedules, (schedule, all) => table(schedule, all))),
      ...Object.fromEntries((Object.keys(families) as FamilyName[]).map((family) => [family, familySchema(family)])),
    },
  };
}
