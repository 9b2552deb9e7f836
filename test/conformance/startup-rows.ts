import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { confRelease } from "../../src/nanomq/behaviour.ts";
import type { StartResult } from "../../src/start/read-start.ts";
import { type Run, run } from "../../src/start/run.ts";
import type { Condition } from "../../src/start/startup/step.ts";

/** What a real broker did (fixtures/startup/README.md). */
export interface Recorded {
  readonly outcome: "runs" | "exit" | "signal";
  readonly phase?: "start" | "client" | "idle";
  readonly code?: number;
  readonly kinds?: readonly string[];
  readonly warn?: readonly string[];
  readonly listen?: readonly string[];
  /** Codes of the answers to an MQTT 3.1.1 client, or how its connection ended. */
  readonly connack?: number | string;
  readonly suback?: readonly number[];
  readonly puback?: number | null;
  /** Code and properties (hex) of the CONNACK an MQTT 5 client got. */
  readonly connack5?: number | string;
  readonly props5?: string;
  /** As the remote of the bridge saw it. */
  readonly bridge?: { readonly connects: number; readonly closes: number };
  /** Requests that reached the HTTP server. */
  readonly http_sink_n?: number;
}

export interface StartupRow {
  readonly id: string;
  readonly key: string;
  readonly class: string;
  readonly conf: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Name and password of the recorded client, and whether it was meant to be refused. */
  readonly cred?: readonly [string, string] | null;
  readonly want_refused?: boolean;
  /** What should work with a right value of the key. */
  readonly expect?: { readonly bridge?: boolean; readonly hook?: boolean };
  readonly results: Readonly<Record<string, Recorded>>;
}

const packed = readFileSync(new URL("../../fixtures/startup/startup.jsonl.gz", import.meta.url));

export const startupRows: readonly StartupRow[] = gunzipSync(packed)
  .toString()
  .trim()
  .split("\n")
  .map((line): StartupRow => JSON.parse(line));

export const startupReleases = ["0.20.8", "0.22.10", "0.24.14", "0.25.3"] as const;
export type StartupRelease = (typeof startupReleases)[number];

/** Folders of the recorded brokers; they had no other address than that of the loopback, and no names. */
const FOLDERS: ReadonlySet<string> = new Set(["logs", "db", "pq", "certs", "/tmp", "", "/"]);

function folderName(path: string): string {
  const parts = path.split("/").filter((part, at) => part !== "." && (part !== "" || at === 0));
  return parts.length === 1 && parts[0] === "" ? "/" : parts.join("/");
}

/** Files that hold no PEM, or a key that wants a password. */
const BROKEN_FILES = /^(certs\/(junk|empty|keyenc)\.pem|\/dev\/null)$/;
const MISSING_FILES = /nope|^-----BEGIN/;

/** A file that cannot be read is passed over; one that can has to hold what it is read for. */
function isUsable(path: string, as: string): boolean {
  if (BROKEN_FILES.test(path)) return false;
  return !path.endsWith(".pem") || MISSING_FILES.test(path) || (as === "key") === path.endsWith("key.pem");
}

function recordedHost(condition: Condition): boolean | undefined {
  switch (condition.kind) {
    case "folder-exists":
      return FOLDERS.has(folderName(condition.path));
    case "name-resolves":
    case "local-address":
      return false;
    case "file-exists":
      return !MISSING_FILES.test(condition.path);
    case "file-usable":
      return isUsable(condition.path, condition.as);
    case "interface-exists":
      return condition.name === "lo";
    default:
      return undefined;
  }
}

/** The build that was recorded. */
export const RECORDED_FEATURES = ["acl", "log", "rules", "sqlite", "tls"];

export function runOfRow({ conf, files }: StartupRow, nanomq: StartupRelease): Run {
  const input = { text: conf, file: "n.conf", files: { ...files, "n.conf": conf } };
  return run({
    version: confRelease(nanomq),
    conf: input,
    features: RECORDED_FEATURES,
    host: recordedHost,
  });
}

/** How the recorded start ended; what dies later ran before. */
export function recordedOutcome({ outcome, phase, warn = [] }: Recorded): StartResult["outcome"] {
  if (outcome === "runs" || phase !== "start") return "runs";
  // Once it is up a handler of its own turns a signal into an exit.
  const isSignal = outcome === "signal" || warn.some((line) => line.includes("signal signumber"));
  return isSignal ? "crashes" : "exits";
}

const FIRST_EPHEMERAL_PORT = 32_768;

/** True where the broker listens at just these sockets. */
export function listensAlike(listens: StartResult["listens"], recorded: readonly string[]): boolean {
  const left = [...recorded];
  const written = listens.map(({ address, port }) => ({
    host: address.includes(":") ? `[${address}]` : address,
    port,
  }));
  for (const { host, port } of written.toSorted((a, b) => b.port - a.port)) {
    const at = left.findIndex((one) => {
      const cut = one.lastIndexOf(":");
      const open = Number(one.slice(cut + 1));
      return one.slice(0, cut) === host && (port === 0 ? open >= FIRST_EPHEMERAL_PORT : open === port);
    });
    if (at === -1) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}
