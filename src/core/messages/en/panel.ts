/** English, the panel. */
export const panel = {
} as const;
