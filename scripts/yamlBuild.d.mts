/** The type of what yamlBuild.mjs says, for the tests' settings. */
export declare const yamlBuild: { readonly yaml: string };
