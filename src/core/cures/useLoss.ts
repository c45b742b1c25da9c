/** Another loss for an output, where one is written. */
import { message } from "../messages/message";
import type { LossName } from "../model/objectTables";
import { entryOf } from "../syntax/syntaxTree";
import { type Cure, fix } from "./cure";
import type { WrittenFile } from "./writtenFile";

/** The loss of the one output, or of the one that has this name. */
export function useLoss(file: WrittenFile, name: string, loss: LossName): ReturnType<Cure> {
  const written = file.section("compile", "loss");
  const node = written?.is === "map" ? entryOf(written, name)?.value : written;
  return node?.is === "scalar" ? fix(message("fix-loss", { loss }), [{ range: node.range, text: loss }]) : [];
}
