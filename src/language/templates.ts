/**
 * The templates of `unroll new`, of New Model and of completion: the files of examples/ and, in Spanish, of examples/es/, bundled as text.
 *
 * test/language/templates.test.ts holds that both say the same.
 */
import { type Language, type Message, message } from "../core/messages/message";
import autoencoder from "../../examples/autoencoder.rnn.yaml";
import bidirectional from "../../examples/bidirectional.rnn.yaml";
import brackets from "../../examples/brackets.rnn.yaml";
import classify from "../../examples/classify.rnn.yaml";
import forecast from "../../examples/forecast.rnn.yaml";
import jordan from "../../examples/jordan.rnn.yaml";
import manyToMany from "../../examples/many-to-many.rnn.yaml";
import manyToOne from "../../examples/many-to-one.rnn.yaml";
import oneToMany from "../../examples/one-to-many.rnn.yaml";
import prices from "../../examples/prices.rnn.yaml";
import returnSequences from "../../examples/return-sequences.rnn.yaml";
import sequenceToSequence from "../../examples/sequence-to-sequence.rnn.yaml";
import stacked from "../../examples/stacked.rnn.yaml";
import twoInputs from "../../examples/two-inputs.rnn.yaml";
import weather from "../../examples/weather.rnn.yaml";
import autoencoderEs from "../../examples/es/autoencoder.rnn.yaml";
import bidirectionalEs from "../../examples/es/bidirectional.rnn.yaml";
import bracketsEs from "../../examples/es/brackets.rnn.yaml";
import classifyEs from "../../examples/es/classify.rnn.yaml";
import forecastEs from "../../examples/es/forecast.rnn.yaml";
import jordanEs from "../../examples/es/jordan.rnn.yaml";
import manyToManyEs from "../../examples/es/many-to-many.rnn.yaml";
import manyToOneEs from "../../examples/es/many-to-one.rnn.yaml";
import oneToManyEs from "../../examples/es/one-to-many.rnn.yaml";
import pricesEs from "../../examples/es/prices.rnn.yaml";
import returnSequencesEs from "../../examples/es/return-sequences.rnn.yaml";
import sequenceToSequenceEs from "../../examples/es/sequence-to-sequence.rnn.yaml";
import stackedEs from "../../examples/es/stacked.rnn.yaml";
import twoInputsEs from "../../examples/es/two-inputs.rnn.yaml";
import weatherEs from "../../examples/es/weather.rnn.yaml";

/** In the order of the course; then what goes beyond it. */
const texts = {
  "many-to-one": { en: manyToOne, es: manyToOneEs },
  "many-to-many": { en: manyToMany, es: manyToManyEs },
  "return-sequences": { en: returnSequences, es: returnSequencesEs },
  stacked: { en: stacked, es: stackedEs },
  bidirectional: { en: bidirectional, es: bidirectionalEs },
  "one-to-many": { en: oneToMany, es: oneToManyEs },
  "sequence-to-sequence": { en: sequenceToSequence, es: sequenceToSequenceEs },
  autoencoder: { en: autoencoder, es: autoencoderEs },
  "two-inputs": { en: twoInputs, es: twoInputsEs },
  classify: { en: classify, es: classifyEs },
  forecast: { en: forecast, es: forecastEs },
  weather: { en: weather, es: weatherEs },
  prices: { en: prices, es: pricesEs },
  jordan: { en: jordan, es: jordanEs },
  brackets: { en: brackets, es: bracketsEs },
} as const;

export interface Template {
  /** The file's name in examples/ without `.rnn.yaml`. */
  readonly name: string;
  readonly texts: Readonly<Record<Language, string>>;
  /** The data files that it names, relative to the file: those of examples/, which are written beside it. */
  readonly data: readonly string[];
  /** What it is about, in one line. */
  readonly summary: Message;
}

export const templates: readonly Template[] = (Object.keys(texts) as (keyof typeof texts)[]).map((name) => ({
  name,
  texts: texts[name],
  data: [...texts[name].en.matchAll(/^ {2}file: ([\w./-]+)/gm)].map(([, file = ""]) => file),
  summary: message(`template-${name}`),
}));
