/**
 * `unroll plot FILE --view V --out PATH`: a view of the panel as a picture (SVG), or its numbers (CSV, JSON), drawn by the code that the
 * panel draws with.
 *
 * test/cli/plot.test.ts holds it.
 */
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { analyzeModelFile } from "../core/analyzeModelFile";
import { stringifyJson } from "../core/data/jsonNumbers";
import { message, type Message, render, say } from "../core/messages/message";
import { suggest } from "../core/text/suggestion";
import { type Figure, figureAsText } from "../pictures/figures/figure";
import { lossFigure } from "../pictures/figures/lossFigure";
import { networkFigure } from "../pictures/figures/networkFigure";
import { predictionsFigure } from "../pictures/figures/predictionsFigure";
import { scoreFigure } from "../pictures/figures/scoreFigure";
import { modelViewOf } from "../pictures/modelView";
import { networkViewOf } from "../pictures/network/networkView";
import { fileColours, type ThemeName, themeNames } from "../pictures/palettes";
import { type ModelView, scoreOf } from "../protocol/panel";
import type { EpochRow, Looked, LookedLayer, PredictRequest } from "../protocol/training";
import { resolveRun, runsOf } from "../runs/findRun";
import { readMetrics, type Run } from "../runs/readRun";
import { RunUnreadable } from "../runs/runUnreadable";
import { lookOnce } from "../worker/lookOnce";
import { openEngine } from "../worker/openEngine";
import { runPrediction } from "../worker/predictJob";
import { engineName, keptEpoch, oneFile, type ParsedArguments, wholeNumber, WrongUsage } from "./arguments";
import { readOrSay } from "./modelFiles";
import { reportRefusal } from "./refusal";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { writeWeightsUsed } from "./weightsUsed";

const formats = ["svg", "csv", "json"] as const;
type Format = (typeof formats)[number];

