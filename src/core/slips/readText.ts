/**
 * The text of a model file to its syntax tree, also where the YAML has slips: each is reported once, with its repair, and the rest is read
 * as if it were mended, so that no echoes follow and layers keep their hints.
 *
 * What looks like a slip is one only where the text reads better without it: fewer mistakes in the YAML, or sections in the form that they
 * must have. A sound file is never looked at. test/core/slips.test.ts and test/core/cureRows/yaml.ts hold this.
 */
import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import { parseText, type ReadText } from "../syntax/parseSyntax";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { applyEdits } from "../text/applyEdits";
import { findColumnSlips } from "./columnSlips";
import { findConflictSlips } from "./conflictSlips";
import { findDashSlips } from "./dashSlips";
import { countMisshapen, isSection } from "./misshapen";
import { inPlace, type PlaceMap, placesBefore } from "./mendedPlaces";
import { isPython, modelOfPython } from "./pythonModel";
import { findLayerListSlips } from "./layerListSlips";
import { countNotationSlips, findNotationSlips } from "./notationSlips";
import { findSectionSlips } from "./sectionSlips";
import { findSignSlips } from "./signSlips";
import type { Slip, SlipFinder } from "./slip";
import { findTabSlips } from "./tabSlips";

/** In the order in which one slip hides another. */
const finders: readonly SlipFinder[] = [
  findConflictSlips,
  findTabSlips,
  findNotationSlips,
  findSignSlips,
  findSectionSlips,
  findLayerListSlips,
  findDashSlips,
  findColumnSlips,
];

/** One more slip in a file that has so many teaches nothing. */
const MOST_SLIPS = 100;

export function readText(text: string, findings: Findings): SyntaxNode | undefined {
  let read = parseText(text);
  const isModel = read.root?.is === "map" && read.root.entries.some(({ key }) => isSection(String(key.value)));
  if ((!isModel || read.mistakes > 0) && isPython(text)) return reportPython(text, findings);
  let current = text;
  let place: PlaceMap | undefined;
  const reported: Slip[] = [];
  for (const find of finders) {
    const mistakes = countMistakes(read, current);
    if (mistakes === 0) break;
    const slips = find(current);
    if (slips.length === 0) continue;
    const edits = slips.flatMap((slip) => slip.edits);
    const mended = applyEdits(current, edits);
    const better = parseText(mended);
    if (countMistakes(better, mended) >= mistakes) continue;
    const earlier = place;
    for (const slip of slips.slice(0, MOST_SLIPS)) reported.push(earlier ? slipInPlace(slip, earlier) : slip);
    const step = placesBefore(edits);
    place = earlier ? (range) => earlier(step(range)) : step;
    [read, current] = [better, mended];
  }
  for (const slip of reported.slice(0, MOST_SLIPS)) report(slip, findings);
  findings.addAll(read.findings.map((finding) => (place ? findingInPlace(finding, place) : finding)));
  return read.root && place ? inPlace(read.root, place) : read.root;
}

/** Nothing of it is read before it is written as a model file. */
function reportPython(text: string, findings: Findings): undefined {
  const model = modelOfPython(text);
  const whole = { start: 0, end: text.length };
  const edits = [{ range: whole, text: model ?? "" }];
  findings.report({ start: 0, end: text.trimEnd().length }, message("wrong-root.python"), {
    fixes: model === undefined ? [] : [{ title: message("fix-python"), edits }],
  });
}

const countMistakes = ({ root, mistakes, isUnread }: ReadText, text: string): number =>
  isUnread ? 0 : mistakes + countMisshapen(root) + countNotationSlips(text);

function report({ range, message: said, title, edits, otherwise }: Slip, findings: Findings): void {
  const ways = otherwise ? [{ title, edits }, otherwise] : [{ title, edits }];
  findings.report(range, said, { fixes: ways.map((way) => (otherwise ? { ...way, isChoice: true } : way)) });
}

const slipInPlace = (slip: Slip, place: PlaceMap): Slip => ({
  ...slip,
  range: place(slip.range),
  edits: slip.edits.map((edit) => ({ ...edit, range: place(edit.range) })),
});

const findingInPlace = (finding: Diagnostic, place: PlaceMap): Diagnostic => ({
  ...finding,
  range: place(finding.range),
  fixes: finding.fixes.map((one) => ({
    ...one,
    edits: one.edits.map((edit) => ({ ...edit, range: place(edit.range) })),
  })),
});
