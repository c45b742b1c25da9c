/**
 * Room for ∂h_t/∂x_s of one recurrent layer, in two regions beside the probe's.
 *
 * `step` is the layer over a single step that starts from given states: with a row for each state, one way back gives how the states
 * behind a step depend on those before it and on what the step reads. `chain` multiplies that, step by step, with how the states depend on
 * inputs further back. test/engine/probes.test.ts.
 */
import { Operation } from "./codes";
import type { Layout } from "./layout";
import type { Network, PlacedRecord, WatchedLayer } from "./network";
import { type PlanTensor, createTensor } from "./tensors";
import { roundUp } from "./weightBlock";
import { createMask } from "./operations/mask";
import { placeProgram, type PlacedWords } from "./program";
import { Region } from "./region";

export interface PlacedConnectivity {
  readonly step: PlacedStep;
  readonly chain: PlacedChain;
  /** The states that lead from step to step; the first of them is what the layer gives. */
  readonly states: readonly CarriedState[];
  /** Columns of all states side by side, each from a multiple of 16 on. */
  readonly width: number;
  readonly image: readonly PlacedWords[];
}

export interface CarriedState {
  readonly units: number;
  /** Its first column among all. */
  readonly column: number;
  /** Where its gradient behind the step lies, and before it. */
  readonly after: number;
  readonly before: number;
  readonly ld: number;
}

export interface PlacedStep {
  readonly rows: number;
  /** What the step reads: from one row of the probe's region into all rows here. */
  readonly fills: readonly Fill[];
  /** The gradient of what the step reads from below. */
  readonly dx: { readonly address: number; readonly features: number; readonly ld: number };
  /** Forward and back. */
  readonly program: number;
}

export interface PlacedChain {
  /** Room for so many rows: each is what all states have from one feature of one step. */
  readonly rows: number;
  readonly dependences: number;
  /** Where the product of `dependences` and `matrix` goes. */
  readonly products: number;
  /** The first columns of `dependences` are multiplied; those behind them go each its own way (`diagonal` in connectivity.ts). */
  readonly mixed: number;
  /** In panels of 16 columns. */
  readonly matrix: number;
  readonly frame: PlacedRecord<"Frame">;
  readonly program: number;
}

/** Numbers of step t + shift, from one tensor's row to all rows of another's only step. */
export interface Fill {
  readonly shift: number;
  readonly features: number;
  readonly from: number;
  readonly fromLd: number;
  readonly to: number;
  readonly toLd: number;
}

/** More states take several passes. */
const MOST_STATES = 256;
/** More dependences are followed one part after the other. */
const MOST_DEPENDENCES = 8192;

/** `seen`: the probe's region, where the layer has been run. */
export function planConnectivity(layout: Layout, seen: Region, layer: WatchedLayer): PlacedConnectivity {
  const carried = listCarried(layer);
  const columns = carried.map((_, i) => carried.slice(0, i).reduce((sum, { width }) => sum + width, 0));
  const width = carried.reduce((sum, state) => sum + state.width, 0);
  const rows = Math.min(MOST_STATES, roundUp(width, 4));
  const { region, program, image, dx, gradients, fills } = planStep(layout, seen, layer, { carried, rows });
  // With sigmoid and tanh a cell's number reaches its own unit alone, so that half of the product is not needed.
  const isDiagonal = layer.record.cells !== 0 && layer.record.plain === 1;
  const chain = planChain(layout, layer.x, { width, mixed: isDiagonal ? (carried[0]?.width ?? 0) : width });
  return {
    step: { rows, fills, dx, program },
    chain: chain.placed,
    states: carried.map(({ units, width: ld }, i) => ({
      ...{ units, ld, column: columns[i] ?? 0 },
      ...{ after: region.gradient(gradients.after[i] as PlanTensor), before: region.gradient(gradients.before[i] as PlanTensor) }, // prettier-ignore
    })),
    width,
    image: [...image, ...chain.image],
  };
}

