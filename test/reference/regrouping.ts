/**
 * Layers of Keras 3 without weights that move numbers about, on one sample, as plain formulas.
 */
import type { DefinitionOf, LayerDefinition } from "../../src/core/model/graph";
import { permuted, toSteps } from "./axes";
import type { Row, Steps } from "./layers";
import type { StepMask } from "./masks";
import { scale, sum, type Scalar } from "./scalar";

const kinds = ["RepeatVector", "Flatten", "Reshape", "GlobalAveragePooling1D", "GlobalMaxPooling1D"] as const;
type Regrouping = DefinitionOf<(typeof kinds)[number]>;

export function isRegrouping(definition: LayerDefinition): definition is Regrouping {
  return (kinds as readonly string[]).includes(definition.kind);
}

const featuresOf = (x: Steps, j: number): Row => x.map((row) => row[j] as Scalar);

/** The largest; equal ones share the gradient. */
function largest(all: Row): Scalar {
  const top = Math.max(...all.map(({ value }) => value));
  const winners = all.filter(({ value }) => value === top);
  return scale(sum(winners), 1 / winners.length);
}

/** `shape`: of the sample, without the batch. */
export function regroup(definition: Regrouping, given: Steps, shape: readonly number[], mask?: StepMask): Steps {
  const { data_format } = definition.arguments as { readonly data_format?: string };
  const isFirst = data_format === "channels_first";
  const axes = [...shape.keys()];
  const all = given.flat();
  const last = [...axes.slice(1), 0];
  const x = isFirst
    ? toSteps(
        permuted(shape, last).map((place) => all[place] as Scalar),
        last.map((axis) => shape[axis] ?? 1),
      )
    : given;
  const y = regroupLast(definition, x, mask);
  // (1, F) becomes (F, 1).
  return isFirst && definition.kind !== "Flatten" && "keepdims" in definition.arguments && definition.arguments.keepdims
    ? (y[0] as Row).map((one) => [one])
    : y;
}

function regroupLast(definition: Regrouping, x: Steps, mask?: StepMask): Steps {
  const first = x[0] as Row;
  switch (definition.kind) {
    case "RepeatVector":
      return Array.from({ length: definition.arguments.n }, () => first);
    case "Flatten":
      return [x.flat()];
    case "Reshape": {
      const all = x.flat();
      const { target_shape } = definition.arguments;
      const known = target_shape.reduce((product, size) => (size === -1 ? product : product * size), 1);
      const last = target_shape.at(-1) as number;
      const width = last === -1 ? all.length / known : last;
      return Array.from({ length: all.length / width }, (_, r) => all.slice(r * width, (r + 1) * width));
    }
    case "GlobalAveragePooling1D": {
      const counted = x.filter((_, t) => mask?.[t] !== false);
      return [first.map((_, j) => scale(sum(featuresOf(counted, j)), 1 / counted.length))];
    }
    case "GlobalMaxPooling1D":
      return [first.map((_, j) => largest(featuresOf(x, j)))];
  }
}
