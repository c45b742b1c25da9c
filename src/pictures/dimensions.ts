/**
 * Which dimension is which along the network: the time that a sequence has from layer to layer, the units that a layer makes and others hand on.
 *
 * Two numbers that are equal by chance are two dimensions; a layer that keeps its input's steps or features keeps their dimension too. Plain
 * data, from the model as the panel knows it. Held by test/pictures/dimensions.test.ts.
 */
import { type Language, say } from "../core/messages/message";
import type { ModelView } from "../protocol/panel";

export interface Dimension {
  /** A word without spaces. */
  readonly id: string;
  readonly kind: "batch" | "time" | "units" | "features" | "axis";
  /** The layer that it begins at. */
  readonly layer: string;
  readonly size: number | null;
}

/** Of each layer, of each of its outputs, in the order of its shape. */
export type LayerDimensions = readonly (readonly Dimension[])[];

/** Their steps are not those of what they take. */
const newSteps = new Set(["RepeatVector", "Reshape", "Flatten", "?"]);
/** Their features are those of what they take. */
const handOn = new Set(["Activation", "Dropout", "SpatialDropout1D", "Masking", "LayerNormalization", "RepeatVector"]);
const make = new Set(["Dense", "SimpleRNN", "LSTM", "GRU", "Jordan", "Bidirectional", "TimeDistributed"]);

/** Empty lists where the graph is not known. */
export function dimensionsOf({ layers, network }: ModelView): readonly LayerDimensions[] {
  const found: LayerDimensions[] = [];
  layers.forEach(({ name, kind, outputShapes }, at) => {
    const from = network?.edges.find(({ to, isState }) => to === at && !isState)?.from;
    const given = from === undefined ? undefined : found[from]?.[0];
    const takes = given?.find((one) => one.kind === "time");
    const features = given?.findLast((one) => one.kind !== "batch" && one.kind !== "time");
    const isIds = kind.startsWith("Input") && network?.nodes[at]?.steps !== undefined && outputShapes[0]?.length === 2;
    found.push(
      network === undefined
        ? []
        : outputShapes.map((shape, output) =>
            shape.map((size, axis): Dimension => {
              const own = (of: Dimension["kind"]): Dimension => ({ id: idOf(of, name, output), kind: of, layer: name, size }); // prettier-ignore
              if (axis === 0) return { id: "batch", kind: "batch", layer: "", size };
              if (axis === 1 && (shape.length > 2 || isIds))
                return takes && takes.size === size && !newSteps.has(kind) ? takes : own("time");
              if (axis < shape.length - 1) return { ...own("axis"), id: idOf(`axis${axis}`, name, output) };
              if (features && features.size === size && handOn.has(kind)) return features;
              // What a layer gives more than once, as its states, has the same units.
              const units = own(make.has(kind) ? "units" : "features");
              return size === outputShapes[0]?.at(-1) ? { ...units, id: idOf(units.kind, name, 0) } : units;
            }),
          ),
    );
  });
  return found;
}

const idOf = (kind: string, layer: string, output: number): string =>
  [kind, encodeURIComponent(layer), ...(output > 0 ? [output] : [])].join(":");

/** All of them once, in the order in which they come up. */
export function listDimensions(all: readonly LayerDimensions[]): readonly Dimension[] {
  return [...new Map(all.flat(2).map((one) => [one.id, one])).values()];
}

/** `time of source` */
export function nameDimension({ kind, layer }: Dimension, language: Language): string {
  return kind === "batch" ? say(language, "dimension-batch") : say(language, `dimension.${kind}`, { layer });
}
