/**
 * One item of the `model` list: its kind, its checked arguments, and where each stands.
 *
 * Names, references and shapes come later (readModel.ts): they need the whole list.
 */
import type { Findings } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import type { SyntaxEntry, SyntaxMap, SyntaxNode, SyntaxScalar } from "../syntax/syntaxTree";
import type { TextRange } from "../text/range";
import { missingAxis } from "./missingAxis";
import type { LayerDefinition, LayerPlace } from "./graph";
import { halfProblems } from "./halfProblems";
import { type CellDefinition, kindOf, type LayerKind, ownKeys, type TableEntry, tableEntry } from "./layerTable";
import { decidesSize, standIn } from "./layerSizes";
import { readArgument } from "./readArgument";
import { families } from "./readObject";
import { reportUnknownArgument } from "./unknownArgument";
import { reportUnknownKind } from "./unknownKind";

/**
 * A layer as written. `definition` is absent where its kind is wrong, or an argument on which its shape or its count depends; what else is
 * wrong has its default there, and `isWhole` is false.
 */
export interface LayerDraft {
  readonly place: LayerPlace;
  /** The kind as far as it is known; also when an argument is wrong. */
  readonly kind: LayerKind | undefined;
  /** The word in the file, for the default name. */
  readonly writtenKind: string;
  readonly definition: LayerDefinition | undefined;
  readonly inner: LayerDefinition | undefined;
  /** Nothing in the layer is wrong. */
  readonly isWhole: boolean;
  readonly common: ReadonlyMap<string, SyntaxNode>;
}

/** Reads one list item; undefined where it is nothing like a layer. */
export function readLayer(node: SyntaxNode, findings: Findings): LayerDraft | undefined {
  const head = headOf(node, findings);
  return head && readDefinition(head.kind, head.value, node.range, findings, undefined);
}

function headOf(
  node: SyntaxNode,
  findings: Findings,
): { kind: SyntaxScalar; value: SyntaxNode | undefined } | undefined {
  if (node.is === "scalar" && typeof node.value === "string") return { kind: node, value: undefined };
  const isKind = ({ key }: SyntaxEntry): boolean => kindOf(String(key.value)) !== undefined;
  const head = node.is === "map" ? (node.entries.find(isKind) ?? node.entries[0]) : undefined;
  if (node.is !== "map" || !head) {
    findings.report(node.range, message("not-a-layer"));
    return undefined;
  }
  const named = isKind(head) ? undefined : kindAsValue(node);
  if (named) {
    const [key, kind] = [String(named.key.value), String(named.value.value)];
    findings.report(named.key.range, message("unknown-layer.key", { key, kind }));
    const entries = node.entries.filter((entry) => entry.key !== named.key);
    return { kind: named.value, value: entries.length > 0 ? { ...node, entries } : undefined };
  }
  for (const { key } of node.entries) {
    if (key !== head.key) findings.report(key.range, message("one-layer-an-item", { kind: String(head.key.value) }));
  }
  return { kind: head.key, value: head.value };
}

/** `layer: LSTM`, with the arguments beside it. */
export function kindAsValue({ entries }: SyntaxMap): { key: SyntaxScalar; value: SyntaxScalar } | undefined {
  for (const { key, value } of entries) {
    const isWord = /^(layer|layer_type|type|kind|class|class_name)$/i.test(String(key.value));
    if (isWord && value?.is === "scalar" && kindOf(String(value.value))) return { key, value };
  }
  return undefined;
}

function readDefinition(
  head: SyntaxScalar,
  value: SyntaxNode | undefined,
  item: TextRange,
  findings: Findings,
  wrapper: LayerKind | undefined,
): LayerDraft {
  const writtenKind = String(head.value);
  const kind = kindOf(writtenKind);
  const reader = new ArgumentReader(kind, head, findings, wrapper);
  if (!kind) reportUnknownKind(head, value, findings);
  else reader.read(value);
  const { values, inner, places, keys, common, intact, sized } = reader;
  return {
    place: { item, kind: head.range, arguments: places, keys },
    kind,
    writtenKind,
    definition: kind && sized ? ({ kind, arguments: values } as LayerDefinition) : undefined,
    inner,
    isWhole: kind !== undefined && intact,
    common,
  };
}

const holdsActivity = ({ arguments: given }: LayerDefinition): boolean =>
  "activity_regularizer" in given && given.activity_regularizer !== null;

