/**
 * What YAML has and a model file does not: tags, aliases to nothing, merge keys, escapes, a second document. test/core/cures.test.ts runs the
 * rows.
 */
import { body, type CureRow, layers } from "./row";

export const yamlFeatures: readonly CureRow[] = [
  // Tags, aliases, anchors.
  layers("  - Dense: ‹|!foo|› 3 # c", "yaml-tag", "  - Dense: 3 # c"),
  layers("  - LSTM: ‹|!lstm|› {units: 3}", "yaml-tag", "  - LSTM: {units: 3}"),
  layers("  - LSTM: &size 3\n  - Dense: ‹|*siz|›", "unknown-anchor", "  - LSTM: &size 3\n  - Dense: *size"),
  layers(
    "  - LSTM: {units: &size 3}\n  - Dense: {units: ‹|*siz|›}",
    "unknown-anchor",
    "  - LSTM: {units: &size 3}\n  - Dense: {units: *size}",
  ),
  // Keys that a model file does not have.
  layers("  - LSTM: {‹|<<|›: {units: 3}, name: a}", "forbidden-key", "  - LSTM: {units: 3, name: a}"),
  layers(
    "  - LSTM: &c\n      units: 3\n      use_bias: true\n  - Dense:\n      ‹|<<|›: *c # c\n      name: b",
    "forbidden-key",
    "  - LSTM: &c\n      units: 3\n      use_bias: true\n  - Dense:\n      units: 3\n      use_bias: true # c\n      name: b",
  ),
  [`‹|__proto__|›: {a: 1}\n${body("  - LSTM: 3")}`, "forbidden-key", body("  - LSTM: 3")],
  // Escapes, and a second document.
  layers('  - LSTM: {units: 3, name: "‹|\\|›q"}', "yaml-escape", '  - LSTM: {units: 3, name: "\\\\q"}', "bad-name"),
  [`${body("  - LSTM: 3")}‹|---\nb: 1\n|›`, "yaml-documents", body("  - LSTM: 3")],
];
