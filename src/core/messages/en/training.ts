/** English, a run: refusals and failures. */
export const training = {
} as const;
