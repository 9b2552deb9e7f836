// How the HTTP API names settings, and how a running broker takes a changed one over, from the key table.
import { keptSettings } from "./table.ts";
import { isJson, type Json, places } from "./walk.ts";

/** Paths that stand for the element of a list: names of the API are told below it. */
const elements = [
  "bridges.mqtt.*.forwards[].",
  "bridges.mqtt.*.subscription[].",
  "bridges.mqtt.*.",
  "auth.password.*.",
];

interface Annotated {
  readonly path: string;
  readonly notes: Json;
}

function annotated(schema: Json): readonly Annotated[] {
  const keys = places(schema).flatMap(({ path, schema: { "x-nanomq": notes } }) =>
    isJson(notes) ? [{ path, notes }] : [],
  );
  // What names an element of a list stands before what is told of it.
  return [...keptSettings(schema).map((notes) => ({ path: notes.path, notes })), ...keys];
}

/** By section of the answer: name, key below the element, and what the API makes of the value. */
function sectionsOf(rows: readonly Annotated[]): Readonly<Record<string, readonly Json[]>> {
  const sections: Record<string, Json[]> = {};
  for (const { path, notes } of rows) {
    const { api, secret } = notes;
    if (!isJson(api)) continue;
    const { section, since, until, ...rest } = api;
    const element = elements.find((prefix) => path.startsWith(prefix)) ?? "";
    const span = since === undefined ? {} : { span: { since, until } };
    const row = { key: path.slice(element.length), ...rest, ...span, ...(secret === true ? { secret } : {}) };
    const name = String(section);
    sections[name] = [...(sections[name] ?? []), row];
  }
  return sections;
}

function takeoversOf(rows: readonly Annotated[]): readonly Json[] {
  return rows.flatMap(({ path, notes: { takeover, api } }): Json[] => {
    if (!isJson(takeover)) return [];
    const { from, reload = false, request } = takeover;
    // A request to /reload names the setting as the API does; the others set a whole section.
    const name = request === "/reload" && isJson(api) ? { name: api["name"] } : {};
    const asked = request === undefined ? {} : { api: { path: request, ...name } };
    return [
      { key: path, from, reload: reload !== false, ...(isJson(reload) ? { span: reload } : {}), ...asked },
    ];
  });
}

/** @throws TypeError where the schema is no object */
export function apiTable(schema: unknown): string {
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  const rows = annotated(schema);
  return `// Generated from schemas/nanomq.schema.json; do not edit.
import type { ApiName } from "../nanomq/api/names.ts";
import type { TakeoverRow } from "../nanomq/api/takeover.ts";

export const apiNames: Readonly<Record<string, readonly ApiName[]>> = ${JSON.stringify(sectionsOf(rows))};

export const takeovers: readonly TakeoverRow[] = ${JSON.stringify(takeoversOf(rows))};
`;
}
