import { surfaceSchemaText } from "../../generated/surface-schema.ts";
import { has } from "../../nanomq/behaviour.ts";
import { isSince, isWithin, type NanomqVersion } from "../../nanomq/version.ts";

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** True where the release reads a place; places without notes are there for what lies below them. */
function isKnown(place: Json, version: NanomqVersion): boolean {
  const notes = place["x-nanomq"];
  if (!isJson(notes)) return true;
  const since = textOf(notes["since"]);
  const absent = Array.isArray(notes["absent"]) ? notes["absent"].filter(isJson) : [];
  if (since === undefined || !isWithin(version, { since, until: textOf(notes["until"]) })) return false;
  return !absent.some((span) =>
    isWithin(version, { since: textOf(span["since"]) ?? since, until: textOf(span["until"]) }),
  );
}

/** What a key holds unless it is set, at a release. */
function defaultAt(notes: Json, version: NanomqVersion): unknown {
  const facts = notes["default"];
  if (!isJson(facts)) return facts;
  const past = Object.entries(facts).filter(([since]) => isSince(version, since));
  return past.at(-1)?.[1];
}

function withUnit(value: unknown, notes: Json): unknown {
  const { reader, unit } = notes;
  const isTime = typeof reader === "string" && reader.endsWith("seconds");
  return isTime && typeof value === "number" ? `${value}${unit === "ms" ? "ms" : "s"}` : value;
}

/** Definitions whose shape depends on the release. */
function definitionsAt(definitions: Json, version: NanomqVersion): Json {
  const { seconds, milliseconds, size } = definitions;
  const isLax = !has(version, "strict-units");
  return {
    ...Object.fromEntries(Object.entries(definitions).filter(([name]) => !name.endsWith("Gateway"))),
    seconds: isJson(seconds) && isLax ? { ...seconds, pattern: "^[0-9]+[smh]$" } : seconds,
    milliseconds:
      isJson(milliseconds) && !has(version, "milliseconds-read")
        ? { ...milliseconds, pattern: "^[0-9]+[smh]$" }
        : milliseconds,
    size: isJson(size) && isLax ? { ...size, pattern: "^[0-9]+ *([KMGkmg][Bb])?$" } : size,
  };
}

/** Keys and sections that lie below a place, without those that the release does not read. */
function childrenAt(properties: Json, version: NanomqVersion): Json {
  const kept: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(properties)) {
    if (isJson(child) && isAlive(child, version)) kept[name] = placeAt(child, version);
  }
  return kept;
}

/** A place is alive if the release reads it or something in it: 0.18.2 knows `mqtt` by its sub-sections only. */
function isAlive(place: Json, version: NanomqVersion): boolean {
  if (isJson(place["x-nanomq"]) && isKnown(place, version)) return true;
  const { properties, additionalProperties, items } = place;
  const below = [...(isJson(properties) ? Object.values(properties) : []), additionalProperties, items];
  return below.some((child) => isJson(child) && isAlive(child, version));
}

function placeAt(place: Json, version: NanomqVersion): Json {
  const { "x-nanomq": notes, properties, additionalProperties, items, default: _newest, ...rest } = place;
  const value = isJson(notes) ? withUnit(defaultAt(notes, version), notes) : undefined;
  const isShown = value !== undefined && value !== null && value !== "ncpu*2" && rest["type"] !== "object";
  return {
    ...rest,
    ...(isShown && { default: value }),
    ...(isJson(items) && { items: placeAt(items, version) }),
    ...(isJson(properties) && { properties: childrenAt(properties, version) }),
    ...(additionalProperties !== undefined && {
      additionalProperties: othersAt(additionalProperties, version),
    }),
  };
}

function othersAt(others: unknown, version: NanomqVersion): unknown {
  return isJson(others) && isAlive(others, version) ? placeAt(others, version) : false;
}

/** The newest draft that VS Code supports in full; nothing of a later one is used. */
const EDITOR_DRAFT = "http://json-schema.org/draft-07/schema#";

/** The JSON Schema of one release, for editors and other validators: only what that release reads. */
export function schemaFor(version: NanomqVersion): Json {
  const whole: unknown = JSON.parse(surfaceSchemaText);
  if (!isJson(whole) || !isJson(whole["$defs"])) throw new TypeError("the schema of the surface is broken");
  const { $schema: _draft, $defs, $id: _id, title: _title, description: _description, ...root } = whole;
  return {
    $schema: EDITOR_DRAFT,
    ...placeAt(root, version),
    title: `nanomq.conf of NanoMQ ${version.text}`,
    $defs: isJson($defs) ? definitionsAt($defs, version) : {},
  };
}
