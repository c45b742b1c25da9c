/**
 * A kind of layer that is not known: written as in Python, an activation, one of Keras that is not built, or a misspelling.
 *
 * test/core/model.test.ts and test/core/cures.test.ts hold this.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { type Message, message } from "../messages/message";
import type { SyntaxNode, SyntaxScalar } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";
import { kerasLayers } from "./kerasWords";
import { isRecurrentKind, type LayerKind, layerTable } from "./layerTable";
import { meantName, plainWord, withoutModules } from "./otherNames";
import { fromPython } from "./pythonLayer";
import { families } from "./readObject";

const isEmpty = (value: SyntaxNode | undefined): boolean =>
  !value || (value.is === "map" && value.entries.length === 0);

const cellNames = Object.keys(layerTable).filter((kind) => isRecurrentKind(kind as LayerKind));

/** `ReLU` says `Activation: relu`, `LeakyReLU: 0.1` says `Activation: {leaky_relu: 0.1}`; undefined where a value is not the activation's. */
function asActivation(kind: string, value: SyntaxNode | undefined): string | undefined {
  const { table } = families.activation;
  const name = Object.keys(table).find((one) => plainWord(one) === plainWord(kind));
  if (!value || isEmpty(value) || name === undefined) return name;
  return Object.keys(table[name]?.arguments ?? {}).length > 0 ? `{${name}: ${excerpt(value)}}` : undefined;
}

export function reportUnknownKind(head: SyntaxScalar, value: SyntaxNode | undefined, findings: Findings): void {
  const kind = String(head.value).slice(0, 60);
  const text = value ? undefined : fromPython(String(head.value));
  const bare = withoutModules(kind).replace(/\(\)$/, "");
  const activation = asActivation(bare, value);
  const [, both] = /^bi(?:directional)?[ _-]?(.+)$/i.exec(bare) ?? [];
  const inner = both && meantName(both, cellNames);
  const known = Object.keys(layerTable);
  const suggestion = meantName(bare, known);
  if (text) report(message("not-a-layer.joined", { text }), undefined);
  else if (inner)
    report(message("unknown-layer.bidirectional", { kind, text: `Bidirectional: {${inner}: …}` }), undefined);
  else if (activation) report(message("unknown-layer.activation", { kind, activation }), undefined);
  else if (kerasLayers.has(bare)) report(message("unknown-layer.keras", { kind, known: known.join(", ") }), undefined);
  else if (suggestion) report(message("unknown-layer.suggest", { kind, suggestion }), suggestion);
  else report(message("unknown-layer", { kind, known: known.join(", ") }), undefined);

  function report(finding: Message, put: string | undefined): void {
    findings.report(head.range, finding, { fixes: put === undefined ? [] : [replacement(head.range, put)] });
  }
}
