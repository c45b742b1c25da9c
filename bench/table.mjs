/** Text tables of benchmarks, and the two numbers that they show of repeated measurements. */

/** Prints rows under a title; every row has the cells of `head`. */
export function printTable(title, head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
  console.log(`\n${title}\n${line(all[0])}\n${widths.map((width) => "-".repeat(width)).join("  ")}`);
  for (const row of all.slice(1)) console.log(line(row));
}

/** The value below which a part of the measurements lies: 0.5 is the median. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const milliseconds = (ms) => `${ms.toFixed(2)} ms`;
