/**
 * What if: a gate of the chosen unit (or of all) is held, the unit is silenced, the input is edited; the score shows the network as it would be,
 * and here stands what changes, with what it was. One click leads back. test/webview/tests/whatIf.mjs holds it.
 */
import { type Language, say } from "../../src/core/messages/message";
import type { Intervention } from "../../src/core/probes/interventions";
import type { GateName } from "../../src/core/probes/layerProbe";
import {
  compareAnswers,
  nameIntervention,
  readInput,
  sayChanges,
  writeInput,
} from "../../src/pictures/answers/whatIfWords";
import { formatNumber } from "../../src/pictures/numbers";
import { isActive, type ScoreView } from "../../src/protocol/panel";
import type { PanelContext } from "../context";
import { renderForeign } from "../context";
import { makeButton, makeNumberField, makeSelect, makeTextField } from "../controls";
import { element, setText } from "../element";
import type { Choices, PanelState } from "../panelState";

/** Of a longer input nobody edits the text. */
const MOST_TYPED = 400;
const MOST_ROWS = 40;

/** The same thing done again takes the place of what was done before. */
const isSame = (one: Intervention, other: Intervention): boolean =>
  one.what === other.what &&
  one.layer === other.layer &&
  one.unit === other.unit &&
  (one.what === "silence" || (other.what === "clamp" && one.gate === other.gate));

export function mountWhatIf(root: HTMLElement, context: PanelContext): (state: PanelState) => void {
  const { language, choose } = context;
  const reset = makeButton(say(language, "whatIf.reset"), { said: say(language, "whatIf.resetHint") }, () =>
    choose({ interventions: undefined, edits: undefined }),
  );
  let gate: GateName | undefined;
  let isOfAll = false;
  let now: { state: PanelState; score: ScoreView } | undefined;
  const again = (): void => now && update(now.state);
  const gates = makeSelect(say(language, "whatIf.gate"), (name) => {
    gate = name as GateName;
    again();
  });
  const scope = makeSelect(say(language, "whatIf.units"), (name) => {
    isOfAll = name === "all";
    again();
  });
  const act = (intervention: Intervention): void =>
    choose(({ interventions = [] }: Choices) => ({
      interventions: [...interventions.filter((one) => !isSame(one, intervention)), intervention],
    }));
  const unitOf = ({ state, score }: NonNullable<typeof now>): number =>
    Math.min(state.choices.unit, (score.layer.states.h.shape[1] ?? 1) - 1);
  const hold = (value: number): void => {
    if (!now || gate === undefined) return;
    act({ what: "clamp", layer: now.score.layer.name, gate, value, ...(!isOfAll && { unit: unitOf(now) }) });
  };
  const open = makeButton(say(language, "whatIf.open"), {}, () => hold(1));
  const shut = makeButton(say(language, "whatIf.shut"), {}, () => hold(0));
  const held = makeNumberField(
    { label: say(language, "whatIf.holdAt"), hint: say(language, "whatIf.holdAtHint"), wrong: say(language, "whatIf.wrongNumber"), least: -Infinity },
    hold,
  ); // prettier-ignore
  const silence = makeButton(
    "",
    {},
    () => now && act({ what: "silence", layer: now.score.layer.name, unit: unitOf(now) }),
  );
  const own = (): ReturnType<typeof ownAnswers> => now && ownAnswers(now.score);
  const input = makeTextField(
    { label: say(language, "whatIf.input"), hint: say(language, "whatIf.inputHint"), wrong: say(language, "whatIf.wrongInput") },
    (text) => {
      const edits = readInput(text, own());
      if (edits) choose({ edits: edits.length > 0 ? edits : undefined });
      return edits !== undefined;
    },
  ); // prettier-ignore
  const gateLine = element("div", { class: "what-if-line" }, gates.root, scope.root, open.root, shut.root, held.root);
  const unitLine = element("div", { class: "what-if-line" }, silence.root);
  const done = element("ul", { class: "what-if-done", "aria-label": say(language, "whatIf.done") });
  const problem = element("p", { class: "what-if-problem", role: "alert" });
  const effect = element("p", { class: "summary", "aria-live": "polite" });
  const table = element("div", { class: "numbers-body what-if-table", tabindex: 0, role: "region" });
  table.setAttribute("aria-label", say(language, "whatIf.table"));
  root.append(
    element("div", { class: "section-head" }, element("h2", {}, say(language, "whatIf.title")), reset.root),
    ...[gateLine, unitLine, input.root, done, problem, effect, table],
  );
  let shown = "";

  function update(state: PanelState): void {
    const { score, run, choices } = state;
    root.hidden = score === null || isActive(run) || score.run !== run?.id;
    if (!score || root.hidden) return;
    now = { state, score };
    const names = Object.keys(score.layer.gates) as GateName[];
    if (gate === undefined || !names.includes(gate)) gate = names.includes("f") ? "f" : names[0];
    gateLine.hidden = names.length === 0;
    const unit = say(language, "score.unit", { unit: unitOf(now) + 1 });
    gates.set({
      options: names.map((value) => ({ value, text: say(language, `score.gate.${value}`) })),
      chosen: gate ?? "",
    });
    scope.set({
      options: [{ value: "one", text: unit }, { value: "all", text: say(language, "whatIf.allUnits") }],
      chosen: isOfAll ? "all" : "one",
    }); // prettier-ignore
    setText(silence.root, say(language, "whatIf.silence", { unit: unitOf(now) + 1 }));
    const values = writeInput(score.predictions);
    input.root.hidden = values === "" || values.split(" ").length > MOST_TYPED;
    input.set(values);
    const { interventions = [], edits = [] } = choices;
    reset.root.hidden = interventions.length === 0 && edits.length === 0;
    const key = JSON.stringify([interventions, edits]);
    if (done.dataset["key"] !== key) {
      done.dataset["key"] = key;
      done.replaceChildren(
        ...interventions.map((one) => chip(one, context)),
        ...(edits.length > 0 ? [element("li", {}, say(language, "whatIf.edited", { count: edits.length }))] : []),
      );
    }
    const { whatIf } = score;
    problem.hidden = whatIf?.problem === undefined;
    setText(problem, whatIf?.problem ? renderForeign(whatIf.problem, language) : "");
    const isThere = whatIf?.untouched !== undefined;
    effect.hidden = table.hidden = !isThere;
    if (!isThere) return void (shown = "");
    const output = Math.max(0, score.predictions?.outputs.findIndex(({ name }) => name === choices.output) ?? 0);
    const changes = compareAnswers(score, output);
    setText(effect, sayChanges(changes, language));
    const drawn = JSON.stringify([changes, choices.step, choices.unit, score.layer.name, score.epoch]);
    if (drawn === shown) return;
    shown = drawn;
    table.replaceChildren(renderTable(changes, score, choices, language));
  }
  return update;
}

