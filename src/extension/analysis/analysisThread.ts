/**
 * The analysis thread as seen from the extension host, which never reads a text itself and is never held up by one.
 *
 * Questions are answered one after the other. One about a text that has changed in the meantime is not asked at all, so the thread is
 * at most one text behind the keys. A thread that dies or says nothing for long is ended; the next question starts another, and the
 * text that ended it is not asked about again. test/extension/analysisThread.test.ts holds this.
 */
import { Worker } from "node:worker_threads";
import type { FromAnalysis, ToAnalysis } from "./analysisMessages";
import type { Answer, Details, Question } from "./answers";

/** No text within the limit takes so long on any machine. */
const SILENCE_MS = 60_000;
/** A text that needs more ends the thread, and not the extension host. */
const LARGEST_HEAP_MB = 1024;

/** One version of a text that may change while something is asked about it. */
export interface LiveText {
  readonly key: string;
  readonly fileName: string;
  readonly version: number;
  /** The text still is what it was when this was made. */
  isCurrent(): boolean;
  read(): string;
}

/** The text changed before the answer came. */
export class Superseded extends Error {}

/** The thread ended over this text. */
export class AnalysisFailed extends Error {}

interface Waiting {
  readonly text: LiveText;
  readonly question: Question;
  readonly details: readonly unknown[];
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
}

export class AnalysisThread {
  private worker: Worker | undefined;
  private readonly waiting: Waiting[] = [];
  private asked: (Waiting & { readonly id: number }) | undefined;
  private lastId = 0;
  private silence: NodeJS.Timeout | undefined;
  /** Which version of each text the thread has. */
  private readonly sent = new Map<string, number>();
  /** Which version of a text a thread ended over. */
  private readonly fatal = new Map<string, number>();

  constructor(
    /** The bundle of answerQuestions.ts. */
    private readonly path: string,
    private readonly silenceMs = SILENCE_MS,
  ) {}

  /** Rejects with `Superseded` where the text changes before the answer is there. */
  ask<Q extends Question>(text: LiveText, question: Q, ...details: Details<Q>): Promise<Answer<Q>> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ text, question, details, resolve: (answer) => resolve(answer as Answer<Q>), reject });
      this.next();
    });
  }

  /** The text is of no interest any more. */
  forget(key: string): void {
    this.fatal.delete(key);
    if (this.sent.delete(key)) this.worker?.postMessage({ type: "forget", key } satisfies ToAnalysis);
  }

  dispose(): void {
    this.end("the window closes");
    for (const { reject } of this.waiting.splice(0)) reject(new Superseded());
  }

  private next(): void {
    while (!this.asked) {
      const first = this.waiting.shift();
      if (!first) return;
      const { text, reject } = first;
      if (!text.isCurrent()) reject(new Superseded());
      else if (this.fatal.get(text.key) === text.version) reject(new AnalysisFailed());
      else this.send(first);
    }
  }

  private send(waiting: Waiting): void {
    const { text, question, details } = waiting;
    const { key, fileName, version } = text;
    const id = ++this.lastId;
    this.asked = { ...waiting, id };
    this.worker ??= this.start();
    const isKnown = this.sent.get(key) === version;
    this.sent.set(key, version);
    this.worker.postMessage({
      ...{ type: "ask", id, key, fileName, question, details },
      ...(isKnown ? {} : { text: text.read() }),
    } satisfies ToAnalysis);
    // An answer that has come while the whole process was away is taken first.
    this.silence = setTimeout(() => setImmediate(() => this.asked?.id === id && this.end("no answer")), this.silenceMs);
  }

  private start(): Worker {
    const worker = new Worker(this.path, {
      execArgv: [],
      name: "unroll-analysis",
      resourceLimits: { maxOldGenerationSizeMb: LARGEST_HEAP_MB },
    });
    worker.on("message", (answer: FromAnalysis) => this.take(answer));
    worker.on("error", (error) => this.worker === worker && this.end(error.message));
    worker.on("exit", (code) => this.worker === worker && this.end(`exit code ${code}`));
    return worker;
  }

  private take(answer: FromAnalysis): void {
    const { asked } = this;
    if (asked?.id !== answer.id) return;
    clearTimeout(this.silence);
    this.asked = undefined;
    if (!asked.text.isCurrent()) asked.reject(new Superseded());
    else if ("problem" in answer) asked.reject(new Error(answer.problem));
    else asked.resolve(answer.answer);
    this.next();
  }

  private end(why: string): void {
    const { worker, asked } = this;
    clearTimeout(this.silence);
    this.worker = undefined;
    this.asked = undefined;
    this.sent.clear();
    void worker?.terminate();
    if (asked) {
      this.fatal.set(asked.text.key, asked.text.version);
      asked.reject(new AnalysisFailed(why));
    }
    this.next();
  }
}
