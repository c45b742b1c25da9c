/** Spanish, the editor: lenses, commands, notifications. */
import type { editor as english } from "../en/editor";

export const editor: Readonly<Record<keyof typeof english, string>> = {
};
