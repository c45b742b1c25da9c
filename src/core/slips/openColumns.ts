/**
 * The columns at which a line may begin: those of the open maps and lists above it, or a new one below a line that opens a block.
 */
import { isOpen, type WrittenLine } from "./writtenLines";

export interface OpenColumn {
  readonly column: number;
  readonly is: "map" | "list";
  /** The line that began it. */
  readonly line: WrittenLine;
}

export class OpenColumns {
  private readonly open: OpenColumn[] = [];
  private above: WrittenLine | undefined;

  /** From the top of the file to the innermost. */
  get columns(): readonly OpenColumn[] {
    return this.open;
  }

  /** The line above, where it opens a block that has no line yet. */
  get opener(): WrittenLine | undefined {
    return this.above && isOpen(this.above) ? this.above : undefined;
  }

  /** Whether the line may begin where it does. */
  allows(line: WrittenLine): boolean {
    const [column, is] = beginning(line);
    const { opener } = this;
    if (this.open.length === 0) return true;
    if (opener && (column > opener.column || (is === "list" && column === opener.column && opener.dashes.length === 0)))
      return true;
    return this.open.some((one) => one.column === column && one.is === is);
  }

  /** Takes the line as the next one. */
  add(line: WrittenLine): void {
    const [column, is] = beginning(line);
    const closes = (one: OpenColumn): boolean =>
      one.column > column || (one.column === column && one.is === "list" && is === "map");
    while (this.open.length > 0 && closes(this.open.at(-1) as OpenColumn)) this.open.pop();
    for (const dash of line.dashes) this.push({ column: dash, is: "list", line });
    if (line.key !== undefined) this.push({ column: line.column, is: "map", line });
    this.above = line;
  }

  private push(one: OpenColumn): void {
    if (!this.open.some(({ column, is }) => column === one.column && is === one.is)) this.open.push(one);
  }
}

/** Where a line begins, and what it is an entry of. */
export const beginning = ({ dashes, column }: WrittenLine): readonly [number, OpenColumn["is"]] =>
  dashes[0] === undefined ? [column, "map"] : [dashes[0], "list"];
