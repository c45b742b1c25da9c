/**
 * How recurrent layers hang together beside the usual way from input to output: whose last states another one begins with, and whose steps
 * attention weighs. Names are those of probes. test/core/probes/layerLinks.test.ts.
 */
import type { ModelGraph, TensorRef } from "../model/graph";
import { isRecurrentKind, stateNames, type StateName } from "../model/layerTable";
import { cellOf, halvesOf } from "../model/ports";

/** An encoder and its decoder. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  /** The decoder's states that come from the encoder; empty where each of its steps reads the encoder's answer (RepeatVector). */
  readonly states: readonly StateName[];
}

/** Which recurrent layers an Attention layer's query and value come from; absent where they come from none. */
export interface AttentionLink {
  readonly name: string;
  readonly queries?: string;
  readonly values?: string;
}

/** In the order of the layers that take. */
export function listHandOvers(graph: ModelGraph): HandOver[] {
  return graph.layers.flatMap((layer): HandOver[] => {
    const cell = cellOf(layer, layer.inner);
    if (!cell) return [];
    const halves = halvesOf(layer, layer.inner);
    const parts = halves
      ? ([["/forward", halves.forward], ["/backward", halves.backward]] as const)
      : ([["", cell]] as const); // prettier-ignore
    // The forward half's states come first.
    let first = 0;
    return parts.flatMap(([half, { kind }]) => {
      const names = stateNames[kind];
      const to = layer.name + half;
      const given = layer.initialState?.slice(first, first + names.length) ?? [];
      first += names.length;
      const states = new Map<string, StateName[]>();
      given.forEach((ref, i) => {
        for (const from of sourcesOf(graph, ref))
          states.set(from, [...(states.get(from) ?? []), names[i] as StateName]);
      });
      const found = [...states].map(([from, own]) => ({ from, to, states: own }));
      return found.length > 0 ? found : repeated(graph, layer.inputs[0]).map((from) => ({ from, to, states: [] }));
    });
  });
}

/** In the order of the layers. */
export function listAttention(graph: ModelGraph): AttentionLink[] {
  return graph.layers.flatMap(({ kind, name, inputs: [query, value] }): AttentionLink[] => {
    if (kind !== "Attention") return [];
    const [queries] = query ? sourcesOf(graph, query) : [];
    const [values] = value ? sourcesOf(graph, value) : [];
    return [{ name, ...(queries !== undefined && { queries }), ...(values !== undefined && { values }) }];
  });
}

/** The Inputs that a recurrent layer (by its probe's name) reads step by step, through whatever lies between. */
export function listInputsRead(graph: ModelGraph, probe: string): string[] {
  const { layers } = graph;
  const [name] = probe.split("/");
  const found = new Set<string>();
  const seen = new Set<number>();
  const visit = ({ layer: index }: TensorRef): void => {
    const layer = layers[index];
    if (!layer || seen.has(index)) return;
    seen.add(index);
    if (layer.kind === "Input") found.add(layer.name);
    // The steps behind it are not those of the input.
    else if (layer.kind !== "RepeatVector") layer.inputs.forEach(visit);
  };
  layers.find((layer) => layer.name === name)?.inputs.forEach(visit);
  return layers.flatMap((layer) => (found.has(layer.name) ? [layer.name] : []));
}

/** The recurrent layers next above a tensor, through whatever lies between. */
function sourcesOf({ layers }: ModelGraph, first: TensorRef): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = ({ layer: index, port }: TensorRef): void => {
    const key = `${index}/${port}`;
    const layer = layers[index];
    if (!layer || seen.has(key)) return;
    seen.add(key);
    if (isRecurrentKind(layer.kind)) found.add(layer.name);
    else if (layer.kind === "Bidirectional") {
      const [half] = port.split("/");
      if (half === "forward" || half === "backward") found.add(`${layer.name}/${half}`);
      else for (const one of ["forward", "backward"]) found.add(`${layer.name}/${one}`);
    } else layer.inputs.forEach(visit);
  };
  visit(first);
  return found;
}

/** The layers whose one answer stands in every step of a tensor: those above a RepeatVector. */
function repeated(graph: ModelGraph, ref: TensorRef | undefined): string[] {
  for (let at = ref; at !== undefined;) {
    const layer = graph.layers[at.layer];
    if (!layer || layer.inputs.length > 1 || cellOf(layer, layer.inner)) return [];
    const [before] = layer.inputs;
    if (layer.kind === "RepeatVector") return before ? [...sourcesOf(graph, before)] : [];
    at = before;
  }
  return [];
}
