/**
 * The templates of `unroll new` and of New Model from Template: the files of examples/, bundled as text.
 */
import { type Message, message } from "../core/messages/message";
import bidirectional from "../../examples/bidirectional.rnn.yaml";
import brackets from "../../examples/brackets.rnn.yaml";
import manyToMany from "../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import returnSequences from "../../examples/return-sequences.rnn.yaml";
import stacked from "../../examples/stacked.rnn.yaml";

type TemplateName = "many-to-one" | "many-to-many" | "return-sequences" | "stacked" | "bidirectional" | "brackets";

export interface Template {
  /** The file's name in examples/ without `.rnn.yaml`. */
  readonly name: string;
  readonly text: string;
  /** What it is about, in one line. */
  readonly summary: Message;
}

const template = (name: TemplateName, text: string): Template => ({ name, text, summary: message(`template-${name}`) });

/** In the order of the course; then what goes beyond it. */
export const templates: readonly Template[] = [
  template("many-to-one", manyToOne),
  template("many-to-many", manyToMany),
  template("return-sequences", returnSequences),
  template("stacked", stacked),
  template("bidirectional", bidirectional),
  template("brackets", brackets),
];
