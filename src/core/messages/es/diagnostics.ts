/** Spanish, what is wrong in a model file, and the cure. */
import type { diagnostics as english } from "../en/diagnostics";

export const diagnostics: Readonly<Record<keyof typeof english, string>> = {
};
