/** Spanish, hover texts: layers, arguments, shapes. */
import type { explanations as english } from "../en/explanations";

export const explanations: Readonly<Record<keyof typeof english, string>> = {
};
