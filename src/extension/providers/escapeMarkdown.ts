/**
 * Text that Markdown shows as it stands. VS Code's own `appendText` does so too, but with spaces that do not wrap.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|~<>&$]/g, (sign) =>
    sign === "<" ? "&lt;" : sign === "&" ? "&amp;" : `\\${sign}`,
  );
}
