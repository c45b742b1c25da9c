/**
 * What an edit of the model file changed: layers, parameters, the loss at the end, the answers. Rows of words and numbers, `before → after`.
 *
 * test/pictures/liveChange.test.ts holds it.
 */
import { type Language, say } from "../core/messages/message";
import { type LiveResult, type LiveView } from "../protocol/live";
import type { OutputPredictions, Predictions } from "../protocol/training";
import { formatNumber } from "./numbers";

export interface ChangeRow {
  readonly label: string;
  /** Absent where there is nothing to compare, or it is the same. */
  readonly before?: string;
  readonly after: string;
  /** Whether it became better or worse, where that can be told. */
  readonly isBetter?: boolean;
}

/** Empty where nothing was trained before. */
export function changeRows({ before, after, changed }: LiveView, language: Language): readonly ChangeRow[] {
  if (!before || !after) return [];
  const whole = new Intl.NumberFormat(language);
  const count = (value: number): string => whole.format(value);
  return [
    ...layerRows(before.layers, after.layers, language),
    ...otherRow(changed, language),
    pair(say(language, "panel.parameters"), count(before.params), count(after.params)),
    ...(before.epochs === after.epochs
      ? []
      : [pair(say(language, "live.epochs"), count(before.epochs), count(after.epochs))]),
    ...lossRow(say(language, "live.loss"), before.loss, after.loss),
    ...lossRow(say(language, "live.validationLoss"), before.validationLoss, after.validationLoss),
    ...answerRows(before, after, language),
  ];
}

const pair = (label: string, before: string, after: string): ChangeRow => ({
  label,
  ...(before !== after && { before }),
  after,
});

/** Where both end alike, what stands between the equal beginning and the equal end. */
function layerRows(before: readonly string[], after: readonly string[], language: Language): readonly ChangeRow[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [was, is] = [before, after].map((layers) => layers.slice(head, layers.length - tail)) as [string[], string[]];
  if (was.length === 0 && is.length === 0) return [];
  if (was.length === is.length)
    return is.flatMap((layer, at) =>
      layer === was[at] ? [] : [pair(say(language, "panel.layer"), was[at] ?? "", layer)],
    );
  if (was.length === 0) return [{ label: say(language, "live.added"), after: is.join(", ") }];
  if (is.length === 0) return [{ label: say(language, "live.removed"), after: was.join(", ") }];
  return [pair(say(language, "live.layers"), was.join(", "), is.join(", "))];
}

/** Other parts of the file, by their keys. */
function otherRow(changed: readonly string[], language: Language): readonly ChangeRow[] {
  const others = changed.filter((key) => key !== "model");
  return others.length === 0 ? [] : [{ label: say(language, "live.alsoChanged"), after: others.join(", ") }];
}

function lossRow(label: string, before: number | undefined, after: number | undefined): readonly ChangeRow[] {
  if (after === undefined) return [];
  if (before === undefined) return [{ label, after: formatNumber(after) }];
  const row = pair(label, ...apart(before, after));
  return [row.before === undefined || Number.isNaN(before + after) ? row : { ...row, isBetter: after < before }];
}

/** With as many digits as it takes to tell them apart. */
function apart(before: number, after: number): [string, string] {
  const short: [string, string] = [formatNumber(before), formatNumber(after)];
  if (before === after || short[0] !== short[1]) return short;
  for (let digits = 4; digits < 9; digits++) {
    const longer: [string, string] = [before.toPrecision(digits), after.toPrecision(digits)];
    if (longer[0] !== longer[1]) return longer;
  }
  return short;
}

function answerRows(before: LiveResult, after: LiveResult, language: Language): readonly ChangeRow[] {
  const [was, is] = [before.predictions, after.predictions];
  if (!was || !is || was.first !== is.first) return [];
  return is.outputs.flatMap((output, at) => {
    const old = was.outputs[at];
    if (!old || old.name !== output.name || old.kind !== output.kind) return [];
    const name = is.outputs.length > 1 ? ` (${output.name})` : "";
    return output.kind === "values"
      ? movedRow(old, output, say(language, "live.answersMoved") + name)
      : decisionRows(old, output, { was, is }, name, language);
  });
}

/** How far values went from where they were. */
function movedRow(old: OutputPredictions, output: OutputPredictions, label: string): readonly ChangeRow[] {
  const [was, is] = [old, output].map(({ decoded }) => decoded.flat(Infinity) as number[]) as [number[], number[]];
  if (was.length !== is.length || is.length === 0) return [];
  const sum = is.reduce((all, value, at) => all + Math.abs(value - (was[at] ?? Number.NaN)), 0);
  return [{ label, after: formatNumber(sum / is.length) }];
}

function decisionRows(
  old: OutputPredictions,
  output: OutputPredictions,
  { was, is }: { was: Predictions; is: Predictions },
  name: string,
  language: Language,
): readonly ChangeRow[] {
  const [before, after] = [old.decoded.flat(Infinity), output.decoded.flat(Infinity)];
  if (before.length !== after.length || was.samples !== is.samples) return [];
  const count = after.filter((value, at) => value !== before[at]).length;
  const moved = { label: say(language, "live.decisions") + name, after: say(language, "live.changedOf", { count, all: after.length }) }; // prettier-ignore
  const targets = output.targets?.flat(Infinity);
  if (!targets) return [moved];
  const right = (decided: readonly unknown[]): number => targets.filter((target, at) => target === decided[at]).length;
  const [rightBefore, rightAfter] = [right(before), right(after)];
  const row = pair(say(language, "live.right") + name, String(rightBefore), say(language, "live.rightOf", { right: rightAfter, all: targets.length })); // prettier-ignore
  if (rightBefore === rightAfter) return [moved, { label: row.label, after: row.after }];
  return [moved, { ...row, isBetter: rightAfter > rightBefore }];
}
