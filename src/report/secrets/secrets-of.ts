import { type Source, textOf } from "../../text/source.ts";
import { addressSecrets } from "./in-address.ts";
import { confSecrets } from "./in-conf.ts";
import { namedSecrets } from "./in-text.ts";
import { type ByteRange, inBytes, joined } from "./ranges.ts";

/** Files that are no conf, by their names; what else is included is read as one. */
const OTHER_FILE = /\.(?:ya?ml|env|toml|json|service)$/i;

/** By the bytes: one file may be read under many names, and be read as a conf under some. */
const known = { conf: new WeakMap<Uint8Array, Ranges>(), other: new WeakMap<Uint8Array, Ranges>() };

type Ranges = readonly ByteRange[];

function search(source: Source, isConf: boolean): Ranges {
  const text = textOf(source, 0, source.bytes.length);
  const named = isConf ? confSecrets(source) : inBytes(text, joined(namedSecrets(text)));
  const inAddresses = inBytes(text, addressSecrets(text));
  return inAddresses.length === 0 ? named : joined([...named, ...inAddresses]);
}

const environments = new WeakMap<Uint8Array, boolean>();

/** An environment as Linux shows it (/proc/self/environ) has a NUL behind each variable. */
function isEnvironment(bytes: Uint8Array): boolean {
  const before = environments.get(bytes) ?? bytes.includes(0);
  environments.set(bytes, before);
  return before;
}

/** Where passwords, tokens and keys stand in a file, in file order. */
export function secretsOf(source: Source): Ranges {
  const { file, bytes } = source;
  const isConf = !OTHER_FILE.test(file) && !isEnvironment(bytes);
  const before = known[isConf ? "conf" : "other"];
  const ranges = before.get(bytes) ?? search(source, isConf);
  before.set(bytes, ranges);
  return ranges;
}

function meets(span: ByteRange, range: ByteRange): boolean {
  return span.start < range.end && range.start < span.end;
}

/** The secrets that a place meets, in order; no others are looked at. */
export function secretsIn(source: Source, span: ByteRange): Ranges {
  const ranges = secretsOf(source);
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? Infinity) <= span.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  for (let next = ranges[end]; next !== undefined && meets(span, next); next = ranges[end]) end += 1;
  return ranges.slice(low, end);
}

/** True where a place holds a secret, or a part of one. */
export function holdsSecret(source: Source, span: ByteRange): boolean {
  return secretsIn(source, span).length > 0;
}
