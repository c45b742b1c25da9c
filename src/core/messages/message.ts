/**
 * A sentence for people, kept as a code and its arguments until somebody shows it.
 *
 * Nothing outside this folder holds a sentence: the core hands out `Message`s, and the edge that shows one
 * (editor, command line, panel) turns it into English or Spanish with `render`. The two catalogues have equal
 * keys and equal placeholders: test/core/messages.test.ts holds that.
 */
import { en } from "./en";
import { es } from "./es";
import { writtenNumber } from "./writtenNumber";

export type Language = "en" | "es";
export type MessageId = keyof typeof en;

type Placeholder<S> = S extends `${string}{${infer Inside}}${infer Rest}`
  ? | (Inside extends `${infer Name}|${string}` ? Name : Inside extends `${infer Name},number` ? Name : Inside)
    | Placeholder<Rest>
  : never;
export type MessageArguments<Id extends MessageId> = Readonly<Record<Placeholder<(typeof en)[Id]>, string | number>>;

/** A code and its arguments; plain data, so that it can cross a process boundary. */
export interface Message {
  readonly id: MessageId;
  readonly args: Readonly<Record<string, string | number>>;
}

/** Makes a message; the compiler asks for exactly the arguments that the English sentence has. */
export function message<Id extends MessageId>(
  id: Id,
  ...args: [Placeholder<(typeof en)[Id]>] extends [never] ? [] : [MessageArguments<Id>]
): Message {
  return { id, args: args[0] ?? {} };
}

/**
 * Says a message in a language. `{loss,number}` is a number as the language writes it; any other is written plainly, as in code and data;
 * `{count|epoch|epochs}` is the first word where the count is 1, the second otherwise.
 */
export function render({ id, args }: Message, language: Language): string {
  const template: string = (language === "es" ? es : en)[id];
  return template.replace(
    /\{(\w+)(?:\|([^{|}]*)\|([^{|}]*)|(,number))?\}/g,
    (whole, name: string, one?: string, many?: string, number?: string) => {
      const value = args[name] ?? whole;
      if (number) return writtenNumber(value, language);
      return (String(value) === "1" ? one : many) ?? String(value);
    },
  );
}

/** Says a message in one go: for labels and other text that is shown where it is made. */
export function say<Id extends MessageId>(
  language: Language,
  id: Id,
  ...args: [Placeholder<(typeof en)[Id]>] extends [never] ? [] : [MessageArguments<Id>]
): string {
  return render(message(id, ...args), language);
}

/** Chooses the language for a locale name such as `es`, `es-MX` or `es_ES.UTF-8`; English where it is none of ours. */
export function languageOf(locale: string | undefined): Language {
  return /^es(?![a-z])/i.test(locale ?? "") ? "es" : "en";
}
