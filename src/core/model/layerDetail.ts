/** What a person reads beside a layer's kind: `32`, `5 softmax`, `LSTM 16, concat`. */
import { tableEntry } from "./layerTable";
import type { LayerDefinition } from "./graph";

export function layerDetail(definition: LayerDefinition, inner: LayerDefinition | undefined): string {
  const inside = inner ? `${inner.kind} ${layerDetail(inner, undefined)}`.trim() : "";
  switch (definition.kind) {
    case "Input":
      return "";
    case "Bidirectional":
      return `${inside}, ${definition.arguments.merge_mode}`;
    case "TimeDistributed":
      return inside;
    case "Activation":
      return definition.arguments.activation.name;
    case "Dense": {
      const { units, activation } = definition.arguments;
      return activation.name === "linear" ? String(units) : `${units} ${activation.name}`;
    }
    default: {
      const { main } = tableEntry(definition.kind);
      const given: Readonly<Record<string, unknown>> = definition.arguments;
      return [main ?? []]
        .flat()
        .map((name) => excerptOf(given[name]))
        .join(" × ");
    }
  }
}

/** `[4, -1]`, `0.2`, `softmax`. */
const excerptOf = (value: unknown): string => (Array.isArray(value) ? `[${value.join(", ")}]` : String(value));
