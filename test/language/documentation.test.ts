/** Every name of the tables has a sentence that says what it is, in both languages. */
import { expect, test } from "vitest";
import { commonLayerKeys, layerTable } from "../../src/core/model/layerTable";
import { earlyStopping, reduceOnPlateau } from "../../src/core/model/callbackTable";
import { shareTable } from "../../src/core/model/formTable";
import { schedules } from "../../src/core/model/scheduleTable";
import { families, type FamilyName } from "../../src/core/model/readObject";
import { argumentText, keyText, layerText, objectText, scheduleText } from "../../src/language/documentation";
import { objectArguments, sections } from "../../src/language/expectation";

const told = (text: (language: "en" | "es") => string | undefined): boolean => !!text("en") && !!text("es");

test("layers and their arguments", () => {
  const untold = Object.entries(layerTable).flatMap(([kind, entry]) => [
    ...(told((language) => layerText(kind, language)) ? [] : [kind]),
    ...[...Object.keys(entry.arguments), ...commonLayerKeys]
      .filter((key) => !told((language) => argumentText(kind, key, language)))
      .map((key) => `${kind}.${key}`),
  ]);
  expect(untold).toEqual([]);
});

test("callbacks, schedules and their arguments, and shares of the data", () => {
  const parts = {
    early_stopping: earlyStopping,
    reduce_lr_on_plateau: reduceOnPlateau,
    split: shareTable,
    ...schedules,
  };
  const untold = Object.entries(parts).flatMap(([owner, table]) =>
    Object.keys(table)
      .filter((key) => !told((language) => argumentText(owner, key, language)))
      .map((key) => `${owner}.${key}`),
  );
  expect(untold).toEqual([]);
  expect(Object.keys(schedules).filter((name) => !told((language) => scheduleText(name, language)))).toEqual([]);
});

test("keys of the sections", () => {
  const untold = Object.entries(sections).flatMap(([section, keys]) =>
    Object.keys(keys)
      .filter((key) => !told((language) => keyText(section, key, language)))
      .map((key) => `${section}.${key}`),
  );
  expect(untold).toEqual([]);
});

test("Keras objects, their aliases and their arguments", () => {
  const untold = (Object.keys(families) as FamilyName[]).flatMap((family) =>
    [...Object.keys(families[family].table), ...Object.keys(families[family].aliases)].flatMap((name) => [
      ...(told((language) => objectText(family, name, language)) ? [] : [`${family} ${name}`]),
      ...Object.keys(objectArguments(family, name))
        .filter((key) => !told((language) => argumentText(family, key, language)))
        .map((key) => `${family} ${name}.${key}`),
    ]),
  );
  expect(untold).toEqual([]);
});
