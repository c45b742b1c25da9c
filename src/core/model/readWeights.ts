/**
 * `weights`: a file that all layers begin with, or a map from some layers to files; the others are drawn. test/core/model/weights.test.ts.
 */
import { type Findings, replacement } from "../diagnostics/findings";
import { message } from "../messages/message";
import type { SyntaxNode } from "../syntax/syntaxTree";
import { suggest } from "../text/suggestion";
import type { LayerReport, WeightsFile } from "./modelFile";
import { readPath } from "./readPath";

/** In the order of the text; what is wrong is left out, with a finding. */
export function readWeights(
  node: SyntaxNode | undefined,
  layers: readonly Pick<LayerReport, "name" | "params">[],
  findings: Findings,
): readonly WeightsFile[] {
  if (!node) return [];
  if (node.is !== "map") {
    const path = readPath("weights", node, findings);
    return path === undefined ? [] : [{ layer: undefined, path, range: node.range }];
  }
  // What has no weights can begin with none.
  const names = layers.filter(({ params }) => params !== 0).map(({ name }) => name);
  return node.entries.flatMap(({ key, value }) => {
    const layer = String(key.value);
    if (!names.includes(layer)) {
      const known = { name: layer.slice(0, 60), known: names.join(", ") };
      const near = suggest(layer, names);
      if (near === undefined) findings.report(key.range, message("weights-unknown-layer", known));
      else {
        const fixes = [replacement(key.range, near)];
        findings.report(key.range, message("weights-unknown-layer.suggest", { ...known, near }), { fixes });
      }
      return [];
    }
    if (!value) findings.report(key.range, message("missing-value", { key: layer }));
    const path = value && readPath(`weights.${layer}`, value, findings);
    return path === undefined || !value ? [] : [{ layer, path, range: value.range }];
  });
}
