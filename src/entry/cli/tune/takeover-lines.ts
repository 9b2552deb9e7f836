import type { Change } from "../../../advise/search/plan.ts";
import { takeoverOf } from "../../../advise/search/takeover.ts";
import type { Language } from "../../../lint/language.ts";
import { has } from "../../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import type { Settings } from "../../../start/effective.ts";
import { listenersOf } from "../../../start/listeners.ts";

/** Where the HTTP API of a broker with these settings is asked on its own machine; undefined where it has none. */
export function apiUrlOf(settings: Settings): string | undefined {
  const api = listenersOf(settings).find(({ kind, isOpen }) => kind === "http" && isOpen);
  const { host, port } = api?.address ?? {};
  if (host === undefined || port === undefined) return undefined;
  const isAny = host === "" || host === "0.0.0.0" || host === "::";
  return `http://${isAny ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The commands that make a running broker take the changes over; `api` where it can be asked. */
export function takeoverLines(
  changes: readonly Change[],
  version: NanomqVersion,
  file: string,
  api: string | undefined,
  language: Language,
): readonly string[] {
  const words = tuneWords[language];
  const ways = changes.map((change) => ({ change, way: takeoverOf(change, version) }));
  const lines: string[] = [];
  if (ways.some(({ way }) => way.by === "reload")) {
    lines.push(words.reload(reloadCommand(file)));
    if (has(version, "reload-may-crash")) lines.push(words.reloadMayCrash);
  }
  const values = ways.flatMap(({ way }) => (way.api === undefined ? [] : [way.api]));
  if (api !== undefined && values.length > 0) {
    const command = apiCommand(values, api);
    lines.push(lines.length > 0 ? words.api(command) : words.apiOnly(command));
  }
  const cold = ways.flatMap(({ change, way }) =>
    way.by === "restart" && change.target === "conf" ? [change.key] : [],
  );
  if (cold.length > 0) lines.push(words.restart(cold.join(", ")));
  if (ways.some(({ way }) => way.by === "client")) lines.push(words.clientsFirst);
  return lines;
}

export function reloadCommand(file: string): string {
  return `nanomq reload --conf ${/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`}`;
}

function apiCommand(
  values: readonly { readonly name: string; readonly value: number }[],
  api: string,
): string {
  const data = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  return `curl -u USER:PASSWORD -d '${JSON.stringify({ data })}' ${api}/api/v4/reload`;
}
