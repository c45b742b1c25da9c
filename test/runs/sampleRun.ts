/** A run as a training job would write it. */
import { holdFolder } from "../../src/runs/runLock";
import { type CheckpointOfRun, makeFolder, startRun, type RunStart, type RunWriter } from "../../src/runs/runWriter";

export const sampleStart: RunStart = {
  id: "20260309-101502-417-next-number-k3f9",
  name: "next number",
  file: "a.rnn.yaml",
  workspace: "",
  engine: "wasm",
  build: "exact",
  versions: { unroll: "0.1.0", node: "20.0.0" },
  seed: 7,
  reproducible: false,
  data: "",
  samples: 4,
  params: 2,
  epochs: 3,
  started: "2026-03-09T10:15:02.417Z",
};

export const weights = (value: number): { name: string; shape: number[]; values: Float32Array }[] => [
  { name: "dense/kernel", shape: [1, 2], values: Float32Array.of(value, -value) },
];

export function sampleRun(folder: string, start: Partial<RunStart> = {}): RunWriter {
  makeFolder(folder);
  const held = holdFolder(folder);
  try {
    const writer = startRun(held, { ...sampleStart, ...start }, "model: []\n");
    writer.begin();
    return writer;
  } catch (error) {
    held.release();
    throw error;
  }
}

export function finish(writer: RunWriter, status: "finished" | "stopped" | "failed" = "finished"): void {
  writer.finish({ status, ended: "2026-03-09T10:15:03.000Z", elapsedMs: 12 });
}

/** After as many epochs, with weights of that number. */
export const sampleCheckpoint = (epochs: number): CheckpointOfRun => ({
  state: {
    steps: epochs,
    trainer: {
      epoch: epochs + 1,
      batch: 0,
      figures: { samples: 0, losses: [], penalties: 0, counts: [] },
      validation: { samples: 0, losses: [], penalties: 0, counts: [] },
      rate: { rate: 0.5, isSet: false },
      stopping: { wait: 0 },
      plateau: { wait: 0, cooldown: 0 },
      stoppedEarly: false,
    },
  },
  weights: weights(epochs),
  optimizer: [],
  kept: [],
  best: [],
});
