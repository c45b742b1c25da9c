/** Numbers in sentences, as English and Spanish write them. */
import { expect, test } from "vitest";
import { message, render } from "../../src/core/messages/message";
import { writtenNumber } from "../../src/core/messages/writtenNumber";

test.each([
  [0, "0", "0"],
  [5029, "5,029", "5029"],
  [16_961, "16,961", "16.961"],
  [1_234_567, "1,234,567", "1.234.567"],
  [0.0981, "0.0981", "0,0981"],
  ["−0.50", "−0.50", "−0,50"],
  [1.5e-7, "1.5e-7", "1,5e-7"],
  ["12345.5", "12,345.5", "12.345,5"],
  ["≈ 8.4 ms", "≈ 8.4 ms", "≈ 8,4 ms"],
  ["0.12 MB", "0.12 MB", "0,12 MB"],
])("%s", (value, en, es) => {
  expect(writtenNumber(value, "en")).toBe(en);
  expect(writtenNumber(value, "es")).toBe(es);
});

test("what is no number stays as it is", () => {
  for (const text of ["NaN", "∞", "1.2.3", "a.rnn.yaml", "1,5", ""]) expect(writtenNumber(text, "es")).toBe(text);
});

test("a sentence says which of its words are numbers", () => {
  const said = message("panel.lossIs", { loss: "0.098" });
  expect([render(said, "en"), render(said, "es")]).toEqual(["loss 0.098", "pérdida 0,098"]);
  const count = message("lens-parameters", { count: 16_961 });
  expect([render(count, "en"), render(count, "es")]).toEqual(["Parameters: 16,961", "Parámetros: 16.961"]);
});
