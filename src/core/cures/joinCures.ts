/** Cures of layers that join several others: which ones, and how these come to fit each other. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { type Shape, tensorName } from "../model/graph";
import { removeArgument, setArgument } from "../model/layerEdits";
import { isState } from "../shapes/shapeProblems";
import { inferOutputs } from "../shapes/shapeRules";
import { choice, type Cure, type CureTable, fix, replace } from "./cure";
import { lastSize, lastStep, mends, type Setting, sequences } from "./layerSettings";
import { severalNames } from "./referenceCures";
import type { FoundLayer, WrittenFile } from "./writtenFile";

export const joinCures: CureTable = {
  "several-inputs": joinNearest,
  "shape-differs": (finding, file) => choice(equalShapes(finding, file)),
  "shape-differs.concatenate": (finding, file) => choice([...usualAxis(finding, file), ...equalShapes(finding, file)]),
  "shape-axis": usualAxis,
};

/** More pairs than these are a list to read, not a cure. */
const MOST_PAIRS = 3;

/** Of the nearest of them. */
const MOST_TENSORS = 50;

/** Two layers above that can be joined, those first that nothing takes yet, and the nearest: a guess that somebody has to choose. */
function joinNearest(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const { definition } = layer?.report ?? {};
  if (!layer || !definition) return [];
  const names = severalNames(finding, file, layer);
  if (names) return replace(finding.range, names);
  const taken = new Set(file.layers.flatMap(({ inputs = [] }) => inputs.map((ref) => ref.layer)));
  const above = file.layers
    .slice(0, layer.at)
    .flatMap(({ outputs = [] }, at) =>
      outputs.flatMap(({ port, shape }) => (isState(port) ? [] : [{ ref: { layer: at, port }, shape }])),
    );
  const pairs = above
    .slice(-MOST_TENSORS)
    .flatMap((first, i, near) => near.slice(i + 1).map((second) => [first, second] as const))
    .filter(
      (pair) =>
        inferOutputs(
          definition,
          pair.map(({ shape }) => shape),
        ).ok,
    )
    .map((pair) => ({
      pair,
      cost: [pair.filter(({ ref }) => taken.has(ref.layer)).length, -pair[1].ref.layer, -pair[0].ref.layer],
    }))
    .sort((a, b) => a.cost.map((cost, i) => cost - (b.cost[i] ?? 0)).find((difference) => difference !== 0) ?? 0);
  return choice(
    pairs.slice(0, MOST_PAIRS).flatMap(({ pair }) => {
      const from = `[${pair.map(({ ref }) => tensorName(file.layers, ref)).join(", ")}]`;
      return fix(message("fix-add", { what: `from: ${from}` }), setArgument(file.text, layer.written, "from", from));
    }),
  );
}

/** All of the joined layers become like one of them: as many units, all steps or the last one. */
function equalShapes(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const { inputs = [], inputShapes = [], definition } = layer?.report ?? {};
  if (!layer) return [];
  // Attention compares its query with its key; the values between may have other features.
  const compared = inputs.flatMap((ref, i) =>
    definition?.kind === "Attention" && i > 0 && i < inputs.length - 1 ? [] : [{ ref, shape: inputShapes[i] ?? [] }],
  );
  const ways = compared.flatMap((model) => {
    const others = compared.filter(({ shape }) => !isAlike(shape, model.shape));
    const settings = others.map(({ ref, shape }) => {
      if (shape.length === model.shape.length) return lastSize(file, ref, model.shape.at(-1) ?? 0);
      const source = ref.port === "output" ? file.layer(ref.layer) : undefined;
      return source && (shape.length < model.shape.length ? sequences(file, source) : lastStep(file, source));
    });
    return settings.every((setting): setting is Setting => setting !== undefined) ? [settings] : [];
  });
  const seen = new Set<string>();
  return ways
    .filter((settings) => settings.length > 0 && mends(file, layer.at, settings))
    .flatMap(together)
    .filter(({ edits }) => {
      const key = JSON.stringify(edits);
      return !seen.has(key) && seen.add(key);
    });
}

const isAlike = (a: Shape, b: Shape): boolean => a.length === b.length && a.at(-1) === b.at(-1);

/** One repair of several layers; a layer that is joined twice is set once. */
function together(settings: readonly Setting[]): ReturnType<Cure> {
  const once = settings.filter(({ at }, i) => settings.findIndex((one) => one.at === at) === i);
  const fixes = once.flatMap((setting) => setting.fixes);
  const [first] = fixes;
  if (!first || fixes.length < once.length) return [];
  const names = fixes.map(({ title: { args } }) => args["name"]).join(", ");
  const title = { ...first.title, args: { ...first.title.args, name: names } };
  return fix(
    title,
    fixes.flatMap(({ edits }) => edits),
  );
}

/** Along the last axis, as where nothing is said. */
function usualAxis(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const layer = file.layerAt(finding.range);
  const planned = layer && withLastAxis(layer);
  if (!layer || !planned || !mends(file, layer.at, [planned])) return [];
  return fix(message("fix-remove", { what: "axis" }), removeArgument(file.text, layer.written, "axis"));
}

function withLastAxis({ at, report }: FoundLayer): Setting | undefined {
  const { definition } = report;
  if (!definition || !("axis" in definition.arguments)) return undefined;
  const usual = { ...definition, arguments: { ...definition.arguments, axis: -1 } } as typeof definition;
  return { at, fixes: [], planned: { ...report, definition: usual } };
}
