/** What a person reads beside a layer's kind: `32`, `5 softmax`, `LSTM 16, concat`, `→ LSTM 16 ← GRU 8, concat`. */
import { tableEntry } from "./layerTable";
import type { LayerDefinition } from "./graph";

export function layerDetail(definition: LayerDefinition, inner: LayerDefinition | undefined): string {
  const inside = inner ? kindAndDetail(inner) : "";
  switch (definition.kind) {
    case "Input":
      return "";
    case "Bidirectional": {
      const { merge_mode, backward_layer: other } = definition.arguments;
      return `${other ? `→ ${inside} ← ${kindAndDetail(other)}` : inside}, ${merge_mode}`;
    }
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

/** `LSTM 16`, `TimeDistributed`. */
export const kindAndDetail = (definition: LayerDefinition): string =>
  `${definition.kind} ${layerDetail(definition, undefined)}`.trim();

/** `[4, -1]`, `0.2`, `softmax`. */
const excerptOf = (value: unknown): string => (Array.isArray(value) ? `[${value.join(", ")}]` : String(value));
