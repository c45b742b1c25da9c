/**
 * What the language status item says: which engine will run, why, and what stands in the way. test/extension/engineLine.test.ts holds this.
 */
import { type Message, message } from "../../core/messages/message";
import type { EngineReport } from "../../protocol/engines";
import type { AskedEngine } from "./engineSetting";

export interface EngineLine {
  readonly text: Message;
  /** Short: one after the other on the rest of the line. */
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
    return { ...right, text, detail: [message("status-engine-choose")], isWrong: true };
  }
  const tensorFlow = reports?.find(({ name }) => name === "tfjs-node");
  const offers = tensorFlow?.canSetUp ? "setUp" : "show";
  if (asked === "auto") {
    const text = message("status-engine", { engine: "wasm" });
    return {
      ...right,
      offers,
      text,
      detail: [message("status-engine-asked", { engine: asked }), ...aboutTensorFlow(tensorFlow)],
    };
  }
  const report = reports?.find(({ name }) => name === asked);
  const detail = [message("engine-why.setting")];
  if (!report || report.available) {
    const version = asked === "tfjs-node" ? report?.version : undefined;
    const engine = version === undefined ? asked : `${asked} (TensorFlow ${version})`;
    return { ...right, text: message("status-engine", { engine }), detail };
  }
  return {
    text: message("status-engine-none"),
    detail: [message("status-engine-asked", { engine: asked }), shortReason(report)],
    isWrong: true,
    offers,
  };
}

/** What `auto` passes over. */
function aboutTensorFlow(report: EngineReport | undefined): readonly Message[] {
  if (!report) return [];
  if (report.available) return [message("status-tensorflow-here", { version: report.version ?? "" })];
  return [shortReason(report)];
}

const shortReasons: Readonly<Partial<Record<string, Message>>> = {
  "tensorflow-absent": message("status-tensorflow.absent"),
  "tensorflow-no-avx": message("status-tensorflow.noAvx"),
};

/** Lists and items have one line: the whole reason is said where a run is refused, and to whom chooses such an engine. */
export function shortReason({ reason }: EngineReport): Message {
  return shortReasons[reason?.id ?? ""] ?? message("status-tensorflow.broken");
}
