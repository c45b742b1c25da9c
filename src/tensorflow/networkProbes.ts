/**
 * Looks inside a network for one sample: states, gates and gradients by step, and how outputs depend on inputs.
 *
 * The gradient of a state at a step is that of a zero added to it there; one way back gives them all. Dropout is off, stateful layers
 * begin with zeros, and nothing is changed that training goes on from. test/engine/probes.test.ts, on every engine.
 */
import type { Tensor as Numbers } from "../core/data/dataset";
import { stateNames } from "../core/model/layerTable";
import type { AttentionProbe } from "../core/probes/attentionProbe";
import { gateNames, type LayerProbe } from "../core/probes/layerProbe";
import type { Batch } from "./datasetTensors";
import { splitSizes } from "./layers/pieces";
import { walkAgain } from "./layers/recurrent";
import { Watch, type WatchedLayer } from "./layers/watch";
import type { Passes } from "./passes";
import type { FlatWeights } from "./training/flatWeights";
import type { Tensor, Tf } from "./tfjs";

/** Rows of a pass back through one layer; each stands for one unit of one output step. */
const MOST_ROWS = 512;

export class NetworkProbes {
  constructor(
    private readonly tf: Tf,
    private readonly passes: Passes,
    private readonly weights: FlatWeights,
    /** There is a loss to take gradients of. */
    private readonly hasLoss: boolean,
  ) {}

  /** Inside `tidy`; the batch is one sample. */
  look(batch: Batch): LayerProbe[] {
    const layers = this.meet(batch);
    const gradients = this.hasLoss ? this.gradients(batch, layers) : undefined;
    return layers.map((layer) => ({
      ...this.read(layer),
      ...(gradients && { gradient: gradients.get(layer.name) as Numbers }),
    }));
  }

  /** Of one sample. Inside `tidy`. */
  lookAtAttention(batch: Batch): AttentionProbe[] {
    const watch = new Watch(this.tf);
    this.passes.compute(batch, this.weights.flat, { step: 0, watch });
    return [...watch.attention].map(([name, weights]) => ({
      name,
      weights: { shape: weights.shape.slice(1), values: weights.dataSync() },
    }));
  }

  /** By the Frobenius norm: (T out, T in). Inside `tidy`. Throws RangeError where no recurrent layer has this name. */
  connectivity(batch: Batch, name: string): Numbers {
    const layer = this.meet(batch).find((one) => one.name === name);
    if (layer === undefined) throw new RangeError(`no recurrent layer ${name}`);
    const { half, definition, place } = layer;
    const input = place.input.tensor;
    const [, steps = 0] = input.shape;
    const units = layer.states[0]?.at(definition.kind === "Jordan" ? 1 : 0)?.shape[1] ?? 0;
    // Steps in the order in which the layer reads them; the last one that it reads is its output.
    const asked = definition.arguments.return_sequences ? Array.from({ length: steps }, (_, t) => t) : [steps - 1];
    const squares = new Float64Array(asked.length * steps);
    for (let first = 0; first < asked.length * units; first += MOST_ROWS) {
      const rows = Math.min(MOST_ROWS, asked.length * units - first);
      const seeds = new Float32Array(steps * rows * units);
      for (let r = 0; r < rows; r++) {
        const t = asked[Math.floor((first + r) / units)] ?? 0;
        seeds[(t * rows + r) * units + ((first + r) % units)] = 1;
      }
      const slopes = this.slopesOf(layer, seeds, rows);
      const [, , features = 0] = input.shape;
      slopes.forEach((slope, at) => {
        const r = Math.floor(at / (steps * features));
        const s = Math.floor(at / features) % steps;
        const row = Math.floor((first + r) / units);
        squares[row * steps + s] = (squares[row * steps + s] ?? 0) + slope * slope;
      });
    }
    const values = Float32Array.from(squares, Math.sqrt);
    return { shape: [asked.length, steps], values: half.backwards ? turnRows(values, steps) : values };
  }

  /** The recurrent layers as a pass met them, in the order of the layers. */
  private meet(batch: Batch): WatchedLayer[] {
    const watch = new Watch(this.tf);
    this.passes.compute(batch, this.weights.flat, { step: 0, watch });
    return [...watch.layers.values()];
  }

