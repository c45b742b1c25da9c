/** Words to options and files. */
import { expect, test } from "vitest";
import { parseArguments, wholeNumber, WrongUsage } from "../../src/cli/arguments";

const kinds = { epochs: "text", reproducible: "switch" } as const;

function problemOf(words: string): string {
  try {
    wholeNumber(parseArguments(words.split(" "), kinds), "epochs", 1, 1000);
    return "none";
  } catch (error) {
    if (error instanceof WrongUsage) return error.problem.id;
    throw error;
  }
}

test("options before, between and after files", () => {
  const { files, texts, switches } = parseArguments(["--epochs", "3", "a", "--reproducible", "b", "--lang=es"], kinds);
  expect([files, [...texts], [...switches]]).toEqual([
    ["a", "b"],
    [
      ["epochs", "3"],
      ["lang", "es"],
    ],
    ["reproducible"],
  ]);
  expect(parseArguments(["--", "--epochs"], kinds).files).toEqual(["--epochs"]);
});

test.each([
  ["none", "--epochs 3"],
  ["cli-unknown-option.suggest", "--epoch 3"],
  ["cli-unknown-option", "--quick"],
  ["cli-unknown-option", "-q"],
  ["cli-unknown-option", "--constructor"],
  ["cli-option-needs-value", "--epochs"],
  ["cli-option-needs-value", "--epochs --reproducible"],
  ["cli-option-without-value", "--reproducible=yes"],
  ["cli-option-number", "--epochs 0"],
  ["cli-option-number", "--epochs 1e2"],
  ["cli-option-number", "--epochs -3"],
  ["cli-option-number", "--epochs 1001"],
])("%s: %s", (problem, words) => {
  expect(problemOf(words)).toBe(problem);
});
