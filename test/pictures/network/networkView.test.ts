/** The network as the map is told it, and that its schema takes it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyzeModelFile } from "../../../src/core/analyzeModelFile";
import { foldedPicture } from "../../../src/pictures/network/foldedPicture";
import { networkViewOf } from "../../../src/pictures/network/networkView";
import { layerText } from "../../../src/pictures/network/networkWords";
import { HostToMapSchema, MapToHostSchema, type NetworkView } from "../../../src/protocol/network";
import { receive } from "../../../src/protocol/receive";

const read = (text: string): NetworkView =>
  networkViewOf(analyzeModelFile(text, { fileName: "a.rnn.yaml" }), "a.rnn.yaml");

const folder = join(import.meta.dirname, "../../../examples");
test.each(readdirSync(folder).filter((name) => name.endsWith(".rnn.yaml")))("the schema takes all of %s", (name) => {
  const network = read(readFileSync(join(folder, name), "utf8"));
  const received = receive(HostToMapSchema, JSON.parse(JSON.stringify({ type: "network", network })), (reason) => {
    throw new Error(reason);
  });
  expect(received).toEqual({ type: "network", network });
});

test("time, halves, states and joined references", () => {
  const { nodes, edges } = read(`model:
  - Input: {shape: [7], dtype: int32, name: words}
  - Embedding: [9, 4]
  - Bidirectional: {GRU: {units: 3, return_sequences: true, return_state: true}, merge_mode: none, name: both}
  - Concatenate: {from: [both/forward, both/backward]}
  - LSTM: {units: 5, go_backwards: true}
  - Dense: 1
`);
  expect(nodes.map(({ steps, gives }) => [steps, gives])).toEqual([
    [7, "steps"],
    [7, "steps"],
    [7, "steps"],
    [7, "steps"],
    [7, "last"],
    [undefined, "once"],
  ]);
  expect(nodes[2]).toMatchObject({ halves: ["GRU 3", "GRU 3"], detail: "none", states: ["h"], backwards: false });
  expect(nodes[4]).toMatchObject({ states: ["h", "c"], backwards: true, shape: [null, 5] });
  expect(edges).toContainEqual({ from: 2, to: 3, label: "forward, backward", isState: false, shape: [null, 7, 3] });
  expect(nodes.map(({ isOutput }) => isOutput)).toEqual([false, false, false, false, false, true]);
});

test("a layer of its own for each direction, each with the way in which it reads", () => {
  const both = (forward: string, backward: string): NetworkView =>
    read(
      `model:\n  - Input: [7, 2]\n  - Bidirectional: {GRU: {units: 3${forward}}, backward_layer: {LSTM: {units: 4${backward}}}}\n`,
    );
  const usual = both("", ", go_backwards: true");
  expect(usual.nodes[1]).toMatchObject({ halves: ["GRU 3", "LSTM 4"], states: ["h", "c"], backwards: false });
  const titles = (view: NetworkView): string[] =>
    foldedPicture(
      view,
      (text) => text.length * 7,
      () => "",
    ).words.map(({ text }) => text);
  expect(titles(usual)).toEqual(expect.arrayContaining(["→ GRU 3", "← LSTM 4"]));
  const turned = both(", go_backwards: true", "");
  expect(titles(turned)).toEqual(expect.arrayContaining(["← GRU 3", "→ LSTM 4"]));
  expect(layerText(usual, 1, "en")).toContain("GRU 3 reads forward, LSTM 4 backward");
  expect(layerText(turned, 1, "en")).toContain("LSTM 4 reads forward, GRU 3 backward");
});

test("the map's own messages are checked", () => {
  expect(receive(MapToHostSchema, { type: "reveal", layer: "lstm" })).toEqual({ type: "reveal", layer: "lstm" });
  expect(receive(MapToHostSchema, { type: "save", svg: "<svg></svg>" })).toBeDefined();
  for (const odd of [null, {}, { type: "reveal" }, { type: "save", svg: "<html>" }, { type: "save", svg: 3 }]) {
    expect(receive(MapToHostSchema, odd)).toBeUndefined();
  }
});
