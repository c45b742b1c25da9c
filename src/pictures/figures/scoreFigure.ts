/** What recurrent layers hold for one sample, as figures: all of a layer (score), its gates and states, or the gradients of all layers. */
import { type Language, say } from "../../core/messages/message";
import { measureRows } from "../../core/probes/layerProbe";
import { type ModelView, scoreOf } from "../../protocol/panel";
import type { Looked, LookedLayer } from "../../protocol/training";
import { rowsOf, type ScoreRow } from "../score/scoreRows";
import { orderUnits } from "../score/unitOrder";
import { drawn, type Figure, type NumberTable } from "./figure";
import { layOutRows, type RowBlock } from "./rowsFigure";

export interface ScoreWanted {
  readonly looked: Looked;
  readonly model: ModelView;
  /** The layer that is shown; of `gradient`, the layers. */
  readonly layers: readonly LookedLayer[];
  readonly view: "score" | "gates" | "gradient";
  /** Counted from 0. */
  readonly unit: number;
  readonly step: number | undefined;
  readonly width: number;
  readonly language: Language;
}

export function scoreFigure(wanted: ScoreWanted): Figure {
  const { looked, layers, view, width, language } = wanted;
  const blocks = layers.map((layer) => blockOf(wanted, layer, layers.length > 1));
  const sheet = layOutRows(blocks, width);
  const names = layers.map(({ name }) => name).join(", ");
  const when = looked.epoch === undefined ? [] : [say(language, "score.afterEpoch", { epoch: looked.epoch })];
  const of = [names, say(language, "panel.sequence", { number: looked.sample + 1 }), ...when].join(" · ");
  const title = say(language, `figure.${view}`);
  return {
    ...{ width: sheet.width, height: sheet.height, title: `${title}: ${of}` },
    description: blocks.flatMap(({ rows }) => rows.map(({ said }) => said)).join("\n"),
    shapes: (colours) => drawn((pen) => sheet.draw(pen, title, of, colours)),
    numbers: view === "gradient" ? gradientNumbers(layers) : numbersOf(layers, view === "score"),
  };
}

function blockOf(
  { looked, model, view, unit, step, language }: ScoreWanted,
  layer: LookedLayer,
  isNamed: boolean,
): RowBlock {
  const [steps = 0, units = 0] = layer.states.h.shape;
  const shown = Math.min(unit, units - 1);
  const rows = rowsOf({
    ...{ score: scoreOf(looked, layer), model, predictions: null, output: 0, language },
    ...{ unit: shown, step: Math.min(step ?? steps - 1, steps - 1), order: orderUnits(layer.states.h) },
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
