/** The English catalogue: one file a subject, put together here. Equal keys in both languages. */
import { commandLine } from "./en/commandLine";
import { choices } from "./en/choices";
import { cures } from "./en/cures";
import { data } from "./en/data";
import { diagnostics } from "./en/diagnostics";
import { editor } from "./en/editor";
import { explanations } from "./en/explanations";
import { forecast } from "./en/forecast";
import { inspect } from "./en/inspect";
import { live } from "./en/live";
import { map } from "./en/map";
import { names } from "./en/names";
import { panel } from "./en/panel";
import { refusals } from "./en/refusals";
import { score } from "./en/score";
import { tables } from "./en/tables";
import { tasks } from "./en/tasks";
import { tensorFlow } from "./en/tensorFlow";
import { training } from "./en/training";
import { values } from "./en/values";
import { verdicts } from "./en/verdicts";
import { joinCatalogues } from "./joinCatalogues";

export const en = joinCatalogues(
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
