/**
 * The YAML library's errors in our words: what stands there wrongly and what to do, for each of its codes.
 */
import type { YAMLError } from "yaml";
import { type Message, message } from "../messages/message";

/** `written`: what stands at the place. */
export function yamlMessage({ code, message: text }: YAMLError, written: string): Message {
  // An unclosed bracket comes as an indentation error that names the character it misses.
  if (code === "BAD_INDENT" && text.includes("end with a")) return message("yaml-unclosed");
  switch (code) {
    case "TAB_AS_INDENT":
      return message("yaml-tab");
    case "BAD_INDENT":
      return message("yaml-indent");
    case "BAD_ALIAS":
    case "ALIAS_PROPS":
      return message("yaml-alias");
    case "MULTIPLE_DOCS":
      return message("yaml-documents");
    case "MISSING_CHAR":
      if (/^Implicit (map )?keys? need/.test(text)) return message("yaml-colon.missing", { text: excerptOf(written) });
      return message("yaml-unclosed");
    case "BAD_DQ_ESCAPE":
      return message("yaml-escape");
    case "TAG_RESOLVE_FAILED":
      return message("yaml-tag", { tag: written.slice(0, 60) });
    case "BLOCK_AS_IMPLICIT_KEY":
    case "BLOCK_IN_FLOW":
    case "MULTILINE_IMPLICIT_KEY":
    case "KEY_OVER_1024_CHARS":
      return message("yaml-key");
    default:
      return message("yaml-unexpected");
  }
}

const excerptOf = (written: string): string => (written.split("\n")[0] ?? "").slice(0, 40);
