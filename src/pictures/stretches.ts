/** What follows one another without a gap: a curve is drawn stretch by stretch. Held by test/pictures/figures.test.ts. */

/** In order; what is not shown is left out, and parts what is before it from what comes after. */
export function stretchesOf<Item>(
  items: readonly Item[],
  isShown: (item: Item) => boolean,
): readonly (readonly Item[])[] {
  const found: Item[][] = [];
  let before = false;
  for (const item of items) {
    const now = isShown(item);
    if (now && before) found.at(-1)?.push(item);
    else if (now) found.push([item]);
    before = now;
  }
  return found;
}
