/** A training run that remembers the figures of every epoch. */
import { type EpochRow, train, type TrainingOptions, type TrainingResult } from "../../src/engine/trainer";

export type RunWithHistory = TrainingResult & {
  readonly rows: readonly EpochRow[];
  readonly history: Readonly<Record<string, number[]>>;
};

export async function trainWithHistory(options: TrainingOptions): Promise<RunWithHistory> {
  const rows: EpochRow[] = [];
  const onEpoch = (row: EpochRow): void => {
    rows.push(row);
    options.onEpoch?.(row);
  };
  const result = await train({ ...options, onEpoch });
  const columns = Object.keys(rows[0] ?? { epoch: 0, loss: 0 }).filter((name) => name !== "epoch");
  return {
    ...result,
    rows,
    history: Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name] ?? NaN)])),
  };
}
