/**
 * The model file as a JSON Schema, for editors that know YAML and not this language: names, types, ranges and descriptions from the
 * tables of core/model. What depends on several places (shapes, references) it cannot say.
 *
 * scripts/makeSchema.mjs writes it to schemas/; test/language/jsonSchema.test.ts holds that the file is in step.
 */
import { type Argument, type KeyTable, type KeyType, LARGEST_SIZE } from "../core/model/argumentTypes";
import { dataForms } from "../core/model/formTable";
import { layerAliases, type LayerKind, layerTable, ownKeys, tableEntry } from "../core/model/layerTable";
import { families, type FamilyName } from "../core/model/readObject";
import type { NumberType } from "../core/model/readNumber";
import { schedules } from "../core/model/scheduleTable";
import { plainSourceKeys, sections, sourceKeys, sourcesTable, taskTable } from "../core/model/sectionTable";
import { argumentText, layerText, objectText, settingText } from "./documentation";
import { isScheduled } from "./expectation";

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const anyOf = (...all: readonly Schema[]): Schema => (all.length === 1 ? (all[0] ?? {}) : { anyOf: all });
const described = (schema: Schema, description: string | undefined): Schema =>
  description === undefined ? schema : { ...schema, description };
const list = (items: Schema): Schema => ({ type: "array", items });
const text: Schema = { type: "string" };
const some = (items: Schema): Schema => ({ ...list(items), minItems: 1 });
const label = anyOf(text, { type: "number" });
const names = anyOf(text, some(text));
/** By name, or by number from 0. */
const column = anyOf({ ...text, minLength: 1 }, { type: "integer", minimum: 0 });
const axis: Schema = { type: "integer", minimum: -9, maximum: 9 };
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

/** `key`: whose type it is, for the sentences about the keys of its map. */
function typeSchema(type: KeyType, key = ""): Schema {
  switch (type.is) {
    case "integer":
    case "number":
      return isScheduled(type) ? anyOf(numberSchema(type), ref("schedule")) : numberSchema(type);
    case "boolean":
      return flag;
    case "choice":
      // YAML's nothing is Keras's None.
      return type.orNumber
        ? anyOf({ enum: type.values }, { type: "number" })
        : { enum: type.values.includes("none") ? [...type.values, null] : type.values };
    case "words": {
      const one = type.values ? { enum: type.values } : label;
      return anyOf(one, type.values ? { ...some(one), uniqueItems: true } : some(one));
    }
    case "text":
      return type.plain ? { type: ["string", "number", "boolean"] } : text;
    case "file":
      return type.byLayer ? anyOf(text, { type: "object", minProperties: 1, additionalProperties: text }) : text;
    case "numbers": {
      const one = numberSchema({ ...type, is: type.whole ? "integer" : "number" });
      return type.different ? anyOf(one, { ...some(one), uniqueItems: true }) : some(one);
    }
    case "axes":
      return anyOf(axis, some(axis));
    case "column":
      return type.several ? anyOf(column, some(column)) : column;
    case "settings":
      return table(key, type.table);
    case "shape":
      return type.wildcard
        ? some(anyOf({ enum: [-1] }, size))
        : { ...some(anyOf(size, { type: "null" })), minItems: 0 };
    case "section":
      return type.name === "data" ? dataSchema() : table(type.name, sections[type.name]);
    case "layer":
      return oneOfKeys(Object.fromEntries(type.kinds.map((kind) => [kind, ref(kind)])));
    case "layers":
      return some(ref("layer"));
    case "names":
      return names;
    case "source": {
      const one = ref(type.plain ? "plainSource" : "source");
      return anyOf(one, { type: "object", additionalProperties: one });
    }
    case "classWeights":
      return { type: "object", minProperties: 1, additionalProperties: { type: "number" } };
    case "values":
      return some({});
    case "planned":
      return {};
    case "labels":
      return anyOf(numberSchema({ is: "integer", min: 1, max: type.max }), some(label));
    case "byOutput": {
      const plain = typeSchema(type.of);
      const one = type.list === "each" ? list(plain) : plain;
      return anyOf(
        one,
        { type: "object", additionalProperties: one },
        ...(type.list === "inOrder" ? [list(plain)] : []),
      );
    }
    default:
      return ref(type.is);
  }
}

const isObject = (value: unknown): value is { readonly name: unknown } =>
  typeof value === "object" && value !== null && "name" in value;

const argumentSchema = (
  owner: string,
  key: string,
  { type, nullable, default: fallback }: Argument<unknown, KeyType>,
): Schema => {
  const plain = typeSchema(type, key);
  const usual = isObject(fallback) ? fallback.name : fallback;
  const isSimple = ["boolean", "number", "string"].includes(typeof usual);
  return described(
    { ...(nullable ? anyOf(plain, { type: "null" }) : plain), ...(isSimple && { default: usual }) },
    settingText(owner, key, "en"),
  );
};

const requiredOf = (all: KeyTable): string[] => Object.keys(all).filter((key) => all[key]?.required);

const table = (owner: string, all: KeyTable): Schema =>
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
  const keys = map({ ...own, ...inner, ...(wraps && { layer: ref("layer") }), ...shared }, requiredOf(known));
  const whole = wraps ? { ...keys, oneOf: [...wraps, "layer"].map((one) => ({ required: [one] })) } : keys;
  const first = known[(typeof main === "string" ? main : main?.[0]) ?? ""];
  const value = first && typeSchema(first.type);
  const isList = value && Array.isArray(main);
  const bare = (wraps ?? []).filter((one) => isBare(one as LayerKind));
  const short = isList
    ? [{ ...list(value), minItems: main.length, maxItems: main.length }]
    : value
      ? [value]
      : bare.length > 0
        ? [{ enum: bare }]
        : [];
  return described(anyOf(...short, whole, ...(isBare(kind) ? [{ type: "null" }] : [])), layerText(kind, "en"));
}

/** Source by source, made, or a form for the whole. */
const dataSchema = (): Schema =>
  anyOf(...[sourcesTable, taskTable, ...Object.values(dataForms)].map((keys) => table("data", keys)));

export function jsonSchema(): Schema {
  const kinds = Object.keys(layerTable) as LayerKind[];
  const written = Object.fromEntries([
    ...kinds.map((kind) => [kind, ref(kind)]),
    ...Object.entries(layerAliases).map(([alias, kind]) => [alias, ref(kind)]),
  ]) as Record<string, Schema>;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Unroll model file",
    ...table("top", sections.top),
    definitions: {
      layer: anyOf({ enum: kinds.filter(isBare) }, oneOfKeys(written)),
      ...Object.fromEntries(kinds.map((kind) => [kind, layerSchema(kind)])),
      source: anyOf(typeSchema(sourceKeys.values.type), table("source", sourceKeys)),
      plainSource: anyOf(typeSchema(sourceKeys.values.type), table("source", plainSourceKeys)),
      schedule: oneOfKeys(fromEntries(schedules, (schedule, all) => table(schedule, all))),
      ...Object.fromEntries((Object.keys(families) as FamilyName[]).map((family) => [family, familySchema(family)])),
    },
  };
}
