/** What recurrent layers hold for one sample, as figures: all of a layer (score), its gates and states, or the gradients of all layers. */
import { type Language, say } from "../../core/messages/message";
import { measureRows } from "../../core/probes/layerProbe";
import type { ModelView, ScoreView } from "../../protocol/panel";
import type { LookedLayer, Predictions } from "../../protocol/training";
import { rowsOf, type ScoreRow } from "../score/scoreRows";
import { orderUnits } from "../score/unitOrder";
import { type Figure, type NumberTable } from "./figure";
import { layOutRows, type RowBlock } from "./rowsFigure";

export interface ScoreWanted {
  /** Of one sample at one moment: the layer that is shown; of `gradient`, the layers. */
  readonly scores: readonly ScoreView[];
  readonly model: ModelView | undefined;
  /** Of all samples, for scores that have no answer of their own. */
  readonly predictions?: Predictions | null;
  /** Units that do alike stand together; absent: they do. */
  readonly isOrdered?: boolean;
  /** Which output's answers; absent: the first. */
  readonly output?: number;
  readonly view: "score" | "gates" | "gradient";
  /** Counted from 0. */
  readonly unit: number;
  readonly step: number | undefined;
  readonly width: number;
  readonly language: Language;
}

export function scoreFigure(wanted: ScoreWanted): Figure {
  const { scores, view, width, language } = wanted;
  const layers = scores.map(({ layer }) => layer);
  const blocks = scores.map((score) => insideBlock(wanted, score, scores.length > 1));
  const sheet = layOutRows(blocks, width);
  const names = layers.map(({ name }) => name).join(", ");
  const { epoch, sample = 0 } = scores[0] ?? {};
  const when = epoch === undefined ? [] : [say(language, "score.afterEpoch", { epoch })];
  const of = [names, say(language, "panel.sequence", { number: sample + 1 }), ...when].join(" · ");
  const title = say(language, `figure.${view}`);
  return {
    ...{ width: sheet.width, height: sheet.height, title: `${title}: ${of}` },
    description: blocks.flatMap(({ rows }) => rows.map(({ said }) => said)).join("\n"),
    draw: (pen, colours) => sheet.draw(pen, title, of, colours),
    numbers: view === "gradient" ? gradientNumbers(layers) : numbersOf(layers, view === "score"),
  };
}

/** The rows of one layer. */
export function insideBlock(
  {
    model,
    predictions = null,
    isOrdered = true,
    output = 0,
    view,
    unit,
    step,
    language,
  }: Omit<ScoreWanted, "scores" | "width">,
  score: ScoreView,
  isNamed: boolean,
): RowBlock {
  const { layer } = score;
  const [steps = 0, units = 0] = layer.states.h.shape;
  const shown = Math.min(unit, units - 1);
  const rows = rowsOf({
    ...{ score, model, predictions, output, language },
    ...{ unit: shown, step: Math.min(step ?? steps - 1, steps - 1) },
    order: isOrdered ? orderUnits(layer.states.h) : Array.from({ length: units }, (_none, i) => i),
  });
  const belongs: Readonly<Record<typeof view, (row: ScoreRow) => boolean>> = {
    score: () => true,
    gates: ({ key }) => /^(input|gate|state)\//.test(key),
    gradient: ({ key }) => key === "gradient",
  };
  return {
    ...{ steps, unit: view === "score" ? shown : -1, rows: rows.filter(belongs[view]) },
    ...(isNamed && { heading: `${layer.kind} ${layer.name}` }),
    ...(step !== undefined && { cursor: Math.min(step, steps - 1) }),
  };
}

/** A row for each step and unit of each layer; what belongs to a step alone stands in each of its rows. */
function numbersOf(layers: readonly LookedLayer[], isWhole: boolean): NumberTable {
  const tensors = (layer: LookedLayer): [string, { shape: readonly number[]; values: ArrayLike<number> }][] => [
    ...Object.entries(layer.gates).map(([name, tensor]) => [`gate_${name}`, tensor] as [string, typeof tensor]),
    ...Object.entries(layer.states).map(([name, tensor]) => [`state_${name}`, tensor] as [string, typeof tensor]),
    ...(isWhole && layer.gradient ? [["gradient", layer.gradient] as [string, typeof layer.gradient]] : []),
  ];
  const columns = [...new Set(layers.flatMap((layer) => tensors(layer).map(([name]) => name)))];
  const rows = layers.flatMap((layer) => {
    const [steps = 0, units = 0] = layer.states.h.shape;
    const own = new Map(tensors(layer));
    return Array.from({ length: steps * units }, (_none, at) => {
      const [step, unit] = [Math.floor(at / units), at % units];
      const counts = layer.counted?.[step] === 0 ? 0 : 1;
      const values = columns.map((name) => {
        const tensor = own.get(name);
        const width = tensor?.shape[1] ?? 0;
        return tensor && unit < width ? tensor.values[step * width + unit] : undefined;
      });
      return [layer.name, step + 1, unit + 1, counts, ...values];
    });
  });
  return { columns: ["layer", "t", "unit", "counted", ...columns], rows };
}

function gradientNumbers(layers: readonly LookedLayer[]): NumberTable {
  const rows = layers.flatMap(({ name, gradient }) =>
    gradient ? Array.from(measureRows(gradient), (norm, step) => [name, step + 1, norm]) : [],
  );
  return { columns: ["layer", "t", "gradient_norm"], rows };
}
