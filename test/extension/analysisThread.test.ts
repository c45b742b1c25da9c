/** The thread that reads model files: its answers are those of the sources, the newest text goes first, and nothing ends the host. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { analyzeModelFile } from "../../src/core/analyzeModelFile";
import { answers, type Details, type Question } from "../../src/extension/analysis/answers";
import { AnalysisFailed, AnalysisThread, type LiveText, Superseded } from "../../src/extension/analysis/analysisThread";
import { bundle } from "../bundle";

const path = bundle("src/extension/analysis/answerQuestions.ts");
const open: AnalysisThread[] = [];
afterEach(() => open.splice(0).forEach((thread) => thread.dispose()));

function start(entry = path, silenceMs?: number): AnalysisThread {
  const thread = new AnalysisThread(entry, silenceMs);
  open.push(thread);
  return thread;
}

/** A document as the host sees it: `type` makes a new version. */
class Typed {
  private version = 1;
  reads = 0;

  constructor(private text: string) {}

  now(): LiveText {
    const { version } = this;
    return {
      ...{ key: "file:///a.rnn.yaml", fileName: "a.rnn.yaml", version },
      isCurrent: () => this.version === version,
      read: () => {
        this.reads += 1;
        return this.text;
      },
    };
  }

  type(text: string): void {
    this.text = text;
    this.version += 1;
  }
}

const example = readFileSync(join(import.meta.dirname, "../../examples/many-to-one.rnn.yaml"), "utf8");

test("every answer crosses to the host as it is", async () => {
  const at = example.indexOf("LSTM") + 1;
  const details: { readonly [Q in Question]: Details<Q> } = {
    ...{
      cellVariants: [],
      templates: [],
      completions: [at, "en"],
      fileWish: [at],
      findings: [],
      fixAll: ["a.rnn.yaml"],
      folds: [],
      hints: [],
      hover: [at, "es"],
    },
    ...{
      layerAt: [at],
      lenses: [false],
      liveReading: [],
      modelView: ["a.rnn.yaml"],
      namedFiles: [],
      networkView: ["a.rnn.yaml"],
      outline: [],
      placeOfLayer: ["lstm"],
      prepareRename: [at],
    },
    ...{ readiness: [], refactorings: [at], references: [at], rename: [at, "memory"], semanticTokens: [] },
    ...{ repairs: [{ start: 0, end: example.length }], signature: [at, "en"] },
  };
  const thread = start();
  const file = analyzeModelFile(example, { fileName: "a.rnn.yaml" });
  const document = new Typed(example);
  for (const [question, rest] of Object.entries(details) as [Question, never][]) {
    const ask = thread.ask.bind(thread) as (...given: unknown[]) => Promise<unknown>;
    const answer = answers[question] as (...given: unknown[]) => unknown;
    expect(await ask(document.now(), question, ...(rest as unknown[])), question).toEqual(
      answer(file, ...(rest as unknown[])),
    );
  }
  expect(document.reads, "the text goes over once").toBe(1);
});

test("a network that this machine cannot train is a finding, with its repair, in all that counts findings", async () => {
  const text = example
    .replace(/LSTM: \d+/, "LSTM: {units: 8, stateful: true}")
    .replace(/fit:.*/, "fit: {batch_size: 3, shuffle: false}");
  const document = new Typed(text);
  const thread = start();
  const [finding] = await thread.ask(document.now(), "findings");
  expect(finding).toMatchObject({ code: "engine-stateful-batch", severity: "error" });
  expect(text.slice(finding!.range.start, finding!.range.end)).toBe("3");
  expect(await thread.ask(document.now(), "readiness")).toMatchObject({ errors: 1, firstError: finding!.message });
  expect(await thread.ask(document.now(), "modelView", "a.rnn.yaml")).toMatchObject({ errors: 1 });
  expect(await thread.ask(document.now(), "repairs", finding!.range)).toMatchObject({
    here: [{ isPreferred: true }],
    isMore: false,
  });
  const fixed = await thread.ask(document.now(), "fixAll", "a.rnn.yaml");
  expect(fixed).toBe(text.replace("batch_size: 3", "batch_size: 2"));
  document.type(fixed!);
  expect(await thread.ask(document.now(), "findings")).toEqual([]);
});

test("a question about a text that has changed is not asked", async () => {
  const thread = start();
  const document = new Typed(example);
  const first = thread.ask(document.now(), "hints");
  const second = thread.ask(document.now(), "outline");
  document.type("model:\n  - Input: [3, 5]\n");
  const third = thread.ask(document.now(), "hints");
  await expect(first).rejects.toThrow(Superseded);
  await expect(second).rejects.toThrow(Superseded);
  expect((await third).map(({ label }) => label)).toEqual(["→ (None, 3, 5)"]);
});

test("a text beyond the limit is not read, and says so", async () => {
  const document = new Typed(`model: [${" ".repeat(2_000_000)}]`);
  expect((await start().ask(document.now(), "findings")).map(({ code }) => code)).toEqual(["analysis-paused"]);
});

const LONG_MS = 4 * 60_000;

/** An entry that answers "hints" with what it heard, and does something dreadful at "outline". */
function treacherous(deed: string): string {
  const folder = join("out", "test", `treacherous-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "thread.cjs");
  writeFileSync(
    file,
    `const { parentPort } = require("node:worker_threads");
    let text;
    parentPort.on("message", (request) => {
      text = request.text ?? text;
      if (request.question === "outline") ${deed}
      parentPort.postMessage({ id: request.id, answer: text });
    });`,
  );
  return join(process.cwd(), file);
}

test.each([
  ["falls silent", "for (;;);", 1000],
  ["exits", "process.exit(3);", LONG_MS],
  ["throws", "throw new Error('no');", LONG_MS],
  ["eats all memory", "for (const all = []; ; ) all.push(new Array(1e6).fill(0.5));", LONG_MS],
])("a thread that %s is replaced; its text is left alone until it changes", async (_, deed, silenceMs) => {
  const thread = start(treacherous(deed), silenceMs);
  const document = new Typed("one");
  const fatal = thread.ask(document.now(), "outline");
  const behind = thread.ask(document.now(), "hints");
  await expect(fatal).rejects.toThrow(AnalysisFailed);
  await expect(behind).rejects.toThrow(AnalysisFailed);
  // Where the machine is busy the next thread, too, may need longer than the shortest silence.
  const answer = async (): Promise<unknown> => {
    document.type("two");
    return thread.ask(document.now(), "hints").catch((error: unknown) => {
      if (silenceMs === LONG_MS || !(error instanceof AnalysisFailed)) throw error;
      return answer();
    });
  };
  expect(await answer()).toBe("two");
});
