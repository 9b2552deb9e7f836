import { type CheckArea, checkAreas } from "./check.ts";

const clientCodes = [
  "no-clients",
  "keepalive-noticed",
  "keepalive-late",
  "keepalive-never",
  "keepalive-uncounted",
  "timer-spins",
  "keepalive-undeclared",
  "client-twice",
  "session-for-ever",
] as const;

export type ClientCode = (typeof clientCodes)[number];

/** How a setting differs, and what takes the conf's over. */
const driftCodes = [
  "drift-reload",
  "drift-api",
  "drift-restart",
  "secret-reload",
  "secret-api",
  "secret-restart",
  "missing-reload",
  "missing-api",
  "missing-restart",
  "surplus-reload",
  "surplus-api",
  "surplus-restart",
] as const;

export type DriftCode = (typeof driftCodes)[number];

/** What the checks of each area may come to; the findings of a conf have the ids of their rules. */
const checkCodes = {
  files: ["certificate-good", "file-good", "folder-good", "include-read", "text-unreadable", "file-not-seen"],
  storage: [
    "log-space",
    "log-space-short",
    "database-space",
    "database-space-short",
    "database-space-unknown",
    "space-unknown",
  ],
  listeners: [
    "no-listener",
    "port-free",
    "port-taken",
    "port-taken-by",
    "port-taken-by-nanomq",
    "port-of-asked",
    "port-taken-twice",
    "address-absent",
    "address-unreadable",
    "name-unknown",
    "port-privileged",
    "port-not-permitted",
    "port-not-tried",
    "bind-failed",
  ],
  limits: [
    "open-files-enough",
    "open-files-short",
    "open-files-room",
    "open-files-other",
    "open-files-unknown",
    "somaxconn-enough",
    "somaxconn-short",
    "somaxconn-unknown",
  ],
  memory: [
    "memory-other",
    "memory-enough",
    "memory-tight",
    "memory-short",
    "memory-unknown",
    "clients-unknown",
  ],
  cpu: ["cores", "cores-other", "threads-many", "quota-below-core"],
  binary: [
    "binary-absent",
    "binary-same",
    "binary-other",
    "binary-mute",
    "binary-found",
    "feature-built-in",
    "feature-absent",
  ],
  service: [
    "unit-missing",
    "unit-file-missing",
    "no-unit",
    "in-container",
    "unit-read",
    "unit-other-conf",
    "unit-daemon",
    "unit-user-unknown",
    "instance-asked",
    "instance-stops-start",
    "instance-shares-files",
    "pid-of-another",
  ],
  network: [
    "not-asked",
    "server-reached",
    "server-name-unknown",
    "server-refused",
    "server-timeout",
    "server-failed",
    "server-certificate",
  ],
  broker: [
    ...clientCodes,
    "version-runs",
    "version-other",
    "version-unknown",
    "feature-not-there",
    "settings-run",
    "conf-does-not-start",
    ...driftCodes,
    "reload-may-crash",
    "reload-loses",
    "api-does-not-tell",
    "settings-not-told",
  ],
} as const satisfies Readonly<Record<Exclude<CheckArea, "conf">, readonly string[]>>;

export type HostArea = keyof typeof checkCodes;

export type CodeOf<Area extends HostArea> = (typeof checkCodes)[Area][number];

/** Every sentence that checks may end in; `report/preflight/words.ts` has them all in every language. */
export type CheckCode = CodeOf<HostArea>;

/** By this name a check is explained, and silenced in nanotune.toml. */
export function checkId(code: CheckCode): string {
  return `preflight/${code}`;
}

const hostAreas = checkAreas.filter((area): area is HostArea => area !== "conf");

/** Every check by its id, with its area. */
export const checksById: ReadonlyMap<string, { readonly code: CheckCode; readonly area: HostArea }> = new Map(
  hostAreas.flatMap((area) => checkCodes[area].map((code) => [checkId(code), { code, area }] as const)),
);
