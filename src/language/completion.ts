/**
 * Completion: what may be written at the cursor, with its documentation, as snippets with tab stops.
 *
 * Plain data in offsets. Keys that are only planned are not offered. test/language/completion.test.ts holds this.
 */
import { type Language, render, say } from "../core/messages/message";
import type { ArgumentType } from "../core/model/argumentTypes";
import { tensorName } from "../core/model/graph";
import type { FormTable } from "../core/model/formTable";
import { type LayerKind, ownKeys, tableEntry } from "../core/model/layerTable";
import type { ModelFile } from "../core/model/modelFile";
import { families, type FamilyName } from "../core/model/readObject";
import { scheduleExamples } from "../core/model/scheduleTable";
import type { TextRange } from "../core/text/range";
import { type CursorPlace, findCursorPlace } from "./cursorPlace";
import { argumentText, keyText, layerText, objectDefaults, objectText, scheduleText, valueText } from "./documentation";
import {
  expectationAt,
  type Expectation,
  familyOf,
  layerKinds,
  isScheduled,
  objectArguments,
  type SectionName,
  sections,
} from "./expectation";
import { dataSection, monitored } from "./offeredNames";
import {
  choiceStop,
  keySnippet,
  layerSnippets,
  modelSnippets,
  objectValueSnippet,
  sectionSnippet,
  withStops,
} from "./snippets";

export interface Completion {
  readonly label: string;
  readonly is: "model" | "key" | "layer" | "value" | "reference";
  /** A snippet in VS Code's syntax: `LSTM: ${1:32}`. */
  readonly insert: string;
  /** What it replaces: the whole word at the cursor. */
  readonly range: TextRange;
  /** A few words beside the label: a default, a kind. */
  readonly detail: string | undefined;
  readonly documentation: string | undefined;
  /** The next word can be chosen from a list too. */
  readonly opensNext: boolean;
}

type Draft = Omit<Completion, "range" | "opensNext"> & { readonly opensNext?: boolean };

/** In the order in which they are to be shown. */
export function provideCompletions(file: ModelFile, offset: number, language: Language): Completion[] {
  const place = findCursorPlace(file.text, offset);
  const expected = place && expectationAt(place.path);
  if (!expected) return [];
  const { word, hasColon } = place;
  const space = place.expects !== "key" && /[:-]/.test(file.text[word.start - 1] ?? "") ? " " : "";
  return new Drafts(file, place, language).at(expected).map((draft) => ({
    ...draft,
    // A colon that is there already stays the only one.
    insert: space + (hasColon && /^[\w]+:/.test(draft.insert) ? draft.label : draft.insert),
    range: word,
    opensNext: (draft.opensNext ?? false) && !hasColon,
  }));
}

class Drafts {
  constructor(
    private readonly file: ModelFile,
    private readonly place: CursorPlace,
    private readonly language: Language,
  ) {}

  at(expected: Expectation): Draft[] {
    const isKey = this.place.expects === "key" || this.place.expects === "block";
    switch (expected.is) {
      case "section":
        if (!isKey) return [];
        return [
          ...this.sectionKeys(expected.section),
          ...this.dataNames(expected.section),
          ...this.models(expected.section),
        ];
      case "layers":
        return this.place.expects === "block" ? this.layers(undefined, "- ") : [];
      case "layer":
        return this.place.taken.length > 0
          ? []
          : this.layers(expected.wrapper, this.place.expects === "dash" ? "- " : "");
      case "arguments":
        return isKey ? this.arguments(expected.kind, expected.wrapper) : this.mainValues(expected.kind);
      case "value":
        if (isScheduled(expected.type)) return isKey ? this.schedules("", "") : this.schedules("{", "}");
        if (expected.key === "monitor") return isKey ? [] : this.plainValues(monitored(this.file), expected.default);
        return isKey ? this.objects(expected.type) : this.values(expected.type, expected.default);
      case "names":
        return isKey ? [] : this.names(expected.of);
      case "byOutput":
        if (isKey) return this.outputKeys(expected.value !== undefined);
        return expected.value ? this.at(expected.value) : [];
      case "settings":
        return isKey ? this.settings(expected.owner, expected.table) : [];
    }
  }

  private get isFree(): (key: string) => boolean {
    return (key) => !this.place.taken.includes(key);
  }

