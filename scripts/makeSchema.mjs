/**
 * Writes schemas/rnn-model.schema.json from the tables of the language (src/language/jsonSchema.ts).
 *
 *   node scripts/makeSchema.mjs
 */
import { writeFileSync } from "node:fs";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: ["src/language/jsonSchema.ts"],
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  loader: { ".yaml": "text" },
  logLevel: "warning",
});
const code = Buffer.from(outputFiles[0].contents).toString("base64");
const { jsonSchema } = await import(`data:text/javascript;base64,${code}`);
writeFileSync("schemas/rnn-model.schema.json", `${JSON.stringify(jsonSchema(), null, 1)}\n`);
