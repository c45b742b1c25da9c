/**
 * Where a layer is lowered: what it may look at, and how it makes weights.
 */
import type { KerasObject, LayerDefinition, Port } from "../../../core/model/graph";
import type { RegularizerName } from "../../../core/model/objectTables";
import { canInitialize, initialize, type Initializer } from "../../../core/random/initializers";
import type { Network, Penalty, PlanTensor, PlanWeight } from "../network";
import { PlanError } from "../planError";

export type Ports = Readonly<Partial<Record<Port, PlanTensor>>>;

export interface Site {
  readonly network: Network;
  /** The layer's name, for errors. */
  readonly layer: string;
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

/** Refuses an initializer that is not built. */
export function checkInitializer(site: Site, initializer: Initializer): void {
  if (!canInitialize(initializer.name)) {
    throw new PlanError("engine.notBuilt", { layer: site.layer, argument: initializer.name });
  }
}

type Regularizer = KerasObject<RegularizerName> | null;

function penaltyOf(regularizer: Regularizer): Penalty | undefined {
  return regularizer
    ? { l1: Number(regularizer.arguments["l1"] ?? 0), l2: Number(regularizer.arguments["l2"] ?? 0) }
    : undefined;
}

/** A matrix (rows × gates·units), in panels. */
export function addKernel(
  site: Site,
  name: string,
  size: { readonly rows: number; readonly gates: number; readonly units: number },
  initializer: Initializer,
  regularizer: Regularizer,
): PlanWeight {
  checkInitializer(site, initializer);
  const shape = [size.rows, size.gates * size.units];
  const weight: PlanWeight = {
    name: `${site.path}/${name}`,
    shape,
    trainable: site.trainable,
    penalty: penaltyOf(regularizer),
    block: { panels: true, ...size },
    initial: (stream) => initialize(initializer, shape, stream),
  };
  site.network.weights.push(weight);
  return weight;
}

/** Numbers in rows, one below the other: (rows, columns), or one row as (columns). */
export function addRows(
  site: Site,
  name: string,
  shape: readonly number[],
  initializer: Initializer,
  regularizer: Regularizer,
): PlanWeight {
  checkInitializer(site, initializer);
  const [rows, units] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  const weight: PlanWeight = {
    name: `${site.path}/${name}`,
    shape,
    trainable: site.trainable,
    penalty: penaltyOf(regularizer),
    block: { panels: false, rows, gates: 1, units },
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
  const weight: PlanWeight = {
    name: `${site.path}/${name}`,
    shape: size.rows === 1 ? [columns] : [size.rows, columns],
    trainable: site.trainable,
    penalty: penaltyOf(regularizer),
    block: { panels: false, ...size },
    initial,
  };
  site.network.weights.push(weight);
  return weight;
}
