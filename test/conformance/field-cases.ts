import { readdirSync, readFileSync } from "node:fs";
import { type Facts, noFacts, factsOf as readFacts } from "../../src/facts/facts.ts";
import type { Finding, Severity } from "../../src/lint/finding/finding.ts";
import { filesNamedBy, lintConf } from "../../src/lint/lint-conf.ts";
import type { LintInput } from "../../src/lint/lint-input.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import type { CertificateFacts, FileFacts, HostFiles } from "../../src/start/files/file-facts.ts";

const folder = new URL("../../fixtures/field/cases/", import.meta.url);

type FieldFacts = Readonly<Record<string, unknown>>;

interface FieldCase {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly bad: {
    readonly must_report: boolean;
    readonly key_paths: readonly string[];
    readonly facts: FieldFacts;
  };
  readonly good: { readonly facts: FieldFacts };
  /** File of the case folder -> path NanoMQ finds it at. */
  readonly aux_files: Readonly<Record<string, string>>;
}

export const fieldCases: readonly FieldCase[] = readdirSync(folder)
  .toSorted()
  .map((id): FieldCase => JSON.parse(readFileSync(new URL(`${id}/expect.json`, folder), "utf8")));

function numberAt(facts: FieldFacts, key: string): number | undefined {
  const value = facts[key];
  return typeof value === "number" ? value : undefined;
}

function textAt(facts: FieldFacts, key: string): string | undefined {
  const value = facts[key];
  return typeof value === "string" ? value : undefined;
}

function keepalives(facts: FieldFacts): readonly (number | undefined)[] {
  const listed = facts["client_keepalive_values_s"];
  if (Array.isArray(listed)) return listed.map(Number);
  return [numberAt(facts, "min_client_keepalive_s")];
}

function clientsOf(facts: FieldFacts): Facts["clients"] {
  const clean = facts["client_clean_session"];
  const described = {
    count: numberAt(facts, "expected_connections"),
    clean_start: typeof clean === "boolean" ? clean : undefined,
    offline_messages: numberAt(facts, "expected_offline_messages"),
    publish_rate: numberAt(facts, "expected_rate_per_s"),
    maxPayloadBytes: numberAt(facts, "max_payload_bytes"),
  };
  const known = Object.fromEntries(Object.entries(described).filter(([, value]) => value !== undefined));
  const seconds = keepalives(facts);
  if (Object.keys(known).length === 0 && seconds.every((one) => one === undefined)) return [];
  return seconds.map((one, at) => ({
    name: `clients ${at + 1}`,
    ...known,
    ...(one === undefined ? {} : { keepaliveMs: one * 1000 }),
  }));
}

/** The facts of a field case as nanotune.toml would give them. */
function factsOf(facts: FieldFacts): Facts {
  const variant = textAt(facts, "image_variant");
  const tag = `${textAt(facts, "version") ?? newestRelease}${variant === "slim" || variant === "full" ? `-${variant}` : ""}`;
  const image = textAt(facts, "image") ?? (variant === undefined ? undefined : `emqx/nanomq:${tag}`);
  const features = facts["build_features"];
  const kind = textAt(facts, "deployment");
  const env = facts["env"];
  const exposure = textAt(facts, "exposure");
  const deadline = numberAt(facts, "detection_deadline_s");
  const idle = numberAt(facts, "lb_idle_timeout_s");
  const command = textAt(facts, "start_command");
  const replicas = numberAt(facts, "replicas");
  const mounts = facts["mounts"];
  return {
    ...(image === undefined ? noFacts : readFacts({ image })),
    ...(Array.isArray(features) ? { features: features.map(String) as Facts["features"] } : {}),
    host: { cpuCores: numberAt(facts, "cpu_cores"), memoryBytes: numberAt(facts, "memory_bytes") },
    deployment: {
      ...(kind === "docker" || kind === "k8s" ? { kind: kind === "k8s" ? "kubernetes" : "docker" } : {}),
      ...(typeof env === "object" && env !== null
        ? { env: Object.fromEntries(Object.entries(env).map(([k, v]) => [k, String(v)])) }
        : {}),
      ...(exposure === "internet" || exposure === "lan" || exposure === "loopback" ? { exposure } : {}),
      ...(command === undefined || command.startsWith("(") ? {} : { command }),
      ...(replicas === undefined ? {} : { replicas }),
      ...(Array.isArray(mounts) ? { mounts: mounts.map(String) } : {}),
      lbIdleTimeoutMs: idle === undefined ? undefined : idle * 1000,
    },
    clients: clientsOf(facts),
    objective: { detectWithinMs: deadline === undefined ? undefined : deadline * 1000 },
  };
}

const goodCertificate: CertificateFacts = {
  subject: "broker.example",
  issuer: "Example CA",
  notBefore: "2020-01-01T00:00:00.000Z",
  notAfter: "2040-01-01T00:00:00.000Z",
  keyType: "rsa",
  keyBits: 2048,
  selfSigned: false,
  ca: true,
  names: [],
};

/** A host that has these files in good order, and nothing else; unknown where the case does not tell. */
function hostFilesOf(input: LintInput, present: FieldFacts[string]): HostFiles | undefined {
  if (!Array.isArray(present)) return undefined;
  const good: FileFacts = {
    state: "file",
    certificates: [goodCertificate],
    privateKey: "open",
    publicKey: true,
  };
  const names = new Set(present.map(String));
  const found = filesNamedBy(input).map(({ key, path }): [string, FileFacts] => {
    if (names.has(`${path.replace(/\/$/, "")}/`)) return [key, { state: "folder", writable: true }];
    return [key, names.has(path) ? good : { state: "missing" }];
  });
  return new Map(found);
}

/** All that decides what lint says about one side of a case. */
export function inputOf(
  one: FieldCase,
  side: "bad" | "good",
): LintInput & { readonly conf: { text: string } } {
  const { facts } = one[side];
  const version = parseVersion(textAt(facts, "version") ?? newestRelease);
  if (version === undefined) throw new Error(`${one.id}: no version`);
  const text = readFileSync(new URL(`${one.id}/${side}.conf`, folder), "utf8");
  const own = Object.entries(one.aux_files).filter(([name]) => name.startsWith(`${side}.`));
  const files: Record<string, string> = Object.fromEntries(
    own.map(([name, path]) => [path, readFileSync(new URL(`${one.id}/${name}`, folder), "utf8")]),
  );
  const present = facts["files_present"];
  for (const path of Array.isArray(present) ? present.map(String) : [])
    files[path] ??= 'somebody = "somewhere"\n';
  const input = { conf: { text, files }, version, facts: factsOf(facts), today: "2026-08-01" };
  return { ...input, hostFiles: hostFilesOf(input, present) };
}

export function findingsOf(one: FieldCase, side: "bad" | "good"): readonly Finding[] {
  return lintConf(inputOf(one, side)).findings;
}

const rank: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

function isAt(key: string | undefined, path: string): boolean {
  if (path === "(any)" || path === "(top level)") return true;
  if (key === undefined) return false;
  const pattern = path
    .split("*")
    .map((part) => part.replaceAll(/[.[\]()]/g, "\\$&"))
    .join("[^.]+");
  return new RegExp(`^${pattern}($|[.[])`).test(key);
}

/** Findings that say what the case is about. */
export function hits(one: FieldCase, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    ({ severity, key }) =>
      rank[severity] >= rank[one.severity] && one.bad.key_paths.some((path) => isAt(key, path)),
  );
}
