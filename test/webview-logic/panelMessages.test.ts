/** Messages through JSON and back: see src/protocol/panelMessages.ts. */
import { expect, it } from "vitest";
import { type HostToView, ViewToHostSchema } from "../../src/protocol/panel";
import { packForView, readHostToView, unpackNumber } from "../../src/protocol/panelMessages";
import { receive } from "../../src/protocol/receive";

const throughJson = (message: HostToView): HostToView | undefined =>
  readHostToView(JSON.parse(JSON.stringify(packForView(message))), (reason) => {
    throw new Error(reason);
  });

it("brings losses that are not finite through JSON", () => {
  const rows = [1, NaN, Infinity, -Infinity].map((loss, index) => ({ epoch: index + 1, loss, accuracy: loss }));
  const message: HostToView = { type: "epochs", run: "r", from: 0, rows };
  expect(throughJson(message)).toEqual(message);
});

it("reads what JSON alone made of them as not a number", () => {
  const message = { type: "epochs", run: "r", from: 0, rows: [{ epoch: 1, loss: null }] };
  expect(readHostToView(message, () => undefined)).toEqual({ ...message, rows: [{ epoch: 1, loss: NaN }] });
  expect([null, "NaN", "-Infinity", 3, "much"].map(unpackNumber)).toEqual([NaN, NaN, -Infinity, 3, NaN]);
});

it("refuses what is no message, and says why", () => {
  const complaints: string[] = [];
  for (const odd of [
    null,
    3,
    [],
    {},
    { type: "run" },
    { type: "epochs", run: "r", from: 0, rows: [{ epoch: 1, loss: "much" }] },
  ]) {
    expect(readHostToView(odd, (reason) => complaints.push(reason))).toBeUndefined();
  }
  expect(complaints).toHaveLength(6);
  expect(receive(ViewToHostSchema, { type: "reveal" })).toBeUndefined();
  expect(receive(ViewToHostSchema, { type: "missing", run: "r", from: 3 })).toEqual({
    type: "missing",
    run: "r",
    from: 3,
  });
});
