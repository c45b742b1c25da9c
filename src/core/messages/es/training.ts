/** Spanish, a run: refusals and failures. */
import type { training as english } from "../en/training";

export const training: Readonly<Record<keyof typeof english, string>> = {
};
