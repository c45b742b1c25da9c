/** The project's own sources, parsed once for the house tests: what they import, what they export, how they begin. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ts from "typescript";

export const root = resolve(import.meta.dirname, "../..");

export interface SourceFile {
  /** Relative to the project's folder, with slashes: `src/core/text/range.ts`. */
  readonly path: string;
  readonly text: string;
  /** As written: `node:fs`, `yaml`, `../text/range`; type imports, re-exports and dynamic imports too. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  readonly hasDefaultExport: boolean;
  readonly hasReExport: boolean;
}

/** All files below a folder, or none where the folder does not exist; folders of made things are left out. */
export function filesBelow(folder: string): string[] {
  const left = new Set(["node_modules", "dist", "out", ".git", ".unroll", ".vscode-test", "__pycache__"]);
  const here = join(root, folder);
  if (!statSync(here, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(here, { withFileTypes: true }).flatMap((entry) => {
    if (left.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path.split(sep).join("/")];
  });
}

export const sourceFiles: readonly SourceFile[] = ["src", "webview"]
  .flatMap(filesBelow)
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .map(parseSource);

/** The project's path that a relative import means, without its extension; other imports come back as they are. */
export function importedPath(file: SourceFile, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  const target = resolve(root, dirname(file.path), specifier);
  return relative(root, target).split(sep).join("/");
}

function parseSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  visit(tree, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) imports.push(specifier);
  });
  const statements = tree.statements;
  return {
    path,
    text,
    imports,
    exports: statements.flatMap(exportedNames),
    hasDefaultExport: statements.some(
      (one) => ts.isExportAssignment(one) || hasModifier(one, ts.SyntaxKind.DefaultKeyword),
    ),
    hasReExport: statements.some(isReExport),
  };
}

/** A value taken out of a data file is no barrel. */
function isReExport(statement: ts.Statement): boolean {
  if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier) return false;
  return !statement.moduleSpecifier.getText().includes(".json");
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => visit(child, see));
}

function specifierOf(node: ts.Node): string | undefined {
  let specifier: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
  else if (ts.isImportTypeNode(node))
    specifier = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  else if (ts.isExternalModuleReference(node)) specifier = node.expression;
  else if (ts.isCallExpression(node) && isLoader(node.expression)) specifier = node.arguments[0];
  return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

function exportedNames(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [];
  }
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as ts.DeclarationStatement;
  return name ? [name.getText()] : [];
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some((one) => one.kind === kind) ?? false);
}
