/**
 * `unroll new [TEMPLATE] [FILE]`: lists the templates, or writes one; a file that exists is never replaced.
 *
 * test/cli/newFile.test.ts holds it.
 */
import { constants, copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { stringifyJson } from "../core/data/jsonNumbers";
import { message, render, say } from "../core/messages/message";
import { suggest } from "../core/text/suggestion";
import { type ParsedArguments, WrongUsage } from "./arguments";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";
import { templates } from "../language/templates";
import { tableLines } from "../charts/textTable";

export function runNew({ files }: ParsedArguments, context: CommandContext): ExitCode {
  const [name, file = `${name}.rnn.yaml`, extra] = files;
  if (extra !== undefined) throw new WrongUsage(message("cli-no-file", { command: "new", extra }));
  if (name === undefined) return listTemplates(context);
  const { out, err, json, language, workingFolder } = context;
  const template = templates.find((one) => one.name === name);
  if (!template) throw new WrongUsage(unknownTemplate(name));
  try {
    writeFileSync(path.resolve(workingFolder, file), template.texts[language], { flag: "wx" });
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    const said =
      problem === "EEXIST"
        ? say(language, "cli-new-exists", { file })
        : say(language, "cli-cannot-save", { file, problem });
    writeLine(err, `unroll: ${said}`);
    return exitCodes.modelWrong;
  }
  const data = template.data.map((one) => path.join(path.dirname(file), one));
  for (const [at, one] of data.entries()) {
    const problem = copyData(template.data[at] ?? "", path.resolve(workingFolder, one));
    if (problem === undefined) continue;
    writeLine(err, `unroll: ${say(language, "cli-cannot-save", { file: one, problem })}`);
    return exitCodes.modelWrong;
  }
  if (json) out.write(`${stringifyJson({ template: name, file, ...(data.length > 0 && { data }) })}\n`);
  else for (const one of [file, ...data]) writeLine(out, say(language, "cli-new-written", { file: one }));
  return exitCodes.success;
}

/** Beside dist/ where this is bundled, beside src/ where it is not. What is there already is left as it is. */
function copyData(name: string, target: string): string | undefined {
  const source = ["../examples", "../../examples"].map((place) => path.join(__dirname, place, name)).find(existsSync);
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(source ?? name, target, constants.COPYFILE_EXCL);
    return undefined;
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    return problem === "EEXIST" ? undefined : problem;
  }
}

function listTemplates({ out, json, language }: CommandContext): ExitCode {
  const list = templates.map((template) => ({ name: template.name, title: render(template.summary, language) }));
  if (json) out.write(`${stringifyJson({ templates: list })}\n`);
  else {
    const layout = [
      { title: say(language, "cli-new-template"), align: "left" },
      { title: say(language, "cli-new-about"), align: "left" },
    ] as const;
    const rows = list.map(({ name, title }) => [name, title]);
    for (const line of tableLines(layout, rows, Number.MAX_SAFE_INTEGER)) writeLine(out, line);
  }
  return exitCodes.success;
}

function unknownTemplate(name: string): ReturnType<typeof message> {
  const names = templates.map((template) => template.name);
  const near = suggest(name, names);
  return near === undefined
    ? message("cli-unknown-template", { name, templates: names.join(", ") })
    : message("cli-unknown-template.suggest", { name, near });
}
