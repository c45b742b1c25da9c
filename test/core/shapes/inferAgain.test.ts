/** Shapes of a network of which a layer is another one: those of the file that says so. */
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { inferAgain } from "../../../src/core/shapes/inferAgain";

const layersOf = (first: string) =>
  analyzeModelFile(
    `model:\n  - Input: [4, 2]\n  - LSTM: ${first}\n  - LSTM: {units: 3, initial_state: [lstm/h, lstm/c]}\n  - Dense: 2\n`,
    { fileName: "a" },
  ).layers;
const sound = layersOf("{units: 3, return_sequences: true, return_state: true}");
const shapes = (layers: Parameters<typeof inferAgain>[0]) =>
  inferAgain(layers).map((outputs) => outputs?.[0]?.shape.join());

test("as they are", () => {
  expect(inferAgain(sound)).toEqual(sound.map(({ outputs }) => outputs));
});

test("without sequences, and with states of another size, the layers below get nothing they can take", () => {
  for (const other of ["{units: 3, return_state: true}", "{units: 5, return_sequences: true, return_state: true}"]) {
    const planned = sound.with(1, { ...sound[1]!, definition: layersOf(other)[1]?.definition });
    expect(shapes(planned).slice(2)).toEqual([undefined, undefined]);
  }
});
