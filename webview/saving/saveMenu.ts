/** The menu *Save as…* in the head of a part of the panel: a row for each view that the part shows, a button for each form of it. */
import { say } from "../../src/core/messages/message";
import { savedFormats, type SavedView } from "../../src/protocol/savedFigure";
import type { PanelContext } from "../context";
import { element } from "../element";

export function makeSaveMenu({ language, save }: PanelContext, views: readonly SavedView[]): HTMLDetailsElement {
  const rows = views.map((view) => {
    const name = say(language, `figure.${view}`);
    const buttons = savedFormats.map((format) => {
      const hint = say(language, `save.${format}`);
      const label = `${name}: ${format.toUpperCase()}, ${hint}`;
      const button = element("button", { type: "button", title: hint, "aria-label": label, "data-format": format }, format.toUpperCase()); // prettier-ignore
      button.addEventListener("click", () => {
        close(true);
        save(view, format);
      });
      return button;
    });
    return element("div", { class: "save-row", "data-view": view }, element("span", {}, name), ...buttons);
  });
  const summary = element("summary", {}, say(language, "save.as"));
  const root = element("details", { class: "save-menu" }, summary, element("div", { class: "save-choices" }, ...rows));
  const close = (keepsFocus: boolean): void => {
    root.open = false;
    if (keepsFocus) summary.focus();
  };
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !root.open) return;
    event.stopPropagation();
    close(true);
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !root.contains(relatedTarget)) close(false);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (root.open && !root.contains(target as Node)) close(false);
  });
  return root;
}
