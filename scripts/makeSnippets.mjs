/**
 * Writes snippets/rnn-model.json from the tables of the language (src/language/contributedSnippets.ts).
 *
 *   node scripts/makeSnippets.mjs
 */
import { writeFileSync } from "node:fs";
import { importSource } from "./importSource.mjs";

const { contributedSnippets } = await importSource("src/language/contributedSnippets.ts");
writeFileSync("snippets/rnn-model.json", `${JSON.stringify(contributedSnippets(), null, 2)}\n`);
