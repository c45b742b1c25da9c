/**
 * The user of the workbench: presses keys, types, clicks and reads what is on the screen, webviews included.
 *
 * Every call goes over the bridge of ../userBridge.mjs, which holds the window. Selectors are CSS, as Playwright reads
 * them. A "frame" is any frame but the workbench's own; all of them are searched.
 */
import { setTimeout as sleep } from "node:timers/promises";

export interface WaitOptions {
  /** Where the text must be; `body` if left out. */
  readonly selector?: string;
  readonly timeoutMs?: number;
  /** Waits until the text is not there any more. */
  readonly gone?: boolean;
}

export interface ConsoleMessage {
  readonly type: "error" | "warning";
  readonly text: string;
  readonly url: string;
}

export const user = {
  /** Presses a key or a chord, such as `Control+Shift+P` or `Enter`. */
  press: (keys: string) => ask<void>("press", keys),
  /** Types a text, key by key, where the focus is. */
  type: (text: string) => ask<void>("type", text),
  /** Puts a text where the focus is, at once, as from the clipboard: for lists and dialogs that look through everything at each key. */
  insert: (text: string) => ask<void>("insert", text),
  /** The visible text of the first match in the workbench, or null. */
  text: (selector: string) => ask<string | null>("text", selector),
  texts: (selector: string) => ask<string[]>("texts", selector),
  /** The visible text of the first match in any webview frame, or null. */
  frameText: (selector: string) => ask<string | null>("frameText", selector),
  frameTexts: (selector: string) => ask<string[]>("frameTexts", selector),
  /** An attribute of the first match in the workbench or any frame, or null. */
  attribute: (selector: string, name: string) => ask<string | null>("attribute", selector, name),
  /** What is written in the first input that matches, or null. */
  inputValue: (selector: string) => ask<string | null>("inputValue", selector),
  click: (selector: string) => ask<void>("click", selector),
  hover: (selector: string) => ask<void>("hover", selector),
  /** Waits for the element in a frame, and clicks it. */
  clickInFrame: (selector: string) => ask<void>("clickInFrame", selector),
  focusInFrame: (selector: string) => ask<void>("focusInFrame", selector),
  /** The value of a JavaScript expression over `element`, the first match in a frame: `"element.value"`. */
  evaluateInFrame: <T>(selector: string, expression: string) => ask<T>("evaluateInFrame", selector, expression),
  /** Waits until a text is there, in the workbench or in a frame; the error says what was seen instead. */
  waitForText: (text: string, options: WaitOptions = {}) => ask<void>("waitForText", text, options),
  /** Saves out/screenshots/<name>.png and returns its path. */
  screenshot: (name: string) => ask<string>("screenshot", name),
  resize: (width: number, height: number) => ask<void>("resize", width, height),
  /** Errors and warnings of the page's console so far, with those of webviews (a violated policy is one). */
  consoleMessages: () => ask<ConsoleMessage[]>("consoleMessages"),

  /**
   * Chooses a command in the command palette by keyboard; `title` is what the palette shows, category included.
   *
   * The palette lists what is enabled when it opens, and may lose the focus or a key on a busy machine: it is then opened again.
   */
  async pickCommand(title: string): Promise<void> {
    await until(`"${title}" in the palette`, async () => {
      if (await tryCommand(title)) return true;
      await user.press("Escape");
      return false;
    });
  },
};

/** One try in a palette that is newly opened. False where the command does not come up soon. */
async function tryCommand(title: string): Promise<boolean> {
  const palette = ".quick-input-widget:focus-within";
  await user.press("Control+Shift+P");
  if (!(await soon(async () => (await user.texts(palette)).length > 0))) return false;
  await user.insert(title);
  // The list may still be sorted anew: the command has to stand under the cursor twice in a row.
  let seen = 0;
  const stands = await soon(async () => {
    const label = await user.text(`${palette} .quick-input-list .monaco-list-row.focused .label-name`);
    seen = label?.trim() === title ? seen + 1 : 0;
    // Commands used before stand above a better match: "Train One Step" above "Train".
    if (seen === 0 && label?.includes(title)) await user.press("ArrowDown");
    return seen === 2;
  });
  if (stands) await user.press("Enter");
  return stands;
}

/** Whether a condition holds within a few seconds. */
export function soon(holds: () => Promise<boolean>, timeoutMs = 6000): Promise<boolean> {
  return until("it", holds, timeoutMs).then(
    () => true,
    () => false,
  );
}

/** How long a single wait may last: no longer than needed where things are fast, and enough on a machine with much else to do. */
export const PATIENCE_MS = 60_000;

/** Waits until a condition holds; the error names what was waited for. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = PATIENCE_MS,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await sleep(50);
  }
}

async function ask<T>(action: string, ...args: unknown[]): Promise<T> {
  const address = process.env["UNROLL_USER_BRIDGE"];
  if (!address) throw new Error("no user bridge: the suite is run by test/vscode/run.mjs");
  const response = await fetch(address, { method: "POST", body: JSON.stringify({ action, args }) });
  const { value, error } = (await response.json()) as { value: T; error?: string };
  if (error !== undefined) throw new Error(`user.${action}: ${error}`);
  return value;
}
