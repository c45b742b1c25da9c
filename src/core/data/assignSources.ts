/**
 * Which source of `data.x` belongs to which Input, which one of `data.y` to which output.
 *
 * One Input (or output) takes the one source; several need a map from name to source, complete and without strangers.
 * test/core/data/checkData.test.ts holds this.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { InlineSource } from "../model/modelFile";
import type { TextRange } from "../text/range";
import { suggest } from "../text/suggestion";
import type { Slot } from "./fitTensor";

/** Sources in the order of `slots`; undefined where one is missing (then that is in `findings`). */
export function assignSources(
  sources: readonly InlineSource[],
  slots: readonly Slot[],
  section: "x" | "y",
  text: string,
  findings: Findings,
): (InlineSource | undefined)[] {
  const names = slots.map(({ name }) => name);
  const only = sources[0];
  if (only && sources.length === 1 && only.name === undefined) {
    if (slots.length === 1) return [only];
    findings.report(
      only.values.items[0]?.range ?? only.range,
      message("data-needs-map", { section, names: names.join(", ") }),
    );
    return slots.map(() => undefined);
  }
  let strangers = 0;
  for (const source of sources) {
    if (source.name === undefined || names.includes(source.name)) continue;
    strangers++;
    reportStranger(source, source.name, { names, section, isAlone: sources.length === 1, text }, findings);
  }
  return slots.map((slot) => {
    const source = sources.find(({ name }) => name === slot.name);
    if (!source && !strangers) findings.report(slot.place, message("data-missing", { section, name: slot.name }));
    return source;
  });
}

interface Strangeness {
  readonly names: readonly string[];
  readonly section: "x" | "y";
  /** The only key: it may have been meant for one of a source. */
  readonly isAlone: boolean;
  readonly text: string;
}

function reportStranger(
  source: InlineSource,
  name: string,
  { names, section, isAlone, text }: Strangeness,
  findings: Findings,
): void {
  const range = keyRange(text, name, source.range);
  const near = suggest(name, names) ?? (isAlone ? suggest(name, ["values"]) : undefined);
  const known = names.join(", ");
  if (near === undefined) findings.report(range, message(`data-unknown-name.${section}`, { name, known }));
  else {
    findings.report(range, message("data-unknown-name.suggest", { section, name, near }), {
      fixes: [replacement(range, near)],
    });
  }
}

/** Where the key of a source stands: just before it, unless the source is an alias of one elsewhere. */
function keyRange(text: string, name: string, source: TextRange): TextRange {
  const before = text.slice(0, source.start);
  const start = before.lastIndexOf(name);
  const between = before.slice(start + name.length);
  return start >= 0 && /^["']?\s*:[\s\-[{]*$/.test(between) ? { start, end: start + name.length } : source;
}
