import { has } from "../../nanomq/behaviour.ts";
import { borrowedName } from "../../nanomq/borrowed-names.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { defaultOf, keyAt } from "../../start/keys.ts";
import type { NodeEffect } from "../../start/setting.ts";
import type { Effect, TypeName, Value } from "../../start/value.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { nearestName } from "../../text/nearest-name.ts";
import { onceFor } from "../once.ts";
import type { MisfitFacts } from "./misfit.ts";
import type { ShapeError } from "./shape.ts";
import { properLevels, similarKeys } from "./suggest.ts";

/** A value as written; secrets never leave the conf. */
function writtenText(node: TreeNode | undefined, pattern: string | undefined): string {
  if (pattern !== undefined && keyAt(pattern)?.secret === true) return "***";
  switch (node?.kind) {
    case "string":
      return node.value;
    case "number":
    case "boolean":
      return String(node.value);
    default:
      return node?.kind ?? "";
  }
}

/** Pattern paths by written ones. */
type Patterns = () => ReadonlyMap<string, string>;

/** The pattern path of the section that a written path lies in, by the patterns of its parents. */
function parentPattern(path: string, patterns: Patterns): string {
  const dot = path.lastIndexOf(".");
  return dot === -1 ? "" : (patterns().get(path.slice(0, dot)) ?? path.slice(0, dot));
}

/** What a name may be meant for costs more than all else that is looked at, and is asked again with every key that is typed. */
const unknownKeys = onceFor((_version: NanomqVersion) => new Map<string, MisfitFacts>());

const MOST_UNKNOWN_KEYS = 5000;

function unknownKey({ path }: NodeEffect, patterns: Patterns, version: NanomqVersion): MisfitFacts {
  const parent = parentPattern(path, patterns);
  const known = unknownKeys(version);
  const place = `${parent.length} ${parent}${path}`;
  const facts = known.get(place) ?? meantBy(path, parent, version);
  if (known.size >= MOST_UNKNOWN_KEYS) known.clear();
  known.set(place, facts);
  return facts;
}

function meantBy(path: string, parent: string, version: NanomqVersion): MisfitFacts {
  const name = parent === "" ? path : path.slice(path.lastIndexOf(".") + 1);
  const borrowed = borrowedName(path);
  const levels = borrowed?.from === "newer" ? [] : properLevels(parent, name, version);
  if (levels.length > 0) return { code: "misplaced-key", levels };
  if (borrowed === undefined) return { code: "unknown-key", suggestions: similarKeys(parent, name, version) };
  const { from: borrowedFrom, meant, saidBy } = borrowed;
  return { code: "unknown-key", suggestions: [], borrowedFrom, meant, saidBy };
}

/** A number with the unit that a release reads for this key: up to 0.24.8 an s stands behind milliseconds too. */
function withUnit(written: string, reader: string, version: NanomqVersion): string {
  return `${written}${reader === "milliseconds" && has(version, "milliseconds-read") ? "ms" : "s"}`;
}

function wrongType(
  expected: TypeName,
  found: NodeEffect,
  type: TypeName,
  version: NanomqVersion,
): MisfitFacts {
  const reader = keyAt(found.pattern ?? "")?.reader ?? "";
  if (reader.endsWith("seconds") && type === "number") {
    const written = writtenText(found.node, found.pattern);
    return { code: "time-as-number", written, meant: withUnit(written, reader, version) };
  }
  return { code: "wrong-type", expected, found: type };
}

/** Words of other brokers, and plain English, for those of NanoMQ. */
const MEANT: Readonly<Record<string, string>> = {
  all: "pubsub",
  drop: "ignore",
  read: "subscribe",
  readwrite: "pubsub",
  reject: "deny",
  stdout: "console",
  warning: "warn",
  write: "publish",
};

function noChoice(
  written: string,
  words: readonly (string | number)[],
  value: Value | undefined,
): MisfitFacts {
  const names = words.map(String);
  const meant = MEANT[written.toLowerCase()];
  const known = meant !== undefined && names.includes(meant) ? meant : nearestName(written, names);
  return { code: "not-a-choice", written, words, value, suggestions: known === undefined ? [] : [known] };
}

