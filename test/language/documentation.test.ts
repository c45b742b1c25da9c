/** Every name of the tables has a sentence that says what it is, in both languages. */
import { expect, test } from "vitest";
import { commonLayerKeys, layerTable } from "../../src/core/model/layerTable";
import { earlyStopping, reduceOnPlateau } from "../../src/core/model/callbackTable";
import type { KeyType } from "../../src/core/model/argumentTypes";
import { formKeys, type FormTable, shareTable } from "../../src/core/model/formTable";
import { schedules } from "../../src/core/model/scheduleTable";
import { families, type FamilyName } from "../../src/core/model/readObject";
import { sections } from "../../src/core/model/sectionTable";
import {
  argumentText,
  choiceText,
  keyText,
  layerText,
  objectText,
  scheduleText,
} from "../../src/language/documentation";
import { objectArguments } from "../../src/language/expectation";

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

test("words that an argument is chosen from", () => {
  const tables: Readonly<Record<string, FormTable>> = {
    ...{ early_stopping: earlyStopping, reduce_lr_on_plateau: reduceOnPlateau, ...schedules, data: formKeys },
    ...Object.fromEntries(Object.entries(layerTable).map(([kind, entry]) => [kind, entry.arguments])),
  };
  const ofFamilies = (Object.keys(families) as FamilyName[]).flatMap((family) =>
    Object.keys(families[family].table).map((name) => [family, objectArguments(family, name)] as const),
  );
  const words = [...Object.entries(tables), ...ofFamilies, ...Object.entries(sections)].flatMap(([owner, table]) =>
    Object.entries(table).flatMap(([key, { type }]) => wordsOf(type).map((word) => [owner, key, word] as const)),
  );
  const more = [...["true", "false"].map((word) => ["LSTM", "trainable", word] as const)];
  const untold = [...words, ...more].filter(
    ([owner, key, word]) => !told((language) => choiceText(owner, key, word, language)),
  );
  expect(untold).toEqual([]);
});

const wordsOf = (type: KeyType): readonly string[] =>
  type.is === "choice" ? type.values : type.is === "boolean" ? ["true", "false"] : [];

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
