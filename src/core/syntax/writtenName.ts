/** A name as YAML reads it as text. test/language/fileWish.test.ts holds this. */
export const writtenName = (name: string): string =>
  /^[A-Za-z_][\w./ -]*$/.test(name) && !/^(true|false|null|yes|no|on|off)$/i.test(name) && !name.endsWith(" ")
    ? name
    : JSON.stringify(name);
