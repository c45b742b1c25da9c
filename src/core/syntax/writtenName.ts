/** A name as YAML reads it as text, also inside of quotes that are there already. test/language/fileWish.test.ts holds this. */
export const writtenName = (name: string, quote?: string): string =>
  quote === "'" ? name.replaceAll("'", "''") : quote ? JSON.stringify(name).slice(1, -1) : plainName(name);

const plainName = (name: string): string =>
  /^[A-Za-z_][\w./ -]*$/.test(name) && !/^(true|false|null|yes|no|on|off)$/i.test(name) && !name.endsWith(" ")
    ? name
    : JSON.stringify(name);
