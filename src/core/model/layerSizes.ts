/**
 * Arguments on which a layer's shapes or its number of parameters depend, and what stands in for the others where they are wrong.
 *
 * A layer keeps its hints while something is typed that cannot change them. test/core/model/layerSizes.test.ts holds that the rules and
 * the counts read no argument but these.
 */
import type { ArgumentType, KerasObject } from "./argumentTypes";

const deciding: ReadonlySet<string> = new Set([
  ...[
    "units",
    "output_units",
    "use_bias",
    "reset_after",
    "return_sequences",
    "return_state",
    "merge_mode",
    "backward_layer",
  ],
  ...["shape", "input_dim", "output_dim", "n", "target_shape", "axis", "data_format", "keepdims"],
  ...["center", "scale", "use_scale", "score_mode"],
  // Not knowing what a layer reads is not knowing its size.
  "from",
]);

export const decidesSize = (argument: string): boolean => deciding.has(argument);

/** For an argument that must be given: a value that changes nothing. */
export function standIn({ is }: ArgumentType): number | KerasObject | undefined {
  if (is === "number") return 0;
  return is === "activation" ? { name: "linear", arguments: {} } : undefined;
}
