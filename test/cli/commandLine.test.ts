/** Commands, languages, and wrong usage. */
import { expect, test } from "vitest";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import { type CommandName, commands } from "../../src/cli/commands";
import { version } from "../../src/core/version";
import { placeWith } from "./unroll";

test.each([
  ["", 2, "", "unroll check FILE…"],
  ["--help", 0, "unroll check FILE…", ""],
  ["--version", 0, version, ""],
  ["--version --json", 0, `{"version":"${version}"}`, ""],
  ["train --help", 0, "--reproducible", ""],
  ["chek a", 2, "", "Did you mean check?"],
  ["generate a", 2, "", "generate is not part of this version yet"],
  ["train", 2, "", "train needs a model file"],
  ["train a b", 2, "", "b is one too many"],
  ["train a --resume r --seed 3", 2, "", "leave --seed out"],
  ["train a --threads 65", 2, "", "--threads is a whole number from 1 to 64, not 65"],
  ["train a --engine tpu", 2, "", "There is no engine tpu"],
  ["train a --engine tfjs-node-gpu", 2, "", "where that package is installed, the engine tfjs-node takes it"],
  ["predict a --run r --weights w", 2, "", "not both"],
  ["predict a", 2, "", "a:1:1 file-missing"],
  ["summary a", 2, "", "a:1:1 file-missing"],
  ["--lang fr engines", 2, "", "There is no language fr"],
])("%s → %i", async (line, code, out, err) => {
  const written = await placeWith().run(line);
  expect({ code: written.code, out: written.out.includes(out), err: written.err.includes(err) }).toEqual({
    code,
    out: true,
    err: true,
  });
  if (!out) expect(written.out).toBe("");
  if (!err) expect(written.err).toBe("");
});

test.each(
  (["en", "es"] as const).flatMap((language) => Object.keys(commands).map((name) => [name, language] as const)),
)("the help of %s tells every option, and no other (%s)", async (name, language) => {
  const { out } = await placeWith().run(`${name} --help --lang ${language}`);
  const told = [...out.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, option]) => option);
  expect(told.sort()).toEqual(Object.keys(commands[name as CommandName].options).sort());
});

test("the language: --lang, then LC_ALL, then LANG", async () => {
  const { run } = placeWith({ "a.rnn.yaml": manyToOne });
  const good = async (line: string, env: Record<string, string>): Promise<string> => (await run(line, { env })).out;
  expect(await good("check a.rnn.yaml", { LANG: "es_ES.UTF-8" })).toContain("sin errores");
  expect(await good("check a.rnn.yaml", { LANG: "es_ES.UTF-8", LC_ALL: "C" })).toContain("no errors");
  expect(await good("check a.rnn.yaml --lang es", { LANG: "en_US" })).toContain("sin errores");
  expect(await good("--lang=es check a.rnn.yaml", {})).toContain("sin errores");
});
