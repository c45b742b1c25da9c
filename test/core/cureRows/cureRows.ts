/**
 * All rows of cures. test/core/cures.test.ts runs them, and test/language/jsonSchema.test.ts asks the schema about those that are no slips of YAML.
 */
import { data } from "./data";
import { habits } from "./habits";
import { inputs } from "./inputs";
import { layerRows } from "./layers";
import { notations } from "./notations";
import { references } from "./references";
import type { CureRow } from "./row";
import { sections } from "./sections";
import { shapes } from "./shapes";
import { yamlSlips } from "./yaml";
import { yamlFeatures } from "./yamlFeatures";

/** Of mistakes in what a file says, not in its YAML. */
export const readableRows: readonly CureRow[] = [
  ...[...layerRows, ...inputs, ...shapes, ...references, ...sections, ...data, ...habits, ...notations],
];

export const cureRows: readonly CureRow[] = [...readableRows, ...yamlSlips, ...yamlFeatures];
