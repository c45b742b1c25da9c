/**
 * The second engine: the same model graph on TensorFlow, through tfjs-node.
 *
 * The weights (their names, shapes, order, regularizers and first values) come from the plan of the first engine, so both start alike;
 * what that plan refuses is refused here with the same words. test/tensorflow/golden.test.ts and agreement.test.ts.
 */
import { checkIds } from "../engine/plan/checkIds";
import { checkTargets, type ExpectedTarget } from "../engine/plan/checkTargets";
import { lowerGraph } from "../engine/plan/lowerGraph";
import { PlanError } from "../engine/plan/planError";
import { refuseUnevenBatches } from "../engine/plan/statefulBatches";
import type { CompileSettings, LossSettings } from "../core/model/graph";
import { quantilesOf } from "../core/model/quantiles";
import type { PlanTensor } from "../engine/plan/tensors";
import type { SessionRequest } from "../core/training/networkSession";
import { checkLayer } from "./layers/computations";
import { keptStatesOf } from "./keptStates";
import type { LoadedTensorFlow } from "./loadTensorFlow";
import { TensorFlowSession } from "./tensorFlowSession";
import { isSparseLoss } from "./training/losses";
import { checkMetric } from "./training/metrics";

export interface TensorFlowEngine {
  /** Throws PlanError where the network or its data will not do. */
  open(request: SessionRequest): TensorFlowSession;
}

/** What compile settings may hold; anything else would be left out silently. */
const compileKeys = ["optimizer", "losses", "lossWeights", "metrics"];

export function createTensorFlowEngine(loaded: LoadedTensorFlow): TensorFlowEngine {
  return {
    open({ graph, dataset, batchSize, seed, reproducible, ...request }) {
      if (dataset.samples < 1) throw new PlanError("engine-no-samples");
      if (reproducible) throw new PlanError("engine-not-reproducible");
      graph.layers.forEach(checkLayer);
      const shapes = dataset.inputs.map(({ tensor }) => tensor.shape.slice(1));
      const { network, outputs } = lowerGraph(graph, shapes);
      const compile = dataset.targets.length > 0 ? request.compile : undefined;
      if (compile) checkCompile(compile);
      const targets = compile ? expectTargets(outputs, compile) : [];
      checkIds(graph, dataset.inputs);
      if (compile) checkTargets(targets, dataset.targets);
      const batchRows = Math.min(batchSize, dataset.samples);
      refuseUnevenBatches({ kept: keptStatesOf(graph), batchRows }, request.parts ?? [dataset.samples]);
      const { weights } = network;
      const probed = request.probes !== undefined;
      return new TensorFlowSession(loaded, { graph, weights, compile, targets, dataset, batchRows, seed, probed });
    },
  };
}

/** What each output wants of its targets. Throws PlanError where a loss or a metric does not fit. */
function expectTargets(outputs: readonly PlanTensor[], { losses, metrics }: CompileSettings): ExpectedTarget[] {
  return outputs.map(({ shape, features }, i) => {
    const loss = losses[i] as LossSettings;
    const sparse = isSparseLoss(loss);
    for (const metric of metrics[i] ?? []) checkMetric(metric, sparse);
    const quantiles = Math.max(1, quantilesOf(loss)?.length ?? 1);
    const last = sparse ? 1 : features / quantiles;
    if (!Number.isInteger(last)) throw new PlanError("engine-quantiles", { units: features, quantiles });
    return { shape: [...shape.slice(0, -1), last], sparse, classes: features };
  });
}

function checkCompile(compile: CompileSettings): void {
  const further = Object.entries(compile).find(([key, value]) => value !== undefined && !compileKeys.includes(key));
  if (further) throw new PlanError("engine-not-built", { layer: "compile", argument: further[0] });
}