/** A state among those of the layer, and where the probe's region has its steps. */
interface Carried {
  readonly at: number;
  readonly units: number;
  readonly width: number;
  readonly steps: number;
}

/** What returns in a Jordan layer is its output alone. */
function listCarried({ record, output }: WatchedLayer): Carried[] {
  const { units, width } = record;
  if (output) return [{ at: 1, units: output.units, width: output.width, steps: output.h }];
  const h = { at: 0, units, width, steps: record.h };
  return record.cells ? [h, { at: 1, units, width, steps: record.cells }] : [h];
}

function planStep(
  layout: Layout,
  seen: Region,
  { x, mask, record, output, direction, again }: WatchedLayer,
  { carried, rows }: { readonly carried: readonly Carried[]; readonly rows: number },
) {
  const network: Network = { weights: [], operations: [], activities: [], probed: true };
  const input = createTensor([1, x.features], { needsGradient: true });
  const sizes = [record.units, ...(output ? [output.units] : record.cells ? [record.units] : [])];
  const initial = sizes.map((units) => createTensor([units], { needsGradient: true }));
  const ownMask = mask && createMask([1]);
  const last = again(network, { x: input, initial, mask: ownMask });
  const region = new Region(layout, { rows });
  Object.assign(region.frame.values, { rows, padded: rows, batch: rows, shards: 1 });
  const wayBack = network.operations.map((operation) => operation.emit(region));
  const pick = (tensors: readonly PlanTensor[]) => carried.map(({ at }) => tensors[at] as PlanTensor);
  const gradients = { after: pick(last), before: pick(initial) };
  for (const tensor of gradients.after) region.giveGradient(tensor);
  for (const back of wayBack) back();
  const backward = region.takeBackward().filter(([operation]) => operation !== Operation.weightGradients);
  const image = placeProgram(layout, [[{ region, entries: [...region.takeForward(), ...backward] }]]);
  const fill = (from: { address: number; ld: number; features: number; shift: number }, to: PlanTensor): Fill => ({
    ...{ shift: from.shift, features: from.features, from: from.address, fromLd: from.ld },
    ...{ to: region.value(to), toLd: to.ld },
  });
  const same = (from: PlanTensor, to: PlanTensor): Fill =>
    fill({ address: seen.value(from), ld: from.ld, features: from.features, shift: 0 }, to);
  return {
    region,
    gradients,
    image,
    program: image.at(-1)?.address ?? 0,
    dx: { address: region.gradient(input), features: input.features, ld: input.ld },
    fills: [
      same(x, input),
      ...(mask && ownMask ? [same(mask, ownMask)] : []),
      ...carried.map(({ steps, width, units }, i) =>
        fill({ address: steps, ld: width, features: units, shift: -direction }, gradients.before[i] as PlanTensor),
      ),
    ],
  };
}

function planChain(
  layout: Layout,
  { steps, features }: PlanTensor,
  { width, mixed }: { readonly width: number; readonly mixed: number },
) {
  const rows = roundUp(Math.max(features, Math.min(MOST_DEPENDENCES, steps * features)), 4);
  const region = new Region(layout, { rows });
  Object.assign(region.frame.values, { rows, padded: rows, batch: rows, shards: 1 });
  const [dependences, products] = [layout.buffer(rows * width), layout.buffer(rows * width)];
  const matrix = layout.buffer(mixed * width);
  const record = region.record("Product", {
    ...{ steps: 1, x: dependences, xLd: width, features: mixed, weights: matrix, weightRows: mixed, bias: 0 },
    ...{ y: products, yLd: width, width },
  });
  const image = placeProgram(layout, [[{ region, entries: [[Operation.product, record.address]] }]]);
  const program = image.at(-1)?.address ?? 0;
  return { image, placed: { rows, dependences, products, mixed, matrix, frame: region.frame, program } };
}
