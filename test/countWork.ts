/**
 * How much work a piece of the sources does, as a number that no other process on the machine changes.
 *
 * V8 counts how often each function and each branch of src/ and of the YAML library runs; what a built-in function looks through is added
 * to that. It counts what was compiled after this file: a test imports it before any of the sources, and stands alone in its process
 * (vitest.config.mts sees to that). test/countWork.test.ts holds this.
 */
import { Session } from "node:inspector";

const session = new Session();
session.connect();
post("Profiler.enable");
post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** Calls of functions, runs of branches and steps of built-in loops while `work` ran. */
export function countWork(work: () => unknown): number {
  const [count = 0] = countInTurn([work]);
  return count;
}

/**
 * `countWork` of each. The counts begin anew when they are taken, and taking them is slow: so each taking ends one work and begins the
 * next, and they are added up when all is done.
 */
function countInTurn(works: readonly (() => unknown)[]): number[] {
  post("Profiler.takePreciseCoverage");
  const taken = works.map((work) => [countLooks(work), post("Profiler.takePreciseCoverage") as Coverage] as const);
  return taken.map(([looked, { result }]) =>
    result
      .filter(({ url }) => /\/(src|test)\/|\/yaml\//.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((sum, count) => sum + count, looked),
  );
}

/**
 * How the work grows from `size` over twice to four times the size: the second increase by the first. Linear work gives 2, whatever it
 * costs to begin with, and work with the square gives 4. Less than one step for each of `size` is taken for one.
 *
 * V8 may lose a function's count while it compiles it anew: what is not below `most` is measured again, twice at most. Work with the square
 * is too much each time.
 */
export function growthOf(size: number, workAt: (size: number) => () => unknown, most = Infinity): number {
  // What is made once for all is made now.
  workAt(size)();
  const measure = (): number => {
    const [one = 0, two = 0, four = 0] = countInTurn([size, 2 * size, 4 * size].map(workAt));
    return (four - two) / Math.max(size, two - one);
  };
  let growth = measure();
  for (let again = 0; again < 2 && !(growth < most); again++) growth = Math.min(growth, measure());
  return growth;
}

function post(method: string, parameters: object = {}): unknown {
  let answer: unknown;
  // A session of the same thread answers before `post` is over.
  session.post(method, parameters, (error: Error | null, given?: object) => {
    if (error) throw error;
    answer = given;
  });
  return answer;
}

type Method = (this: never, ...given: unknown[]) => unknown;
/** What a call has looked through, from what it was called on, its arguments and its answer. */
type Looks = (on: { readonly length: number }, given: readonly unknown[], answer: unknown) => number;

const all: Looks = ({ length }) => length;
const upTo: Looks = ({ length }, [, from], answer) =>
  (answer === -1 || typeof answer !== "number" ? length : answer + 1) - (typeof from === "number" ? from : 0);
const made: Looks = (_on, _given, answer) => (answer as { length?: number } | null)?.length ?? 0;

const builtIns: readonly (readonly [object, Readonly<Record<string, Looks>>])[] = [
  [
    Array.prototype,
    { indexOf: upTo, includes: all, lastIndexOf: all, slice: made, concat: made, join: all, shift: all, unshift: all },
  ],
  [Array.prototype, { splice: ({ length }, [from]) => length - Number(from), reverse: all, flat: made }],
  [String.prototype, { indexOf: upTo, includes: all, lastIndexOf: all, split: all, replaceAll: all }],
];

/** Runs `work` while the built-in functions count. */
function countLooks(work: () => unknown): number {
  let looked = 0;
  const undo = builtIns.flatMap(([on, methods]) =>
    Object.entries(methods).map(([name, looks]) => {
      const property = Object.getOwnPropertyDescriptor(on, name)!;
      const method = property.value as Method;
      const counting: Method = function (this: never, ...given) {
        const { length } = this;
        const answer = method.apply(this, given);
        looked += Math.max(0, looks({ length }, given, answer));
        return answer;
      };
      Object.defineProperty(on, name, { ...property, value: counting });
      return (): unknown => Object.defineProperty(on, name, property);
    }),
  );
  try {
    work();
  } finally {
    for (const one of undo) one();
  }
  return looked;
}
