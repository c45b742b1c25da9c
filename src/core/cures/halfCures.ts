/** Cures of a Bidirectional whose two layers do not go together. test/core/cureRows/layers.ts. */
import type { Diagnostic } from "../diagnostics/diagnostic";
import { message } from "../messages/message";
import { backwardLayer, innerLayer, removeArgument, setArgument, type WrittenLayer } from "../model/layerEdits";
import { entryOf } from "../syntax/syntaxTree";
import { choice, type Cure, type CureTable, fix } from "./cure";
import type { WrittenFile } from "./writtenFile";

export const halfCures: CureTable = {
  "backward-direction": (finding, file) => give(file, halvesAt(finding, file)?.backward, "go_backwards", "true"),
  "backward-direction.both": (finding, file) => {
    const forward = halvesAt(finding, file)?.forward;
    const title = message("fix-remove", { what: "go_backwards" });
    return forward ? choice(fix(title, removeArgument(file.text, forward, "go_backwards"))) : [];
  },
  "backward-differs": agree,
  "shape-differs.halves": sameUnits,
  "wrapper-inner.argument": (finding, file) => {
    const layer = file.layerAt(finding.range)?.written;
    const key = String(finding.message.args["key"]);
    return layer ? choice(fix(message("fix-remove", { what: key }), removeArgument(file.text, layer, key))) : [];
  },
};

interface Halves {
  readonly layer: WrittenLayer;
  readonly forward: WrittenLayer;
  readonly backward: WrittenLayer;
}

function halvesAt({ range }: Diagnostic, file: WrittenFile): Halves | undefined {
  const layer = file.layerAt(range)?.written;
  const [forward, backward] = layer ? [innerLayer(layer), backwardLayer(layer)] : [];
  return layer && forward && backward ? { layer, forward, backward } : undefined;
}

const give = (file: WrittenFile, layer: WrittenLayer | undefined, key: string, value: string): ReturnType<Cure> =>
  layer
    ? fix(
        message("fix-give", { what: `${key}: ${value}`, kind: layer.kind }),
        setArgument(file.text, layer, key, value),
      )
    : [];

const isWritten = ({ value }: WrittenLayer, key: string): boolean =>
  value?.is === "map" && entryOf(value, key) !== undefined;

/** The one that says nothing gets what the other one has; where both say something, a person chooses. */
function agree(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const { key, forward: ofForward, backward: ofBackward } = finding.message.args;
  const halves = halvesAt(finding, file);
  if (!halves) return [];
  const { forward, backward } = halves;
  const asForward = give(file, backward, String(key), String(ofForward));
  const asBackward = give(file, forward, String(key), String(ofBackward));
  if (!isWritten(backward, String(key))) return asForward;
  return isWritten(forward, String(key)) ? choice([...asForward, ...asBackward]) : asBackward;
}

/** As many units backward as forward, or side by side. */
function sameUnits(finding: Diagnostic, file: WrittenFile): ReturnType<Cure> {
  const halves = halvesAt(finding, file);
  if (!halves) return [];
  const { layer, backward } = halves;
  const key = isWritten(backward, "output_units") ? "output_units" : "units";
  return choice([
    ...give(file, backward, key, String(finding.message.args["forward"])),
    ...give(file, layer, "merge_mode", "concat"),
  ]);
}
