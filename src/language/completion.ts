/**
 * Completion: what may be written at the cursor, with its documentation, as snippets with tab stops.
 *
 * Plain data in offsets. Keys that are only planned are not offered. test/language/completion.test.ts holds this.
 */
import { type Language, render, say } from "../core/messages/message";
import { tensorName } from "../core/model/graph";
import type { Argument, KeyTable, KeyType } from "../core/model/argumentTypes";
import type { FormTable } from "../core/model/formTable";
import { type LayerKind, listedKeys, ownKeys, tableEntry } from "../core/model/layerTable";
import type { ModelFile } from "../core/model/modelFile";
import { type SectionName, sections } from "../core/model/sectionTable";
import { formatShape } from "../core/shapes/shapeRules";
import { type CursorPlace, findCursorPlace } from "./cursorPlace";
import { argumentText, keyText, layerText, valueText } from "./documentation";
import { expectationAt, type Expectation, layerKinds, isScheduled } from "./expectation";
import { dataSection } from "./offeredNames";
import { choiceStop, keySnippet, layerSnippets, modelSnippets, sectionSnippet } from "./snippets";
import { type Completion, type Draft, type Value, ValueDrafts } from "./valueDrafts";

/** In the order in which they are to be shown. */
export function provideCompletions(file: ModelFile, offset: number, language: Language): Completion[] {
  const place = findCursorPlace(file.text, offset);
  const expected = place && expectationAt(place.path);
  if (!expected) return [];
  const { word, hasColon, quote } = place;
  if (quote) return new Drafts(file, place, language).at(expected).flatMap((draft) => inQuotes(draft, place));
  const space = place.expects !== "key" && /[:-]/.test(file.text[word.start - 1] ?? "") ? " " : "";
  return new Drafts(file, place, language).at(expected).map((draft) => ({
    ...draft,
    // A colon that is there already stays the only one.
    insert: space + (hasColon && /^[\w]+:/.test(draft.insert) ? draft.label : draft.insert),
    range: word,
    opensNext: (draft.opensNext ?? false) && !hasColon,
  }));
}

/** Names alone: what is more than a name would be text. */
function inQuotes(draft: Draft, { word, quote }: CursorPlace): Completion[] {
  if (draft.is === "model" || !quote) return [];
  return [{ ...draft, insert: quote.isClosed ? draft.label : draft.label + quote.sign, range: word, opensNext: false }];
}

