/** What a hover shows, as plain text. */
import type { TextRange } from "../core/text/range";

export interface Hover {
  readonly range: TextRange;
  /** The heading: `LSTM` and the layer's name, or an argument's key. */
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly paragraphs: readonly string[];
  /** Lines in a fixed-width font: shapes and the formula. */
  readonly facts: readonly string[];
  /** A drawing in SVG, ours, with what it shows in words. */
  readonly picture?: { readonly svg: string; readonly alt: string };
  /** An address of Keras's documentation, ours, never from a file; Keras has no Jordan layer. */
  readonly documentation: string | undefined;
}
