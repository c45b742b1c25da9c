/**
 * Names of tensors to the tensors: `lstm`, `lstm/h`, `bidirectional/forward/c`, among the layers above.
 *
 * test/core/model.test.ts and states.test.ts.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { PortShape } from "../shapes/shapeRules";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { NearestWord } from "../text/suggestion";
import type { Port, Shape, TensorRef } from "./graph";
import { givesHalves, portsOf, statesOf } from "./ports";
import type { LayerDraft } from "./readLayer";

/** A layer on its way into the graph; `inputs` and `initialState` are undefined where a reference is broken. */
export interface Entry {
  readonly draft: LayerDraft;
  readonly name: string;
  readonly trainable: boolean;
  inputs: readonly TensorRef[] | undefined;
  initialState: readonly TensorRef[] | undefined;
  outputs: readonly PortShape[] | undefined;
  params: number | undefined;
  inputShapes: readonly Shape[] | undefined;
}

/** The layers of a file with their names: references are as many as layers, and none may cost a walk over all of them. */
export class NamedEntries {
  /** The first layer of each name: a second one has a finding. */
  private readonly places = new Map<string, number>();
  /** What can be named, in the order of the layers. */
  private readonly tensors: string[] = [];
  /** For each layer, how many of them stand above it. */
  private readonly above: number[] = [];
  private readonly searches = new Map<string, { search: NearestWord; seen: number }>();

  constructor(readonly entries: readonly Entry[]) {
    for (const [at, entry] of entries.entries()) {
      if (!this.places.has(entry.name)) this.places.set(entry.name, at);
      this.above.push(this.tensors.length);
      for (const port of portsOfEntry(entry))
        this.tensors.push(port === "output" ? entry.name : `${entry.name}/${port}`);
    }
  }

  /** -1 where no layer has the name. */
  placeOf(name: string): number {
    return this.places.get(name) ?? -1;
  }

  /** Names of the tensors that layers above `index` give. */
  namesAbove(index: number): readonly string[] {
    return this.tensors.slice(0, this.above[index]);
  }

  /** The nearest of those names. A word that many layers write is compared with each name once: they stand in the order of the layers. */
  suggest(written: string, index: number): string | undefined {
    const count = this.above[index] ?? this.tensors.length;
    const known = this.searches.get(written);
    const { search, seen } = known && known.seen <= count ? known : { search: new NearestWord(written), seen: 0 };
    for (let at = seen; at < count; at++) search.compare(this.tensors[at] ?? "");
    this.searches.set(written, { search, seen: count });
    return search.found;
  }
}

/** Two halves in place of one output. */
export const isSplit = ({ draft: { definition } }: Entry): boolean =>
  definition !== undefined && givesHalves(definition);

export const shapeOf = (entries: readonly Entry[], { layer, port }: TensorRef): Shape | undefined =>
  entries[layer]?.outputs?.find((output) => output.port === port)?.shape;

/** What a layer gives; the output alone where the layer itself is not understood. */
function portsOfEntry({ draft: { definition, inner } }: Entry): readonly Port[] {
  return definition ? portsOf(definition, inner) : ["output"];
}

/** The tensor that a node names, from a layer above `index`; undefined with a finding. */
export function resolveReference(
  named: NamedEntries,
  index: number,
  node: SyntaxNode,
  findings: Findings,
): TensorRef | undefined {
  const written = node.is === "scalar" ? String(node.value) : "";
  const slash = written.indexOf("/");
  const name = slash < 0 ? written : written.slice(0, slash);
  const port = slash < 0 ? "" : written.slice(slash + 1);
  const layer = named.placeOf(name);
  const found = layer < index ? named.entries[layer] : undefined;
  if (found && !port) {
    if (!isSplit(found)) return { layer, port: "output" };
    findings.report(node.range, message("ambiguous-reference", { name }));
    return undefined;
  }
  const given = port === "output" ? undefined : found && portsOfEntry(found).find((one) => one === port);
  if (given) return { layer, port: given };
  if (found && hasState(found, port)) findings.report(node.range, message("state-not-returned", { name }));
  else if (layer === index) findings.report(node.range, message("unknown-reference.itself"));
  else if (layer > index) {
    const circle = circleOf(named, index, layer);
    const text = circle ? message("unknown-reference.circle", { circle }) : undefined;
    findings.report(node.range, text ?? message("unknown-reference.later", { name }));
  }
  // A port of a layer that is wrong itself: it has been told there.
  else if (!found || found.draft.definition) reportUnknown(named, index, written, node, findings);
  return undefined;
}

/** Nobody reads a longer one. */
const LARGEST_CIRCLE = 20;

/** `a ← c ← b ← a`: how the layer that is asked for takes what it would give; undefined where it does not. */
function circleOf(named: NamedEntries, asking: number, asked: number): string | undefined {
  const before = new Map([[asked, asking]]);
  for (const at of before.keys()) {
    if (before.size > LARGEST_CIRCLE) return undefined;
    for (const taken of namedBy(named, at)) {
      if (taken !== asking) {
        if (!before.has(taken)) before.set(taken, at);
        continue;
      }
      const circle = [asking];
      for (let one = at; one !== asking; one = before.get(one) ?? asking) circle.push(one);
      return [...circle, asking]
        .toReversed()
        .map((one) => named.entries[one]?.name)
        .join(" ← ");
    }
  }
  return undefined;
}

/** The layers that one names. Where it takes the one above without a word, a move cures the circle. */
function namedBy(named: NamedEntries, at: number): readonly number[] {
  const common = named.entries[at]?.draft.common;
  const nodes = [common?.get("from"), common?.get("initial_state")].flatMap((node) =>
    node?.is === "list" ? node.items : (node ?? []),
  );
  const names = nodes.map((node) => (node.is === "scalar" ? String(node.value).split("/")[0] : ""));
  return names.map((name) => named.placeOf(name ?? "")).filter((one) => one >= 0);
}

const hasState = ({ draft: { definition, inner } }: Entry, port: string): boolean =>
  definition !== undefined && statesOf(definition, inner).some((state) => state.port === port);

function reportUnknown(
  named: NamedEntries,
  index: number,
  written: string,
  node: SyntaxNode,
  findings: Findings,
): void {
  const isOutput = index === named.entries.length;
  const suggestion = named.suggest(written, index);
  const name = written.slice(0, 60);
  if (suggestion) {
    const args = { name, suggestion };
    findings.report(
      node.range,
      isOutput ? message("unknown-reference.outputSuggest", args) : message("unknown-reference.suggest", args),
      { fixes: [replacement(node.range, suggestion)] },
    );
  } else {
    const args = { name, known: named.namesAbove(index).join(", ") || "–" };
    findings.report(
      node.range,
      isOutput ? message("unknown-reference.output", args) : message("unknown-reference", args),
    );
  }
}