class Drafts extends ValueDrafts {
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
        if (isKey && expected.type.is === "file" && expected.type.byLayer) return this.keysFor(this.weighted());
        if (expected.several) return this.place.expects === "key" ? [] : this.listed(this.values(expected), true);
        if (this.place.expects === "block") return this.valuesBelow(expected);
        return isKey ? this.objects(expected) : this.listed(this.values(expected));
      case "names":
        return this.place.expects === "key" ? [] : this.listed(this.names(expected.of), expected.several);
      case "byOutput":
        if (!isKey) return expected.value ? this.at(expected.value) : [];
        return [...this.outputKeys(expected.value), ...(expected.value?.several ? this.at(expected.value) : [])];
      case "settings":
        return isKey ? this.settings(expected.owner, expected.table) : [];
    }
  }

  /** As items where a list is being written, and in brackets where one has to begin. */
  private listed(drafts: readonly Draft[], several = false): Draft[] {
    const { expects } = this.place;
    return drafts.map((draft) => {
      if (expects === "block" || expects === "dash") return { ...draft, insert: `- ${draft.insert}` };
      if (expects !== "value" || !several || this.place.quote) return draft;
      const more = draft.is === "reference" ? ", $1" : "";
      return { ...draft, insert: `[${draft.insert}${more}]`, opensNext: more !== "" };
    });
  }

  /** On a line of its own below the key: names with what they take, and those that take nothing. */
  private valuesBelow(expected: Value): Draft[] {
    const objects = this.objects(expected);
    const isObject = (label: string): boolean => objects.some((one) => one.label === label);
    return [...objects, ...this.values(expected).filter(({ label }) => !isObject(label))];
  }

  private get isFree(): (key: string) => boolean {
    return (key) => !this.place.taken.includes(key);
  }

  private sectionKeys(section: SectionName): Draft[] {
    const { inFlow, column, taken } = this.place;
    const known = section === "data" ? dataSection(taken) : sections[section];
    return this.keysOf(
      known,
      (key, argument) => sectionSnippet(section, key, argument, inFlow || column > 0),
      (key) => keyText(section, key, this.language),
    );
  }

  private keysOf(
    table: KeyTable,
    snippet: (key: string, argument: Argument<unknown, KeyType>) => string,
    about: (key: string) => string | undefined,
  ): Draft[] {
    return Object.entries(table)
      .filter(([key, { type }]) => type.is !== "planned" && this.isFree(key))
      .map(([key, argument]) => {
        const insert = snippet(key, argument);
        const { required, default: fallback } = argument;
        const value = fallback === undefined ? undefined : valueText(fallback);
        return {
          label: key,
          is: "key",
          insert,
          detail: required ? say(this.language, "argument-required") : value,
          documentation: about(key),
          opensNext: insert.endsWith(" "),
        };
      });
  }

  /** Whole models, where a file has none yet. */
  private models(section: SectionName): Draft[] {
    if (section !== "top" || this.place.inFlow || this.place.taken.includes("model")) return [];
    return modelSnippets(this.language).map(({ label, template, body }) => ({
      label,
      is: "model",
      insert: body,
      detail: undefined,
      documentation: render(template.summary, this.language),
    }));
  }

  /** `data.x` may be a map from the names of several Inputs to sources. */
  private dataNames(section: SectionName): Draft[] {
    const [top, ...below] = this.place.path;
    const [key, deeper] = below[0] === "validation" ? below.slice(1) : below;
    if ((section !== "source" && section !== "plainSource") || top !== "data" || deeper !== undefined) return [];
    if (this.place.taken.some((one) => Object.hasOwn(sections.source, one))) return [];
    const { graph, layers } = this.file;
    const names =
      key === "x"
        ? layers.filter(({ definition }) => definition?.kind === "Input").map(({ name }) => name)
        : (graph?.outputs ?? []).map((output) => tensorName(layers, output));
    return names.length < 2 ? [] : this.keysFor(names);
  }

  /** Layers that have weights. */
  private weighted(): string[] {
    return this.file.layers.filter(({ params }) => params !== 0).map(({ name }) => name);
  }

  private outputKeys(value: Value | undefined): Draft[] {
    const { graph, layers } = this.file;
    const outputs = (graph?.outputs ?? []).map((output) => tensorName(layers, output));
    // One output needs no map; that of a list would hide the list.
    const names = this.keysFor(value?.several && outputs.length < 2 ? [] : outputs);
    return value && !value.several && this.place.taken.length === 0 ? [...names, ...this.objects(value)] : names;
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
    const shared = wrapper ? [] : ownKeys(kind).filter((key) => this.isFree(key) && this.takes(kind, key));
    const common = shared.map((key): Draft => ({
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
    }));
    const order = listedKeys(kind);
    const inner = wraps && !this.place.taken.some((key) => key === "layer" || wraps.includes(key)) ? wraps : [];
    return [
      ...layerSnippets(inner, []).map(({ label, kind: inside, body }): Draft => ({
        label,
        is: "layer",
        insert: body.includes(":") ? body : `${body}: {}`,
        detail: undefined,
        documentation: layerText(inside, this.language),
      })),
      ...[...own, ...common].sort((a, b) => order.indexOf(a.label) - order.indexOf(b.label)),
    ];
  }

  /** Keys of a table of arguments. */
  private settings(owner: string, table: FormTable): Draft[] {
    return this.keysOf(table, keySnippet, (key) => argumentText(owner, key, this.language));
  }

  private takes(kind: LayerKind, key: string): boolean {
    return kind !== "Input" || key === "name";
  }

  /** Behind the colon of a kind: the values of its main argument, or the layer that it wraps. */
  private mainValues(kind: LayerKind): Draft[] {
    const { main, wraps, arguments: known } = tableEntry(kind);
    if (wraps) {
      return layerSnippets(wraps, [])
        .filter(({ label, kind: inside }) => label === inside)
        .map(({ label, kind: inside, body }) => ({
          label,
          is: "layer",
          insert: `{${body.includes(":") ? body : `${body}: {}`}}`,
          detail: undefined,
          documentation: layerText(inside, this.language),
        }));
    }
    const argument = typeof main === "string" ? known[main] : undefined;
    return argument
      ? this.values({ owner: kind, key: String(main), type: argument.type, default: argument.default })
      : [];
  }

  private names(of: "above" | "all"): Draft[] {
    return this.namesOf(of)
      .flat()
      .map(({ name, detail }) => ({ label: name, is: "reference", insert: name, detail, documentation: undefined }));
  }

  /** One for each layer: what joins others joins layers. */
  private namesAbove(): string[] {
    return this.namesOf("above").flatMap(([first]) => first?.name ?? []);
  }

  /** Layer by layer, the nearest one first; one that gives several tensors is named by each. */
  private namesOf(of: "above" | "all"): { name: string; detail: string | undefined }[][] {
    const { layers } = this.file;
    return layers
      .map(({ place, name, outputs, definition }, layer) => {
        if (of === "above" && place.item.start >= this.place.itemStart) return [];
        if (!outputs) return [{ name, detail: definition?.kind }];
        return outputs.map(({ port, shape }) => ({
          name: tensorName(layers, { layer, port }),
          detail: [definition?.kind, formatShape(shape)].filter(Boolean).join(" "),
        }));
      })
      .reverse();
  }
}
