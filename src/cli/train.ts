/**
 * `unroll train FILE`: trains, shows how it goes, and keeps the run.
 *
 * Ctrl-C ends it after the step it is in; the run is kept and the exit code is 130. test/cli/train.test.ts and
 * test/cli/process.test.ts hold it.
 */
import { coloured } from "../charts/page";
import { verdictLines } from "../charts/verdictLines";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { stringifyJson } from "../core/data/jsonNumbers";
import { hasErrors } from "../core/diagnostics/diagnostic";
import type { Baselines } from "../core/insight/baselines";
import { judgeRun } from "../core/insight/runVerdicts";
import { type Message, message, render, say } from "../core/messages/message";
import { asHistory } from "../core/training/columnNames";
import { EpochHistory } from "../core/training/epochHistory";
import { LARGEST_THREADS, type Predictions, type TrainingFact, type TrainRequest } from "../protocol/training";
import { resolveRun } from "../runs/findRun";
import { readMetrics } from "../runs/readRun";
import { engineName, oneFile, type ParsedArguments, wholeNumber, WrongUsage } from "./arguments";
import { analyzeWithData, readOrSay, writeDiagnostics } from "./modelFiles";
import { writePredictions } from "./predictionTable";
import { type EpochFigures, type Progress, showProgress } from "./progressLine";
import { asMessage, reportRefusal, writeReason } from "./refusal";
import { saveFile } from "./saveFile";
import { prepareTfjs } from "./saveTfjs";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { trainInPlace } from "./trainInPlace";

const LARGEST_EPOCHS = 10_000_000;
/** What a file of weights may have. */
const LARGEST_MEGABYTES = 2000;

export async function runTrain(given: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  checkResume(given);
  const file = oneFile(given, "train");
  const request = readRequest(given, file, context);
  if (typeof request === "number") return request;
  const model = analyzeWithData(request.text, file, context);
  const { diagnostics, fit } = model;
  if (hasErrors(diagnostics)) {
    writeDiagnostics(file, request.text, diagnostics, context);
    return exitCodes.modelWrong;
  }
  checkSaveTarget(given, context);
  const folder = given.texts.get("save-tfjs");
  const tfjs = folder === undefined ? undefined : await prepareTfjs(folder, model, context);
  if (typeof tfjs === "number") return tfjs;
  const display = new TrainDisplay(file, request, context, fit.earlyStopping?.monitor ?? "");
  const job = { request, model, onFact: (fact: TrainingFact) => display.show(fact) };
  const { how, reason } = await trainInPlace(job, context);
  if (how === "cancelled") return exitCodes.interrupted;
  if (reason) display.failed(reason);
  if (display.isDone) return saveDone(given, request, display, context);
  if (display.code !== exitCodes.success) return display.code;
  const saved = saveWeights(given, display, context);
  return saved === exitCodes.success && tfjs ? tfjs(display.folder) : saved;
}

/** A run that goes on keeps the settings it began with; only its number of epochs may grow. */
function checkResume({ texts, switches }: ParsedArguments): void {
  if (!texts.has("resume")) return;
  const other = ["seed", "weights", "out", "engine", "reproducible", "keep-epochs"].find(
    (name) => texts.has(name) || switches.has(name),
  );
  if (other) throw new WrongUsage(message("cli-resume-alone", { option: `--${other}` }));
}

function readRequest(given: ParsedArguments, file: string, context: CommandContext): TrainRequest | ExitCode {
  const { texts, switches } = given;
  const epochs = wholeNumber(given, "epochs", 1, LARGEST_EPOCHS);
  const seed = wholeNumber(given, "seed", 0, Number.MAX_SAFE_INTEGER);
  const threads = wholeNumber(given, "threads", 1, LARGEST_THREADS);
  const epochMegabytes = wholeNumber(given, "keep-epochs", 0, LARGEST_MEGABYTES);
  const engine = engineName(given);
  const text = readOrSay(file, context);
  if (typeof text !== "string") return text;
  const { workingFolder } = context;
  const weights = texts.get("weights");
  const out = texts.get("out");
  const resume = texts.get("resume");
  const logs = texts.get("log-dir");
  return {
    type: "train",
    file: path.resolve(workingFolder, file),
    text,
    workspace: workingFolder,
    engine,
    askedBy: "option",
    predictions: context.json ? "never" : "end",
    reproducible: switches.has("reproducible"),
    wide: !switches.has("no-wide"),
    ...(epochs !== undefined && { epochs }),
    ...(seed !== undefined && { seed }),
    ...(threads !== undefined && { threads }),
    ...(epochMegabytes !== undefined && { epochMegabytes }),
    ...(weights !== undefined && { weights: path.resolve(workingFolder, weights) }),
    ...(resume !== undefined && { resume }),
    ...(out !== undefined && { out: path.resolve(workingFolder, out) }),
    ...(logs !== undefined && { logFolder: path.resolve(workingFolder, logs) }),
  };
}

