/** Every sentence of the catalogue is said somewhere: its id stands in the sources, or begins as one that is put together there. */
import { expect, test } from "vitest";
import { en } from "../../src/core/messages/en";
import { families } from "../../src/core/model/readObject";
import { sourceFiles } from "./sourceFiles";

test("no sentence is left over", () => {
  const text = sourceFiles
    .filter(({ path }) => !path.startsWith("src/core/messages/"))
    .map((file) => file.text)
    .join("\n");
  const composed = [...text.matchAll(/`([a-z][\w.-]*[-.])\$\{/g)].map(([, start = ""]) => start);
  // language/documentation.ts: `${family}-${name}`.
  const beginnings = [...composed, ...Object.keys(families).map((family) => `${family}-`)];
  const isSaid = (id: string): boolean => text.includes(`"${id}"`) || beginnings.some((start) => id.startsWith(start));
  expect(Object.keys(en).filter((id) => !isSaid(id))).toEqual([]);
});
