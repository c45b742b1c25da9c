/** What stands in the way, in whole sentences: errors in the file, what training lacks, how a run failed. */
import { type Language, say } from "../../src/core/messages/message";
import type { LiveView } from "../../src/protocol/live";
import { canResume, type ModelView, type RunView } from "../../src/protocol/panel";
import { type PanelContext, renderForeign } from "../context";
import { element } from "../element";
import type { PanelState } from "../panelState";

export interface Banner {
  readonly kind: "error" | "note";
  readonly text: string;
}

export function mountBanners(root: HTMLElement, { language }: PanelContext): (state: PanelState) => void {
  let shown = "";
  return ({ model, run, live }) => {
    const banners = listBanners(model, followsEdits(live) ? withoutChange(run) : run, language);
    const now = JSON.stringify(banners);
    if (now === shown) return;
    shown = now;
    root.replaceChildren(
      ...banners.map(({ kind, text }) =>
        element(
          "p",
          { class: `banner ${kind}` },
          element("strong", {}, say(language, kind === "error" ? "panel.errorSign" : "panel.warningSign")),
          " ",
          text,
        ),
      ),
    );
  };
}

/** Live mode trains the change by itself, now or when the file is whole again. */
const followsEdits = ({ state }: LiveView): boolean =>
  ["ready", "training", "errors", "incomplete", "busy"].includes(state);
const withoutChange = (run: RunView | null): RunView | null => run && { ...run, modelChanged: false };

/** The banners in the order of their weight. */
export function listBanners(model: ModelView | undefined, run: RunView | null, language: Language): readonly Banner[] {
  return [
    ...(model && model.errors > 0 ? [{ kind: "error" as const, text: sayErrors(model, language) }] : []),
    ...(run?.status === "failed" || run?.status === "crashed" || run?.status === "refused"
      ? [{ kind: "error" as const, text: sayFailure(run, language) }]
      : []),
    ...(model?.cannotTrain && model.errors === 0
      ? [
          {
            kind: "note" as const,
            text: say(language, "panel.cannotTrain", { reason: renderForeign(model.cannotTrain, language) }),
          },
        ]
      : []),
    ...(run?.status === "interrupted" ? [{ kind: "note" as const, text: sayInterruption(run, language) }] : []),
    ...(run?.warning ? [{ kind: "note" as const, text: renderForeign(run.warning, language) }] : []),
    ...(run?.stoppedEarly ? [{ kind: "note" as const, text: sayStopping(run, language) }] : []),
    ...(run?.modelChanged ? [{ kind: "note" as const, text: say(language, "panel.modelChanged") }] : []),
  ];
}

function sayInterruption(run: RunView, language: Language): string {
  const { epoch, epochs } = run;
  return say(language, canResume(run) ? "panel.interrupted" : "panel.interruptedAtEnd", { epoch, epochs });
}

function sayStopping({ epoch, stoppedEarly }: RunView, language: Language): string {
  const restored = stoppedEarly?.restoredEpoch;
  return restored === undefined
    ? say(language, "panel.stoppedEarly", { epoch })
    : say(language, "panel.stoppedEarlyRestored", { epoch, restored });
}

function sayErrors({ errors, firstError }: ModelView, language: Language): string {
  if (!firstError) return say(language, "panel.errorsUnnamed", { count: errors });
  const first = renderForeign(firstError, language);
  return errors === 1
    ? say(language, "panel.oneError", { first })
    : say(language, "panel.manyErrors", { count: errors, first });
}

function sayFailure({ status, epoch, reason: given }: RunView, language: Language): string {
  const reason = given ? renderForeign(given, language) : say(language, "panel.noReason");
  if (status === "refused") return say(language, "panel.refused", { reason });
  if (status === "crashed") {
    return epoch > 0
      ? say(language, "panel.crashed", { epoch, reason })
      : say(language, "panel.crashedAtOnce", { reason });
  }
  return epoch > 0 ? say(language, "panel.failed", { epoch, reason }) : say(language, "panel.failedAtOnce", { reason });
}
