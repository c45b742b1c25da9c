/**
 * Passes of one network: from a batch to its outputs and losses, with what a layer may ask for on the way.
 *
 * Weights come in as one flat tensor, so that a gradient by all of them is one tensor too. test/tensorflow/session.test.ts.
 */
import type { CompileSettings, LossSettings, ModelGraph } from "../core/model/graph";
import { takesLogits } from "../core/model/takesLogits";
import type { ExpectedTarget } from "../engine/plan/checkTargets";
import type { Batch } from "./datasetTensors";
import { dropoutMask } from "./dropoutMask";
import type { KeptStates } from "./keptStates";
import { absolute } from "./layers/activations";
import type { Watch } from "./layers/watch";
import type { Pass, Value } from "./pass";
import { runNetwork, type See } from "./runNetwork";
import type { FlatWeights } from "./training/flatWeights";
import { meanLoss } from "./training/losses";
import type { Tensor, Tf } from "./tfjs";

/** What a pass needs besides the batch. */
export interface PassSettings {
  /** The number of the update that it is for, from 1; 0: dropout is off. */
  readonly step: number;
  /** Where stateful layers go on from, and what they leave; absent: they begin with zeros and leave nothing. */
  readonly states?: { readonly from: KeptStates; readonly left: Map<string, Tensor> };
  readonly see?: See;
  readonly watch?: Watch;
}

/** What came of a batch. */
export interface Forward {
  /** One for each output. */
  readonly losses: readonly Tensor[];
  /** What activity regularizers add; absent where there are none. */
  readonly activity: Tensor | undefined;
  readonly outputs: readonly Value[];
}

export interface PassPlan {
  readonly graph: ModelGraph;
  readonly compile: CompileSettings | undefined;
  /** What each output wants of its targets. */
  readonly targets: readonly ExpectedTarget[];
  readonly batchRows: number;
  readonly seed: number;
}

export class Passes {
  readonly lossWeights: readonly number[];
  private readonly takesLogits: readonly boolean[];

  constructor(
    private readonly tf: Tf,
    private readonly plan: PassPlan,
    private readonly weights: FlatWeights,
  ) {
    this.lossWeights = plan.targets.map((_, output) => plan.compile?.lossWeights[output] ?? 1);
    this.takesLogits = plan.graph.outputs.map((ref) => takesLogits(plan.graph, ref));
  }

  compute(batch: Batch, flat: Tensor, settings: PassSettings, activities: Tensor[] = []): Value[] {
    const pass = this.passOf(batch.rows, flat, settings, activities);
    return runNetwork(this.plan.graph, pass, batch.inputs, settings.see);
  }

  forward(batch: Batch, flat: Tensor, settings: PassSettings): Forward {
    const { tf } = this;
    const activities: Tensor[] = [];
    const outputs = this.compute(batch, flat, settings, activities);
    const kinds = this.plan.compile?.losses ?? [];
    const losses = outputs.map((output, i) => {
      const read = this.takesLogits[i] ? output : { ...output, before: undefined };
      return meanLoss(tf, kinds[i] as LossSettings, read, batch.targets[i] as Tensor, batch.weights[i]);
    });
    const [first, ...others] = activities;
    const all = first && others.reduce((a, b) => tf.add(a, b), first);
    return { losses, activity: all && tf.div(all, batch.rows), outputs };
  }

  /** The losses, each with its weight, and what activity regularizers add. */
  total({ losses, activity }: Forward): Tensor {
    const { tf } = this;
    const weighted = losses.map((loss, i) =>
      this.lossWeights[i] === 1 ? loss : tf.mul(loss, this.lossWeights[i] ?? 1),
    );
    return [...weighted, ...(activity ? [activity] : [])].reduce((a, b) => tf.add(a, b));
  }

  private passOf(rows: number, flat: Tensor, { step, states, watch }: PassSettings, activities: Tensor[]): Pass {
    const { tf } = this;
    const training = step > 0;
    const { seed, batchRows } = this.plan;
    const pieces = this.weights.pieces(flat);
    const weight = (name: string): Tensor => {
      const found = pieces.get(name);
      if (found === undefined) throw new RangeError(`no weight ${name}`);
      return found;
    };
    let dropouts = 0;
    return {
      tf,
      training,
      watch,
      weight: (name) => weight(name),
      stacked: (above, below) => pieces.stacked(above, below) ?? tf.concat([weight(above), weight(below)], 0),
      penalize: (y, { l1, l2 }) => {
        const sizes = tf.mul(tf.sum(absolute(tf, y)), l1);
        activities.push(tf.add(sizes, tf.mul(tf.sum(tf.square(y)), l2)));
      },
      drop: (x, rate, shared) => {
        const index = dropouts++;
        if (!training || rate === 0) return x;
        const between = x.shape.slice(1, -1);
        const kept = shared ? between.map(() => 1) : between;
        const features = x.shape.at(-1) ?? 1;
        const steps = kept.reduce((product, size) => product * size, 1);
        const mask = dropoutMask({ seed, index, update: step, rate, batchRows }, rows, steps, features);
        return tf.mul(x, tf.tensor(mask, [rows, ...kept, features]));
      },
      recall: (name) => states?.from.get(name),
      keep: (name, state) => void states?.left.set(name, state),
    };
  }
}
