/**
 * YAML text to the syntax tree.
 *
 * Never throws and never hangs, whatever the text: its length and nesting are bounded before the YAML library composes anything
 * (nestingDepth.ts), long lists of numbers and words do not reach it (longLists.ts), alias expansions are counted while the tree is walked, and keys that could reach a JavaScript
 * prototype are refused. Broken parts leave the rest in the tree. test/core/syntax.test.ts holds this.
 */
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  parseDocument,
  Parser,
  type Scalar,
  visit,
  type YAMLError,
  YAMLParseError,
} from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { TextRange } from "../text/range";
import { suggest } from "../text/suggestion";
import { withoutForbiddenKeys } from "./forbiddenKeys";
import { findTooDeep, LARGEST_DEPTH } from "./nestingDepth";
import { LONG_LIST, ShortText } from "./longLists";
import { type SyntaxEntry, type SyntaxList, type SyntaxNode, type SyntaxScalar } from "./syntaxTree";
import { findUnclosedBrackets } from "./unclosedBrackets";
import { yamlMessage } from "./yamlMessages";

/** Expansions of aliases that one file may ask for. */
export const LARGEST_EXPANSIONS = 100;

/**
 * Words, signs and spaces of a text, without its long lists of numbers; each costs the YAML library a kilobyte and more. The largest
 * sensible model has some ten thousand.
 */
export const MOST_TOKENS = 1_000_000;

/** One more mistake in the YAML of a file that has so many teaches nothing. */
const MOST_YAML_FINDINGS = 100;

const yamlOptions = {
  version: "1.2",
  schema: "core",
  prettyErrors: false,
  uniqueKeys: false,
  logLevel: "error",
  stringKeys: false,
} as const;

export interface ReadText {
  /** Undefined where there is nothing to read. */
  readonly root: SyntaxNode | undefined;
  readonly findings: readonly Diagnostic[];
  /** How many the YAML library has found; not all of them are reported. */
  readonly mistakes: number;
  /** It is nested too deeply, or too long. */
  readonly isUnread: boolean;
}

/** The root of the text. Problems go to `findings`. */
export function parseSyntax(text: string, findings: Findings, longList = LONG_LIST): SyntaxNode | undefined {
  const read = parseText(text, longList);
  findings.addAll(read.findings);
  return read.root;
}

export function parseText(written: string, longList = LONG_LIST): ReadText {
  // A lone carriage return ends a line in YAML too, only the library does not know it.
  const text = written.replace(/\r(?!\n)/g, "\n");
  const short = new ShortText(text, longList);
  const read = readTree(short);
  // Something was cut out of what is no list: nothing is, then.
  return short.isWhole ? read : readTree(new ShortText(text, Infinity));
}

function readTree(short: ShortText): ReadText {
  const { text } = short;
  const findings = new Findings();
  const tokens: string[] = [];
  let length = 0;
  for (const token of new Lexer().lex(text)) {
    if (tokens.push(token) > MOST_TOKENS) {
      const range = short.placeOf({ start: Math.min(length, text.length), end: Math.min(length + 1, text.length) });
      findings.report(range, message("too-long", { limit: MOST_TOKENS }));
      return { root: undefined, findings: findings.list, mistakes: 0, isUnread: true };
    }
    length += token.length;
  }
  const tooDeep = findTooDeep(tokens);
  if (tooDeep) {
    findings.report(short.placeOf(tooDeep), message("too-deep", { limit: LARGEST_DEPTH }));
    return { root: undefined, findings: findings.list, mistakes: 0, isUnread: true };
  }
  const document = composeDocument(tokens, text.length);
  const brackets = document.errors.length > 0 ? findUnclosedBrackets(text).map(({ at }) => at) : [];
  for (const problem of [...document.errors, ...document.warnings].slice(0, MOST_YAML_FINDINGS)) {
    reportError(problem, short, brackets, findings);
  }
  const root = document.contents ? new Walk(document, short, findings).node(document.contents) : undefined;
  return { root, findings: findings.list, mistakes: document.errors.length, isUnread: false };
}

/** What the library's `parseDocument` gives, from tokens that have been looked at already: a text is taken apart once. */
function composeDocument(tokens: readonly string[], length: number): Document.Parsed {
  const [parser, composer] = [new Parser(), new Composer(yamlOptions)];
  const parsed = function* (): Iterable<CST.Token> {
    for (const token of tokens) yield* parser.next(token);
    yield* parser.end();
  };
  const [document, second] = composer.compose(parsed(), true, length) as Iterable<Document.Parsed>;
  if (!document) throw new TypeError("a composer that is asked for one gives a document");
  if (second) document.errors.push(new YAMLParseError([second.range[0], second.range[1]], "MULTIPLE_DOCS", ""));
  return document;
}

/** `brackets`: where those stand that are not closed. */
function reportError(error: YAMLError, short: ShortText, brackets: readonly number[], findings: Findings): void {
  const { text } = short;
  const start = Math.min(error.pos[0], text.length);
  const end = Math.max(start, Math.min(error.pos[1], text.length));
  const problem = yamlMessage(error, text.slice(start, end));
  const bracket = problem.id === "yaml-unclosed" ? openBracket(brackets, start) : undefined;
  findings.report(short.placeOf(bracket ?? (start === end ? widen(start, text) : { start, end })), problem);
}

/** The library notices what is missing where the next line begins; the bracket itself stands further up. */
function openBracket(brackets: readonly number[], before: number): TextRange | undefined {
  const at = brackets.findLast((one) => one < before);
  return at === undefined ? undefined : { start: at, end: at + 1 };
}

