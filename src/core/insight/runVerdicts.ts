/**
 * What the figures of a run's epochs say: against the baselines, over-fitting, the learning rate, whether there is more to gain.
 *
 * Pure functions of the rows, for the panel and the command line alike. test/core/insight/runVerdicts.test.ts holds each on runs where it
 * is true and on runs where it must stay silent.
 */
import { message } from "../messages/message";
import type { Baselines } from "./baselines";
import { shortNumber } from "../text/shortNumber";
import { percent, type Verdict } from "./verdict";

/** Figures of one epoch by Keras's names; `epoch` counts from 1. */
export type EpochFigures = Readonly<Record<string, number>> & { readonly epoch: number; readonly loss: number };

export interface RunFigures {
  /** Of a run's epochs in order; some may be missing where there are very many. */
  readonly rows: readonly EpochFigures[];
  readonly baselines: Baselines;
}

/** A network this near to a constant answer has learnt nothing of its input. */
const NO_BETTER = 0.98;
/** From here on the answer depends on the input for sure. */
const CLEARLY_BETTER = 0.5;

/** In the order in which a person should read them. */
export function judgeRun({ rows, baselines }: RunFigures): Verdict[] {
  const finite = rows.filter(({ loss }) => Number.isFinite(loss));
  return [
    ...againstConstant(finite, baselines),
    ...againstLastValue(finite, baselines),
    ...overfitting(finite),
    ...jumping(finite),
    ...stillFalling(finite),
  ];
}

function againstConstant(rows: readonly EpochFigures[], { constant }: Baselines): Verdict[] {
  const last = rows.at(-1);
  if (!last || !constant || !(constant.loss > 0)) return [];
  const args = { loss: shortNumber(last.loss), baseline: shortNumber(constant.loss) };
  const answer = typeof constant.answer === "number" ? shortNumber(constant.answer) : constant.answer;
  if (last.loss > constant.loss * NO_BETTER) {
    const says =
      answer === undefined
        ? message("verdict-no-better", args)
        : message(constant.kind === "classes" ? "verdict-no-better.class" : "verdict-no-better.value", {
            ...args,
            answer,
          });
    return [{ says, next: message("verdict-no-better.next") }];
  }
  if (last.loss > constant.loss * CLEARLY_BETTER) return [];
  const times = shortNumber(constant.loss / last.loss);
  return Number(times) < 1e6 ? [{ says: message("verdict-better", { ...args, times }) }] : [];
}

function againstLastValue(rows: readonly EpochFigures[], { lastValue }: Baselines): Verdict[] {
  const last = rows.at(-1);
  if (!last || !lastValue || !(lastValue.loss > 0)) return [];
  const args = { loss: shortNumber(last.loss), baseline: shortNumber(lastValue.loss) };
  if (last.loss < lastValue.loss * NO_BETTER) return [{ says: message("verdict-beats-last-value", args) }];
  return [{ says: message("verdict-last-value", args), next: message("verdict-last-value.next") }];
}

/** How much of its best a validation loss must lose, while the training loss goes on falling. */
const LOST = 1.05;
const GAINED = 0.98;

function overfitting(rows: readonly EpochFigures[]): Verdict[] {
  const validated = rows.filter((row) => Number.isFinite(row["val_loss"]));
  const last = validated.at(-1);
  const first = validated[0];
  if (!first || !last) return [];
  const valueOf = (row: EpochFigures): number => row["val_loss"] as number;
  const best = validated.reduce((found, row) => (valueOf(row) < valueOf(found) ? row : found), first);
  const since = validated.filter(({ epoch }) => epoch > best.epoch);
  // A few epochs of noise are no trend: the mean of what came in the second half of the time since counts.
  const later = since.slice(Math.floor(since.length / 2));
  if (since.length < 4) return [];
  const level = later.reduce((sum, row) => sum + valueOf(row), 0) / later.length;
  if (level < valueOf(best) * LOST || last.loss > best.loss * GAINED) return [];
  return [
    {
      says: message("verdict-overfitting", {
        epoch: best.epoch,
        best: shortNumber(valueOf(best)),
        now: shortNumber(valueOf(last)),
        before: shortNumber(best.loss),
        loss: shortNumber(last.loss),
      }),
      next: message("verdict-overfitting.next"),
    },
  ];
}

/** A rise counts from five percent on; where every third epoch rises, the steps are too long. */
const RISE = 1.05;

function jumping(rows: readonly EpochFigures[]): Verdict[] {
  const later = rows.slice(Math.floor(rows.length / 2));
  if (later.length < 8) return [];
  const rises = later.filter((row, i) => i > 0 && row.loss > (later[i - 1] as EpochFigures).loss * RISE).length;
  if (rises * 3 < later.length - 1) return [];
  return [
    {
      says: message("verdict-jumping", { rises, epochs: later.length - 1 }),
      next: message("verdict-jumping.next"),
    },
  ];
}

/** The last tenth of the epochs still takes a tenth of the loss away. */
const FALLING = 0.1;

function stillFalling(rows: readonly EpochFigures[]): Verdict[] {
  const last = rows.at(-1);
  const before = rows.at(-1 - Math.max(1, Math.round(rows.length / 10)));
  if (!last || !before || rows.length < 10 || !(before.loss > 0)) return [];
  const share = (before.loss - last.loss) / before.loss;
  const best = Math.min(...rows.map(({ loss }) => loss));
  const validation = rows.flatMap((row) => row["val_loss"] ?? []);
  const worse = validation.length > 0 && (validation.at(-1) ?? 0) > Math.min(...validation) * LOST;
  if (share < FALLING || last.loss > best * RISE || worse) return [];
  return [
    {
      says: message("verdict-falling", { percent: percent(share), epochs: last.epoch - before.epoch }),
      next: message("verdict-falling.next"),
    },
  ];
}
