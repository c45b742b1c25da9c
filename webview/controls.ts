/**
 * Buttons, switches, selects and tabs. The only importer of the webview UI toolkit: who wants to replace it does so here.
 *
 * The toolkit's elements are kept and changed, not made again, so that focus and pressed states survive an update.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import { type Child, element, setAttributes } from "./element";

/** Must run before the first control is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export interface Control<Value> {
  readonly root: HTMLElement;
  readonly set: (value: Value) => void;
}

export interface ButtonLook {
  readonly primary?: boolean;
  /** Said instead of the text, where the text is only a sign. */
  readonly said?: string;
}

/** `set` tells whether it can be pressed. */
export function makeButton(text: string, look: ButtonLook, press: () => void): Control<boolean> {
  const root = custom("vscode-button", { appearance: look.primary ? "primary" : "secondary" }, text);
  if (look.said !== undefined) setAttributes(root, { "aria-label": look.said, title: look.said });
  let enabled = true;
  root.addEventListener("click", () => enabled && press());
  return {
    root,
    set: (value) => {
      enabled = value;
      (root as HTMLElement & { disabled: boolean }).disabled = !value;
    },
  };
}

/** `set` tells whether it is on. */
export function makeCheckbox(text: string, change: (on: boolean) => void): Control<boolean> {
  const root = custom("vscode-checkbox", {}, text) as HTMLElement & { checked: boolean };
  // The toolkit tells of every change, also of one that nobody made by hand.
  let isSet = false;
  root.addEventListener("change", () => isSet || change(root.checked));
  return {
    root,
    set: (on) => {
      isSet = true;
      if (root.checked !== on) root.checked = on;
      isSet = false;
    },
  };
}

export interface NumberFieldWords {
  readonly label: string;
  readonly hint: string;
  /** Said where what is written is no number. */
  readonly wrong: string;
  /** The least that is taken; absent: 0. */
  readonly least?: number;
}

/**
 * A number from 0 (or from the least one) on, taken with Enter. `set` writes the number that counts now, but never over what somebody is writing.
 */
export function makeNumberField(words: NumberFieldWords, take: (value: number) => void): Control<string> {
  const box = custom("vscode-text-field", { size: 7, "aria-label": words.label, title: words.hint });
  const field = box as HTMLElement & { value: string };
  let counts = "";
  let isWriting = false;
  const show = (): void => {
    isWriting = false;
    field.value = counts;
    setAttributes(box, { title: words.hint, "aria-invalid": false, class: false });
  };
  box.addEventListener("input", () => (isWriting = field.value !== counts));
  box.addEventListener("blur", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show();
    if (event.key !== "Enter") return;
    const value =
      field.value.trim() === "" ? Number.NaN : Number(field.value.trim().replace(",", ".").replace("−", "-"));
    if (Number.isFinite(value) && value >= (words.least ?? 0)) {
      isWriting = false;
      setAttributes(box, { title: words.hint, "aria-invalid": false, class: false });
      take(value);
    } else setAttributes(box, { title: words.wrong, "aria-invalid": "true", class: "wrong" });
  });
  return {
    root: element("div", { class: "number-field" }, element("span", { "aria-hidden": "true" }, words.label), box),
    set: (value) => {
      counts = value;
      if (!isWriting && field.value !== value) field.value = value;
    },
  };
}

/** A line of text, taken with Enter where `take` can read it. `set` writes what counts now, but never over what somebody is writing. */
export function makeTextField(words: NumberFieldWords, take: (text: string) => boolean): Control<string> {
  const box = custom("vscode-text-field", { "aria-label": words.label, title: words.hint });
  const field = box as HTMLElement & { value: string };
  let counts = "";
  let isWriting = false;
  const mark = (isWrong: boolean): void =>
    setAttributes(box, {
      title: isWrong ? words.wrong : words.hint,
      "aria-invalid": isWrong && "true",
      class: isWrong && "wrong",
    });
  const show = (): void => {
    isWriting = false;
    field.value = counts;
    mark(false);
  };
  box.addEventListener("input", () => (isWriting = field.value !== counts));
  box.addEventListener("blur", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show();
    if (event.key !== "Enter") return;
    const isTaken = take(field.value);
    if (isTaken) isWriting = false;
    mark(!isTaken);
  });
  return {
    root: element("div", { class: "text-field" }, element("span", { "aria-hidden": "true" }, words.label), box),
    set: (value) => {
      counts = value;
      if (!isWriting && field.value !== value) field.value = value;
    },
  };
}

export interface Choice {
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly chosen: string;
}

/** `set` gives the options and the chosen one; options are made again only where they differ. */
export function makeSelect(label: string, change: (value: string) => void): Control<Choice> {
  const root = custom("vscode-dropdown", { "aria-label": label }) as HTMLElement & { value: string };
  root.addEventListener("change", () => change(root.value));
  let shown = "";
  return {
    root,
    set: ({ options, chosen }) => {
      const now = JSON.stringify(options);
      if (now !== shown) {
        shown = now;
        root.replaceChildren(
          ...options.map(({ value, text }) => custom("vscode-option", { value, selected: value === chosen }, text)),
        );
      }
      queueMicrotask(() => {
        if (root.value !== chosen) root.value = chosen;
      });
    },
  };
}

export interface Tabs {
  readonly root: HTMLElement;
  /** The element that a tab shows, by its name. */
  readonly view: (name: string) => HTMLElement | undefined;
  readonly choose: (name: string) => void;
}

/** One tab for each name, in this order. */
export function makeTabs(label: string, names: readonly string[], change: (name: string) => void): Tabs {
  const views = names.map(() => element("div", { class: "tab-view" }));
  const root = custom(
    "vscode-panels",
    { "aria-label": label, activeid: "output-tab-0" },
    ...names.map((name, index) => custom("vscode-panel-tab", { id: `output-tab-${index}` }, name)),
    ...views.map((view, index) => custom("vscode-panel-view", { id: `output-view-${index}` }, view)),
  ) as HTMLElement & { activeid: string };
  root.addEventListener("change", (event) => {
    if (event.target !== root) return;
    const name = names[Number(root.activeid.replace("output-tab-", ""))];
    if (name !== undefined) change(name);
  });
  return {
    root,
    view: (name) => views[names.indexOf(name)],
    choose: (name) => {
      const id = `output-tab-${Math.max(0, names.indexOf(name))}`;
      if (root.activeid !== id) root.activeid = id;
    },
  };
}

/** Turns while something is on its way and nobody knows how far it is. */
export function makeRing(): HTMLElement {
  return custom("vscode-progress-ring", { "aria-hidden": "true" });
}

function custom(
  tag: string,
  attributes: Parameters<typeof setAttributes>[1],
  ...children: readonly Child[]
): HTMLElement {
  return element(tag as "div", attributes, ...children);
}
