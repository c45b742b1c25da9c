/** English, the command line. */
export const commandLine = {
} as const;
