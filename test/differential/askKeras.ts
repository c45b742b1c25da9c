/**
 * Asks real Keras (runKeras.py, in the Python that `npm run setup:python` makes) what it makes of networks. test/differential/keras.test.ts.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Trained } from "./compare";
import type { Network } from "./networks";

const python = join(process.env["UNROLL_CACHE"] ?? join(homedir(), ".cache", "unroll"), "python", "bin", "python");

export const hasKeras = existsSync(python);

/** JSON has no words for these; runKeras.py writes them as text. */
const words: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity };

export const parseAnswer = (line: string): Trained =>
  JSON.parse(line, (_, value: unknown) =>
    typeof value === "string" && value in words ? words[value] : value,
  ) as Trained;

export const writeAnswer = (answer: object): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );

/** In the order of the networks. Rejects where Keras refuses one of them. */
export async function askKeras(
  networks: readonly (Network & { readonly weights?: Trained["weights"] })[],
  floatx: "float32" | "float64" = "float32",
): Promise<Trained[]> {
  const child = spawn(python, ["test/differential/runKeras.py", floatx], { stdio: ["pipe", "pipe", "pipe"] });
  let [out, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors = (errors + text).slice(-2000)));
  child.stdin.end(networks.map((network) => `${writeAnswer(network)}\n`).join(""));
  await new Promise<void>((resolve) => child.once("close", () => resolve()));
  const answers = out.split("\n").filter(Boolean).map(parseAnswer) as (Trained & { readonly error?: string })[];
  if (answers.length !== networks.length) throw new Error(`Keras ended after ${answers.length} networks: ${errors}`);
  answers.forEach(({ error }, i) => {
    if (error !== undefined) throw new Error(`network ${networks[i]?.number}: ${error}`);
  });
  return answers;
}
