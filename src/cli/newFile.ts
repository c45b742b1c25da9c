/**
 * `unroll new [TEMPLATE] [FILE]`: lists the templates, or writes one; a file that exists is never replaced.
 *
 * test/cli/newFile.test.ts holds it.
 */
import { writeFileSync } from "node:fs";
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
  const text = templates.find((template) => template.name === name)?.texts[language];
  if (text === undefined) throw new WrongUsage(unknownTemplate(name));
  try {
    writeFileSync(path.resolve(workingFolder, file), text, { flag: "wx" });
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    const said =
      problem === "EEXIST"
        ? say(language, "cli-new-exists", { file })
        : say(language, "cli-cannot-save", { file, problem });
    writeLine(err, `unroll: ${said}`);
    return exitCodes.modelWrong;
  }
  if (json) out.write(`${stringifyJson({ template: name, file })}\n`);
  else writeLine(out, say(language, "cli-new-written", { file }));
  return exitCodes.success;
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
