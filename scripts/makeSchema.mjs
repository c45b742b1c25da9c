/**
 * Writes schemas/rnn-model.schema.json from the tables of the language (src/language/jsonSchema.ts).
 *
 *   node scripts/makeSchema.mjs
 */
import { writeFileSync } from "node:fs";
import { importSource } from "./importSource.mjs";

const { jsonSchema } = await importSource("src/language/jsonSchema.ts");
writeFileSync("schemas/rnn-model.schema.json", `${JSON.stringify(jsonSchema(), null, 1)}\n`);
