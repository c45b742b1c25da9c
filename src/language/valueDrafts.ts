/**
 * The values that completion offers: words of a list, Keras objects, schedules, figures to monitor.
 *
 * test/language/completion.test.ts holds this.
 */
import { type Language, say } from "../core/messages/message";
import type { ModelFile } from "../core/model/modelFile";
import { families, type FamilyName } from "../core/model/readObject";
import { scheduleExamples } from "../core/model/scheduleTable";
import type { TextRange } from "../core/text/range";
import type { CursorPlace } from "./cursorPlace";
import { choiceText, objectDefaults, objectText, scheduleText, valueText } from "./documentation";
import { type Expectation, familyOf, objectArguments } from "./expectation";
import { figureText, monitored } from "./offeredNames";
import { keySnippet, objectValueSnippet, withStops } from "./snippets";

export interface Completion {
  readonly label: string;
  readonly is: "model" | "key" | "layer" | "value" | "reference";
  /** A snippet in VS Code's syntax: `LSTM: ${1:32}`. */
  readonly insert: string;
  /** What it replaces: the whole word at the cursor. */
  readonly range: TextRange;
  /** A few words beside the label: a default, a kind. */
  readonly detail: string | undefined;
  readonly documentation: string | undefined;
  /** The next word can be chosen from a list too. */
  readonly opensNext: boolean;
}

export type Value = Extract<Expectation, { is: "value" }>;
/** Before it is known what it replaces. */
export type Draft = Omit<Completion, "range" | "opensNext"> & { readonly opensNext?: boolean };
export class ValueDrafts {
  constructor(
    protected readonly file: ModelFile,
    protected readonly place: CursorPlace,
    protected readonly language: Language,
  ) {}

  protected values({ owner, key, type, default: fallback }: Omit<Value, "is">): Draft[] {
    const about = (value: string): string | undefined => choiceText(owner, key, value, this.language);
    // In quotes they would be text.
    if (type.is === "boolean" && this.place.quote) return [];
    if (type.is === "boolean") return this.plainValues(["true", "false"], fallback, about);
    if (type.is === "choice") return this.plainValues(type.values, fallback, about);
    if (type.is === "words" && type.values) return this.plainValues(type.values, fallback, about);
    if (key === "monitor") {
      const figures = monitored(this.file);
      return this.plainValues(figures, fallback, (figure) => figureText(figure, this.file, this.language));
    }
    const family = familyOf(type);
    if (!family) return [];
    const { table } = families[family];
    const aliases: Readonly<Record<string, string>> = families[family].aliases;
    const names = [...Object.keys(table), ...Object.keys(aliases)];
    return names.map((name) => ({
      label: name,
      is: "value",
      insert: objectValueSnippet(name, objectArguments(family, name)),
      detail: this.detailOf(family, name, aliases, fallback),
      documentation: objectText(family, name, this.language),
    }));
  }

  private detailOf(
    family: FamilyName,
    name: string,
    aliases: Readonly<Record<string, string>>,
    fallback: unknown,
  ): string | undefined {
    if (Object.hasOwn(aliases, name)) return aliases[name];
    if (fallback !== undefined && valueText(fallback) === name) return say(this.language, "completion-default");
    return objectDefaults(family, name) || undefined;
  }

  private plainValues(
    values: readonly string[],
    fallback: unknown,
    about: (value: string) => string | undefined,
  ): Draft[] {
    return values.map((value) => ({
      label: value,
      is: "value",
      insert: value,
      detail: String(fallback) === value ? say(this.language, "completion-default") : undefined,
      documentation: about(value),
    }));
  }

  /** `adam: {learning_rate: 0.001}`: names whose arguments can be given. */
  protected objects(expected: Value): Draft[] {
    const family = familyOf(expected.type);
    if (!family || this.place.taken.length > 0) return [];
    return this.values({ ...expected, default: undefined })
      .filter(({ label }) => Object.keys(objectArguments(family, label)).length > 0)
      .map((draft) => {
        const only = Object.entries(objectArguments(family, draft.label));
        const [first] = only;
        if (draft.insert !== draft.label) return { ...draft, insert: draft.insert.slice(1, -1) };
        const isOne = first && only.length === 1 && first[1].type.is !== "boolean";
        const insert = isOne ? keySnippet(draft.label, first[1]) : `${draft.label}: {$1}`;
        return { ...draft, insert, opensNext: !isOne };
      });
  }

  /** `cosine_decay: {…}` with what it needs; in braces where it stands as a value. */
  protected schedules(open: string, close: string): Draft[] {
    return Object.entries(scheduleExamples)
      .filter(() => this.place.taken.length === 0)
      .map(([name, example]) => ({
        label: name,
        is: "value",
        insert: `${open}${withStops(example)}${close}`,
        detail: undefined,
        documentation: scheduleText(name, this.language),
      }));
  }
}
