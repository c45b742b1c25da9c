/** Progress on a terminal and elsewhere. */
import { expect, test } from "vitest";
import { lossText, showProgress } from "../../src/cli/progressLine";
import { collect } from "./unroll";

test("elsewhere: a line at each tenth, the first and the last", () => {
  const out = collect();
  const progress = showProgress(out, 100, "en", () => 0);
  for (let epoch = 1; epoch <= 100; epoch++) progress.epoch({ epoch, loss: 1 / epoch });
  progress.end();
  const lines = out.text.trim().split("\n");
  expect(lines).toHaveLength(11);
  expect(lines[0]).toBe("epoch 1/100  loss 1  0.0 s");
  expect(lines.at(-1)).toBe("epoch 100/100  loss 0.01  0.0 s");
});

test("an early end says where it was", () => {
  const out = collect();
  const progress = showProgress(out, 100, "es", () => 0);
  for (let epoch = 1; epoch <= 13; epoch++) progress.epoch({ epoch, loss: 1 });
  progress.end();
  expect(out.text.trim().split("\n").at(-1)).toBe("época 13/100  pérdida 1  0,0 s");
});

test("a terminal: one line, rewritten now and then, ended once", () => {
  let now = 0;
  const out = collect(true, 60);
  const progress = showProgress(out, 1000, "en", () => now);
  for (let epoch = 1; epoch <= 1000; epoch++) {
    now += 1;
    progress.epoch({ epoch, loss: 0.5 });
  }
  progress.end();
  const writes = out.text.split("\r").length - 1;
  expect(writes).toBeGreaterThan(5);
  expect(writes).toBeLessThan(20);
  expect(out.text.match(/\n/g)).toHaveLength(1);
});

test("metrics and validation in Keras's order; where there is no room for all, validation stays", () => {
  const figures = { epoch: 3, loss: 0.5, accuracy: 0.75, val_loss: 0.6, val_accuracy: 0.7 };
  const shown = (columns: number): string => {
    const out = collect(true, columns);
    const progress = showProgress(out, 9, "en", () => 0);
    progress.epoch(figures);
    return out.text.slice(out.text.indexOf("epoch"));
  };
  expect(shown(120)).toBe("epoch 3/9  loss 0.5  accuracy 0.75  val_loss 0.6  val_accuracy 0.7  0.0 s");
  expect(shown(70)).toBe("epoch 3/9  loss 0.5  val_loss 0.6  0.0 s");
  expect(shown(46)).toBe("epoch 3/9  loss 0.5  0.…");
  const plain = collect();
  showProgress(plain, 9, "en", () => 0).epoch({ ...figures, epoch: 1 });
  expect(plain.text).toBe("epoch 1/9  loss 0.5  accuracy 0.75  val_loss 0.6  val_accuracy 0.7  0.0 s\n");
});

test("losses", () => {
  expect([0, 0.123456, 12345.6, 0.00001234, Number.NaN].map(lossText)).toEqual([
    "0",
    "0.1235",
    "12350",
    "1.23e-5",
    "NaN",
  ]);
});
