/** Other names lead to names of the language, and a word means what its place knows. */
import { expect, test } from "vitest";
import { shareTable } from "../../src/core/model/formTable";
import { layerTable, ownKeys, type LayerKind } from "../../src/core/model/layerTable";
import { meantName, otherNames } from "../../src/core/model/otherNames";
import { families } from "../../src/core/model/readObject";
import { compileKeys, dataKeys, fitKeys, sourceKeys, taskNames, topKeys } from "../../src/core/model/sectionTable";
import { mergeModes } from "../../src/core/model/layerTable";

const kinds = Object.keys(layerTable) as LayerKind[];
const objects = Object.values(families).flatMap(({ table }) => Object.entries(table));
const language = new Set<string>([
  ...kinds,
  ...kinds.flatMap((kind) => [...Object.keys(layerTable[kind].arguments), ...ownKeys(kind)]),
  ...objects.flatMap(([name, { arguments: given }]) => [name, ...Object.keys(given)]),
  ...[topKeys, compileKeys, fitKeys, dataKeys, sourceKeys, shareTable].flatMap((keys) => Object.keys(keys)),
  ...[...mergeModes, ...taskNames, "mae", "minmax", "standard"],
]);

test("every other name leads to names of the language", () => {
  const strangers = Object.values(otherNames).flatMap((names) => names.filter((name) => !language.has(name)));
  expect(strangers).toEqual([]);
});

test.each([
  ["p", ["rate", "name"], "rate"],
  ["p", ["units", "name"], undefined],
  ["Hidden-Size", ["units"], "units"],
  ["dropout", ["rate"], "rate"],
  ["dropout_rate", ["units", "dropout"], "dropout"],
  ["opitmizer", ["optimizer", "loss"], "optimizer"],
])("%s among %s means %s", (word, known, meant) => {
  expect(meantName(word, known)).toBe(meant);
});
