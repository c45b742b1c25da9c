/**
 * The hover of a made task: what it makes, and its shapes with this file's numbers.
 *
 * test/language/hover.test.ts holds the texts.
 */
import { shapeText } from "../core/data/readCells";
import { madeTasks } from "../core/data/tasks/madeTasks";
import { type Language, say } from "../core/messages/message";
import type { MadeTask } from "../core/model/modelFile";
import type { Hover } from "./hoverContent";

export function taskHover({ name, nameRange, length, samples }: MadeTask, language: Language): Hover {
  const { x, y } = madeTasks[name];
  return {
    range: nameRange,
    title: name,
    paragraphs: [say(language, `task-about-${name}`)],
    facts: [`x: ${shapeText([samples, ...x(length)])}`, `y: ${shapeText([samples, ...y(length)])}`],
    documentation: undefined,
  };
}