/** Reads what stands behind a known kind. */
class ArgumentReader {
  readonly values: Record<string, unknown> = {};
  readonly places: Record<string, TextRange> = {};
  readonly keys: Record<string, TextRange> = {};
  readonly common = new Map<string, SyntaxNode>();
  inner: LayerDefinition | undefined;
  intact = true;
  /** What decides the shape and the count is known. */
  sized = true;
  private innerKey: SyntaxScalar | undefined;
  /** Arguments that a misspelt key most likely means. */
  private readonly meant = new Set<string>();

  constructor(
    private readonly kind: LayerKind | undefined,
    private readonly head: SyntaxScalar,
    private readonly findings: Findings,
    /** The layer around this one: an inner layer has no name, source or trainable flag of its own. */
    private readonly wrapper: LayerKind | undefined,
  ) {}

  read(value: SyntaxNode | undefined): void {
    const { kind } = this;
    if (!kind) return;
    const table = tableEntry(kind);
    if (value?.is === "map" && !isMainObject(table, value)) this.readMap(kind, table, value);
    else if (value && table.wraps) this.readInner(kind, table, value, value);
    else if (value && table.main) this.readMain(kind, table, table.main, value);
    else if (value && !(value.is === "scalar" && value.value === null)) {
      this.fail(value.range, message("no-main-argument", { kind, example: table.example }));
    }
    if (table.wraps && !this.innerKey && this.intact) {
      this.fail(this.head.range, message("wrapper-empty", { kind, example: table.example }));
    }
    this.checkConstraints(kind);
    if (kind === "Bidirectional") this.checkHalves();
    this.fillDefaults(kind, table);
  }

  /** Behind all arguments: `backward_layer` may stand in front of the layer that it belongs to. */
  private checkHalves(): void {
    const forward = this.inner as CellDefinition | undefined;
    const backward = (this.values["backward_layer"] ?? null) as CellDefinition | null;
    const isBroken = Object.hasOwn(this.places, "backward_layer") && !Object.hasOwn(this.values, "backward_layer");
    if (!forward || isBroken) return;
    for (const { key, text } of halfProblems(forward, backward)) {
      const place = backward ? `backward_layer.${key}` : key;
      const range = this.keys[place] ?? this.places["backward_layer.kind"] ?? this.places["layer"] ?? this.head.range;
      this.failAt(key, range, text);
    }
  }

  /** Behind all arguments: what axes a weight has may follow from another one. */
  private checkConstraints(kind: LayerKind): void {
    for (const key of Object.keys(this.values)) {
      const missing = missingAxis(kind, key, this.values);
      if (!missing) continue;
      this.failAt(key, this.places[key] ?? this.head.range, message("constraint-axis", { key, ...missing }));
      delete this.values[key];
    }
  }

  /** `LSTM: 32`, `Embedding: [1000, 16]`. */
  private readMain(kind: LayerKind, table: TableEntry, main: string | readonly string[], value: SyntaxNode): void {
    if (typeof main === "string") {
      this.readOne(main, table, value);
      return;
    }
    if (value.is !== "list" || value.items.length !== main.length) {
      for (const name of main) this.places[name] = value.range;
      this.fail(value.range, message("main-arguments", { kind, names: main.join(", "), example: table.example }));
      return;
    }
    for (const [at, item] of value.items.entries()) this.readOne(main[at] as string, table, item);
  }

  private readMap(kind: LayerKind, table: TableEntry, map: SyntaxMap): void {
    for (const { key, value } of map.entries) {
      const word = String(key.value);
      this.keys[word] = key.range;
      if (table.wraps && kindOf(word)) {
        this.readInnerEntry(kind, table, key, value);
      } else if (table.wraps && word === "layer" && value) {
        this.readInner(kind, table, value, key);
      } else if (ownKeys(kind).includes(word)) {
        this.readCommon(kind, key, value);
      } else if (Object.hasOwn(table.arguments, word)) {
        if (value) this.readOne(word, table, value);
        else this.failAt(word, key.range, message("missing-value", { key: word }));
      } else {
        const { argument, isMeant } = reportUnknownArgument(
          { kind, wrapper: this.wrapper, map },
          { key, value },
          this.findings,
        );
        this.breakOff(argument);
        if (isMeant) this.meant.add(argument);
      }
    }
  }

  private readCommon(kind: LayerKind, key: SyntaxScalar, value: SyntaxNode | undefined): void {
    const word = String(key.value);
    if (this.wrapper) this.failAt(word, key.range, message("inner-key", { kind: this.wrapper, key: word }));
    else if (!value) this.failAt(word, key.range, message("missing-value", { key: word }));
    else if (kind === "Input" && word === "from") this.fail(key.range, message("input-from"));
    else {
      this.common.set(word, value);
      this.places[word] = value.range;
    }
  }

