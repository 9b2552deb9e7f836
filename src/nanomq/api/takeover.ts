/*
 * How a running broker comes to use a changed setting. Sources: nanomq/rest_api.c, nanomq/conf_api.c and the reload
 * command in nanomq/apps/broker.c of 0.18.2 to 0.25.6; the moment of the timing keys was measured by changing them under
 * connected clients (fixtures/conformance/timing/hot-change.jsonl.gz). Nothing set by HTTP is written to the conf.
 */
import { has } from "../behaviour.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "../version.ts";

export type TakenOverFrom = "at-once" | "next-tick" | "new-connections" | "start";

export interface KeyTakeover {
  /** Whether `nanomq reload --conf FILE` takes it over. */
  readonly reload: boolean;
  /** Below /api/v4, where a request can set it. */
  readonly api?: { readonly path: string; readonly name?: string | undefined } | undefined;
  readonly from: TakenOverFrom;
}

interface Row extends KeyTakeover {
  /** A key, or the section it stands in. */
  readonly key: string;
  /** Of the reload; the API's part holds for every release. */
  readonly span?: VersionSpan;
}

const basic = (name: string) => ({ path: "/reload", name });

/** The first row that fits counts. */
const rows: readonly Row[] = [
  { key: "mqtt.retry_interval", reload: true, api: basic("qos_duration"), from: "next-tick" },
  { key: "mqtt.keepalive_multiplier", reload: true, api: basic("keepalive_backoff"), from: "next-tick" },
  { key: "mqtt.max_packet_size", reload: true, api: basic("max_packet_size"), from: "at-once" },
  {
    key: "(internal).client_max_packet_size",
    reload: true,
    api: basic("client_max_packet_size"),
    from: "at-once",
  },
  { key: "mqtt.max_mqueue_len", reload: true, api: basic("msq_len"), from: "new-connections" },
  { key: "mqtt.property_size", reload: true, api: basic("property_size"), from: "at-once" },
  { key: "auth.allow_anonymous", reload: true, api: basic("allow_anonymous"), from: "new-connections" },
  { key: "auth.password", reload: true, api: { path: "/configuration/auth" }, from: "new-connections" },
  {
    key: "auth.http_auth",
    reload: false,
    api: { path: "/configuration/auth_http" },
    from: "new-connections",
  },
  { key: "auth.acl", reload: true, from: "at-once", span: { since: "0.25.6" } },
  { key: "auth.no_match", reload: true, from: "at-once", span: { since: "0.25.6" } },
  { key: "auth.deny_action", reload: true, from: "at-once", span: { since: "0.25.6" } },
  { key: "sqlite.flush_mem_threshold", reload: true, from: "at-once" },
  { key: "log.level", reload: true, from: "at-once" },
  { key: "log", reload: true, from: "at-once", span: { since: "0.18.2", until: "0.25.3" } },
  ...["username", "password", "auth_type"].map((name) => ({
    key: `http_server.${name}`,
    reload: false,
    api: { path: "/configuration/http_server" },
    from: "at-once" as const,
  })),
  { key: "bridges.mqtt", reload: false, api: { path: "/bridges" }, from: "at-once" },
];

const atStart: KeyTakeover = { reload: false, from: "start" };

function isAt(row: Row, key: string): boolean {
  return key === row.key || key.startsWith(`${row.key}.`) || key.startsWith(`${row.key}[`);
}

/** How a broker of this version comes to use a changed `key`, a path as `readConfig` has it. */
export function takeoverOfKey(key: string, version: NanomqVersion): KeyTakeover {
  const row = rows.find((candidate) => isAt(candidate, key));
  if (row === undefined) return atStart;
  const { api, from, span } = row;
  // A release with the layout before today's reads the file of a reload as the old key=value format.
  const reload =
    row.reload && has(version, "current-layout") && (span === undefined || isWithin(version, span));
  return reload || api !== undefined ? { reload, api, from } : atStart;
}
