/**
 * Runs a tape: a list of (operation, record) pairs in memory that ends with `Operation.end`.
 */
import { Operation } from "../plan/codes";
import { activateBackward, activateForward, Activate } from "./activation";
import { InputGradient, inputGradient, Product, product, Transpose, transpose, WeightGradients, weightGradients } from "./affine";
import { Mix, mixBackward, mixForward, Scores, scoresBackward, scoresForward } from "./attention";
import { Clip, clip } from "./clip";
import { Constrain, constrain } from "./constrain";
import { Dropout, dropoutBackward, dropoutFactors, dropoutForward } from "./dropout";
import { Frame } from "./frame";
import { Gather, gather } from "./gather";
import { gruBackward, gruForward } from "./gru";
import { jordanBackward, jordanForward } from "./jordan";
import { Loss, loss } from "./loss";
import { LookUp, lookUp, lookUpGradients } from "./lookUp";
import { lstmBackward, lstmForward } from "./lstm";
import {
  CountSteps, countSteps, Keep, keepBackward, keepForward, Mask, maskedMeanBackward, maskedMeanForward, MaskedMean, maskIds,
  maskSteps, maskUnion, MaskUnion, StartedSteps, startedSteps,
} from "./mask";
import { Merge, mergeBackward, mergeForward } from "./merge";
import { Metric, metric } from "./metric";
import { Activity, activity, Penalty, penalty } from "./penalty";
import { Normalize, normalizeBackward, normalizeForward } from "./normalize";
import { Update, update } from "./optimizer";
import { maxBackward, maxForward, MaxPool, Pool, Reverse, reverseSteps, spreadSteps, sumSteps } from "./pool";
import { Rearrange, rearrangeBackward, rearrangeForward } from "./rearrange";
import { Reduce, reduce } from "./reduce";
import { Recurrent } from "./recurrent";
import { Regroup, regroupBackward, regroupForward } from "./regroup";
import { simpleRnnBackward, simpleRnnForward } from "./simpleRnn";

export function runTape(tape: usize, frame: Frame): void {
  for (; ; tape += 8) {
    const record = load<usize>(tape, 4);
    switch (load<i32>(tape)) {
      case Operation.gather: gather(changetype<Gather>(record), frame); break;
      case Operation.product: product(changetype<Product>(record), frame); break;
      case Operation.weightGradients: weightGradients(changetype<WeightGradients>(record), frame); break;
      case Operation.inputGradient: inputGradient(changetype<InputGradient>(record), frame); break;
      case Operation.activateForward: activateForward(changetype<Activate>(record), frame); break;
      case Operation.activateBackward: activateBackward(changetype<Activate>(record), frame); break;
      case Operation.dropoutForward: dropoutForward(changetype<Dropout>(record), frame); break;
      case Operation.dropoutBackward: dropoutBackward(changetype<Dropout>(record), frame); break;
      case Operation.dropoutFactors: dropoutFactors(changetype<Dropout>(record), frame); break;
      case Operation.lstmForward: lstmForward(changetype<Recurrent>(record), frame); break;
      case Operation.lstmBackward: lstmBackward(changetype<Recurrent>(record), frame); break;
      case Operation.gruForward: gruForward(changetype<Recurrent>(record), frame); break;
      case Operation.gruBackward: gruBackward(changetype<Recurrent>(record), frame); break;
      case Operation.simpleRnnForward: simpleRnnForward(changetype<Recurrent>(record), frame); break;
      case Operation.simpleRnnBackward: simpleRnnBackward(changetype<Recurrent>(record), frame); break;
      case Operation.jordanForward: jordanForward(changetype<Recurrent>(record), frame); break;
      case Operation.jordanBackward: jordanBackward(changetype<Recurrent>(record), frame); break;
      case Operation.startedSteps: startedSteps(changetype<StartedSteps>(record), frame); break;
      case Operation.mergeForward: mergeForward(changetype<Merge>(record), frame); break;
      case Operation.mergeBackward: mergeBackward(changetype<Merge>(record), frame); break;
      case Operation.lookUp: lookUp(changetype<LookUp>(record), frame); break;
      case Operation.lookUpGradients: lookUpGradients(changetype<LookUp>(record), frame); break;
      case Operation.normalizeForward: normalizeForward(changetype<Normalize>(record), frame); break;
      case Operation.normalizeBackward: normalizeBackward(changetype<Normalize>(record), frame); break;
      case Operation.regroupForward: regroupForward(changetype<Regroup>(record), frame); break;
      case Operation.regroupBackward: regroupBackward(changetype<Regroup>(record), frame); break;
      case Operation.rearrangeForward: rearrangeForward(changetype<Rearrange>(record), frame); break;
      case Operation.rearrangeBackward: rearrangeBackward(changetype<Rearrange>(record), frame); break;
      case Operation.reverseSteps: reverseSteps(changetype<Reverse>(record), frame); break;
      case Operation.scoresForward: scoresForward(changetype<Scores>(record), frame); break;
      case Operation.scoresBackward: scoresBackward(changetype<Scores>(record), frame); break;
      case Operation.mixForward: mixForward(changetype<Mix>(record), frame); break;
      case Operation.mixBackward: mixBackward(changetype<Mix>(record), frame); break;
      case Operation.maskSteps: maskSteps(changetype<Mask>(record), frame); break;
      case Operation.maskIds: maskIds(changetype<Mask>(record), frame); break;
      case Operation.maskUnion: maskUnion(changetype<MaskUnion>(record), frame); break;
      case Operation.keepForward: keepForward(changetype<Keep>(record), frame); break;
      case Operation.keepBackward: keepBackward(changetype<Keep>(record), frame); break;
      case Operation.maskedMeanForward: maskedMeanForward(changetype<MaskedMean>(record), frame); break;
      case Operation.maskedMeanBackward: maskedMeanBackward(changetype<MaskedMean>(record), frame); break;
      case Operation.countSteps: countSteps(changetype<CountSteps>(record), frame); break;
      case Operation.sumSteps: sumSteps(changetype<Pool>(record), frame); break;
      case Operation.spreadSteps: spreadSteps(changetype<Pool>(record), frame); break;
      case Operation.maxForward: maxForward(changetype<MaxPool>(record), frame); break;
      case Operation.maxBackward: maxBackward(changetype<MaxPool>(record), frame); break;
      case Operation.loss: loss(changetype<Loss>(record), frame); break;
      case Operation.metric: metric(changetype<Metric>(record), frame); break;
      case Operation.constrain: constrain(changetype<Constrain>(record)); break;
      case Operation.activity: activity(changetype<Activity>(record), frame); break;
      case Operation.penalty: penalty(changetype<Penalty>(record)); break;
      case Operation.reduce: if (!reduce(changetype<Reduce>(record), frame)) return; break;
      case Operation.clip: clip(changetype<Clip>(record)); break;
      case Operation.update: update(changetype<Update>(record), frame); break;
      case Operation.transpose: transpose(changetype<Transpose>(record)); break;
      default: return;
    }
  }
}