  private sectionKeys(section: SectionName): Draft[] {
    const known = section === "data" ? dataSection(this.place.taken) : undefined;
    return (known ?? Object.keys(sections[section]))
      .filter((key) => sections[section][key]?.built && this.isFree(key))
      .map((key) => ({
        label: key,
        is: "key",
        insert: sectionSnippet(section, key, this.place.inFlow, this.place.column),
        detail: undefined,
        documentation: keyText(section, key, this.language),
        opensNext: sectionSnippet(section, key, this.place.inFlow, this.place.column).endsWith(" "),
      }));
  }

  /** Whole models, where a file has none yet. */
  private models(section: SectionName): Draft[] {
    if (section !== "top" || this.place.inFlow || this.place.taken.includes("model")) return [];
    return modelSnippets.map(({ label, template, body }) => ({
      label,
      is: "model",
      insert: body,
      detail: undefined,
      documentation: render(template.summary, this.language),
    }));
  }

  /** `data.x` may be a map from the names of several Inputs to sources. */
  private dataNames(section: SectionName): Draft[] {
    const [top, key, deeper] = this.place.path;
    if (section !== "source" || top !== "data" || deeper !== undefined) return [];
    if (this.place.taken.some((one) => Object.hasOwn(sections.source, one))) return [];
    const { graph, layers } = this.file;
    const names =
      key === "x"
        ? layers.filter(({ definition }) => definition?.kind === "Input").map(({ name }) => name)
        : (graph?.outputs ?? []).map((output) => tensorName(layers, output));
    return names.length < 2 ? [] : this.keysFor(names);
  }

  private outputKeys(isLoss: boolean): Draft[] {
    const { graph, layers } = this.file;
    const names = this.keysFor((graph?.outputs ?? []).map((output) => tensorName(layers, output)));
    return isLoss && this.place.taken.length === 0 ? [...names, ...this.objects({ is: "loss" })] : names;
  }

  private keysFor(names: readonly string[]): Draft[] {
    return names.filter(this.isFree).map((name) => ({
      label: name,
      is: "reference",
      insert: `${name}: `,
      detail: undefined,
      documentation: undefined,
      opensNext: true,
    }));
  }

  private layers(wrapper: LayerKind | undefined, dash: string): Draft[] {
    const known = layerKinds(wrapper);
    return layerSnippets(known, this.namesAbove()).map(({ label, kind, body }) => ({
      label,
      is: "layer",
      insert: dash + body,
      detail: undefined,
      documentation: layerText(kind, this.language),
    }));
  }

  private arguments(kind: LayerKind, wrapper: LayerKind | undefined): Draft[] {
    const { arguments: known, wraps, inputs } = tableEntry(kind);
    const own = this.settings(kind, known);
    const common = wrapper ? [] : ownKeys(kind).filter((key) => this.isFree(key) && this.takes(kind, key));
    const inner = wraps && !this.place.taken.some((key) => key === "layer" || wraps.includes(key)) ? wraps : [];
    return [
      ...layerSnippets(inner, []).map(({ label, kind: inside, body }): Draft => ({
        label,
        is: "layer",
        insert: body.includes(":") ? body : `${body}: {}`,
        detail: undefined,
        documentation: layerText(inside, this.language),
      })),
      ...own,
      ...common.map((key): Draft => ({
        label: key,
        is: "key",
        insert:
          key === "trainable"
            ? `trainable: ${choiceStop(["false", "true"])}`
            : key === "from" && inputs
              ? "from: [$1]"
              : `${key}: `,
        detail: key === "trainable" ? "true" : undefined,
        documentation: argumentText(kind, key, this.language),
        opensNext: key === "from" || key === "initial_state",
      })),
    ];
  }

  /** Keys of a table of arguments. */
  private settings(owner: string, table: FormTable): Draft[] {
    return Object.entries(table)
      .filter(([key]) => this.isFree(key))
      .map(([key, { type, default: fallback, required }]) => {
        const insert = keySnippet(key, type, fallback);
        return {
          label: key,
          is: "key",
          insert,
          detail: required ? say(this.language, "argument-required") : valueText(fallback),
          documentation: argumentText(owner, key, this.language),
          opensNext: insert.endsWith(" "),
        };
      });
  }

