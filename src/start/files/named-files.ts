import type { Span } from "../../text/source.ts";
import type { Settings } from "../effective.ts";
import { givenAt } from "../place.ts";
import type { NodeEffect } from "../setting.ts";

export type FileUse =
  | "certificate"
  | "private-key"
  | "ca"
  | "jwt-key"
  | "log-folder"
  | "database-folder"
  | "database-file";

/** A file or folder that the settings name and the broker will want. */
export interface NamedFile {
  /** The setting, names as written: `bridges.mqtt.cloud.ssl.keyfile`. */
  readonly key: string;
  /** The section around it: files of one section belong together. */
  readonly section: string;
  readonly use: FileUse;
  /** As written: relative to the working directory of the broker. */
  readonly path: string;
  /** Absent where a variable or option names it that stands in no file. */
  readonly span: Span | undefined;
  /** Opens an encrypted key; never reported. */
  readonly password?: string | undefined;
  /** Host a bridge connects to. */
  readonly server?: string | undefined;
}

const tlsUses: Readonly<Record<string, FileUse>> = {
  certfile: "certificate",
  keyfile: "private-key",
  cacertfile: "ca",
};

const TLS_BLOCK = /^(listeners\.ssl(?:\.\*)?|bridges\.mqtt\.\*\.ssl)\.(certfile|keyfile|cacertfile)$/;
const BRIDGE = /^bridges\.mqtt\.(.+)\.ssl$/;
/** Schemes over which a bridge speaks TLS. */
const SECURE = /^(tls\+|wss|mqtt-quic)/i;

function textOf(effects: readonly NodeEffect[], path: string): string | undefined {
  const node = effects.find((one) => one.path === path && one.effect.kind !== "ignored")?.node;
  return node?.kind === "string" ? node.value : undefined;
}

function isOff(effects: readonly NodeEffect[], path: string): boolean {
  const node = effects.find((one) => one.path === path && one.effect.kind === "used")?.node;
  return node?.kind === "boolean" && !node.value;
}

/** False where nothing is encrypted with these files: a listener or bridge that is off, a plain bridge. */
function isNeeded(section: string, { effects, values }: Settings): boolean {
  const [, bridge] = BRIDGE.exec(section) ?? [];
  if (bridge === undefined) return section !== "listeners.ssl" || values.get("listeners.ssl.enable") === true;
  const path = `bridges.mqtt.${bridge}`;
  return SECURE.test(textOf(effects, `${path}.server`) ?? "") && !isOff(effects, `${path}.enable`);
}

/** Certificates and keys as the conf writes them. */
function writtenTls(settings: Settings): readonly NamedFile[] {
  const { effects } = settings;
  return effects.flatMap(({ path: key, pattern, node, span, effect }) => {
    const [, , leaf = ""] = TLS_BLOCK.exec(pattern ?? "") ?? [];
    const use = tlsUses[leaf];
    const section = key.slice(0, key.length - leaf.length - 1);
    if (use === undefined || node?.kind !== "string" || effect.kind !== "used") return [];
    if (!isNeeded(section, settings)) return [];
    const password = textOf(effects, `${section}.key_password`);
    const server = textOf(effects, `${section.replace(/\.ssl$/, "")}.server`);
    return [{ key, section, use, path: node.value, span, password, server }];
  });
}

/** A setting of its own, whoever set it. */
function single(settings: Settings, key: string, use: FileUse): readonly NamedFile[] {
  const path = settings.values.get(key);
  const origin = settings.origins.get(key);
  if (typeof path !== "string" || path === "" || origin === undefined) return [];
  const span = origin.kind === "file" ? origin.span : givenAt(settings, key);
  return [{ key, section: key.slice(0, key.lastIndexOf(".")), use, path, span }];
}

/** Certificates that come from the environment alone. */
function tlsOfEnvironment(settings: Settings): readonly NamedFile[] {
  if (settings.values.get("listeners.ssl.enable") !== true) return [];
  const password = settings.values.get("listeners.ssl.key_password");
  return Object.entries(tlsUses)
    .flatMap(([leaf, use]) => single(settings, `listeners.ssl.${leaf}`, use))
    .filter(({ key }) => settings.origins.get(key)?.kind !== "file")
    .map((file) => (typeof password === "string" ? { ...file, password } : file));
}

function jwtKey(settings: Settings): readonly NamedFile[] {
  if (settings.values.get("http_server.auth_type") !== "jwt") return [];
  return single(settings, "http_server.jwt.public.keyfile", "jwt-key");
}

function logFolder(settings: Settings): readonly NamedFile[] {
  const sinks = settings.values.get("log.to");
  if (!Array.isArray(sinks) || !sinks.includes("file")) return [];
  return single(settings, "log.dir", "log-folder");
}

function databases(settings: Settings, features: readonly string[] | undefined): readonly NamedFile[] {
  if (features !== undefined && !features.includes("sqlite")) return [];
  const cached = settings.values.get("bridges.mqtt.cache.enable") === true;
  return [
    ...single(settings, "sqlite.mounted_file_path", "database-folder"),
    ...(cached ? single(settings, "bridges.mqtt.cache.mounted_file_path", "database-folder") : []),
    ...single(settings, "rules.sqlite.path", "database-file"),
  ];
}

/**
 * Every file and folder the settings name, those apart that nobody reads (the TLS blocks of the webhook and of the HTTP
 * authentication) and those that a build without the feature does not want.
 */
export function namedFiles(
  settings: Settings,
  features: readonly string[] | undefined,
): readonly NamedFile[] {
  const tls = features === undefined || features.includes("tls");
  return [
    ...(tls ? [...writtenTls(settings), ...tlsOfEnvironment(settings)] : []),
    ...jwtKey(settings),
    ...logFolder(settings),
    ...databases(settings, features),
  ];
}
