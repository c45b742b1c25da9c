/**
 * Memory as people read it: "0.12 MB", "764 GB". test/engine/cost.test.ts.
 */

const MEGABYTE = 2 ** 20;
const GIGABYTE = 2 ** 30;

/** `whole`: how a figure is made whole; what is needed is rounded up, what there is down. */
export function memorySize(bytes: number, whole: (value: number) => number = Math.ceil): string {
  const megabytes = bytes / MEGABYTE;
  if (megabytes < 10) return `${megabytes.toPrecision(2)} MB`;
  return bytes < 10 * GIGABYTE ? `${whole(megabytes)} MB` : `${whole(bytes / GIGABYTE)} GB`;
}
