/**
 * The Jordan layer (1986), h = act(x̂ + y₋₁ U), y = out(h V + c): what returns to the next step is the layer's output.
 *
 * Two records walk together: `p` for the hidden units h, the record at `p.output` for y, whose `recurrent` is V.
 * test/engine/jordan.test.ts compares with the float64 reference.
 */
import { Frame } from "./frame";
import { clearMasked, holdGradients, holdStates, releaseGradients } from "./heldStates";
import { multiply, PANEL_ROW } from "./matrix";
import {
  addDropped, droppedStep, drops, dropState, finishBackward, finishForward, hasPast, keepGradient, leadsBack, outputGradient, previous,
  Recurrent, rowBytes, startBackward, startForward, stateBytes, stepAddress,
} from "./recurrent";
import { layerBackward, layerForward } from "./simpleRnn";

export function jordanForward(p: Recurrent, frame: Frame): void {
  const out = changetype<Recurrent>(p.output);
  const rows = frame.padded;
  const hiddenRow = rowBytes(p), outputRow = rowBytes(out);
  const hiddenBytes = stateBytes(p, frame), outputBytes = stateBytes(out, frame);
  const bias = out.recurrentBias ? out.recurrentBias : frame.zeros;
  const biasPanel = out.recurrentBias ? PANEL_ROW : 0;
  startForward(p, frame);
  startForward(out, frame);
  for (let s = 0; s < p.steps; s++) {
    const sums = stepAddress(p, p.gates, hiddenBytes, s), h = stepAddress(p, p.h, hiddenBytes, s);
    const last = stepAddress(out, out.gates, outputBytes, s), y = stepAddress(out, out.h, outputBytes, s);
    dropState(out, frame, s);
    if (hasPast(out, s)) {
      const before = drops(out, frame) ? droppedStep(out, frame, s) : previous(out, y, outputBytes);
      multiply(
        before, outputRow, 4, p.recurrent, <usize>p.recurrentRows << 6, sums, hiddenRow, PANEL_ROW,
        sums, hiddenRow, PANEL_ROW, rows, p.width, out.units,
      );
    }
    layerForward(p, sums, h, rows);
    multiply(
      h, hiddenRow, 4, out.recurrent, <usize>out.recurrentRows << 6, bias, 0, biasPanel,
      last, outputRow, PANEL_ROW, rows, out.width, p.units,
    );
    layerForward(out, last, y, rows);
    holdStates(p, frame, s);
    holdStates(out, frame, s);
  }
  finishForward(p, frame);
  finishForward(out, frame);
}

export function jordanBackward(p: Recurrent, frame: Frame): void {
  const out = changetype<Recurrent>(p.output);
  const rows = frame.padded;
  const hiddenRow = rowBytes(p), outputRow = rowBytes(out);
  const hiddenBytes = stateBytes(p, frame), outputBytes = stateBytes(out, frame);
  startBackward(p, frame);
  startBackward(out, frame);
  for (let s = p.steps - 1; s >= 0; s--) {
    const sums = stepAddress(p, p.gates, hiddenBytes, s), h = stepAddress(p, p.h, hiddenBytes, s);
    const last = stepAddress(out, out.gates, outputBytes, s), y = stepAddress(out, out.h, outputBytes, s);
    const dOut = outputGradient(out, outputBytes, s);
    holdGradients(p, frame, s, 0);
    holdGradients(out, frame, s, dOut);
    layerBackward(out, last, y, dOut, rows);
    clearMasked(out, frame, s, last);
    multiply(
      last, outputRow, 4, out.recurrentTransposed, outputRow << 4, p.dh, hiddenRow, PANEL_ROW,
      p.dh, hiddenRow, PANEL_ROW, rows, p.width, out.width,
    );
    keepGradient(p, frame, s);
    layerBackward(p, sums, h, 0, rows);
    clearMasked(p, frame, s, sums);
    // Only the output returns: h of this step owes nothing to h of the step before.
    memory.fill(p.dh, 0, hiddenBytes);
    if (leadsBack(out, s)) {
      const to = drops(out, frame) ? out.dDropped : out.dh;
      multiply(
        sums, hiddenRow, 4, p.recurrentTransposed, hiddenRow << 4, frame.zeros, 0, 0,
        to, outputRow, PANEL_ROW, rows, out.width, p.width,
      );
      if (drops(out, frame)) addDropped(out, frame, 0, false);
    }
    releaseGradients(p, frame, s);
    releaseGradients(out, frame, s);
  }
  finishBackward(p, frame);
  finishBackward(out, frame);
}
