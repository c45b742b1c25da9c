/**
 * What the language status item says: which engine will run, why, and what stands in the way. test/extension/engineLine.test.ts holds this.
 */
import { type Message, message } from "../../core/messages/message";
import type { EngineReport } from "../../protocol/engines";
import type { AskedEngine } from "./engineSetting";

export interface EngineLine {
  readonly text: Message;
  /** One sentence after the other. */
  readonly detail: readonly Message[];
  readonly isWrong: boolean;
  /** The command beside it. */
  readonly offers: "setUp" | "show";
}

/** `reports`: undefined while they are not there yet. */
export function engineLine(
  asked: AskedEngine | { readonly unknown: string },
  reports: readonly EngineReport[] | undefined,
): EngineLine {
  const right = { isWrong: false, offers: "show" } as const;
  if (typeof asked === "object") {
    const text = message("status-engine-unknown", { found: asked.unknown });
    return { ...right, text, detail: [message("editor-unknown-engine", { found: asked.unknown })], isWrong: true };
  }
  const tensorFlow = reports?.find(({ name }) => name === "tfjs-node");
  const offers = tensorFlow?.canSetUp ? "setUp" : "show";
  if (asked === "auto") {
    const text = message("status-engine", { engine: "wasm" });
    return { ...right, offers, text, detail: [message("engine-why.auto"), ...aboutTensorFlow(tensorFlow)] };
  }
  const report = reports?.find(({ name }) => name === asked);
  const detail = [message("engine-why.setting")];
  if (!report || report.available) {
    const version = asked === "tfjs-node" ? report?.version : undefined;
    const engine = version === undefined ? asked : `${asked} (TensorFlow ${version})`;
    return { ...right, text: message("status-engine", { engine }), detail };
  }
  const text = message("status-engine-missing", { engine: asked });
  return { text, detail: report.reason ? [report.reason as Message] : detail, isWrong: true, offers };
}

/** What `auto` passes over. */
function aboutTensorFlow(report: EngineReport | undefined): readonly Message[] {
  if (!report) return [];
  if (report.reason) return [report.reason as Message];
  return [message("status-tensorflow-here", { version: report.version ?? "" })];
}
