// What a page is about: a conf, a release, and who connects. It travels in the part of an address that no server sees.
import { readsKnownConf } from "../../src/nanomq/behaviour.ts";
import { newestRelease, resolveVersion } from "../../src/nanomq/releases.ts";
import { MASK } from "../../src/report/secrets/mask.ts";
import { secretsOf } from "../../src/report/secrets/secrets-of.ts";
import { applyEdits } from "../../src/text/edit.ts";
import { createSource } from "../../src/text/source.ts";

export interface ClientRow {
  readonly name: string;
  readonly keepaliveS: number;
  readonly count: number;
  /** clean_start 0: the broker keeps its session. */
  readonly keepsSession: boolean;
}

export interface Shared {
  readonly conf: string;
  readonly nanomq: string;
  readonly clients: readonly ClientRow[];
}

export const CONF = "nanomq.conf";
/** In front of what the hash of an address holds. */
export const SHARED_HASH = "#c=";
/** Keepalive has 16 bits. */
const MOST_KEEPALIVE_S = 65_535;
const MOST_CLIENTS = 20;
const MOST_COUNT = 10_000_000;

/** The same without passwords, tokens and keys: for a link that somebody else gets. */
export function withoutSecrets(shared: Shared): Shared {
  const source = createSource(CONF, shared.conf);
  const edits = secretsOf(source).map(({ start, end }) => ({
    span: { file: CONF, start, end },
    text: `"${MASK}"`,
  }));
  return { ...shared, conf: new TextDecoder().decode(applyEdits(source.bytes, edits)) };
}

function wholeNumber(value: unknown, most: number): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 && number <= most ? number : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function clientRow(value: unknown): ClientRow | undefined {
  if (!isRecord(value)) return undefined;
  const keepaliveS = wholeNumber(value["keepaliveS"], MOST_KEEPALIVE_S);
  const count = wholeNumber(value["count"], MOST_COUNT);
  if (keepaliveS === undefined || count === undefined || count === 0) return undefined;
  const name = String(value["name"] ?? "").slice(0, 40);
  return { name, keepaliveS, count, keepsSession: value["keepsSession"] === true };
}

/** What a link says; undefined where it says nothing that a page could show. */
export function sharedFrom(value: unknown): Shared | undefined {
  if (!isRecord(value) || typeof value["conf"] !== "string") return undefined;
  const asked = String(value["nanomq"] ?? "");
  const version = resolveVersion(asked)?.version;
  const rows = Array.isArray(value["clients"]) ? value["clients"] : [];
  return {
    conf: value["conf"],
    nanomq: version !== undefined && readsKnownConf(version) ? asked : newestRelease,
    clients: rows.slice(0, MOST_CLIENTS).flatMap((row) => clientRow(row) ?? []),
  };
}
