/** What `check`, `summary` and `train` say of a network that this machine cannot train: the same, at the same place, before data is made. */
import { describe, expect, test, vi } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { madeTasks } from "../../src/core/data/tasks/madeTasks";
import { applyEdits } from "../../src/core/text/applyEdits";
import { previewTraining } from "../../src/engine/plan/trainingPreview";
import { placeWith } from "./unroll";

const file = (lines: { samples?: number; units?: number; length?: number; fit?: string }): string =>
  [
    `data: {task: adding, length: ${lines.length ?? 20}, samples: ${lines.samples ?? 64}}`,
    "model:",
    `  - Input: [${lines.length ?? 20}, 2]`,
    `  - LSTM: ${lines.units ?? 8}`,
    "  - Dense: 1",
    "compile: {optimizer: adam, loss: mse}",
    ...(lines.fit ? [`fit: {${lines.fit}}`] : []),
    "",
  ].join("\n");

describe("a network that does not fit", () => {
  test.each([
    ["batches that are too large", file({ samples: 9e5, units: 100, fit: "batch_size: 900000" }), /^a\.rnn\.yaml:7:19 engine-memory .*Write batch_size: \d+/], // prettier-ignore
    ["too large a layer", file({ units: 100_000 }), /^a\.rnn\.yaml:4:5 engine-memory .*weights of lstm/],
    ["too long a sequence", file({ length: 100_000, units: 5000, samples: 1 }), /^a\.rnn\.yaml:4:5 engine-memory .*steps of lstm/], // prettier-ignore
  ])("for %s: check, summary and train say it alike, and exit with 1", async (_, text, expected) => {
    const { run } = placeWith({ "a.rnn.yaml": text });
    const said = await Promise.all(["check", "summary", "train"].map((command) => run(`${command} a.rnn.yaml`)));
    for (const { code, err } of said) {
      expect([code, err.trimEnd().split("\n").length]).toEqual([1, 1]);
      expect(err).toMatch(expected);
    }
    // What is needed follows from the file; what there is from the moment.
    const needed = said.map(({ err }) => /(?:needs?|need) (\d+ [GM]B)/.exec(err)?.[1]);
    expect(needed).toEqual([needed[0], needed[0], needed[0]]);
    expect(said[1]?.out).toContain(`, ${needed[0]} of memory`);
    const [{ files }] = (await run("check a.rnn.yaml --json")).json as [{ files: [{ diagnostics: unknown[] }] }];
    expect(files[0].diagnostics).toMatchObject([{ code: "engine-memory", severity: "error" }]);
  });

  test("for too many samples stands at their number", () => {
    const text = file({ samples: 50_000, fit: "batch_size: 8" });
    const machine = { build: "exact", wide: false, available: 1, freeBytes: 4e6 } as const;
    const { finding } = previewTraining(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), machine);
    expect(finding?.message).toMatchObject({ id: "engine-memory.samples", args: { samples: 50_000 } });
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe("50000");
  });

  test("is refused before its data is made", async () => {
    const { run } = placeWith({ "a.rnn.yaml": file({ units: 100_000 }) });
    const fill = vi.spyOn(madeTasks.adding, "fill");
    expect((await run("train a.rnn.yaml")).err).toContain("engine-memory");
    expect(fill).not.toHaveBeenCalled();
    expect((await placeWith({ "a.rnn.yaml": file({ fit: "epochs: 1" }) }).run("train a.rnn.yaml")).code).toBe(0);
    expect(fill).toHaveBeenCalledTimes(64);
    fill.mockRestore();
  });
});

describe("uneven batches of a stateful layer", () => {
  const stateful = (fit: string): string =>
    file({ samples: 12, fit }).replace("LSTM: 8", "LSTM: {units: 8, stateful: true}");

  test("stand at batch_size", async () => {
    const { run } = placeWith({ "a.rnn.yaml": stateful("batch_size: 5, shuffle: false"), "b.rnn.yaml": stateful("shuffle: false, validation_split: 0.25") }); // prettier-ignore
    for (const command of ["check", "train"]) {
      expect(await run(`${command} a.rnn.yaml`)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^a\.rnn\.yaml:7:19 engine-stateful-batch .*Set batch_size to 4\./) as string,
      });
    }
    expect((await run("check b.rnn.yaml")).err).toMatch(/^b\.rnn\.yaml:7:1 engine-stateful-batch .* to 3\./);
  });

  test.each([
    [stateful("batch_size: 5"), stateful("batch_size: 4")],
    [stateful("epochs: 2, validation_split: 0.25"), stateful("epochs: 2, validation_split: 0.25, batch_size: 3")],
    [stateful("validation_split: 0.25").replace(/fit:.*\n/, ""), undefined],
  ])("are put right by the fix", (text, fixed) => {
    const machine = { build: "exact", wide: false, available: 1 } as const;
    const preview = (one: string) =>
      previewTraining(analyzeModelFile(one, { fileName: "a.rnn.yaml" }), machine).finding;
    const finding = preview(text);
    if (fixed === undefined) return expect(finding).toBeUndefined();
    const after = applyEdits(text, finding?.fixes[0]?.edits ?? []);
    expect(after).toBe(fixed);
    expect(preview(after)).toBeUndefined();
  });
});
