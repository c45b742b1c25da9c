/**
 * Semantic colours: names of layers, where they are given and where they are used.
 *
 * test/language/navigation.test.ts holds this.
 */
import type { ModelFile } from "../core/model/modelFile";
import type { TextRange } from "../core/text/range";
import { findLayerReferences } from "./layerReferences";

export interface SemanticToken {
  readonly range: TextRange;
  readonly isDefinition: boolean;
}

/** In the order of the text; only names that are written. */
export function provideSemanticTokens(file: ModelFile): SemanticToken[] {
  return findLayerReferences(file)
    .filter(({ isWritten }) => isWritten)
    .map(({ range, isDefinition }) => ({ range, isDefinition }))
    .sort((a, b) => a.range.start - b.range.start);
}
