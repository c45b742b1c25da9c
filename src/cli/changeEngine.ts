/**
 * `unroll engines --setup tensorflow` and `--remove tensorflow`: what can be had here, changed.
 *
 * What is done is said as it is done, on stderr where stdout is for JSON. test/tensorflow/setUp.test.ts.
 */
import { message, render, say } from "../core/messages/message";
import { SetUpFailed } from "../tensorflow/setup/setUpFailed";
import { removeTensorFlow, setUpTensorFlow } from "../tensorflow/setup/setUpTensorFlow";
import { tensorFlowFolder } from "../tensorflow/tensorFlowFolder";
import { WrongUsage } from "./arguments";
import { showSteps } from "./setUpSteps";
import { type CommandContext, type ExitCode, exitCodes, writeLine } from "./streams";

interface EngineChange {
  readonly what: "setup" | "remove";
}

/** What the options ask for. Throws `WrongUsage`. */
export function engineChange(texts: ReadonlyMap<string, string>): EngineChange | undefined {
  const asked = (["setup", "remove"] as const).filter((name) => texts.has(name));
  const [what, second] = asked;
  if (what === undefined) return undefined;
  if (second !== undefined) throw new WrongUsage(message("cli-setup-or-remove"));
  const name = texts.get(what) ?? "";
  if (name !== "tensorflow") throw new WrongUsage(message("cli-unknown-set-up", { option: `--${what}`, found: name }));
  return { what };
}

export async function changeEngine({ what }: EngineChange, context: CommandContext): Promise<ExitCode> {
  const { environment, language, json, out, err } = context;
  const signal = context.interruption();
  const told = json ? err : out;
  const steps = showSteps(told, language);
  try {
    if (what === "setup") {
      const folder = await setUpTensorFlow({
        environment,
        signal,
        ...steps,
      });
      steps.end();
      writeLine(told, say(language, "tensorflow-ready", { folder }));
      return exitCodes.success;
    }
    const wasThere = await removeTensorFlow({ environment, signal, onStep: steps.onStep });
    const folder = tensorFlowFolder(environment);
    writeLine(told, say(language, wasThere ? "tensorflow-removed" : "tensorflow-nothing-to-remove", { folder }));
    return exitCodes.success;
  } catch (error) {
    steps.end();
    if (!(error instanceof SetUpFailed)) throw error;
    for (const line of render(error.problem, language).split("\n")) writeLine(err, line);
    return signal.aborted ? exitCodes.interrupted : exitCodes.usage;
  }
}
