import type { Change } from "../../../advise/search/plan.ts";
import { takeoverOf } from "../../../advise/search/takeover.ts";
import type { Language } from "../../../lint/language.ts";
import { has } from "../../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { tuneWords } from "../../../report/tune/words.ts";

/** The commands that make a running broker take the changes over. */
export function takeoverLines(
  changes: readonly Change[],
  version: NanomqVersion,
  file: string,
  language: Language,
): readonly string[] {
  const words = tuneWords[language];
  const ways = changes.map((change) => ({ change, way: takeoverOf(change, version) }));
  const lines: string[] = [];
  if (ways.some(({ way }) => way.by === "reload")) {
    lines.push(words.reload(reloadCommand(file)));
    if (has(version, "reload-may-crash")) lines.push(words.reloadMayCrash);
  }
  const api = ways.flatMap(({ way }) => (way.api === undefined ? [] : [way.api]));
  if (api.length > 0) {
    const command = apiCommand(api);
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

function apiCommand(values: readonly { readonly name: string; readonly value: number }[]): string {
  const data = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  return `curl -u USER:PASSWORD -d '${JSON.stringify({ data })}' http://127.0.0.1:8081/api/v4/reload`;
}
