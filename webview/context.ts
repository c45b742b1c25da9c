/** What every view is given beside the state: the reader's language, and what the reader can do. */
import { en } from "../src/core/messages/en";
import { type Language, type Message, type MessageId, render, say } from "../src/core/messages/message";
import type { SavedFormat, SavedView } from "../src/protocol/savedFigure";
import type { Choices } from "./panelState";

export interface PanelContext {
  readonly language: Language;
  readonly train: () => void;
  readonly stop: () => void;
  readonly pause: () => void;
  readonly proceed: () => void;
  readonly step: () => void;
  readonly setLearningRate: (rate: number) => void;
  readonly predict: () => void;
  readonly resume: () => void;
  readonly setLive: (on: boolean) => void;
  readonly chooseRun: (run: string) => void;
  readonly deleteRun: (run: string) => void;
  /** Shows the run that is seen beside another one on disk, or alone again. */
  readonly compare: (run: string | null) => void;
  readonly reveal: (layer: string) => void;
  /** Asks the host for a place to save a view at. */
  readonly save: (view: SavedView, format: SavedFormat) => void;
  /** What follows from the choices themselves is a function of them: several keys may come before a frame is drawn. */
  readonly choose: (choices: Partial<Choices> | ((now: Choices) => Partial<Choices>)) => void;
}

/** A message as the host sends it: its id is only known to be text. */
export interface ForeignMessage {
  readonly id: string;
  readonly args: Message["args"];
}

/** Says a message of the host, also one that this version does not know. */
export function renderForeign({ id, args }: ForeignMessage, language: Language): string {
  if (!Object.hasOwn(en, id)) return say(language, "panel.unknownMessage", { id });
  return render({ id: id as MessageId, args }, language);
}
