/**
 * A layer as it would be with another argument: of a wrapper, the layer inside. In what both layers of a Bidirectional must agree,
 * `backward_layer` has it too. test/core/model/withArgument.test.ts.
 */
import type { LayerDefinition } from "./graph";
import { commonOfHalves } from "./halfProblems";

interface Planned {
  readonly definition: LayerDefinition | undefined;
  readonly inner: LayerDefinition | undefined;
}

export function withArgument<Layer extends Planned>(layer: Layer, key: string, value: unknown): Layer {
  const { definition, inner } = layer;
  const set = <One extends LayerDefinition>(one: One): One => ({
    ...one,
    arguments: { ...one.arguments, [key]: value },
  });
  if (!inner) return { ...layer, definition: definition && set(definition) };
  const backward = definition?.kind === "Bidirectional" ? definition.arguments.backward_layer : null;
  if (definition?.kind !== "Bidirectional" || !backward || !(commonOfHalves as readonly string[]).includes(key))
    return { ...layer, inner: set(inner) };
  const { arguments: given } = definition;
  return {
    ...layer,
    definition: { ...definition, arguments: { ...given, backward_layer: set(backward) } },
    inner: set(inner),
  };
}
