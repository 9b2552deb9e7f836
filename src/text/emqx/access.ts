// `authentication` and `authorization` of EMQX 5.
import type { Path } from "../migrate/conf-tree.ts";
import { text as asText, confKey, duration, oneOf, quoted } from "../migrate/convert.ts";
import { carry, type Draft, lose, type OldSetting, putText } from "../migrate/draft.ts";
import { isOff } from "./listeners.ts";
import type { EmqxSettings } from "./settings.ts";

/** EMQX's placeholders in what is sent to an HTTP server, and NanoMQ's. */
const placeholders: Readonly<Record<string, string>> = {
  "${action}": "%A",
  "${clientid}": "%c",
  "${password}": "%P",
  "${peerhost}": "%a",
  "${topic}": "%t",
  "${username}": "%u",
};

/** Text with NanoMQ's placeholders; undefined where one is left that it does not have. */
function withPlaceholders(text: string): string | undefined {
  const made = Object.entries(placeholders).reduce((before, [old, now]) => before.replaceAll(old, now), text);
  return made.includes("${") ? undefined : quoted(made);
}

function carryMap(settings: EmqxSettings, from: readonly string[], to: Path, draft: Draft): void {
  for (const name of settings.namesBelow(...from)) {
    const setting = settings.take(...from, name);
    if (setting === undefined) continue;
    const text = withPlaceholders(setting.value);
    if (text === undefined || confKey(name) === undefined) lose(draft, setting, "unreadable-value");
    else putText(draft, [...to, name], text);
  }
}

/** A request to an HTTP server. */
function addRequest(settings: EmqxSettings, at: readonly string[], request: string, draft: Draft): void {
  const to: Path = ["auth", "http_auth", request];
  const url = settings.take(...at, "url");
  if (url === undefined) return;
  carry(draft, { setting: url, comments: [] }, [...to, "url"], asText);
  const method = settings.take(...at, "method")?.value.toLowerCase() === "get" ? "get" : "post";
  putText(draft, [...to, "method"], method);
  carryMap(settings, [...at, "headers"], [...to, "headers"], draft);
  carryMap(settings, [...at, "body"], [...to, "params"], draft);
  const timeout = settings.take(...at, "request_timeout");
  if (timeout !== undefined)
    carry(draft, { setting: timeout, comments: [] }, ["auth", "http_auth", "timeout"], duration);
}

/** Paths of the entries of a list, which may be written as the one entry it has. */
function entriesOf(settings: EmqxSettings, ...at: readonly string[]): readonly (readonly string[])[] {
  const names = settings.namesBelow(...at);
  if (names.length === 0) return [];
  return names.every((name) => /^\d+$/.test(name)) ? names.map((name) => [...at, name]) : [at];
}

function loseEntry(
  settings: EmqxSettings,
  at: readonly string[],
  draft: Draft,
  told: OldSetting | undefined,
): void {
  const entry = settings.take(...at);
  const isDatabase = told?.value === "built_in_database";
  const path = settings.take(...at, "path");
  if (path !== undefined) lose(draft, path, "other-file", path.value);
  else if (entry !== undefined) lose(draft, told ?? entry, isDatabase ? "own-database" : "no-counterpart");
}

/** Without an authenticator EMQX lets everybody in, with one nobody who cannot show a name. */
function addAuthentication(settings: EmqxSettings, draft: Draft): void {
  const entries = entriesOf(settings, "authentication").filter((at) => !isOff(settings, ...at));
  const text = String(entries.length === 0);
  putText(draft, ["auth", "allow_anonymous"], text);
  for (const at of entries) {
    settings.take(...at, "mechanism");
    const backend = settings.take(...at, "backend");
    if (backend?.value === "http") addRequest(settings, at, "auth_req", draft);
    else loseEntry(settings, at, draft, backend);
  }
}

export function addAccess(settings: EmqxSettings, draft: Draft): void {
  addAuthentication(settings, draft);
  const words = { no_match: ["allow", "deny"], deny_action: ["ignore", "disconnect"] } as const;
  for (const [name, choices] of Object.entries(words)) {
    const setting = settings.take("authorization", name);
    if (setting !== undefined) carry(draft, { setting, comments: [] }, ["auth", name], oneOf([...choices]));
  }
  for (const at of entriesOf(settings, "authorization", "sources")) {
    if (isOff(settings, ...at)) continue;
    const type = settings.take(...at, "type");
    if (type?.value === "http") addRequest(settings, at, "acl_req", draft);
    else loseEntry(settings, at, draft, type);
  }
}
