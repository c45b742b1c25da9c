/** A run that takes longer than this by the plan is begun by hand. A file of its own, since the analysis thread has no schemas of messages. */
export const LONGEST_MS = 1000;
