/** Spanish, the command line. */
import type { commandLine as english } from "../en/commandLine";

export const commandLine: Readonly<Record<keyof typeof english, string>> = {
};
