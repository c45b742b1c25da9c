/** English, hover texts: layers, arguments, shapes. */
export const explanations = {
} as const;
