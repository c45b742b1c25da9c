/**
 * Every address of Keras's documentation that a hover links is one of its pages, and its anchor stands there.
 *
 * kerasPages.json lists the pages and the anchors of those that tell of several objects, as `source` makes them: the anchor is the name of
 * the class or function in small letters, without underscores.
 */
import { expect, test } from "vitest";
import { earlyStopping, reduceOnPlateau } from "../../src/core/model/callbackTable";
import { type LayerKind, layerTable } from "../../src/core/model/layerTable";
import { families, type FamilyName } from "../../src/core/model/readObject";
import { type ScheduleName, schedules } from "../../src/core/model/scheduleTable";
import { layerPage } from "../../src/language/documentation";
import { callbackPage, objectPage, schedulePage } from "../../src/language/objectFormulas";
import known from "./kerasPages.json";

const api = "https://keras.io/api/";
const addresses = new Set(
  Object.entries(known.pages).flatMap(([page, anchors]) =>
    anchors.length === 0 ? [`${api}${page}/`] : anchors.map((anchor) => `${api}${page}/#${anchor}`),
  ),
);

const familyNames = Object.keys(families) as FamilyName[];
const links: readonly (readonly [string, string | undefined])[] = [
  ...(Object.keys(layerTable) as LayerKind[]).map((kind) => [kind, layerPage(kind)] as const),
  ...(Object.keys(schedules) as ScheduleName[]).map((name) => [name, schedulePage(name)] as const),
  ...Object.keys({ early_stopping: earlyStopping, reduce_lr_on_plateau: reduceOnPlateau }).map(
    (name) => [name, callbackPage(name)] as const,
  ),
  ...familyNames.flatMap((family) =>
    [...Object.keys(families[family].table), ...Object.keys(families[family].aliases)].map(
      (name) => [`${family} ${name}`, objectPage(family, name)] as const,
    ),
  ),
];

test("links lead to pages and anchors that are there", () => {
  expect(links.filter(([, link]) => link !== undefined && !addresses.has(link))).toEqual([]);
});

test("only what Keras does not document has none", () => {
  const without = links.filter(([, link]) => link === undefined).map(([name]) => name);
  expect(without).toEqual(["Jordan", "activation sparse_sigmoid", "loss quantile"]);
});
