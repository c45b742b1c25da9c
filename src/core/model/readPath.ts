/**
 * Paths of a model file, as far as their text tells: relative ones that stay beside the file.
 *
 * Where a path leads in the end is asked when it is read (sources/containedPath.ts). test/core/model/paths.test.ts.
 */
import type { Findings } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { excerpt } from "./excerpt";

/** Undefined with a finding for what is no path; a path that is refused has its finding, too. */
export function readPath(key: string, node: SyntaxNode, findings: Findings): string | undefined {
  if (node.is !== "scalar" || typeof node.value !== "string") {
    findings.report(node.range, message("wrong-type.path", { key, found: excerpt(node) }));
    return undefined;
  }
  const path = node.value;
  if (isAbsolute(path)) findings.report(node.range, message("path-outside", { key }));
  else if (leaves(path)) findings.report(node.range, message("path-outside.above"), { severity: "information" });
  return path;
}

/** From the root, a drive, a home folder, a network name or a scheme on. */
const isAbsolute = (path: string): boolean => /^[a-z][a-z0-9+.-]*:|^[~/\\]|\0/i.test(path);

/** Whether more steps lead up than down. */
function leaves(path: string): boolean {
  let depth = 0;
  for (const part of path.split(/[/\\]/)) {
    if (part === "..") depth--;
    else if (part !== "" && part !== ".") depth++;
    if (depth < 0) return true;
  }
  return false;
}
