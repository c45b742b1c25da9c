/**
 * The templates of `unroll new`, of New Model from Template and of completion: the files of examples/, bundled as text.
 */
import { type Message, message } from "../core/messages/message";
import autoencoder from "../../examples/autoencoder.rnn.yaml";
import bidirectional from "../../examples/bidirectional.rnn.yaml";
import brackets from "../../examples/brackets.rnn.yaml";
import classify from "../../examples/classify.rnn.yaml";
import forecast from "../../examples/forecast.rnn.yaml";
import jordan from "../../examples/jordan.rnn.yaml";
import manyToMany from "../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import oneToMany from "../../examples/one-to-many.rnn.yaml";
import returnSequences from "../../examples/return-sequences.rnn.yaml";
import sequenceToSequence from "../../examples/sequence-to-sequence.rnn.yaml";
import stacked from "../../examples/stacked.rnn.yaml";
import twoInputs from "../../examples/two-inputs.rnn.yaml";

/** In the order of the course; then what goes beyond it. */
const texts = {
  "many-to-one": manyToOne,
  "many-to-many": manyToMany,
  "return-sequences": returnSequences,
  stacked: stacked,
  bidirectional: bidirectional,
  "one-to-many": oneToMany,
  "sequence-to-sequence": sequenceToSequence,
  autoencoder: autoencoder,
  "two-inputs": twoInputs,
  classify: classify,
  forecast: forecast,
  jordan: jordan,
  brackets: brackets,
} as const;

export interface Template {
  /** The file's name in examples/ without `.rnn.yaml`. */
  readonly name: string;
  readonly text: string;
  /** What it is about, in one line. */
  readonly summary: Message;
}

export const templates: readonly Template[] = (Object.keys(texts) as (keyof typeof texts)[]).map((name) => ({
  name,
  text: texts[name],
  summary: message(`template-${name}`),
}));