/** Weights are never written over anything that is not named as weights, nor into a folder that is not there: said before training. */
function checkSaveTarget({ texts }: ParsedArguments, { workingFolder }: CommandContext): void {
  const target = texts.get("save");
  if (target === undefined) return;
  const file = path.resolve(workingFolder, target);
  if (!existsSync(path.dirname(file))) {
    throw new WrongUsage(message("cli-cannot-save", { file: target, problem: "ENOENT" }));
  }
  if (!/\.safetensors$/i.test(file)) throw new WrongUsage(message("cli-save-name", { file: target }));
}

/** `--save F`: a copy of the run's last weights. */
function saveWeights({ texts }: ParsedArguments, { folder }: TrainDisplay, context: CommandContext): ExitCode {
  const target = texts.get("save");
  if (target === undefined) return exitCodes.success;
  return saveFile(target, () => readFileSync(path.join(folder, "last.safetensors")), context);
}

/** A run that had all its epochs before is saved all the same: it may have been killed just before its weights were copied. */
function saveDone(
  given: ParsedArguments,
  { resume, file, workspace }: TrainRequest,
  display: TrainDisplay,
  context: CommandContext,
): ExitCode {
  if (resume === undefined || !given.texts.has("save")) return display.code;
  display.folder = resolveRun(resume, file, workspace).folder;
  return saveWeights(given, display, context);
}

/** Turns facts into lines, and remembers what the last line needs. */
class TrainDisplay {
  code: ExitCode = exitCodes.trainingFailed;
  folder = "";
  /** There was nothing left to train of the run that was to go on. */
  isDone = false;
  private run = "";
  private engine = "wasm";
  private progress: Progress | undefined;
  private predictions: Predictions | undefined;
  private baselines: Baselines = {};
  /** What the last words are judged by. */
  private readonly rows = new EpochHistory<EpochFigures>();
  private readonly history = new Map<string, (number | number[])[]>();

  constructor(
    private readonly file: string,
    private readonly request: TrainRequest,
    private readonly context: CommandContext,
    /** What early stopping watches. */
    private readonly monitor: string,
  ) {}

  show(fact: TrainingFact): void {
    if (fact.type === "started") this.started(fact);
    else if (fact.type === "epochsEnded") for (const row of fact.rows) this.epochEnded(row);
    else if (fact.type === "predicted") this.predictions = fact.predictions;
    else if (fact.type === "warned") this.warned(fact.reason);
    else if (fact.type === "finished") this.finished(fact);
    else if (fact.type === "refused") {
      this.isDone = fact.code === "resume-finished" || fact.code === "resume-early";
      this.code = reportRefusal(fact, this.file, this.request.text, this.context);
    }
  }

  /** The process that trained has ended without a last word. */
  failed(reason: Message): void {
    this.progress?.end();
    writeLine(this.context.err, `unroll: ${render(reason, this.context.language)}`);
  }

  private event(event: Readonly<Record<string, unknown>>): void {
    this.context.out.write(`${stringifyJson(event)}\n`);
  }

