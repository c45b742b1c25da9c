/**
 * Hovers: what a layer computes, its shapes with named dimensions, and its parameter formula with its own numbers.
 *
 * Plain data: a list of sections, each a title and lines of text. Whoever shows them escapes them: names come from a
 * file. test/language/hover.test.ts compares the exact texts.
 */
import { type Language, say } from "../core/messages/message";
import type { LayerReport, ModelFile } from "../core/model/modelFile";
import { cellsOf } from "../core/model/ports";
import { type FormulaTerm, paramFormula } from "../core/shapes/paramCount";
import { writtenNumber } from "../core/messages/writtenNumber";
import type { TextRange } from "../core/text/range";
import { layerPage } from "./documentation";
import type { Hover } from "./hoverContent";
import { innerReports } from "./innerReport";
import { referencesAt } from "./layerReferences";
import { nameHover } from "./nameHover";
import { shapeReasons } from "./shapeReasons";
import { namedShape, outputNames } from "./shapeText";
import { taskHover } from "./taskHover";

/** What stands at an offset: a layer, a key or a value of any section, a made task. */
export function provideHover(file: ModelFile, offset: number, language: Language): Hover | undefined {
  const inside = ({ start, end }: TextRange): boolean => start <= offset && offset <= end;
  const task = file.data?.task;
  if (task && inside(task.nameRange)) return taskHover(task, language);
  const layer = file.layers.find(({ place }) => inside(place.item));
  if (layer && inside(layer.place.kind)) return layerHover(layer, language);
  const inner = layer && innerReports(layer).find(({ place }) => inside(place.kind));
  if (inner) return layerHover(inner, language);
  return nameHover(file, offset, language) ?? namedLayerHover(file, offset, language);
}

/** Where a layer is named, what it is. */
function namedLayerHover(file: ModelFile, offset: number, language: Language): Hover | undefined {
  const here = referencesAt(file, offset).find(({ around }) => around.start <= offset && offset <= around.end);
  const layer = here && file.layers[here.layer];
  const about = layer && layerHover(layer, language);
  return about && { ...about, range: here.around };
}

function layerHover(layer: LayerReport, language: Language): Hover | undefined {
  const { definition, inner, name, inputShapes, outputs, trainable } = layer;
  if (!definition) return undefined;
  const paragraphs = [say(language, `layer-${definition.kind}`)];
  if (definition.kind === "Bidirectional") {
    const { merge_mode } = definition.arguments;
    paragraphs.push(say(language, `merge-${merge_mode}` as "merge-none", { name }));
  }
  const cells = cellsOf(definition, inner).map(({ kind }) => kind);
  for (const kind of inner ? new Set([inner.kind, ...cells]) : []) paragraphs.push(say(language, `layer-${kind}`));
  paragraphs.push(...shapeReasons(layer, language));
  if (!trainable) paragraphs.push(say(language, "hover-not-trained"));
  const facts: string[] = [];
  for (const shape of inputShapes ?? [])
    facts.push(`${say(language, "hover-input")}: ${namedShape(shape, { first: "batch", last: "features" }, language)}`);
  for (const { port, shape } of outputs ?? []) {
    const label = port === "output" ? say(language, "hover-output") : `${name}/${port}`;
    facts.push(`${label}: ${namedShape(shape, outputNames(definition, inner), language)}`);
  }
  facts.push(...parameterFacts(layer, language));
  return {
    range: layer.place.kind,
    title: `${definition.kind} · ${name}`,
    paragraphs,
    facts,
    documentation: layerPage(definition.kind),
  };
}

/**
 * `4 · 32 · (5 + 32 + 1) = 4,864`, and below it what each number is: every gate and unit owns a weight for each feature,
 * in recurrent layers one for each unit, and its biases.
 */
function parameterFacts({ definition, inner, inputShapes, params }: LayerReport, language: Language): string[] {
  const formula =
    definition && params !== undefined ? paramFormula(definition, inner, inputShapes?.[0] ?? []) : undefined;
  if (!formula) return params === undefined ? [] : [say(language, "hover-no-parameters")];
  const product = (text: (term: FormulaTerm) => string | number): string =>
    formula.products
      .map(({ factors, rows }) => {
        const sum = rows.length > 0 ? [`(${rows.map(text).join(" + ")})`] : [];
        return [...factors.map(text), ...sum].join(" · ");
      })
      .join(" + ");
  const label = say(language, "hover-parameters");
  const numbers = product(({ count }) => count);
  const words = product(({ word }) => say(language, `formula-${word}`));
  return [
    `${label}: ${numbers} = ${writtenNumber(formula.total, language)}`,
    `${" ".repeat(label.length + 2)}${words}`,
  ];
}
