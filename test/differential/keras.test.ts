/**
 * Networks by chance against real Keras, on every engine.
 *
 * Every run compares with what Keras made of some of them once (`recorded.jsonl`): the test command needs no Python. A long run
 * (`npm run test:long`, after `npm run setup:python`) asks Keras itself about a thousand new ones. Where a figure differs by more than
 * `TOLERANCE`, Keras computes the network in float64 as well, which tells rounding from faults (`isRoundingOf`). What differs for another
 * reason is a table in docs/language.md, and is not drawn.
 *
 * `RECORD=1 npx vitest run test/differential` writes recorded.jsonl anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createStream } from "../../src/core/random/randomStream";
import { everyEngine, type EngineUnderTest } from "../engine/everyEngine";
import { newSeed, rounds } from "../rounds";
import { askKeras, hasKeras, parseAnswer, writeAnswer } from "./askKeras";
import { differences, isWithin, TOLERANCE, trainHere, type Differences, type Trained } from "./compare";
import { randomNetwork, type Network } from "./networks";

const place = "test/differential/recorded.jsonl";
/** Of 0 a loss that jumps from 23 over 37 to 0.9, with momentum, differs by 5.7e-5 on one engine, and by 3e-5 from Keras's float64: rounding. */
const recordedNumbers = Array.from({ length: 23 }, (_, i) => 3 + i * 3);
const isLong = rounds(10) === 10;

interface Recorded {
  readonly network: Network;
  readonly trained: Trained;
}

const recorded = readFileSync(place, "utf8").split("\n").filter(Boolean).map((line) => parseAnswer(line) as unknown as Recorded); // prettier-ignore

describe.each(everyEngine)("%s", (engine) => {
  it.each(recorded.map((one) => [one.network.number, one] as const))(
    "network %i, as Keras trained it",
    async (_, one) => {
      const found = differences(await trainHere(one.network, one.trained.weights, engine), one.trained);
      expect(isWithin(found), writeAnswer({ found, spec: one.network.spec })).toBe(true);
    },
  );
});

it("a difference is seen: other weights, another figure, a column more", async () => {
  const { network, trained } = recorded[0] as Recorded;
  const here = await trainHere(network, trained.weights, "exact");
  const shifted = Object.entries(trained.weights).map(([name, values]) => [name, values.map((value) => value + 0.01)]);
  const moved = await trainHere(network, Object.fromEntries(shifted) as Trained["weights"], "exact");
  expect(isWithin(differences(moved, trained))).toBe(false);
  const history = { ...trained.history, loss: (trained.history["loss"] ?? []).map((value) => value * (1 + 2e-4)) };
  expect(isWithin(differences(here, { ...trained, history }))).toBe(false);
  expect(isWithin(differences(here, { ...trained, history: { ...trained.history, other: [1] } }))).toBe(false);
});

/** In units of the last digit of float32: what an activation may be wrong by (1e-6, test/engine/activationRange.test.ts). */
const DIGITS = 8;
const MOVES = 3;

/** Every weight by at most a unit of its last digit. */
function moved(weights: Trained["weights"], seed: number): Trained["weights"] {
  const stream = createStream(seed, "weights", 78);
  const move = (value: number): number => value * (1 + 2 ** -23 * (2 * stream.uniform() - 1));
  return Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, values.map(move)]));
}

/**
 * What float64 says of a difference: it is rounding where Keras's own float32 is a quarter as far away as this engine is, or further, or where
 * the network, computed in float64, goes as far when the last digit of its first weights is another one, as many times as this engine may
 * be wrong by that digit.
 */
async function isRoundingOf(network: Network, keras: Trained): Promise<(here: Omit<Trained, "weights">) => boolean> {
  const draws = Array.from({ length: MOVES }, (_, seed) => moved(keras.weights, seed));
  const [exact, ...others] = await askKeras(
    [keras.weights, ...draws].map((weights) => ({ ...network, weights })),
    "float64",
  );
  if (!exact) return () => false;
  const theirs = differences(keras, exact);
  const turns = others.map((one) => differences(one, exact));
  return (here) => {
    const own = differences(here, exact);
    return (Object.keys(TOLERANCE) as (keyof Differences)[]).every((part) => {
      const turn = Math.max(...turns.map((one) => one[part]));
      return own[part] <= Math.max(TOLERANCE[part], 4 * theirs[part], DIGITS * turn);
    });
  };
}

const CHUNK = 50;

/** In the long run alone, with the Keras of `npm run setup:python`; without it that run says that this is skipped. */
const live = isLong ? describe.skipIf(!hasKeras) : undefined;
live?.("Keras itself agrees, but for rounding", () => {
  const seed = newSeed("networks against Keras");
  const first = Array.from({ length: rounds(1000) / CHUNK }, (_, i) => seed + CHUNK * i);
  it.each(first)("on fifty networks from %i on", { timeout: 4 * 3600_000 }, async (from) => {
    const networks = Array.from({ length: CHUNK }, (_, i) => randomNetwork(from + i));
    const answers = await askKeras(networks);
    const [rounded, faults]: [string[], string[]] = [[], []];
    for (const [i, keras] of answers.entries()) {
      const network = networks[i] as Network;
      const different = await enginesThatDiffer(network, keras);
      if (different.length === 0) continue;
      const isRounding = await isRoundingOf(network, keras);
      for (const [engine, here] of different) {
        if (isRounding(here)) rounded.push(`${engine} ${network.number}`);
        else faults.push(writeAnswer({ engine, number: network.number, found: differences(here, keras), spec: network.spec })); // prettier-ignore
      }
    }
    if (rounded.length > 0) console.log(`rounding: ${rounded.join(", ")}`);
    expect(faults).toEqual([]);
  });
});

async function enginesThatDiffer(
  network: Network,
  keras: Trained,
): Promise<[EngineUnderTest, Omit<Trained, "weights">][]> {
  const different: [EngineUnderTest, Omit<Trained, "weights">][] = [];
  for (const engine of everyEngine) {
    const here = await trainHere(network, keras.weights, engine);
    if (!isWithin(differences(here, keras))) different.push([engine, here]);
  }
  return different;
}

const record = process.env["RECORD"] === "1" ? it : undefined;
record?.("records", { timeout: 3600_000 }, async () => {
  const networks = recordedNumbers.map(randomNetwork);
  const trained = await askKeras(networks);
  writeFileSync(place, networks.map((network, i) => `${writeAnswer({ network, trained: trained[i] })}\n`).join(""));
});
