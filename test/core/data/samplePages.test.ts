/** Parts and pages of many samples. */
import { expect, test } from "vitest";
import { bordersOf, pageOf, partsOf, restingPage } from "../../../src/core/data/samplePages";

test("parts are those of the data, else the share that validates", () => {
  expect(bordersOf({ samples: 10, parts: { train: 6, validation: 3, test: 1 } }, 0.5)).toEqual({ validationFrom: 6, testFrom: 9 }); // prettier-ignore
  expect(bordersOf({ samples: 10, parts: { train: 8, validation: 0, test: 2 } }, undefined)).toEqual({ testFrom: 8 });
  expect(bordersOf({ samples: 10 }, 0.25)).toEqual({ validationFrom: 7 });
  expect(bordersOf({ samples: 10 }, undefined)).toEqual({});
  expect(partsOf(10, { testFrom: 8 }).map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual(["training 0 8", "test 8 10"]); // prettier-ignore
});

test("a page never goes beyond its part, and all that fits is one", () => {
  const borders = { validationFrom: 250, testFrom: 300 };
  const at = (sample: number): number[] => Object.values(pageOf(310, borders, sample, 100));
  expect([0, 99, 100, 249, 250, 299, 300, 309, 5000].map(at)).toEqual([
    [0, 100],
    [0, 100],
    [100, 200],
    [200, 250],
    [250, 300],
    [250, 300],
    [300, 310],
    [300, 310],
    [300, 310],
  ]);
  expect(pageOf(310, borders, 260, 310)).toEqual({ from: 0, to: 310 });
  expect(pageOf(0, {}, 0, 100)).toEqual({ from: 0, to: 0 });
});

test("small samples come by the thousand, large ones by two hundred", () => {
  const column = (...shape: number[]) => ({ name: "x", tensor: { shape: [1, ...shape], values: new Float32Array() } });
  const sizes = [[1], [10, 8], [1000, 8]].map((shape) => restingPage({ inputs: [column(...shape)], targets: [column(1)] })); // prettier-ignore
  expect(sizes).toEqual([2000, 1200, 200]);
});
