import { type Scalar, surfaceKeys } from "../generated/surface.ts";
import { isWithin, type NanomqVersion } from "../nanomq/version.ts";
import { defaultOf, isRead, settingOf } from "./keys.ts";
import type { Load } from "./load.ts";
import { byDefault, type Value } from "./value.ts";

interface Initial {
  readonly path: string;
  readonly value: Scalar;
  readonly since?: string;
  readonly until?: string;
}

// What NanoMQ keeps but no key of the conf names: switches that presence turns on, counts, copies.
const INITIAL: readonly Initial[] = [
  { path: "(internal).client_max_packet_size", value: 10485760 },
  { path: "listeners.tcp.enable", value: true },
  { path: "listeners.tcp.bind", value: null },
  { path: "listeners.tcp.(list_count)", value: 0, since: "0.22.2" },
  { path: "listeners.ssl.enable", value: false },
  { path: "listeners.ssl.(ca_loaded)", value: false },
  { path: "listeners.ssl.(cert_loaded)", value: false },
  { path: "listeners.ssl.(key_loaded)", value: false },
  { path: "listeners.ssl.(list_count)", value: 0, since: "0.22.2" },
  { path: "listeners.ws.enable", value: true, until: "0.21.8" },
  { path: "listeners.ws.enable", value: false, since: "0.21.9" },
  { path: "listeners.wss.bind", value: null },
  { path: "listeners.wss.enable", value: false, since: "0.23.3" },
  { path: "http_server.enable", value: false },
  { path: "http_server.jwt.(iss)", value: null },
  { path: "http_server.jwt.(public_key_loaded)", value: false },
  { path: "auth.acl.enable", value: false },
  { path: "auth.acl.rules.(count)", value: 0 },
  { path: "auth.cache.enable", value: true, until: "0.24.6" },
  { path: "auth.password.(enable)", value: false },
  { path: "auth.password.(count)", value: 0 },
  { path: "auth.http_auth.enable", value: false },
  ...["auth_req", "super_req", "acl_req"].flatMap((request) => [
    { path: `auth.http_auth.${request}.url`, value: null },
    { path: `auth.http_auth.${request}.method`, value: null },
    { path: `auth.http_auth.${request}.headers.(count)`, value: 0 },
    { path: `auth.http_auth.${request}.params.(count)`, value: 0 },
    { path: `auth.http_auth.${request}.ssl.enable`, value: false },
  ]),
  { path: "sqlite.enable", value: false },
  { path: "sqlite.resend_interval", value: 0, since: "0.22.7" },
  { path: "webhook.enable", value: false },
  { path: "webhook.pool_size", value: 32, until: "0.21.8" },
  { path: "webhook.headers.(count)", value: 0 },
  { path: "webhook.events.(count)", value: 0 },
  { path: "webhook.ssl.enable", value: false },
  { path: "preset.session.(count)", value: 0, since: "0.23.8" },
  { path: "bridges.(bridge_mode)", value: false },
  { path: "bridges.mqtt.(count)", value: 0 },
  { path: "bridges.mqtt.cache.enable", value: false },
  { path: "bridges.nng.pub.(enable)", value: false, since: "0.24.14" },
  { path: "bridges.nng.pub.(count)", value: 0, since: "0.24.14" },
  { path: "bridges.nng.sub.(enable)", value: false, since: "0.24.14" },
  { path: "bridges.nng.sub.(count)", value: 0, since: "0.24.14" },
  { path: "rules.(count)", value: 0 },
  { path: "rules.(option_bits)", value: 0 },
  { path: "exchange_client.(count)", value: 0, since: "0.21", until: "0.24.0" },
  { path: "parquet.enable", value: false, since: "0.21", until: "0.24.0" },
  { path: "parquet.encryption.enable", value: false, since: "0.21", until: "0.24.0" },
  { path: "parquet.compress.(enum)", value: 0, since: "0.21", until: "0.24.0" },
  { path: "blf.enable", value: false, since: "0.21.7", until: "0.24.0" },
];

const SCALARS = new Set([
  "number",
  "flag",
  "text",
  "seconds",
  "milliseconds",
  "size",
  "word",
  "address",
  "kept-seconds",
]);

type Defaults = readonly (readonly [path: string, value: Value])[];

function defaultsAt(version: NanomqVersion): Defaults {
  const keys = surfaceKeys.flatMap((key): Defaults => {
    const isSingle = !/[*[]/.test(key.path) && SCALARS.has(key.reader);
    return isSingle && isRead(key, version) ? [[settingOf(key), defaultOf(key, version)]] : [];
  });
  const kept = INITIAL.filter(({ since = "0.0", until }) => isWithin(version, { since, until }));
  return [...keys, ["log.to", ["console"]], ...kept.map(({ path, value }) => [path, value] as const)];
}

/** They are the same for every conf of a version, and there are some 500. */
const known = new Map<string, Defaults>();

/** Settings of a broker that has no file, no environment and no flags. */
export function initialise(load: Load): void {
  const { version } = load;
  const defaults = known.get(version.text) ?? defaultsAt(version);
  known.set(version.text, defaults);
  for (const [path, value] of defaults) load.set(path, value, byDefault);
}
