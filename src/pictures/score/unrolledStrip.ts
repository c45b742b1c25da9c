/**
 * The model unrolled over the time axis of the score: a row for each layer, with the values that it gives at each step, as far as they are
 * known: inputs, states of recurrent layers, answers. A Bidirectional is two rows that run towards each other, and the node that joins them.
 *
 * Layers stand in the order of the file, each under the axis of the score that it belongs to: of an encoder and its decoder, each has its
 * own. Held by test/pictures/score/unrolledStrip.test.ts.
 */
import type { Tensor } from "../../core/data/dataset";
import { type Language, say } from "../../core/messages/message";
import type { ModelView, ScoreView } from "../../protocol/panel";
import type { NetworkNode } from "../../protocol/network";
import type { NodesBody } from "./drawNodes";
import { symmetricScale } from "./heatMap";
import type { ScoreRow } from "./scoreRows";
import type { StepAxis } from "./stepAxis";

/** A score as it is drawn: its rows, and the axis that they share. */
export interface DrawnScore {
  readonly score: ScoreView;
  readonly rows: readonly ScoreRow[];
  readonly axis: StepAxis;
  readonly step: number;
  readonly order: ArrayLike<number>;
}

export interface StripRow {
  /** The layer's, or `layer/forward`. */
  readonly key: string;
  /** The layer that a click means. */
  readonly layer: string;
  readonly title: string;
  readonly subtitle: string;
  readonly body: NodesBody;
  readonly axis: StepAxis;
  readonly said: string;
}

/** Empty where the graph is not known. */
export function unrollStrip(model: ModelView, drawn: readonly DrawnScore[], language: Language): readonly StripRow[] {
  const { network } = model;
  const last = drawn.at(-1);
  if (!network || !last) return [];
  const owners: (DrawnScore | undefined)[] = [];
  return network.nodes.flatMap((node, at): readonly StripRow[] => {
    const from = network.edges.filter(({ to, isState }) => to === at && !isState).map((edge) => edge.from);
    const owner = ownerOf(node, at, from.map((one) => owners[one]), drawn, network.edges); // prettier-ignore
    owners.push(owner);
    return owner ? rowsOfNode({ node, owner, isFed: from.length > 0 }, drawn, language) : [];
  });
}

/** Under whose axis a layer stands: its own score's, else that of what it takes or of what takes from it, where it has as many steps. */
function ownerOf(
  node: NetworkNode,
  at: number,
  above: readonly (DrawnScore | undefined)[],
  drawn: readonly DrawnScore[],
  edges: NonNullable<ModelView["network"]>["edges"],
): DrawnScore | undefined {
  const own = drawn.find(({ score }) => score.layer.name.split("/")[0] === node.name);
  if (own) return own;
  const reader = drawn.find(({ score }) => score.layer.reads.includes(node.name));
  const suits = (one: DrawnScore | undefined): one is DrawnScore =>
    one !== undefined && (node.steps === undefined || node.steps === null || node.steps === one.axis.steps);
  if (suits(reader)) return reader;
  const given = above.find(suits);
  if (given) return given;
  // An Input of another branch: whoever is fed by it decides.
  return edges.some(({ from }) => from === at)
    ? drawn.find((one) => node.steps !== undefined && suits(one))
    : undefined;
}

interface Placed {
  readonly node: NetworkNode;
  readonly owner: DrawnScore;
  readonly isFed: boolean;
}

function rowsOfNode(placed: Placed, drawn: readonly DrawnScore[], language: Language): readonly StripRow[] {
  const { node, owner, isFed } = placed;
  const { name, kind, detail } = node;
  const base = { layer: name, title: kind, subtitle: [detail, name].filter(Boolean).join(" · "), axis: owner.axis };
  const isLast = node.gives === "last";
  const end = (direction: 1 | -1): number => (direction > 0 ? owner.axis.steps - 1 : 0);
  const common = { kind: "nodes", isFed, cursor: owner.step } as const;
  const said = (held: string): string => say(language, "strip.said", { layer: `${kind} ${name}`, held });
  if (node.halves !== undefined) {
    const halves = (["forward", "backward"] as const).map((half, at): StripRow => {
      const direction = (half === "forward") === node.backwards ? -1 : 1;
      return {
        ...{
          ...base,
          key: `${name}/${half}`,
          title: node.halves?.[at] ?? kind,
          subtitle: `${direction > 0 ? "→" : "←"} ${name}/${half}`,
        },
        // Both read what stands above the first.
        body: {
          ...common,
          isFed: isFed && half === "forward",
          direction,
          ...statesOf(`${name}/${half}`, drawn, owner),
        },
        said: said(say(language, "strip.states")),
      };
    });
    const joined: StripRow = {
      ...{ ...base, key: `${name}/merge`, title: say(language, "strip.merge"), subtitle: detail },
      body: { ...common, isFed: true, direction: 0, word: detail, ...(isLast && { only: end(1) }) },
      said: say(language, "strip.said", { layer: name, held: say(language, "strip.joined", { how: detail }) }),
    };
    return [...halves, joined];
  }
  if (node.states.length > 0) {
    const direction = node.backwards ? -1 : 1;
    const body = { ...common, direction, ...statesOf(name, drawn, owner) } as const;
    return [{ ...base, key: name, body, said: said(say(language, "strip.states")) }];
  }
  const cells = cellsOf(placed);
  const only = node.gives === "once" || node.steps === undefined ? { only: end(1) } : {};
  const body: NodesBody = { ...common, direction: 0, ...only, ...(cells && { cells }) };
  return [{ ...base, key: name, body, said: said(say(language, cells ? "strip.values" : "strip.nothing")) }];
}

/** Of a recurrent layer, as far as it was told. */
function statesOf(name: string, drawn: readonly DrawnScore[], owner: DrawnScore): Pick<NodesBody, "map"> | object {
  const shown = drawn.find(({ score }) => score.layer.name === name);
  const h: Tensor | undefined = shown?.score.layer.states.h ?? owner.score.layers.find((one) => one.name === name)?.h;
  if (!h || h.shape[0] !== owner.axis.steps) return {};
  const order = shown?.order ?? Uint32Array.from({ length: h.shape[1] ?? 0 }, (_none, unit) => unit);
  return { map: { tensor: h, scale: symmetricScale(h, 1), order, counted: (shown ?? owner).score.layer.counted } };
}

/** What an Input gives and what the network answers stand in the score already, each with its first row. */
function cellsOf({ node, owner }: Placed): NodesBody["cells"] {
  const find = (prefix: string): ScoreRow | undefined => owner.rows.find(({ key }) => key.startsWith(prefix));
  const isRead = node.kind.startsWith("Input") && owner.score.layer.reads.includes(node.name);
  const row = isRead ? find("input/") : node.isOutput ? find("output/") : undefined;
  return row?.body.kind === "cells" ? row.body.cells : undefined;
}
