/** This version of Unroll, as package.json says it. */
export { version as unrollVersion } from "../../package.json";
