/**
 * Before any test: the kernels are compiled where their sources are newer than what lies in dist/.
 */
export default async function setup(): Promise<void> {
  // A computed name keeps the compiler from asking for types of a build script.
  const script = new URL("../scripts/buildKernels.mjs", import.meta.url).href;
  const { buildKernels } = (await import(script)) as {
    buildKernels: (options: { readonly ifStale: boolean }) => Promise<void>;
  };
  await buildKernels({ ifStale: true });
}