const ownAnswers = ({ whatIf, predictions }: ScoreView): ScoreView["predictions"] =>
  whatIf?.untouched?.predictions ?? predictions;

/** What was done, and the way to undo it alone. */
function chip(one: Intervention, { language, choose }: PanelContext): HTMLElement {
  const name = `${one.layer} · ${nameIntervention(one, language)}`;
  const undo = element(
    "button",
    { type: "button", class: "undo", "aria-label": say(language, "whatIf.undo", { name }) },
    "×",
  );
  undo.addEventListener("click", () =>
    choose(({ interventions = [] }) => ({ interventions: interventions.filter((other) => !isSame(one, other)) })),
  );
  return element("li", {}, `${name} `, undo);
}

/** The answers that differ, then what the chosen unit holds at the cursor: as it is, and as it would be. */
function renderTable(
  changes: ReturnType<typeof compareAnswers>,
  score: ScoreView,
  choices: Choices,
  language: Language,
): HTMLElement {
  const { layer, whatIf } = score;
  const before = whatIf?.untouched?.layers.find(({ name }) => name === layer.name);
  const [steps = 1, units = 1] = layer.states.h.shape;
  const at = Math.min(choices.step, steps - 1) * units + Math.min(choices.unit, units - 1);
  const place = `${say(language, "score.unit", { unit: Math.min(choices.unit, units - 1) + 1 })}, t ${Math.min(choices.step, steps - 1) + 1}`;
  const held = [
    ...Object.entries(layer.gates).map(([gate, tensor]) => ({ name: gate === "c" || gate === "h" ? "g" : gate, now: tensor, was: before?.gates[gate as GateName] })),
    ...Object.entries(layer.states).map(([state, tensor]) => ({ name: state, now: tensor, was: before?.states[state as "h"] })),
  ]; // prettier-ignore
  const row = (name: string, was: string, is: string): HTMLElement =>
    element(
      "tr",
      { class: was === is ? "" : "changed" },
      element("th", { scope: "row" }, name),
      element("td", {}, was),
      element("td", {}, is),
    );
  const number = (value: number | undefined): string => formatNumber(value ?? Number.NaN);
  const isTimed = changes.some(({ step }) => step > 0);
  return element(
    "table",
    {},
    element("caption", { class: "said" }, say(language, "whatIf.table")),
    element("thead", {}, element("tr", {}, element("td", {}), ...(["whatIf.before", "whatIf.now"] as const).map((id) => element("th", { scope: "col" }, say(language, id))))), // prettier-ignore
    element(
      "tbody",
      {},
      ...changes
        .filter(({ moved }) => moved !== 0)
        .slice(0, MOST_ROWS)
        .map(({ step, before: was, now }) =>
          row(
            isTimed ? `${say(language, "panel.prediction")} t ${step + 1}` : say(language, "panel.prediction"),
            was,
            now,
          ),
        ),
      ...held.map(({ name, now, was }) => row(`${name} · ${place}`, number(was?.values[at]), number(now?.values[at]))),
    ),
  );
}