/** Each view with what it can be asked for beside --run, --width and --theme. */
const views = {
  score: ["weights", "sample", "layer", "unit", "step", "epoch", "engine"],
  gates: ["weights", "sample", "layer", "step", "epoch", "engine"],
  gradient: ["weights", "sample", "layer", "step", "epoch", "engine"],
  network: ["unrolled"],
  loss: ["log"],
  predictions: ["weights", "sample", "step", "epoch", "engine"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type View = keyof typeof views;

interface Asked {
  readonly file: string;
  readonly text: string;
  readonly given: ParsedArguments;
  readonly width: number;
  readonly context: CommandContext;
}

/** What went wrong, already said. */
class Said extends Error {
  constructor(readonly exitCode: ExitCode) {
    super("said");
  }
}

export async function runPlot(given: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const file = oneFile(given, "plot");
  const view = chosenView(given);
  const { out, format } = chosenFile(given);
  const theme = chosenTheme(given);
  const width = wholeNumber(given, "width", 300, 10_000) ?? 960;
  if (given.texts.has("run") && given.texts.has("weights")) throw new WrongUsage(message("cli-run-or-weights"));
  const text = readOrSay(file, context);
  if (typeof text !== "string") return text;
  try {
    const figure = await figureOf(view, { file, text, given, width, context });
    writeFileSync(path.resolve(context.workingFolder, out), figureAsText(figure, format, fileColours[theme]));
  } catch (error) {
    if (error instanceof Said) return error.exitCode;
    const problem = (error as NodeJS.ErrnoException).code;
    if (problem === undefined) throw error;
    writeLine(context.err, `unroll: ${say(context.language, "cli-cannot-save", { file: out, problem })}`);
    return exitCodes.modelWrong;
  }
  if (context.json) context.out.write(`${stringifyJson({ view, file: out })}\n`);
  else writeLine(context.out, say(context.language, "cli-plotted", { file: out }));
  return exitCodes.success;
}

/** Throws `WrongUsage`, also for an option that says nothing about this view. */
function chosenView({ texts, switches }: ParsedArguments): View {
  const name = texts.get("view");
  const names = Object.keys(views).join(", ");
  if (name === undefined) throw new WrongUsage(message("plot-needs-view", { views: names }));
  if (!isView(name)) {
    const near = suggest(name, Object.keys(views));
    throw new WrongUsage(
      near === undefined
        ? message("plot-unknown-view", { name, views: names })
        : message("plot-unknown-view.suggest", { name, near }),
    );
  }
  const all = new Set<string>(Object.values(views).flat());
  const own = new Set<string>(views[name]);
  const idle = [...texts.keys(), ...switches].find((option) => all.has(option) && !own.has(option));
  if (idle !== undefined) throw new WrongUsage(message("plot-idle-option", { option: `--${idle}`, view: name }));
  return name;
}

const isView = (name: string): name is View => Object.hasOwn(views, name);

function chosenFile({ texts }: ParsedArguments): { out: string; format: Format } {
  const out = texts.get("out");
  if (out === undefined) throw new WrongUsage(message("plot-needs-out"));
  const ending = path.extname(out).slice(1).toLowerCase();
  if (ending === "png") throw new WrongUsage(message("plot-png", { file: out }));
  const format = formats.find((one) => one === ending);
  if (format === undefined) throw new WrongUsage(message("plot-ending", { file: out }));
  return { out, format };
}

function chosenTheme({ texts }: ParsedArguments): ThemeName {
  const name = texts.get("theme") ?? "light";
  const theme = themeNames.find((one) => one === name);
  if (theme === undefined) throw new WrongUsage(message("plot-unknown-theme", { name, themes: themeNames.join(", ") }));
  return theme;
}

function figureOf(view: View, asked: Asked): Figure | Promise<Figure> {
  if (view === "network") return networkOf(asked);
  if (view === "loss") return lossOf(asked);
  if (view === "predictions") return predictionsOf(asked);
  return insideOf(view, asked);
}

function networkOf({ file, text, given, context: { language } }: Asked): Figure {
  const name = path.basename(file);
  const network = networkViewOf(analyzeModelFile(text, { fileName: name }), name);
  return networkFigure({ network, isUnrolled: given.switches.has("unrolled"), language });
}

function lossOf(asked: Asked): Figure {
  const { given, width, context } = asked;
  const run = trying(asked, () => runOf(asked));
  const rows = run ? (trying(asked, () => readMetrics(run.folder)) as EpochRow[]) : [];
  if (!run || rows.length === 0)
    return refuseUsage(asked, message("plot-no-figures", { file: path.basename(asked.file) }));
  return lossFigure({
    ...{ name: modelOf(asked).name, rows, width, language: context.language },
    baseline: run.record.baselines?.constant?.loss,
    isLog: given.switches.has("log"),
  });
}

/** The run that is named, else the newest of the file that has figures. */
function runOf({ file, given, context: { workingFolder } }: Asked): Run | undefined {
  const whole = path.resolve(workingFolder, file);
  const named = given.texts.get("run");
  if (named !== undefined) return resolveRun(named, whole, workingFolder);
  for (const run of runsOf(whole, workingFolder)) if (readMetrics(run.folder).length > 0) return run;
  return undefined;
}

async function predictionsOf(asked: Asked): Promise<Figure> {
  const { file, text, given, width, context } = asked;
  const epoch = keptEpoch(given);
  const request = { ...weightsOf(asked), type: "predict", ...(epoch !== undefined && { epoch }) } as const;
  const answer = await runPrediction(request, { emit: () => undefined, openEngine });
  if (answer.type === "refused") throw new Said(reportRefusal(answer, file, text, context));
  writeWeightsUsed(answer.used, { ...context, out: context.err, json: true });
  const { predictions } = answer;
  const samples = predictions.outputs[0]?.predictions.length ?? 0;
  const sample = sampleOf(asked, samples);
  const step = wholeNumber(given, "step", 0, 2 ** 31 - 1);
  return predictionsFigure({
    ...{ predictions, sample, step, width },
    model: modelOf(asked),
    language: context.language,
  });
}

async function insideOf(view: "score" | "gates" | "gradient", asked: Asked): Promise<Figure> {
  const { file, text, given, width, context } = asked;
  const sample = wholeNumber(given, "sample", 0, 2 ** 31 - 1) ?? 0;
  const epoch = keptEpoch(given);
  const wish = { sample, ...(epoch !== undefined && { epoch }) };
  const looked = await lookOnce({ ...weightsOf(asked), type: "look" }, wish, { openEngine });
  if (looked.type === "refused") throw new Said(reportRefusal(looked, file, text, context));
  sampleOf(asked, looked.samples);
  if (epoch !== undefined && looked.epoch !== epoch)
    refuseUsage(asked, message("plot-epoch", { epoch, kept: keptEpochs(looked) }));
  const layers = layersOf(asked, looked, view);
  return scoreFigure({
    ...{ scores: layers.map((layer) => scoreOf(looked, layer)), view, width },
    ...{ model: modelOf(asked), language: context.language },
    unit: wholeNumber(given, "unit", 0, 2 ** 31 - 1) ?? 0,
    step: wholeNumber(given, "step", 0, 2 ** 31 - 1),
  });
}

const keptEpochs = ({ kept, epoch }: Looked): string =>
  [...new Set([...kept, ...(epoch === undefined ? [] : [epoch])])].join(", ") || "-";

/** The layer by its name, or both halves of a Bidirectional; without a name the first, and of gradients all. */
function layersOf(asked: Asked, { layers }: Looked, view: View): readonly LookedLayer[] {
  const name = asked.given.texts.get("layer");
  if (name === undefined) return view === "gradient" ? layers : layers.slice(0, 1);
  const found = layers.filter((layer) => layer.name === name || layer.name.startsWith(`${name}/`));
  if (found.length > 0) return found;
  const names = layers.map((layer) => layer.name);
  const near = suggest(name, names);
  return refuseUsage(
    asked,
    near === undefined
      ? message("inspect-unknown-layer", { layer: name, layers: names.join(", ") })
      : message("inspect-unknown-layer.suggest", { layer: name, near }),
  );
}

function sampleOf(asked: Asked, samples: number): number | undefined {
  const sample = wholeNumber(asked.given, "sample", 0, 2 ** 31 - 1);
  if (sample !== undefined && sample >= samples)
    refuseUsage(asked, message("inspect-sample", { sample, samples, last: samples - 1 }));
  return sample;
}

function weightsOf({ file, text, given, context: { workingFolder } }: Asked): Omit<PredictRequest, "type"> {
  const [run, weights] = [given.texts.get("run"), given.texts.get("weights")];
  return {
    ...{ file: path.resolve(workingFolder, file), text, workspace: workingFolder, engine: engineName(given) },
    ...(run !== undefined && { run }),
    ...(weights !== undefined && { weights: path.resolve(workingFolder, weights) }),
  };
}

const modelOf = ({ text, file }: Asked): ModelView =>
  modelViewOf(analyzeModelFile(text, { fileName: path.basename(file) }), path.basename(file));

function refuseUsage({ context }: Asked, problem: Message): never {
  writeLine(context.err, `unroll: ${render(problem, context.language)}`);
  throw new Said(exitCodes.usage);
}

/** What of a run cannot be read is said. */
function trying<T>(asked: Asked, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RunUnreadable) return refuseUsage(asked, error.problem);
    throw error;
  }
}