  /** d(loss)/dh by step, in the order of the input's steps. */
  private gradients(batch: Batch, layers: readonly WatchedLayer[]): Map<string, Numbers> {
    const { tf, passes } = this;
    const shapes = layers.map(({ states }) => [states.length, states[0]?.[0]?.shape[1] ?? 0] as const);
    const sizes = shapes.map(([steps, units]) => steps * units);
    const loss = (zeros: Tensor): Tensor => {
      const pieces = splitSizes(tf, zeros, sizes);
      const nudges = layers.map(({ name }, i): [string, Tensor[]] => {
        const [steps, units] = shapes[i] as readonly [number, number];
        const rows = tf.reshape(pieces[i] as Tensor, [steps, 1, units]);
        return [name, steps === 1 ? [tf.squeeze(rows, [0])] : tf.unstack(rows)];
      });
      const watch = new Watch(tf, new Map(nudges));
      return passes.total(passes.forward(batch, this.weights.flat, { step: 0, watch }));
    };
    const all = tf
      .grad(loss)(tf.zeros([sizes.reduce((sum, size) => sum + size, 0)]))
      .dataSync();
    let at = 0;
    return new Map(
      layers.map(({ name, half }, i): [string, Numbers] => {
        const values = all.slice(at, (at += sizes[i] ?? 0));
        const shape = [...(shapes[i] ?? [])];
        return [name, { shape, values: half.backwards ? turnSteps(values, shape[1] ?? 1) : values }];
      }),
    );
  }

  private read({ name, kind, half, place, states, gates }: WatchedLayer): LayerProbe {
    const inTime = (steps: readonly Tensor[]): Numbers => {
      const read = this.tf.concat(half.backwards ? steps.toReversed() : [...steps], 0);
      return { shape: read.shape, values: read.dataSync() };
    };
    const named = stateNames[kind].map((state, i) => [state, inTime(states.map((one) => one[i] as Tensor))] as const);
    const input = place.input.tensor;
    const mask = place.initialState.length === 0 ? place.input.mask : undefined;
    const initial = stateNames[kind].map((state, i) => {
      const units = states[0]?.[i]?.shape[1] ?? 0;
      return [state, { shape: [1, units], values: half.initial[i]?.dataSync() ?? new Float32Array(units) }] as const;
    });
    return {
      ...{ name, kind, direction: half.backwards ? -1 : 1 },
      input: { shape: input.shape.slice(1), values: input.dataSync() },
      initial: Object.fromEntries(initial) as unknown as LayerProbe["initial"],
      ...(mask && { counted: Uint8Array.from(mask.dataSync(), (value) => (value > 0 ? 1 : 0)) }),
      states: Object.fromEntries(named) as unknown as LayerProbe["states"],
      gates: Object.fromEntries(gateNames[kind].map((gate) => [gate, inTime(gates.get(gate) ?? [])])),
    };
  }

  /** Σ seeds · outputs by the layer's input, (rows, T, F): every row holds the same sample. */
  private slopesOf({ definition, place, half }: WatchedLayer, seeds: Float32Array, rows: number): Float32Array {
    const { tf } = this;
    const spread = (x: Tensor): Tensor => tf.tile(x, [rows, ...x.shape.slice(1).map(() => 1)]);
    const { mask } = place.input;
    const wide = (tensor: Tensor): typeof place => ({
      ...place,
      pass: { ...place.pass, watch: undefined },
      input: { tensor, mask: mask && spread(mask) },
    });
    const initial = half.initial.map(spread);
    const [steps = 0] = [place.input.tensor.shape[1]];
    const asked = tf.tensor(seeds, [steps, rows, seeds.length / steps / rows]);
    const sum = (x: Tensor): Tensor => tf.sum(tf.mul(walkAgain(definition, wide(x), { ...half, initial }), asked));
    return tf.grad(sum)(spread(place.input.tensor)).dataSync();
  }
}

/** Rows (T, H) the other way round. */
function turnSteps(values: Float32Array, units: number): Float32Array {
  const steps = values.length / units;
  const turned = new Float32Array(values.length);
  for (let t = 0; t < steps; t++) turned.set(values.subarray(t * units, (t + 1) * units), (steps - 1 - t) * units);
  return turned;
}

/** The rows the other way round; their columns already stand in the order of the input. */
const turnRows = (values: Float32Array, steps: number): Float32Array => turnSteps(values, steps);
