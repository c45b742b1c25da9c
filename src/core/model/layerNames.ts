/**
 * Default layer names, spelled and counted as in Keras: `lstm`, `lstm_1`, `time_distributed`, `input_layer`.
 */

/**
 * `SimpleRNN` → `simple_rnn`, `GlobalAveragePooling1D` → `global_average_pooling1d`; an Input is `input_layer`.
 *
 * The two rules are those of Keras's `to_snake_case`: a digit begins no word.
 */
export function baseName(kind: string): string {
  if (kind === "Input" || kind === "InputLayer") return "input_layer";
  return kind
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** Counts by kind over the layers of the list, named ones included, inner layers not. */
export function createNameCounter(): (kind: string) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const base = baseName(kind);
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  };
}

/** What a name may look like: it becomes a part of weight names, references and messages. */
export const namePattern = /^[A-Za-z_][\w.-]*$/;
