/**
 * Looks inside a network for one sample: states, gates and gradients by step, and how outputs depend on inputs.
 *
 * Runs the programs of the plan's probe and copies what they leave behind; weights, optimizer and the batch at hand stay as they are.
 * test/engine/probes.test.ts compares with the float64 reference.
 */
import type { Tensor } from "../core/data/dataset";
import type { AttentionProbe } from "../core/probes/attentionProbe";
import { gateNames, type LayerProbe } from "../core/probes/layerProbe";
import { measureConnectivity } from "./connectivity";
import { PROBE_ROWS, type PlacedProbe, type ProbedLayer } from "./plan/planProbes";

/** Numbers by step: `width` floats from one row to the next. */
interface Rows {
  readonly steps: number;
  readonly units: number;
  readonly width: number;
}

export class Probes {
  readonly floats: Float32Array;
  readonly words: Int32Array;

  constructor(
    private readonly plan: PlacedProbe,
    buffer: ArrayBufferLike,
    readonly run: (program: number) => void,
  ) {
    this.floats = new Float32Array(buffer);
    this.words = new Int32Array(buffer);
  }

  /** The sample is one of the dataset's. */
  look(sample: number): LayerProbe[] {
    const { forward, backward, layers, order } = this.plan;
    this.words[order / 4] = sample;
    this.run(forward);
    const before = layers.map((layer) => this.readStates(layer));
    if (backward === undefined) return before;
    this.run(backward);
    return before.map((probe, i) => {
      const { record } = layers[i] as ProbedLayer;
      return { ...probe, gradient: this.read(record.dhSteps, record, 1, 0) };
    });
  }

  /** Of the sample, what each Attention layer weighs. */
  lookAtAttention(sample: number): AttentionProbe[] {
    const { forward, attention, order } = this.plan;
    if (attention.length === 0) return [];
    this.words[order / 4] = sample;
    this.run(forward);
    return attention.map(({ name, weights: { steps, features, ld }, weightsAt }) => ({
      name,
      weights: this.read(weightsAt, { steps, units: features, width: ld }, 1, 0),
    }));
  }

  /** By the Frobenius norm. Throws RangeError where no recurrent layer has this name. */
  measureConnectivity(sample: number, name: string): Tensor {
    const layer = this.plan.layers.find((one) => one.name === name);
    const room = layer?.connectivity;
    if (layer === undefined || room === undefined) throw new RangeError(`no recurrent layer ${name}`);
    this.words[this.plan.order / 4] = sample;
    this.run(this.plan.forward);
    return measureConnectivity(layer, room, this);
  }

  private readStates(layer: ProbedLayer): LayerProbe {
    const { name, kind, direction, record, output } = layer;
    const count = gateNames[kind].length;
    const gates = gateNames[kind].map((gate, i) => [gate, this.read(record.gates, record, count, i)] as const);
    return {
      ...{ name, kind, direction },
      ...this.readGiven(layer),
      states: {
        h: this.read(record.h, record, 1, 0),
        ...(kind === "LSTM" && { c: this.read(record.cells, record, 1, 0) }),
        ...(output && { y: this.read(output.h, output, 1, 0) }),
      },
      gates: Object.fromEntries(gates),
    };
  }

  /** What the layer was given: its input, its first states, and which steps count. */
  private readGiven({
    kind,
    record,
    output,
    x,
    xAt,
    maskAt,
  }: ProbedLayer): Pick<LayerProbe, "input" | "initial" | "counted"> {
    const first = (address: number, units: number): Tensor => {
      const values = new Float32Array(units);
      if (address !== 0) values.set(this.floats.subarray(address / 4, address / 4 + units));
      return { shape: [1, units], values };
    };
    return {
      input: this.read(xAt, { steps: x.steps, units: x.features, width: x.ld }, 1, 0),
      initial: {
        h: first(record.h0, record.units),
        ...(kind === "LSTM" && { c: first(record.c0, record.units) }),
        ...(output && { y: first(output.h0, output.units) }),
      },
      ...(maskAt !== 0 && {
        counted: Uint8Array.from({ length: x.steps }, (_, t) =>
          this.words[maskAt / 4 + t * PROBE_ROWS * 4] === 0 ? 0 : 1,
        ),
      }),
    };
  }

  /** The first row of every step, of part number `part` of `parts` side by side: (T, H). */
  private read(address: number, { steps, units, width }: Rows, parts: number, part: number): Tensor {
    const values = new Float32Array(steps * units);
    const stride = PROBE_ROWS * parts * width;
    for (let t = 0, at = address / 4 + part * width; t < steps; t++, at += stride) {
      values.set(this.floats.subarray(at, at + units), t * units);
    }
    return { shape: [steps, units], values };
  }
}
