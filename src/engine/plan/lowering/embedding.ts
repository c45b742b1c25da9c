/**
 * Embedding: a matrix of rows, looked up by ids. test/engine/embedding.test.ts.
 */
import type { DefinitionOf } from "../../../core/model/graph";
import { addLookUp } from "../operations/lookUp";
import { addIdMask } from "../operations/mask";
import { addRows, type Ports, type Site } from "./site";

export function lowerEmbedding({ arguments: given }: DefinitionOf<"Embedding">, site: Site): Ports {
  const shape = [given.input_dim, given.output_dim];
  const embeddings = addRows(site, "embeddings", shape, given.embeddings_initializer, given.embeddings_regularizer);
  const mask = given.mask_zero ? addIdMask(site.network, site.input) : undefined;
  return { output: addLookUp(site.network, site.input, embeddings, mask) };
}
