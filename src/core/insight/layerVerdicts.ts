/**
 * What a probe of one sample says of a recurrent layer: how much of the gradient reaches the first step, gates that no longer move,
 * units that do nothing, how far back the output reaches.
 *
 * test/core/insight/layerVerdicts.test.ts holds each on layers where it is true and on layers where it must stay silent.
 */
import type { Tensor } from "../data/dataset";
import { message } from "../messages/message";
import { type GateName, type InspectedLayer, measureRows, measureSaturation } from "../probes/layerProbe";
import { shortNumber } from "../text/shortNumber";
import { percent, type Verdict } from "./verdict";

type JudgedLayer = Pick<
  InspectedLayer,
  "name" | "kind" | "direction" | "states" | "gates" | "gradient" | "connectivity"
>;

/** Time is too short to speak of memory below this. */
const FEWEST_STEPS = 5;

/** In the order in which a person should read them. Steps count from 1, as the panel counts them. */
export function judgeLayer(layer: JudgedLayer): Verdict[] {
  return [...gradientFlow(layer), ...memoryLength(layer), ...saturatedGates(layer), ...deadUnits(layer)];
}

/** What reaches the far end, as a share of the largest: below it the first steps teach the network nothing. */
const VANISHED = 1e-3;
const EXPLODED = 1e3;

/** The gradient flows against the way the layer reads: to the first step it reads. */
function gradientFlow({ name, kind, direction, gradient }: JudgedLayer): Verdict[] {
  if (!gradient) return [];
  const norms = measureRows(gradient);
  const far = direction < 0 ? norms.length - 1 : 0;
  const near = norms.length - 1 - far;
  const largest = norms.reduce((most, norm, t) => (norm > (norms[most] as number) ? t : most), near);
  const [atFar, most, atNear] = [norms[far] as number, norms[largest] as number, norms[near] as number];
  if (norms.length < FEWEST_STEPS || !norms.every(Number.isFinite) || most === 0) return [];
  if (atFar < most * VANISHED) {
    const says = message("verdict-vanishing", {
      layer: name,
      far: far + 1,
      percent: percent(atFar / most),
      near: largest + 1,
    });
    return [
      {
        says,
        next: message(kind === "LSTM" || kind === "GRU" ? "verdict-vanishing.gated" : "verdict-vanishing.plain"),
      },
    ];
  }
  if (atNear > 0 && atFar > atNear * EXPLODED) {
    const args = { layer: name, times: shortNumber(atFar / atNear), far: far + 1, near: near + 1 };
    return [{ says: message("verdict-exploding", args), next: message("verdict-exploding.next") }];
  }
  return [];
}

/** A step counts as remembered where it moves the output by a tenth of what the strongest step does. */
const REMEMBERED = 0.1;

function memoryLength({ name, direction, connectivity }: JudgedLayer): Verdict[] {
  const [rows = 0, steps = 0] = connectivity?.shape ?? [];
  if (!connectivity || steps < FEWEST_STEPS || direction < 0) return [];
  const last = connectivity.values.subarray((rows - 1) * steps, rows * steps);
  const most = last.reduce((a, b) => Math.max(a, b), 0);
  if (!(most > 0) || !Number.isFinite(most)) return [];
  const first = last.findIndex((value) => value >= most * REMEMBERED);
  return [{ says: message("verdict-memory", { layer: name, reach: steps - first, steps, first: first + 1 }) }];
}

const SATURATED = 0.95;
/** The candidate runs from −1 to 1 and is no gate. */
const isGate = (name: string): name is GateName => name !== "c" && name !== "h";

function saturatedGates({ name, gates }: JudgedLayer): Verdict[] {
  return Object.entries(gates).flatMap(([gate, tensor]) => {
    if (!isGate(gate)) return [];
    const [low, high] = measureSaturation(tensor);
    if (low + high < SATURATED) return [];
    const args = { layer: name, gate, percent: percent(low + high), low: percent(low), high: percent(high) };
    return [{ says: message("verdict-saturated", args), next: message("verdict-saturated.next") }];
  });
}

/** A state that never leaves this band takes no part in the answer. */
const STILL = 1e-3;
const MANY = 0.1;

function deadUnits({ name, states: { h } }: JudgedLayer): Verdict[] {
  const [steps = 0, units = 0] = h.shape;
  if (steps < FEWEST_STEPS) return [];
  const dead = Array.from({ length: units }, (_none, unit) => isStill(h, unit)).filter(Boolean).length;
  if (dead === 0 || dead < units * MANY) return [];
  const says = message("verdict-dead", { layer: name, dead, units, most: STILL });
  return [{ says, next: message("verdict-dead.next") }];
}

function isStill({ shape: [steps = 0, units = 0], values }: Tensor, unit: number): boolean {
  for (let t = 0; t < steps; t++) if (!(Math.abs(values[t * units + unit] ?? 0) < STILL)) return false;
  return true;
}
