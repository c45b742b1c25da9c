/** Spanish, the panel. */
import type { panel as english } from "../en/panel";

export const panel: Readonly<Record<keyof typeof english, string>> = {
};
