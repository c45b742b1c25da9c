/** A row of the cures' tables: the file with its marks, the finding, the file after the fix, and findings of other mistakes that stay. */
export type CureRow = readonly [marked: string, expected: string, fixed: string, ...left: string[]];

/** Rows of which only a part is written: `frame` puts the rest of the file around it. */
export const rowsIn =
  (frame: (part: string) => string) =>
  (marked: string, expected: string, fixed: string, ...left: string[]): CureRow => [
    frame(marked),
    expected,
    frame(fixed),
    ...left,
  ];

export const body = (layers: string): string => `model:\n  - Input: [4, 2]\n${layers}\n`;

/** Lines of layers below an Input. */
export const layers = rowsIn(body);
