/** What the language status item says: which engine will run, why, and the command that cures what stands in the way. */
import { expect, test } from "vitest";
import { message, render } from "../../src/core/messages/message";
import { engineLine } from "../../src/extension/engines/engineLine";
import type { EngineReport } from "../../src/protocol/engines";

const wasm: EngineReport = { name: "wasm", available: true, version: "0.1.0", ...none(), features: ["exact"] };
const here: EngineReport = { name: "tfjs-node", available: true, version: "2.21.0", ...none(), features: ["cpu"] };
const missing = (reason: EngineReport["reason"], canSetUp = true): EngineReport => ({
  ...{ name: "tfjs-node", available: false, ...none(), features: [], canSetUp },
  ...(reason && { reason }),
});
const absent = missing(plain(message("tensorflow-absent")));
const broken = missing(plain(message("tensorflow-broken", { folder: "/cache", problem: "no library" })));
const noAvx = missing(plain(message("tensorflow-no-avx")), false);

function none(): Pick<EngineReport, "canSetUp" | "canRemove" | "threads"> {
  return { canSetUp: false, canRemove: false, threads: 1 };
}

function plain({ id, args }: { id: string; args: Readonly<Record<string, string | number>> }): EngineReport["reason"] {
  return { id, args: { ...args } };
}

type Asked = Parameters<typeof engineLine>[0];

test.each<[Asked, readonly EngineReport[] | undefined, string]>([
  ["auto", undefined, "Engine: wasm | auto | show"],
  ["auto", [wasm, here], "Engine: wasm | auto | TensorFlow 2.21.0 can be chosen | show"],
  ["wasm", [wasm, absent], "Engine: wasm | asked for by unroll.engine | show"],
  ["tfjs-node", undefined, "Engine: tfjs-node | asked for by unroll.engine | show"],
  ["tfjs-node", [wasm, here], "Engine: tfjs-node (TensorFlow 2.21.0) | asked for by unroll.engine | show"],
])("%s: %#", (asked, reports, expected) => {
  expect(said(asked, reports)).toBe(expected);
});

test.each<[Asked, EngineReport, string]>([
  ["auto", absent, "Engine: wasm | auto | TensorFlow is not set up | setUp"],
  ["tfjs-node", absent, "! Engine: none | tfjs-node | TensorFlow is not set up | setUp"],
  ["tfjs-node", noAvx, "! Engine: none | tfjs-node | TensorFlow needs a processor with AVX | show"],
  ["tfjs-node", broken, "! Engine: none | tfjs-node | TensorFlow is here and does not work | setUp"],
  [{ unknown: "cuda" }, absent, "! Engine: there is no cuda | Choose auto, wasm or tfjs-node | show"],
])("%o says what stands in the way: %#", (asked, report, expected) => {
  expect(said(asked, [wasm, report])).toBe(expected);
});

function said(asked: Asked, reports: readonly EngineReport[] | undefined): string {
  const { text, detail, isWrong, offers } = engineLine(asked, reports);
  const sentences = [text, ...detail].map((one) => render(one, "en"));
  return `${isWrong ? "! " : ""}${[...sentences, offers].join(" | ")}`;
}