/** An empty place is made one character wide, so that an editor can underline it. */
function widen(at: number, text: string): TextRange {
  if (at < text.length && text[at] !== "\n") return { start: at, end: at + 1 };
  return { start: Math.max(0, at - 1), end: at };
}

/** What each alias repeats, and the names of all anchors. */
interface Anchors {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly names: readonly string[];
}

/** An alias means the last anchor of its name above it. One walk for all: the library would take one for each. */
function readAnchors(document: Document): Anchors {
  const marked = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Alias(_, alias) {
      const target = marked.get(alias.source);
      if (target) targets.set(alias, target);
    },
    Value(_, node) {
      if (node.anchor) marked.set(node.anchor, node);
    },
  });
  return { targets, names: [...marked.keys()] };
}

class Walk {
  private expansions = 0;
  private anchors: Anchors | undefined;
  private readonly open = new Set<Node>();

  constructor(
    private readonly document: Document,
    private readonly short: ShortText,
    private readonly findings: Findings,
  ) {}

  node(node: Node): SyntaxNode | undefined {
    if (isAlias(node)) return this.alias(node);
    const range = this.rangeOf(node);
    if (isScalar(node)) return this.scalar(node);
    if (node.tag && !/^tag:yaml\.org,2002:(map|seq)$/.test(node.tag)) {
      this.findings.report(range, message("yaml-tag", { tag: node.tag.slice(0, 60) }));
    }
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => this.node(item as Node) ?? []);
      return { is: "list", range: node.flow ? range : endingWith(range, items.at(-1)?.range), items };
    }
    if (isMap(node)) {
      const written = node.items.flatMap((pair) => this.entry(pair.key as Node | null, pair.value as Node | null));
      const entries = withoutForbiddenKeys(this.short.full, { is: "map", range, entries: written }, this.findings);
      this.reportDuplicates(entries);
      const last = entries.at(-1);
      return {
        is: "map",
        range: node.flow ? range : endingWith(range, last?.value?.range ?? last?.key.range),
        entries,
      };
    }
    return undefined;
  }

  private alias(node: Alias): SyntaxNode | undefined {
    const range = this.rangeOf(node);
    this.expansions += 1;
    if (this.expansions > LARGEST_EXPANSIONS) {
      if (this.expansions === LARGEST_EXPANSIONS + 1) {
        this.findings.report(range, message("too-many-aliases", { limit: LARGEST_EXPANSIONS }));
      }
      return undefined;
    }
    this.anchors ??= readAnchors(this.document);
    const target = this.anchors.targets.get(node);
    if (!target || this.open.has(target)) {
      const suggestion = target ? undefined : suggest(node.source, this.anchors.names);
      const name = node.source.slice(0, 60);
      if (suggestion === undefined) this.findings.report(range, message("unknown-anchor", { name }));
      else {
        this.findings.report(range, message("unknown-anchor.suggest", { name, suggestion }), {
          fixes: [replacement(range, `*${suggestion}`)],
        });
      }
      return undefined;
    }
    this.open.add(target);
    const expanded = this.node(target);
    this.open.delete(target);
    return expanded && { ...expanded, range };
  }

  private entry(keyNode: Node | null, valueNode: Node | null): SyntaxEntry[] {
    const key = keyNode && this.node(keyNode);
    if (!key) return [];
    if (key.is !== "scalar" || key.value === null) {
      this.short.doubt();
      this.findings.report(key.range, message("key-not-text"));
      return [];
    }
    const name = String(key.value);
    const value = valueNode ? this.node(valueNode) : undefined;
    const absent = value?.is === "scalar" && value.value === null && value.source === "";
    return [{ key: { ...key, value: name }, value: absent ? undefined : value }];
  }

  /** Values that are no plain scalar of YAML's core schema (dates and the like cannot come up) are read as their text. */
  private scalar(node: Scalar): SyntaxScalar | SyntaxList {
    const place = this.shortRangeOf(node);
    const list = this.short.listAt(place);
    // Behind an anchor the library takes a word where it would not take a list, and the other way about.
    if (list && (node.tag || (node.anchor && this.document.errors.length > 0))) this.short.doubt();
    if (list) return list;
    const value = node.tag && node.type === "PLAIN" && !isKnownTag(node.tag) ? untagged(node) : node.value;
    const source = this.short.text.slice(place.start, place.end);
    const isPlain =
      value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return { is: "scalar", range: this.short.placeOf(place), source, value: isPlain ? value : source };
  }

  private rangeOf(node: Node): TextRange {
    return this.short.placeOf(this.shortRangeOf(node));
  }

  private shortRangeOf(node: Node): TextRange {
    const [start, end] = node.range ?? [0, 0];
    const { length } = this.short.text;
    return { start: Math.min(start, length), end: Math.min(end, length) };
  }

  private reportDuplicates(entries: readonly SyntaxEntry[]): void {
    const seen = new Set<unknown>();
    for (const { key } of entries) {
      if (seen.has(key.value)) this.findings.report(key.range, message("duplicate-key", { key: String(key.value) }));
      seen.add(key.value);
    }
  }
}

/** `!foo 3`: what stands there without the tag, of which has been said that it means nothing. */
const untagged = ({ source = "" }: Scalar): unknown => {
  const { contents } = parseDocument(source, { version: "1.2", schema: "core", logLevel: "silent" });
  return isScalar(contents) ? contents.value : source;
};

const isKnownTag = (tag: string): boolean => /^tag:yaml\.org,2002:(str|int|float|bool|null)$/.test(tag);

/** The library lets a block end behind its trailing comment; here it ends with its last child. */
function endingWith(range: TextRange, last: TextRange | undefined): TextRange {
  return last && last.end > range.start && last.end < range.end ? { start: range.start, end: last.end } : range;
}
