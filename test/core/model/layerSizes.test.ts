/** The shape rules and the counts read no arguments but those that decide sizes, and each of these is read. */
import { expect, test } from "vitest";
import type { LayerDefinition, Shape } from "../../../src/core/model/graph";
import { decidesSize, standIn } from "../../../src/core/model/layerSizes";
import { kindOf, type LayerKind, layerTable, tableEntry } from "../../../src/core/model/layerTable";
import { countParams } from "../../../src/core/shapes/paramCount";
import { inferOutputs } from "../../../src/core/shapes/shapeRules";

const first: Readonly<Record<string, unknown>> = {
  ...{ units: 3, input_dim: 5, output_dim: 2, n: 2, rate: 0.1, shape: [4, 2], target_shape: [-1] },
  activation: { name: "tanh", arguments: {} },
};

/** Defaults, with one argument changed to another value of its type, and a note of each that is read. */
function definitionOf(kind: LayerKind, read: Set<string>, changed?: string): LayerDefinition {
  const given = Object.fromEntries(
    Object.entries(tableEntry(kind).arguments).map(([name, { required, type, default: fallback }]) => {
      const value = required ? first[name] : fallback;
      const others = type.is === "choice" ? type.values.filter((one) => one !== fallback) : [!value];
      return [name, name === changed && (type.is === "choice" || type.is === "boolean") ? others[0] : value];
    }),
  );
  const values = new Proxy(given, {
    get: (target, name) => {
      read.add(String(name));
      return target[String(name)];
    },
  });
  return { kind, arguments: values } as unknown as LayerDefinition;
}

function readBy(kind: LayerKind): Set<string> {
  const read = new Set<string>();
  const innerKind = kindOf(tableEntry(kind).wraps?.[0] ?? "");
  const shapes: Shape[] =
    kind === "Embedding" || kind === "RepeatVector"
      ? [[null, 4]]
      : Array.from({ length: tableEntry(kind).inputs?.least ?? 1 }, () => [null, 4, 2]);
  for (const changed of [undefined, ...Object.keys(tableEntry(kind).arguments)]) {
    const inner = innerKind && definitionOf(innerKind, new Set());
    const definition = definitionOf(kind, read, changed);
    inferOutputs(definition, shapes, inner);
    countParams(definition, inner, shapes[0] ?? []);
  }
  return read;
}

const kinds = Object.keys(layerTable) as LayerKind[];

test.each(kinds)("%s", (kind) => {
  expect([...readBy(kind)].filter((name) => !decidesSize(name))).toEqual([]);
});

test("each argument that decides sizes is read by a rule or a count", () => {
  const all = new Set(kinds.flatMap((kind) => Object.keys(tableEntry(kind).arguments)));
  const read = new Set(kinds.flatMap((kind) => [...readBy(kind)]));
  expect([...all].filter((name) => decidesSize(name) && !read.has(name))).toEqual([]);
});

test("what must be given and decides no size has a stand-in", () => {
  for (const kind of kinds) {
    for (const [name, { required, type }] of Object.entries(tableEntry(kind).arguments)) {
      if (required && !decidesSize(name)) expect(standIn(type), `${kind}.${name}`).toBeDefined();
    }
  }
});
