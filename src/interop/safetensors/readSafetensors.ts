/**
 * safetensors bytes to float32 tensors (https://github.com/huggingface/safetensors#format).
 *
 * The file is not trusted: the header's length is capped, names must differ, every stretch of data must lie inside the file,
 * have exactly the bytes of its shape, and together they must cover the data without gap or overlap. Nothing is allocated
 * before its size is known to be in the file. test/interop/safetensors.test.ts holds this.
 */
import { type Message, message } from "../../core/messages/message";
import { parseJsonSyntax } from "../../core/syntax/jsonSyntax";
import { entryOf, type SyntaxMap, type SyntaxNode } from "../../core/syntax/syntaxTree";
import type { NamedTensor } from "../../core/training/networkSession";
import { SafetensorsError } from "./safetensorsError";

const LARGEST_HEADER = 100_000_000;

export interface SafetensorsFile {
  readonly tensors: readonly NamedTensor[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** Throws `SafetensorsError`. The tensors are copies. */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(bytes);
  const names = new Set<string>();
  const stretches: { readonly name: string; readonly shape: number[]; readonly start: number; readonly end: number }[] =
    [];
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const { key, value } of header.entries) {
    const name = String(key.value);
    if (names.has(name)) fail(message("safetensors-duplicate", { name: shown(name) }));
    names.add(name);
    if (name === "__metadata__") metadata = readMetadata(value);
    else stretches.push({ name, ...readEntry(name, value, bytes.length - dataStart) });
  }
  checkCover(stretches, bytes.length - dataStart);
  const tensors = stretches.map(({ name, shape, start, end }) => {
    return { name, shape, values: floats(bytes.subarray(dataStart + start, dataStart + end)) };
  });
  return { tensors, metadata };
}

function fail(problem: Message): never {
  throw new SafetensorsError(problem);
}

/** Names come from outside: control characters would reach a terminal. */
function shown(name: string): string {
  return name.slice(0, 80).replace(/[^\x20-\x7e\u00a1-\uffff]/g, "?");
}

function readHeader(bytes: Uint8Array): { header: SyntaxMap; dataStart: number } {
  if (bytes.length < 8) fail(message("safetensors-short"));
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(Math.min(LARGEST_HEADER, bytes.length - 8))) fail(message("safetensors-header-length"));
  const dataStart = 8 + Number(length);
  let header: SyntaxNode;
  try {
    header = parseJsonSyntax(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, dataStart)));
  } catch {
    return fail(message("safetensors-header"));
  }
  if (header.is !== "map") return fail(message("safetensors-header"));
  return { header, dataStart };
}

function readMetadata(node: SyntaxNode | undefined): ReadonlyMap<string, string> {
  if (node?.is !== "map") return fail(message("safetensors-header"));
  const entries = node.entries.map(({ key, value }): [string, string] => {
    if (value?.is !== "scalar" || typeof value.value !== "string") return fail(message("safetensors-header"));
    return [String(key.value), value.value];
  });
  return new Map(entries);
}

function readEntry(
  name: string,
  node: SyntaxNode | undefined,
  available: number,
): { shape: number[]; start: number; end: number } {
  const broken = (): never => fail(message("safetensors-entry", { name: shown(name) }));
  if (node?.is !== "map" || new Set(node.entries.map(({ key }) => key.value)).size < node.entries.length)
    return broken();
  const dtype = entryOf(node, "dtype")?.value;
  if (dtype?.is !== "scalar") return broken();
  if (dtype.value !== "F32")
    fail(message("safetensors-dtype", { name: shown(name), dtype: shown(String(dtype.value)) }));
  const shape = wholeNumbers(entryOf(node, "shape")?.value);
  const [start, end, ...more] = wholeNumbers(entryOf(node, "data_offsets")?.value) ?? [];
  if (!shape || start === undefined || end === undefined || more.length) return broken();
  if (start > end || end > available) fail(message("safetensors-bounds", { name: shown(name) }));
  const size = shape.reduce((product, dimension) => product * dimension, 4);
  if (!Number.isSafeInteger(size) || size !== end - start) fail(message("safetensors-size", { name: shown(name) }));
  return { shape, start, end };
}

function wholeNumbers(node: SyntaxNode | undefined): number[] | undefined {
  if (node?.is !== "list") return undefined;
  const numbers = node.items.map((item) => (item.is === "scalar" ? item.value : undefined));
  return numbers.every((number): number is number => Number.isSafeInteger(number) && Number(number) >= 0)
    ? numbers
    : undefined;
}

function checkCover(stretches: readonly { name: string; start: number; end: number }[], available: number): void {
  let covered = 0;
  for (const { name, start, end } of [...stretches].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== covered) fail(message("safetensors-overlap", { name: shown(name) }));
    covered = end;
  }
  if (covered !== available) fail(message("safetensors-cover"));
}

/** Little-endian on every machine. */
function floats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 4 }, (_, at) => view.getFloat32(at * 4, true));
}
