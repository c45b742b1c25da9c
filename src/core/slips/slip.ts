/** A slip in the YAML of a file: what stands there wrongly, and the text that was most probably meant. */
import type { Message } from "../messages/message";
import type { TextEdit, TextRange } from "../text/range";

export interface Slip {
  readonly range: TextRange;
  readonly message: Message;
  readonly title: Message;
  /** As which the rest of the file is read; edits of the slips of one finder do not overlap. */
  readonly edits: readonly TextEdit[];
  /** Where what was meant cannot be known: the other way, and both are for a person to choose. */
  readonly otherwise?: { readonly title: Message; readonly edits: readonly TextEdit[] };
}

/** All slips of one kind in a text. Whether they are slips at all shows when the text is read with them mended. */
export type SlipFinder = (text: string) => readonly Slip[];
