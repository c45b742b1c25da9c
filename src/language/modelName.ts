/**
 * Names of model files: what a person means by a name, and the name that a file of YAML should have whose text is a model.
 *
 * It knows no layers: the extension host, which asks it of every file of YAML, has no table of them. test/language/modelName.test.ts holds this.
 */
/** What files of the language are called; the first one is given. */
export const modelEnding = ".rnn.yaml";
const hasModelEnding = /\.rnn\.ya?ml$/i;
const hasYamlEnding = /\.ya?ml$/i;

export const isModelName = (name: string): boolean => hasModelEnding.test(name);

/** The name of a model file: `waves`, `waves.yaml` and `waves.rnn.yaml` are all `waves.rnn.yaml`. */
export function modelFileName(written: string): string {
  const name = written.trim();
  if (hasModelEnding.test(name)) return name;
  return hasYamlEnding.test(name) ? name.replace(hasYamlEnding, ".rnn$&") : `${name}${modelEnding}`;
}

/** A name that is none: empty, only an ending, or one that leads into another folder. */
export function isUsableName(written: string): boolean {
  const name = written.trim();
  return name !== "" && !/[\\/:*?"<>|\p{Cc}]/u.test(name) && !name.startsWith(".");
}

/** The first of `name.rnn.yaml`, `name-2.rnn.yaml`, … that is not taken. */
export function freeModelName(name: string, isTaken: (fileName: string) => boolean): string {
  for (let count = 1; ; count++) {
    const fileName = `${name}${count === 1 ? "" : `-${count}`}${modelEnding}`;
    if (!isTaken(fileName)) return fileName;
  }
}

/** Whether a file of YAML begins like a model: `model` with a list whose first entry is named as layers are, `Input: …`. */
export function beginsLikeModel(text: string): boolean {
  return /^model:[ \t]*(?:#.*)?(?:\r?\n[ \t]*(?:#.*)?)*[ \t]*(?:-|\[)[ \t]*\{?[ \t]*["']?[A-Z][A-Za-z0-9]*["']?[ \t]*:/m.test(
    text,
  );
}

/** The name that such a file should have; undefined where it has it, or is no file of YAML. */
export function nameAsModel(fileName: string): string | undefined {
  return hasYamlEnding.test(fileName) && !hasModelEnding.test(fileName) ? modelFileName(fileName) : undefined;
}