  private started(fact: Extract<TrainingFact, { type: "started" }>): void {
    const { type: _, run, folder, resumedAfter, why: reason, baselines, ...rest } = fact;
    this.baselines = baselines;
    this.folder = folder;
    this.run = this.request.out === undefined ? run : folder;
    this.engine = fact.engine;
    const { json, out, language } = this.context;
    const why = render(asMessage(reason), language);
    if (resumedAfter !== undefined) for (const row of readMetrics(folder)) this.remember(row as EpochFigures);
    const resumed = resumedAfter === undefined ? {} : { resumed_after: resumedAfter };
    if (json)
      return this.event({
        event: "start",
        run: this.run,
        ...rest,
        why,
        baselines: asJson(baselines),
        ...resumed,
        folder,
      });
    const { engine, build, seed, samples } = fact;
    // Only this one has several builds.
    const named = engine === "wasm" ? `${engine} (${build})` : engine;
    writeLine(out, say(language, "cli-train-start", { engine: named, seed, samples }));
    if (resumedAfter !== undefined) {
      writeLine(out, say(language, "cli-train-resumed", { run: this.run, epoch: resumedAfter }));
    }
    this.progress = showProgress(out, fact.epochs, language, () => performance.now());
  }

  private epochEnded(row: EpochFigures): void {
    this.remember(row);
    if (this.context.json) this.event({ event: "epoch", ...asHistory(row) });
    else this.progress?.epoch(row);
  }

  /** Only the last line of `--json` needs the whole history. */
  private remember(row: EpochFigures): void {
    this.rows.add([row]);
    if (!this.context.json) return;
    for (const [name, value] of Object.entries(asHistory(row))) {
      if (name === "epoch") continue;
      const values = this.history.get(name) ?? [];
      values.push(value);
      this.history.set(name, values);
    }
  }

  private warned(reason: { id: string; args: Record<string, string | number> }): void {
    const { err, language } = this.context;
    writeLine(err, `unroll: ${render(asMessage(reason), language)}`);
  }

  private finished(fact: Extract<TrainingFact, { type: "finished" }>): void {
    const { status, epochs, elapsedMs, reason, range, stoppedEarly, restoredEpoch } = fact;
    const { json, out, language } = this.context;
    this.progress?.end();
    if (!json) {
      this.writeResult(status, elapsedMs);
      this.writeStopping(fact);
      this.writeVerdicts();
    }
    if (reason) writeReason({ reason, range }, this.file, this.request.text, this.context);
    if (json) {
      const history = { loss: [] as number[], ...Object.fromEntries(this.history) };
      const about = {
        ...(stoppedEarly && { stopped_early: true }),
        ...(restoredEpoch !== undefined && { restored_epoch: restoredEpoch }),
      };
      const end = { status, engine: this.engine, epochs, elapsed_ms: elapsedMs, ...about, history, run: this.run };
      this.event({ event: "end", ...end });
    } else {
      const folder = path.relative(this.context.workingFolder, this.folder);
      writeLine(out, say(language, "cli-train-kept", { folder: folder.startsWith("..") ? this.folder : folder }));
    }
    const codes = { finished: exitCodes.success, stopped: exitCodes.interrupted, failed: exitCodes.trainingFailed };
    this.code = codes[status];
  }

  /** What early stopping did. */
  private writeStopping({ epochs, stoppedEarly, restoredEpoch }: Extract<TrainingFact, { type: "finished" }>): void {
    const { out, language } = this.context;
    if (stoppedEarly) writeLine(out, say(language, "cli-train-early", { epoch: epochs, monitor: this.monitor }));
    if (restoredEpoch !== undefined) writeLine(out, say(language, "cli-train-restored", { epoch: restoredEpoch }));
  }

  /** What the figures say, and what to try next. */
  private writeVerdicts(): void {
    const { out, language } = this.context;
    const verdicts = judgeRun({ rows: this.rows.rows, baselines: this.baselines });
    for (const line of verdictLines(verdicts, language)) writeLine(out, line);
  }

  private writeResult(status: "finished" | "stopped" | "failed", elapsedMs: number): void {
    const { out, language } = this.context;
    if (this.predictions) writePredictions(this.predictions, out, language);
    const seconds = (elapsedMs / 1000).toFixed(elapsedMs < 10_000 ? 2 : 0);
    const colour = status === "finished" ? "green" : "red";
    out.write(`${coloured(out, colour, say(language, `cli-train-${status}`, { seconds }))}\n`);
  }
}

/** As docs/language.md has them; null where there is none. */
function asJson({ constant, lastValue }: Baselines): unknown {
  return {
    constant: constant ? { loss: constant.loss, answer: constant.answer ?? null } : null,
    last_value: lastValue ? { loss: lastValue.loss } : null,
  };
}
