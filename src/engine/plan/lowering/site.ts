/**
 * Where a layer is lowered: what it may look at, and how it makes weights.
 */
import type { KerasObject, LayerDefinition, Port } from "../../../core/model/graph";
import type { ConstraintName, RegularizerName } from "../../../core/model/objectTables";
import { initialize, type Initializer } from "../../../core/random/initializers";
import { ConstraintCode } from "../codes";
import type { Network } from "../network";
import type { Constraint, Penalty, PlanTensor, PlanWeight } from "../tensors";
import { PlanError } from "../planError";
import type { WeightBlock } from "../weightBlock";

export type Ports = Readonly<Partial<Record<Port, PlanTensor>>>;

export interface Site {
  readonly network: Network;
  /** The layer's name, for errors. */
  readonly layer: string;
  /** Whose arguments say what its weights are held to. */
  readonly definition: LayerDefinition;
  /** What the names of its weights begin with. */
  readonly path: string;
  readonly trainable: boolean;
  /** The first of the inputs. */
  readonly input: PlanTensor;
  readonly inputs: readonly PlanTensor[];
  /** What a recurrent layer starts from, in the order of its states; empty for zeros. */
  readonly initialState: readonly PlanTensor[];
  /** The layer inside, where there is one. */
  readonly inner: LayerDefinition | undefined;
  /** Lowers another definition, with some of the surroundings changed. */
  readonly lower: (definition: LayerDefinition, site: Site) => Ports;
  /** A number of its own for each dropout of the network. */
  readonly nextDropout: () => number;
}

type Regularizer = KerasObject<RegularizerName> | null;
type Constraining = KerasObject<ConstraintName>;

function penaltyOf(regularizer: Regularizer): Penalty | undefined {
  return regularizer
    ? { l1: Number(regularizer.arguments["l1"] ?? 0), l2: Number(regularizer.arguments["l2"] ?? 0) }
    : undefined;
}

/** `axis` as Keras counts it over the weight's own shape: a vector has only one. Throws PlanError for an axis that is not there. */
function constraintOf(site: Site, name: string, shape: readonly number[]): Constraint | undefined {
  const key = name === "recurrent_kernel" ? "recurrent_constraint" : `${name.replace("output_", "")}_constraint`;
  const given = (site.definition.arguments as Readonly<Record<string, unknown>>)[key] as
    Constraining | null | undefined;
  if (!given) return undefined;
  const written = Number(given.arguments["axis"] ?? 0);
  const axis = written < 0 ? written + shape.length : written;
  if (axis < 0 || axis >= shape.length) throw new PlanError("engine-axis", { layer: site.layer, axis: written });
  const isVector = name === "gamma" || name === "beta";
  if (isVector && shape.length > 1 && given.name !== "non_neg") {
    throw new PlanError("engine-norm-of-axes", { layer: site.layer, argument: key });
  }
  return {
    code: constraintCodes[given.name],
    overRows: axis < shape.length - 1,
    limit: Number(given.arguments["max_value"] ?? 0),
  };
}

const constraintCodes: Readonly<Record<ConstraintName, ConstraintCode>> = {
  max_norm: ConstraintCode.maxNorm,
  non_neg: ConstraintCode.nonNegative,
  unit_norm: ConstraintCode.unitNorm,
};

/** What a layer's activity regularizer adds for everything that the layer gives, as Keras's `Layer.__call__` does. */
export function addActivities({ network }: Site, definition: LayerDefinition, ports: Ports): void {
  const { activity_regularizer: given } = definition.arguments as { readonly activity_regularizer?: Regularizer };
  const penalty = given ? penaltyOf(given) : undefined;
  if (penalty) for (const tensor of Object.values(ports)) network.activities.push({ tensor, penalty });
}

/** A matrix (rows × gates·units), in panels. */
export function addKernel(
  site: Site,
  name: string,
  size: { readonly rows: number; readonly gates: number; readonly units: number },
  initializer: Initializer,
  regularizer: Regularizer,
): PlanWeight {
  const shape = [size.rows, size.gates * size.units];
  const weight: PlanWeight = {
    name: `${site.path}/${name}`,
    shape,
    trainable: site.trainable,
    penalty: penaltyOf(regularizer),
    constraint: constraintOf(site, name, shape),
    block: { panels: true, ...size },
    initial: (stream) => initialize(initializer, shape, stream),
  };
  site.network.weights.push(weight);
  return weight;
}

/** (rows, columns), one row as (columns), or one number as (). */
function rowsOf(shape: readonly number[]): WeightBlock {
  const [rows, units] = shape.length < 2 ? [1, shape[0] ?? 1] : [shape[0] ?? 0, shape[1] ?? 0];
  return { panels: false, rows, gates: 1, units };
}

/** Numbers in rows, one below the other. */
export function addRows(
  site: Site,
  name: string,
  shape: readonly number[],
  initializer: Initializer,
  regularizer: Regularizer,
  block = rowsOf(shape),
): PlanWeight {
  const weight: PlanWeight = {
    name: `${site.path}/${name}`,
    shape,
    trainable: site.trainable,
    penalty: penaltyOf(regularizer),
    constraint: constraintOf(site, name, shape),
    block,
    initial: (stream) => initialize(initializer, shape, stream),
  };
  site.network.weights.push(weight);
  return weight;
}

/** A bias (gates·units), or two of them in rows. */
export function addBias(
  site: Site,
  name: string,
  size: { readonly rows: 1 | 2; readonly gates: number; readonly units: number },
  initial: PlanWeight["initial"],
  regularizer: Regularizer,
): PlanWeight {
  const columns = size.gates * size.units;
  const shape = size.rows === 1 ? [columns] : [size.rows, columns];
  const weight: PlanWeight = {
    name: `${site.path}/${name}`,
    shape,
    trainable: site.trainable,
    penalty: penaltyOf(regularizer),
    constraint: constraintOf(site, name, shape),
    block: { panels: false, ...size },
    initial,
  };
  site.network.weights.push(weight);
  return weight;
}
