/**
 * JSON text to the same syntax tree as a model file, with places.
 *
 * Used where JSON comes from outside: its keys never become property names, a key written twice is seen as such, and a
 * mistake can be pointed at. Throws `SyntaxError` on text that is not JSON, is nested deeper than 64 or has more than five million values.
 * test/core/data/jsonSyntax.test.ts holds this.
 */
import type { ScalarValue, SyntaxEntry, SyntaxNode, SyntaxScalar } from "./syntaxTree";

const LARGEST_DEPTH = 64;

/** Each value costs some two hundred bytes. */
const MOST_VALUES = 5_000_000;

interface Token {
  readonly start: number;
  readonly text: string;
}

/** The tree of a JSON text. */
export function parseJsonSyntax(text: string): SyntaxNode {
  refuseTooMany(text);
  JSON.parse(text);
  return new JsonReader(text).node(0);
}

/** Counts the signs between which values stand, before anything is made of them; those inside texts count too. */
function refuseTooMany(text: string): void {
  // A value needs two signs at least.
  if (text.length < MOST_VALUES) return;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0x2c || sign === 0x5b || sign === 0x7b) count += 1;
  }
  if (count > MOST_VALUES) throw new SyntaxError(`more than ${MOST_VALUES} values`);
}

/** Reads text that is known to be JSON, so every token that the grammar asks for is there. */
class JsonReader {
  private readonly tokens = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;
  private ahead: Token;

  constructor(private readonly text: string) {
    this.ahead = this.scan();
  }

  node(depth: number): SyntaxNode {
    if (depth > LARGEST_DEPTH) throw new SyntaxError(`nested deeper than ${LARGEST_DEPTH}`);
    const token = this.take();
    if (token.text === "[") return this.list(token.start, depth);
    if (token.text === "{") return this.map(token.start, depth);
    return scalar(token);
  }

  private list(start: number, depth: number): SyntaxNode {
    const items: SyntaxNode[] = [];
    while (this.ahead.text !== "]") {
      items.push(this.node(depth + 1));
      if (this.ahead.text === ",") this.take();
    }
    return { is: "list", range: { start, end: this.take().start + 1 }, items };
  }

  private map(start: number, depth: number): SyntaxNode {
    const entries: SyntaxEntry[] = [];
    while (this.ahead.text !== "}") {
      const key = scalar(this.take());
      this.take();
      entries.push({ key, value: this.node(depth + 1) });
      if (this.ahead.text === ",") this.take();
    }
    return { is: "map", range: { start, end: this.take().start + 1 }, entries };
  }

  private take(): Token {
    const token = this.ahead;
    this.ahead = this.scan();
    return token;
  }

  private scan(): Token {
    const match = this.tokens.exec(this.text);
    return match ? { start: match.index, text: match[0] } : { start: this.text.length, text: "" };
  }
}

function scalar({ start, text }: Token): SyntaxScalar {
  const value = JSON.parse(text) as ScalarValue;
  return { is: "scalar", range: { start, end: start + text.length }, value, source: text };
}
