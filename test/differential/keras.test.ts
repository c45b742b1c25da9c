/**
 * Networks by chance against real Keras, on every engine.
 *
 * Every run compares with what Keras made of some of them once (`recorded.jsonl`): the test command needs no Python. A long run
 * (`npm run test:long`, after `npm run setup:python`) asks Keras itself about a thousand new ones. Where a figure differs by more than
 * `TOLERANCE`, Keras computes the network in float64 from the same weights as well: the difference is rounding where Keras's own float32
 * is as far from that as this engine is, and a fault where it is not. What differs for another reason is a table in docs/language.md,
 * and is not drawn.
 *
 * `RECORD=1 npx vitest run test/differential` writes recorded.jsonl anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { everyEngine, type EngineUnderTest } from "../engine/everyEngine";
import { newSeed, rounds } from "../rounds";
import { askKeras, hasKeras, parseAnswer, writeAnswer } from "./askKeras";
import { differences, isWithin, TOLERANCE, trainHere, type Differences, type Trained } from "./compare";
import { randomNetwork, type Network } from "./networks";

const place = "test/differential/recorded.jsonl";
const recordedNumbers = Array.from({ length: 24 }, (_, i) => i * 3);
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

/** What float64 leaves of a difference: nothing where Keras's own float32 is a quarter as far away, or further. */
function isRounding(here: Omit<Trained, "weights">, keras: Trained, exact: Trained): boolean {
  const [own, theirs] = [differences(here, exact), differences(keras, exact)];
  return (Object.keys(TOLERANCE) as (keyof Differences)[]).every(
    (part) => own[part] <= TOLERANCE[part] || theirs[part] >= own[part] / 4,
  );
}

/** In the long run alone, with the Keras of `npm run setup:python`; without it that run says that this is skipped. */
const live = isLong ? describe.skipIf(!hasKeras) : undefined;
live?.("Keras itself", () => {
  it("agrees on a thousand networks, but for rounding", { timeout: 4 * 3600_000 }, async () => {
    const seed = newSeed("networks against Keras");
    const faults: string[] = [];
    let rounded = 0;
    for (let first = 0; first < rounds(1000); first += 50) {
      const networks = Array.from({ length: 50 }, (_, i) => randomNetwork(seed + first + i));
      const answers = await askKeras(networks);
      for (const [i, keras] of answers.entries()) {
        const network = networks[i] as Network;
        const different = await enginesThatDiffer(network, keras);
        if (different.length === 0) continue;
        const [exact] = (await askKeras([{ ...network, weights: keras.weights }], "float64")) as [Trained];
        for (const [engine, here] of different) {
          if (isRounding(here, keras, exact)) rounded++;
          else faults.push(writeAnswer({ engine, number: network.number, found: differences(here, keras), spec: network.spec })); // prettier-ignore
        }
      }
    }
    console.log(`rounding: ${rounded}`);
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
