/** English, the editor: lenses, commands, notifications. */
export const editor = {
} as const;
