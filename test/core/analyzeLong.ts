/** Analyses five million commas, and says which findings they have. */
import { analyzeModelFile } from "../../src/core/analyzeModelFile";

const { diagnostics } = analyzeModelFile(`data: {x: [${",".repeat(5_000_000)}`, { fileName: "a.rnn.yaml" });
console.log(diagnostics.map(({ code }) => code).join());
