/** Model files are bundled as text: esbuild.mjs and vitest.config.mts both load *.yaml so. */
declare module "*.yaml" {
  const text: string;
  export default text;
}
