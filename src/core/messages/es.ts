/** The Spanish catalogue: one file a subject, put together here. Equal keys in both languages. */
import type { en } from "./en";
import { commandLine } from "./es/commandLine";
import { choices } from "./es/choices";
import { cures } from "./es/cures";
import { data } from "./es/data";
import { diagnostics } from "./es/diagnostics";
import { editor } from "./es/editor";
import { explanations } from "./es/explanations";
import { forecast } from "./es/forecast";
import { inspect } from "./es/inspect";
import { live } from "./es/live";
import { map } from "./es/map";
import { names } from "./es/names";
import { panel } from "./es/panel";
import { refusals } from "./es/refusals";
import { score } from "./es/score";
import { tables } from "./es/tables";
import { tasks } from "./es/tasks";
import { tensorFlow } from "./es/tensorFlow";
import { training } from "./es/training";
import { values } from "./es/values";
import { verdicts } from "./es/verdicts";
import { joinCatalogues } from "./joinCatalogues";

export const es: Readonly<Record<keyof typeof en, string>> = joinCatalogues(
  diagnostics,
  choices,
  cures,
  data,
  tables,
  tasks,
  explanations,
  names,
  values,
  editor,
  refusals,
  training,
  forecast,
  inspect,
  verdicts,
  tensorFlow,
  panel,
  score,
  live,
  map,
  commandLine,
);