  /** `cosine_decay: {…}` with what it needs; in braces where it stands as a value. */
  private schedules(open: string, close: string): Draft[] {
    return Object.entries(scheduleExamples)
      .filter(() => this.place.taken.length === 0)
      .map(([name, example]) => ({
        label: name,
        is: "value",
        insert: `${open}${withStops(example)}${close}`,
        detail: undefined,
        documentation: scheduleText(name, this.language),
      }));
  }

  private takes(kind: LayerKind, key: string): boolean {
    return kind !== "Input" || key === "name";
  }

  /** Behind the colon of a kind: the values of its main argument, or the layer that it wraps. */
  private mainValues(kind: LayerKind): Draft[] {
    const { main, wraps, arguments: known } = tableEntry(kind);
    if (wraps) {
      return layerSnippets(wraps, [])
        .filter(({ body }) => !body.includes(": {"))
        .map(({ label, kind: inside, body }) => ({
          label,
          is: "layer",
          insert: `{${body.includes(":") ? body : `${body}: {}`}}`,
          detail: undefined,
          documentation: layerText(inside, this.language),
        }));
    }
    const argument = typeof main === "string" ? known[main] : undefined;
    return argument ? this.values(argument.type, argument.default) : [];
  }

  private values(type: ArgumentType, fallback: unknown): Draft[] {
    if (type.is === "boolean") return this.plainValues(["true", "false"], fallback);
    if (type.is === "choice") return this.plainValues(type.values, fallback);
    const family = familyOf(type);
    if (!family) return [];
    const { table } = families[family];
    const aliases: Readonly<Record<string, string>> = families[family].aliases;
    const names = [...Object.keys(table), ...Object.keys(aliases)];
    return names.map((name) => ({
      label: name,
      is: "value",
      insert: objectValueSnippet(name, objectArguments(family, name)),
      detail: this.detailOf(family, name, aliases, fallback),
      documentation: objectText(family, name, this.language),
    }));
  }

  private detailOf(
    family: FamilyName,
    name: string,
    aliases: Readonly<Record<string, string>>,
    fallback: unknown,
  ): string | undefined {
    if (Object.hasOwn(aliases, name)) return aliases[name];
    if (fallback !== undefined && valueText(fallback) === name) return say(this.language, "completion-default");
    return objectDefaults(family, name) || undefined;
  }

  private plainValues(values: readonly string[], fallback: unknown): Draft[] {
    return values.map((value) => ({
      label: value,
      is: "value",
      insert: value,
      detail: String(fallback) === value ? say(this.language, "completion-default") : undefined,
      documentation: undefined,
    }));
  }

  /** `adam: {learning_rate: 0.001}`: names whose arguments can be given. */
  private objects(type: ArgumentType): Draft[] {
    const family = familyOf(type);
    if (!family || this.place.taken.length > 0) return [];
    return this.values(type, undefined)
      .filter(({ label }) => Object.keys(objectArguments(family, label)).length > 0)
      .map((draft) => {
        const only = Object.entries(objectArguments(family, draft.label));
        const [first] = only;
        if (draft.insert !== draft.label) return { ...draft, insert: draft.insert.slice(1, -1) };
        const value =
          first && only.length === 1 && first[1].type.is !== "boolean" ? `\${1:${String(first[1].default)}}` : "{$1}";
        return { ...draft, insert: `${draft.label}: ${value}`, opensNext: value === "{$1}" };
      });
  }

  private names(of: "above" | "all"): Draft[] {
    return this.namesOf(of).map(({ name, kind }) => ({
      label: name,
      is: "reference",
      insert: name,
      detail: kind,
      documentation: undefined,
    }));
  }

  private namesAbove(): string[] {
    return this.namesOf("above").map(({ name }) => name);
  }

  /** The nearest one first; a layer that gives several tensors is named by each. */
  private namesOf(of: "above" | "all"): { name: string; kind: string | undefined }[] {
    const { layers } = this.file;
    return layers
      .flatMap(({ place, name, outputs, definition }, layer) => {
        if (of === "above" && place.item.start >= this.place.itemStart) return [];
        const names = outputs ? outputs.map(({ port }) => tensorName(layers, { layer, port })) : [name];
        return names.map((one) => ({ name: one, kind: definition?.kind }));
      })
      .reverse();
  }
}
