/**
 * Which axes the weights of a layer have, for constraints that name one. test/core/model.test.ts.
 */
import type { KerasObject } from "./argumentTypes";
import type { LayerKind } from "./layerTable";
import { tableEntry } from "./layerTable";
import type { ConstraintName } from "./objectTables";

type Given = Readonly<Record<string, unknown>>;

/** A GRU's bias with `reset_after` is two rows, (2, 3H): one of the input's side, one of the state's. */
const isInRows = (kind: LayerKind, key: string, given: Given): boolean =>
  kind === "GRU" && key === "bias_constraint" && given["reset_after"] !== false;

/** An axis that the weight under a constraint does not have, and those that it has; undefined where all is well. */
export function missingAxis(
  kind: LayerKind,
  key: string,
  given: Given,
): { readonly axis: number; readonly known: string } | undefined {
  const type = tableEntry(kind).arguments[key]?.type;
  if (type?.is !== "constraint") return undefined;
  const axis = (given[key] as KerasObject<ConstraintName> | null)?.arguments["axis"];
  if (axis === undefined) return undefined;
  const known = type.vector && !isInRows(kind, key, given) ? [0, -1] : [0, 1, -1, -2];
  return known.includes(Number(axis)) ? undefined : { axis: Number(axis), known: known.join(", ") };
}