type MisreadEffect = Extract<Effect, { kind: "misread" }>;

function misreadFacts(effect: MisreadEffect, pattern: string | undefined): MisfitFacts {
  const { reason, written, value } = effect;
  switch (reason) {
    case "first-letter":
      return { code: "milliseconds-as-minutes", written, value };
    case "seconds-for-milliseconds":
      return { code: "seconds-for-milliseconds", written, value };
    case "trailing-text":
      return { code: "time-cut-short", written, value };
    case "overflow":
      return { code: "value-wraps", written, value };
    case "truncated":
      return { code: "fraction-dropped", written, value };
    case "capped":
      return { code: "value-capped", written, value };
    case "scaled":
      return { code: "multiplier-scaled", written, value };
    case "unknown-word":
      return noChoice(written, keyAt(pattern ?? "")?.words ?? [], value);
    case "negative":
      return value === 0
        ? { code: "time-read-as-zero", written, reason }
        : { code: "value-wraps", written, value };
    default:
      return { code: "time-read-as-zero", written, reason };
  }
}

type IgnoredEffect = Extract<Effect, { kind: "ignored" }>;

function ignoredFacts(
  effect: IgnoredEffect,
  found: NodeEffect,
  patterns: Patterns,
  version: NanomqVersion,
): MisfitFacts {
  const written = writtenText(found.node, found.pattern);
  switch (effect.reason) {
    case "unknown-key":
      return unknownKey(found, patterns, version);
    case "other-release": {
      const { since, until, renamedTo } = effect;
      return { code: "other-release", since, until, renamedTo };
    }
    case "wrong-type":
      return wrongType(effect.expected, found, effect.found, version);
    case "not-positive":
      return { code: "not-positive", written };
    case "unknown-word":
      return noChoice(written, effect.words, undefined);
    case "unreadable":
      return { code: effect.unit === "s" ? "time-unreadable" : "size-unreadable", written };
    case "overridden":
      return { code: "overridden", by: effect.by };
    case "needs-build":
      return { code: "needs-build", build: effect.build };
    case "incomplete":
      return { code: "incomplete", missing: effect.missing };
    case "no-effect":
      return { code: "no-effect" };
  }
}

const TYPES: readonly TypeName[] = ["string", "number", "boolean", "null", "array", "object"];

/** A value that NanoMQ takes as it is and that fits the key all the same not. */
function shapeFacts(error: ShapeError, found: NodeEffect, version: NanomqVersion): MisfitFacts | undefined {
  const written = writtenText(found.node, found.pattern);
  const key = keyAt(found.pattern ?? "");
  switch (error.keyword) {
    case "enum":
      return noChoice(written, key?.words ?? [], undefined);
    case "maximum":
      return { code: "out-of-range", written, minimum: undefined, maximum: error.limit };
    case "minimum":
    case "exclusiveMinimum":
      // What is worked out by the broker is asked for with 0.
      if (key !== undefined && typeof defaultOf(key, version) === "string" && written === "0")
        return undefined;
      return { code: "out-of-range", written, minimum: error.limit, maximum: undefined };
    case "type": {
      const expected = TYPES.find((type) => type === error.type);
      const type = found.node?.kind;
      // The form of an older release, which reads it.
      if (type === "string" && found.pattern?.endsWith("[]") === true) return undefined;
      // A section that is a list is walked like one.
      if (expected === undefined || type === undefined || type === expected) return undefined;
      return { code: "wrong-type", expected, found: type };
    }
    default:
      return undefined;
  }
}

/** What is wrong with one written key or value; undefined where nothing is. */
export function factsOf(
  found: NodeEffect,
  error: ShapeError | undefined,
  patterns: Patterns,
  version: NanomqVersion,
): MisfitFacts | undefined {
  switch (found.effect.kind) {
    case "ignored":
      return ignoredFacts(found.effect, found, patterns, version);
    case "misread":
      return misreadFacts(found.effect, found.pattern);
    case "used":
      return error === undefined ? undefined : shapeFacts(error, found, version);
  }
}
