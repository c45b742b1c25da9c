/** English, what is wrong in a model file, and the cure. */
export const diagnostics = {
} as const;
