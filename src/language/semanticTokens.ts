/**
 * Semantic colours: kinds of layers, and the names of layers where they are given and where they are used.
 *
 * Arguments keep the colour of YAML's keys, so that a layer stands out from what is said of it. test/language/navigation.test.ts holds this.
 */
import { backwardLayer, innerLayer, writtenLayer } from "../core/model/layerEdits";
import type { ModelFile } from "../core/model/modelFile";
import { entryOf } from "../core/syntax/syntaxTree";
import type { TextRange } from "../core/text/range";
import { findLayerReferences } from "./layerReferences";

export interface SemanticToken {
  readonly range: TextRange;
  readonly what: "kind" | "definition" | "reference";
}

/** In the order of the text; only what is written. */
export function provideSemanticTokens(file: ModelFile): SemanticToken[] {
  const names = findLayerReferences(file)
    .filter(({ isWritten }) => isWritten)
    .map(({ range, isDefinition }): SemanticToken => ({ range, what: isDefinition ? "definition" : "reference" }));
  return [...kinds(file), ...names].sort((a, b) => a.range.start - b.range.start);
}

/** Also those inside wrappers, and of layers whose arguments are wrong. */
function kinds({ root }: ModelFile): SemanticToken[] {
  const model = root?.is === "map" ? entryOf(root, "model")?.value : undefined;
  const items = model?.is === "list" ? model.items : [];
  return items.flatMap((item) => {
    const layer = writtenLayer(item);
    const inside = layer ? [innerLayer(layer), backwardLayer(layer)] : [];
    return [layer, ...inside].flatMap((one): SemanticToken[] => (one ? [{ range: one.head.range, what: "kind" }] : []));
  });
}
