/** What a network answers for a few samples, as a figure; its numbers are those of all samples. */
import { type Language, say } from "../../core/messages/message";
import type { ModelView } from "../../protocol/panel";
import type { Predictions } from "../../protocol/training";
import { readInputs } from "../answers/inputModel";
import { type OutputScore, readOutput } from "../answers/scoreModel";
import { type Voice, voicesOf } from "../answers/voices";
import { rowOfVoice } from "../score/scoreRows";
import { type Figure, type NumberTable } from "./figure";
import { layOutRows, type RowBlock } from "./rowsFigure";

export interface PredictionsWanted {
  readonly predictions: Predictions;
  readonly model: ModelView;
  /** The one that is shown, counted from 0; absent: the first few of those at hand. */
  readonly sample: number | undefined;
  readonly step: number | undefined;
  readonly width: number;
  readonly language: Language;
}

/** More sequences make a figure that nobody prints. */
const MOST_SEQUENCES = 12;
const MOST_VOICES = 32;

export function predictionsFigure({ predictions, model, sample, step, width, language }: PredictionsWanted): Figure {
  const read = predictions.outputs.map((output) => readOutput(output, predictions));
  const inputs = readInputs(predictions.inputs, model);
  const count = read[0]?.sequences.length ?? 0;
  const { first = 0 } = predictions;
  const shown =
    sample === undefined ? Array.from({ length: Math.min(count, MOST_SEQUENCES) }, (_none, i) => i) : [sample - first];
  const blocks = read.flatMap((output) =>
    shown.map((index): RowBlock => {
      const heard = inputs.voices(index);
      const voices = voicesOf(output, heard, index, language).slice(0, MOST_VOICES);
      const steps = Math.max(1, ...voices.map(({ cells }) => cells.length));
      const number = say(language, "panel.sequence", { number: first + index + 1 });
      return {
        heading: read.length > 1 ? `${output.name} · ${number}` : number,
        rows: voices.map((voice, at) => rowOfVoice(padded(voice, steps, at >= heard.length), `voice/${at}`)),
        ...{ steps, unit: 0 },
        ...(step !== undefined && { cursor: Math.min(step, steps - 1) }),
      };
    }),
  );
  const sheet = layOutRows(blocks, width);
  const title = say(language, "panel.predictions");
  const more = count > shown.length && sample === undefined;
  const of = more ? say(language, "figure.firstOf", { shown: shown.length, count }) : model.name;
  return {
    ...{ width: sheet.width, height: sheet.height, title: `${title}: ${of}` },
    description: blocks.flatMap(({ heading, rows }) => rows.map(({ said }) => `${heading} · ${said}`)).join("\n"),
    draw: (pen, colours) => sheet.draw(pen, title, of, colours),
    numbers: numbersOf(read),
  };
}

/** An answer without time belongs to the last step; an input without time is there from the first. */
function padded(voice: Voice, steps: number, isAnswer: boolean): Voice {
  const missing = Array.from({ length: steps - voice.cells.length }, () => ({ text: "", tint: "plain" }) as const);
  if (missing.length === 0) return voice;
  const { numbers: _none, ...rest } = voice;
  return { ...rest, cells: isAnswer ? [...missing, ...voice.cells] : [...voice.cells, ...missing] };
}

function numbersOf(outputs: readonly OutputScore[]): NumberTable {
  const labels = [...new Set(outputs.flatMap((output) => output.labels))];
  const rows = outputs.flatMap(({ name, kind, sequences, first, labels: own, parts }) =>
    sequences.flatMap((sequence, at) =>
      sequence.flatMap((step, t) =>
        step.map(({ prediction, decided, target, probabilities }, feature) => [
          ...[
            name,
            parts.find(({ to }) => at < to)?.name,
            first + at,
            t + 1,
            feature + 1,
            kind === "classes" ? undefined : prediction,
            decided,
            target,
          ],
          ...labels.map((label) => probabilities?.[own.indexOf(label)]),
        ]),
      ),
    ),
  );
  const columns = ["output", "part", "sample", "t", "feature", "prediction", "decision", "target"];
  return { columns: [...columns, ...labels.map((label) => `p_${label}`)], rows };
}
