/**
 * The commands of this version: their options and where they are. A command is loaded when it is called.
 */
import type { OptionKinds, ParsedArguments } from "./arguments";
import type { CommandContext, ExitCode } from "./streams";

export type Run = (given: ParsedArguments, context: CommandContext) => ExitCode | Promise<ExitCode>;

export interface Command {
  readonly options: OptionKinds;
  readonly load: () => Promise<Run>;
}

export const commands = {
  check: { options: {}, load: async () => (await import("./check")).runCheck },
  summary: { options: {}, load: async () => (await import("./summary")).runSummary },
  data: { options: { prove: "switch" }, load: async () => (await import("./data")).runData },
  train: {
    options: {
      engine: "text",
      threads: "text",
      epochs: "text",
      seed: "text",
      weights: "text",
      save: "text",
      out: "text",
      resume: "text",
      "keep-epochs": "text",
      "log-dir": "text",
      "save-tfjs": "text",
      reproducible: "switch",
      "no-wide": "switch",
    },
    load: async () => (await import("./train")).runTrain,
  },
  predict: {
    options: { engine: "text", run: "text", epoch: "text", weights: "text", input: "text", data: "text" },
    load: async () => (await import("./predict")).runPredict,
  },
  forecast: {
    options: {
      ...{ engine: "text", run: "text", epoch: "text", weights: "text", data: "text", steps: "text", csv: "text" },
    },
    load: async () => (await import("./forecast")).runForecastCommand,
  },
  inspect: {
    options: {
      engine: "text",
      run: "text",
      epoch: "text",
      weights: "text",
      data: "text",
      sample: "text",
      layer: "text",
      connectivity: "switch",
    },
    load: async () => (await import("./inspect")).runInspect,
  },
  plot: {
    options: {
      ...{ view: "text", out: "text", theme: "text", width: "text", run: "text", weights: "text", engine: "text" },
      ...{
        sample: "text",
        layer: "text",
        unit: "text",
        step: "text",
        epoch: "text",
        log: "switch",
        unrolled: "switch",
      },
    },
    load: async () => (await import("./plot")).runPlot,
  },
  "compare-cells": {
    options: { engine: "text", sample: "text", epochs: "text", seed: "text", out: "text", reproducible: "switch" },
    load: async () => (await import("./compareCells")).runCompareCells,
  },
  engines: {
    options: { setup: "text", remove: "text" },
    load: async () => (await import("./engines")).runEngines,
  },
  new: { options: {}, load: async () => (await import("./newFile")).runNew },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;

/** Commands of the language that this version does not have yet. */
export const plannedCommands = ["generate", "export", "import", "runs"] as const;

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}
