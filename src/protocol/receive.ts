/**
 * What arrives over a boundary, of a process or of a webview, is checked before anybody looks at it.
 */
import * as v from "valibot";

/** The message, or undefined where it is none; `complain` is told why. */
export function receive<Schema extends v.GenericSchema>(
  schema: Schema,
  received: unknown,
  complain?: (reason: string) => void,
): v.InferOutput<Schema> | undefined {
  const parsed = v.safeParse(schema, received);
  if (parsed.success) return parsed.output;
  complain?.(v.summarize(parsed.issues));
  return undefined;
}