  private readInner(kind: LayerKind, table: TableEntry, node: SyntaxNode, place: SyntaxNode): void {
    const head = headOf(node, this.findings);
    if (!head) this.breakOff();
    else this.readInnerEntry(kind, table, head.kind, head.value, place);
  }

  private readInnerEntry(
    kind: LayerKind,
    table: TableEntry,
    head: SyntaxScalar,
    value: SyntaxNode | undefined,
    place: SyntaxNode = head,
  ): void {
    if (this.innerKey) {
      this.fail(place.range, message("wrapper-second", { kind, second: String(head.value) }));
      return;
    }
    this.innerKey = head;
    const draft = readDefinition(head, value, place.range, this.findings, kind);
    for (const [word, range] of Object.entries(draft.place.arguments))
      this.places[`${draft.writtenKind}.${word}`] = range;
    this.places["layer"] = draft.place.kind;
    // The wrapper has none of this name.
    const backwards = draft.place.keys["go_backwards"];
    if (backwards) this.keys["go_backwards"] ??= backwards;
    if (draft.kind && !table.wraps?.includes(draft.kind)) {
      this.fail(
        head.range,
        message("wrapper-inner", { kind, inner: draft.kind, known: (table.wraps ?? []).join(", ") }),
      );
    } else if (draft.definition && kind === "TimeDistributed" && holdsActivity(draft.definition)) {
      // Keras calls the inner layer past the place where activities are counted.
      const key = "activity_regularizer";
      this.inner = draft.definition;
      this.failAt(key, draft.place.keys[key] ?? place.range, message("inner-activity"));
    } else if (draft.definition) this.inner = draft.definition;
    else this.breakOff();
    this.intact &&= draft.isWhole;
  }

  private readOne(name: string, table: TableEntry, value: SyntaxNode): void {
    const argument = table.arguments[name];
    this.places[name] = value.range;
    if (!argument) return;
    const read =
      argument.type.is === "layer"
        ? this.readLayerArgument(name, argument.type.kinds, value)
        : readArgument(name, argument, value, this.findings);
    if (read !== undefined) this.values[name] = read;
    else this.breakOff(name);
  }

  /** `backward_layer: {GRU: {…}}`: its places are `backward_layer.units` and so on, that of its kind `backward_layer.kind`. */
  private readLayerArgument(
    name: string,
    kinds: readonly string[],
    value: SyntaxNode,
  ): LayerDefinition | null | undefined {
    if (value.is === "scalar" && value.value === null) return null;
    const head = headOf(value, this.findings);
    if (!head) return undefined;
    const draft = readDefinition(head.kind, head.value, value.range, this.findings, this.kind);
    this.places[`${name}.kind`] = draft.place.kind;
    for (const [word, range] of Object.entries(draft.place.arguments)) this.places[`${name}.${word}`] = range;
    for (const [word, range] of Object.entries(draft.place.keys)) this.keys[`${name}.${word}`] = range;
    this.intact &&= draft.isWhole;
    if (!draft.kind || kinds.includes(draft.kind)) return draft.definition;
    const args = { kind: this.kind ?? "", key: name, inner: draft.kind, known: kinds.join(", ") };
    this.fail(draft.place.kind, message("wrapper-inner.argument", args));
    return undefined;
  }

  private fillDefaults(kind: LayerKind, table: TableEntry): void {
    for (const [name, argument] of Object.entries(table.arguments)) {
      if (Object.hasOwn(this.values, name)) continue;
      this.values[name] = argument.required ? standIn(argument.type) : argument.default;
      if (!argument.required) continue;
      if (!this.meant.has(name) && (this.intact || !Object.hasOwn(this.places, name))) {
        this.failAt(name, this.head.range, message("missing-argument", { kind, key: name, example: table.example }));
      }
    }
  }

  private fail(range: TextRange, text: Message): void {
    this.breakOff();
    this.findings.report(range, text);
  }

  private failAt(word: string, range: TextRange, text: Message): void {
    this.breakOff(word);
    this.findings.report(range, text);
  }

  /** Something is wrong with what `word` says; without one, with the layer itself. */
  private breakOff(word?: string): void {
    this.intact = false;
    this.sized &&= word !== undefined && !decidesSize(word);
  }
}

/** `Activation: {leaky_relu: {…}}`: the main argument is itself written as a map, whose one key is no argument of the layer. */
export function isMainObject({ main, arguments: known }: TableEntry, map: SyntaxMap): boolean {
  if (typeof main !== "string" || known[main]?.type.is !== "activation" || map.entries.length !== 1) return false;
  const word = String(map.entries[0]?.key.value);
  return Object.hasOwn(families.activation.table, word) || Object.hasOwn(families.activation.aliases, word);
}
