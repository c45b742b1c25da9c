/**
 * A network written in Keras's Python, as a model file: `model.add(…)`, `Sequential([…])`, `compile` and `fit`. What a model file has no
 * place for stays as a comment.
 *
 * Undefined where a layer is not understood. test/core/slips.test.ts holds this.
 */
import { fromPython, keyword, literal, separated } from "../model/pythonLayer";
import { compileKeys, fitKeys } from "../model/sectionTable";
import { hideQuoted } from "../syntax/quotedText";

/** Nobody pastes a longer program; what is longer is looked at no further. */
const LONGEST = 20_000;

const call = (name: string): RegExp => new RegExp(`^(?:\\w+\\s*=\\s*)?(?:[\\w.]+\\.)?${name}\\s*\\((.*)\\)$`, "s");
const calls = { sequential: call("Sequential"), add: call("add"), compile: call("compile"), fit: call("fit") };

export const isPython = (text: string): boolean =>
  text.length <= LONGEST &&
  (/^[ \t]*(\w+[ ]*=[ ]*[\w.]*Sequential[ ]*\(|\w+\.add[ ]*\()/m.test(text) || isProgram(text));

/** Statements that no model file begins a line with. */
const isProgram = (text: string): boolean =>
  /^(import [\w.]+|from [\w.]+ import |class \w+[(:]|def \w+\()/m.test(text) && !/^model[ ]*:/m.test(text);

export function modelOfPython(text: string): string | undefined {
  const layers: (string | undefined)[] = [];
  const sections: string[] = [];
  const comments: string[] = [];
  for (const statement of statements(text)) {
    const inside = (name: keyof typeof calls): string | undefined => calls[name].exec(statement)?.[1];
    const list = inside("sequential");
    const layer = inside("add");
    const compile = inside("compile");
    const fit = inside("fit");
    if (list !== undefined) layers.push(...separated(list.trim().replace(/^\[(.*)\]$/s, "$1")).map(fromPython));
    else if (layer !== undefined) layers.push(fromPython(layer));
    else if (compile !== undefined) sections.push(section("compile", compile, compileKeys, comments));
    else if (fit !== undefined) sections.push(section("fit", fit, fitKeys, comments));
    else comments.push(statement);
  }
  if (layers.length === 0 || layers.includes(undefined)) return undefined;
  return [
    ...comments.flatMap((one) => one.split("\n").map((line) => `# ${line.trimEnd().replace(/^#\s*/, "")}`)),
    "model:",
    ...layers.map((one) => `  - ${one}`),
    ...sections.filter(Boolean),
    "",
  ].join("\n");
}

/** The keyword arguments that the section has; the others are told in a comment. */
function section(name: string, inside: string, keys: object, comments: string[]): string {
  const entries: string[] = [];
  for (const argument of separated(inside)) {
    const { key, value: written } = keyword(argument) ?? { key: "", value: "" };
    const value = Object.hasOwn(keys, key) ? (literal(written) ?? quotedCall(written)) : undefined;
    if (value === undefined) comments.push(`${name}: ${argument}`);
    else entries.push(`${key}: ${value}`);
  }
  return entries.length > 0 ? `${name}: {${entries.join(", ")}}` : "";
}

/** `Adam(learning_rate=0.01)` is left as it is written: as a value it is mended where it stands. */
const quotedCall = (written: string): string | undefined =>
  /^[\w.]+\([^"\n\\]*\)$/.test(written.trim()) ? `"${written.trim()}"` : undefined;

/** Lines, and those that brackets hold together. */
function statements(text: string): string[] {
  const all: string[] = [];
  let open = "";
  let depth = 0;
  for (const line of text.split(/\r?\n/)) {
    const signs = hideQuoted(line);
    const [comment = ""] = /\s+#.*$/.exec(signs) ?? [];
    const bare = signs.slice(0, line.length - comment.length);
    const code = line.slice(0, bare.length);
    if (comment) all.push(line.slice(bare.length).trim());
    depth += (bare.match(/[([{]/g)?.length ?? 0) - (bare.match(/[)\]}]/g)?.length ?? 0);
    open += (open && "\n") + (depth > 0 ? code : code.trimEnd());
    if (depth > 0) continue;
    if (open.trim() !== "") all.push(open.trim());
    [open, depth] = ["", 0];
  }
  return open.trim() === "" ? all : [...all, open.trim()];
}
