/** Puts the parts of a catalogue together. */

type All<Parts> = Parts extends readonly [infer First, ...infer Rest] ? First & All<Rest> : unknown;

/**
 * One object with the sentences of all parts. It has no prototype, so it is a hash table from its first key on: a spread of a thousand
 * keys takes thirty times as long, at every start of the command line.
 */
export function joinCatalogues<const Parts extends readonly object[]>(...parts: Parts): All<Parts> {
  return Object.assign(Object.create(null) as object, ...parts) as All<Parts>;
}
