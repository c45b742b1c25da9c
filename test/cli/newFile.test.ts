/** `new`: templates listed and written, never over another file. */
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "vitest";
import { templates } from "../../src/language/templates";
import { placeWith } from "./unroll";

test("lists", async () => {
  const { run } = placeWith();
  const names = templates.map(({ name }) => name);
  expect((await run("new --json")).json).toMatchObject([{ templates: names.map((name) => ({ name })) }]);
  for (const name of names) expect((await run("new")).out).toContain(name);
});

test("writes each one, and it has no errors", async () => {
  const { run, folder } = placeWith();
  for (const { name, texts, data } of templates) {
    const out = [`${name}.rnn.yaml`, ...data].map((file) => `${file} is written.\n`).join("");
    expect(await run(`new ${name}`)).toMatchObject({ code: 0, out });
    for (const file of data) expect(existsSync(path.join(folder, file))).toBe(true);
    expect(readFileSync(path.join(folder, `${name}.rnn.yaml`), "utf8")).toBe(texts.en);
    expect((await run(`check ${name}.rnn.yaml`)).code).toBe(0);
  }
});

test("each one that has data can be trained", async () => {
  const { run } = placeWith();
  for (const { name, texts } of templates) {
    if (!/^data:/m.test(texts.en)) continue;
    await run(`new ${name}`);
    expect([name, (await run(`train ${name}.rnn.yaml --epochs 1`)).code]).toEqual([name, 0]);
  }
}, 60_000);

test("writes in the language that is spoken", async () => {
  const { run, folder } = placeWith();
  await run("new stacked --lang es");
  expect(readFileSync(path.join(folder, "stacked.rnn.yaml"), "utf8")).toMatch(/^# Apiladas: /);
});

test("leaves a file that exists as it is", async () => {
  const { run, folder } = placeWith({ "mine.rnn.yaml": "mine" });
  expect(await run("new stacked mine.rnn.yaml")).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("exists already") as string,
  });
  expect(readFileSync(path.join(folder, "mine.rnn.yaml"), "utf8")).toBe("mine");
  expect(await run("new staked")).toMatchObject({
    code: 2,
    err: expect.stringContaining("Did you mean stacked?") as string,
  });
});
