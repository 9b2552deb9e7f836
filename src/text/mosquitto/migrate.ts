/** Rewrites a mosquitto.conf as one of NanoMQ. What each directive is here says nanomq/borrowed-names.ts. */
import { ofMosquitto } from "../../nanomq/borrowed-names.ts";
import { createSection, printConf } from "../migrate/conf-tree.ts";
import { text as asText, type Conversion, count, quoted } from "../migrate/convert.ts";
import { byLine, carry, type Draft, lose, note, putText } from "../migrate/draft.ts";
import { addListeners } from "../migrate/listeners.ts";
import { addRotation } from "../migrate/log.ts";
import type { Migration, MigrationTarget } from "../migrate/migration.ts";
import type { Source } from "../source.ts";
import { addAcl } from "./acl-file.ts";
import { type Bridge, bridgeName, migrateBridge, ofBridge } from "./bridges.ts";
import { type Directive, isYes, readDirectives } from "./directives.ts";
import { type Listener, ofListener, wantedListeners } from "./listeners.ts";

interface Collected {
  readonly listeners: readonly Listener[];
  readonly bridges: readonly Bridge[];
  /** What is said once for the whole broker: the last one counts. */
  readonly general: ReadonlyMap<string, Directive>;
  /** Several of them add up. */
  readonly logs: readonly Directive[];
}

const LOGS: ReadonlySet<string> = new Set(["log_dest", "log_type"]);

/** Puts each directive to what it is about: the listener or bridge above it, or the broker. */
function collect(lines: readonly Directive[], draft: Draft): Collected {
  const basic: Listener = { opened: undefined, told: new Map() };
  const listeners: Listener[] = [];
  const bridges: Bridge[] = [];
  const general = new Map<string, Directive>();
  const logs: Directive[] = [];
  const tell = (told: Map<string, Directive>, name: string, line: Directive) => {
    const before = told.get(name);
    if (before !== undefined) lose(draft, before, "overridden");
    told.set(name, line);
  };
  for (const line of lines) {
    const bridge = bridges.at(-1);
    const { key } = line;
    if (key === "listener") listeners.push({ opened: line, told: new Map() });
    else if (key === "connection") bridges.push({ connection: line, told: new Map(), topics: [] });
    else if (bridge !== undefined && key === "topic") bridge.topics.push(line);
    else if (bridge !== undefined && ofBridge.has(bridgeName(key))) tell(bridge.told, bridgeName(key), line);
    else if (LOGS.has(key)) logs.push(line);
    else if (ofListener.has(key)) tell((listeners.at(-1) ?? basic).told, key, line);
    else if (isGeneral(key)) tell(general, key, line);
    else loseDirective(draft, line);
  }
  const isBasicOpen = ["port", "bind_address", "certfile"].some((name) => basic.told.has(name));
  return { listeners: isBasicOpen ? [basic, ...listeners] : listeners, bridges, general, logs };
}

/** What has no place here, and why. */
function loseDirective(draft: Draft, line: Directive): void {
  const { key } = line;
  if (key === "max_keepalive") lose(draft, line, "client-says-it");
  else if (key === "retry_interval") lose(draft, line, "other-meaning");
  else if (key === "per_listener_settings") lose(draft, line, "one-for-all");
  else if (key === "user" || key === "pid_file") lose(draft, line, "host-decides");
  else if (/^(?:auth_)?plugin$|^(?:auth_|plugin_)opt_/.test(key)) lose(draft, line, "plugin");
  else if (key === "include_dir") lose(draft, line, "other-file", line.value);
  else lose(draft, line, ofMosquitto(key) === undefined ? "unknown-directive" : "no-counterpart");
}

const general = [
  "acl_file",
  "allow_anonymous",
  "max_packet_size",
  "max_queued_messages",
  "message_size_limit",
  "password_file",
  "persistence",
  "persistence_file",
  "persistence_location",
] as const;

function isGeneral(key: string): boolean {
  return general.some((one) => one === key);
}

/** Bytes, which sizes here have no unit for below kB; 0 is no limit there. */
const bytes: Conversion = (value) => {
  const number = Number.parseInt(value, 10);
  if (!(number > 0)) return { kind: "lost", reason: "not-positive" };
  return { kind: "value", text: `${Math.ceil(number / 1024)}KB` };
};

function addAccess(
  draft: Draft,
  { general: told, listeners }: Collected,
  files: MigrationTarget["fileAt"],
): void {
  const anonymous = told.get("allow_anonymous");
  // With a listener of its own Mosquitto 2 lets in nobody without a name unless it is told to.
  const letsIn = anonymous === undefined ? listeners.length === 0 : isYes(anonymous);
  putText(draft, ["auth", "allow_anonymous"], String(letsIn));
  if (anonymous === undefined && listeners.length > 0) note(draft, "anonymous-by-default", undefined);
  const passwords = told.get("password_file");
  if (passwords !== undefined) lose(draft, passwords, "hashed-passwords", passwords.value);
  const acl = told.get("acl_file");
  if (acl === undefined) return;
  const file = files?.(acl.value);
  if (file === undefined) lose(draft, acl, "other-file", acl.value);
  else addAcl(draft, file);
}

/** Retained messages and sessions that outlive a restart. */
function addPersistence(draft: Draft, told: Collected["general"]): void {
  const persistence = told.get("persistence");
  const location = told.get("persistence_location");
  const file = told.get("persistence_file");
  if (file !== undefined) lose(draft, file, "no-counterpart");
  if (persistence === undefined || !isYes(persistence)) {
    if (location !== undefined) lose(draft, location, "incomplete-section", "persistence");
    return;
  }
  putText(draft, ["sqlite", "disk_cache_size"], "102400");
  if (location !== undefined)
    carry(draft, { setting: location, comments: [] }, ["sqlite", "mounted_file_path"], asText);
  note(draft, "sqlite-build", persistence);
}

const levels = ["error", "warn", "info", "debug"] as const;
const levelOf: Readonly<Record<string, (typeof levels)[number]>> = {
  all: "debug",
  debug: "debug",
  error: "error",
  information: "info",
  notice: "info",
  subscribe: "info",
  unsubscribe: "info",
  warning: "warn",
  websockets: "info",
};
const sinks: Readonly<Record<string, string>> = { stdout: "console", stderr: "console", syslog: "syslog" };

/** Mosquitto logs errors, warnings, notices and information to stderr unless it is told otherwise. */
function addLog(draft: Draft, lines: readonly Directive[]): void {
  if (lines.length === 0) return;
  const to = new Set<string>();
  let level = -1;
  for (const line of lines) {
    const [word = "", ...rest] = line.words;
    const asked = line.key === "log_type" ? levelOf[word] : undefined;
    if (asked !== undefined) level = Math.max(level, levels.indexOf(asked));
    else if (line.key === "log_dest" && word === "file") addLogFile(draft, line, rest.join(" "), to);
    else if (line.key === "log_dest" && sinks[word] !== undefined) to.add(sinks[word]);
    else if (word !== "none") lose(draft, line, "no-counterpart");
  }
  putText(draft, ["log", "to"], `[${to.size === 0 ? "console" : [...to].join(", ")}]`);
  putText(draft, ["log", "level"], levels[level] ?? "info");
}

function addLogFile(draft: Draft, line: Directive, path: string, to: Set<string>): void {
  const slash = path.lastIndexOf("/");
  const [folder, file] = [quoted(path.slice(0, Math.max(slash, 1))), quoted(path.slice(slash + 1))];
  if (slash === -1 || folder === undefined || file === undefined) {
    lose(draft, line, "unreadable-value");
    return;
  }
  to.add("file");
  putText(draft, ["log", "dir"], folder);
  putText(draft, ["log", "file"], file);
  addRotation(draft);
}

function addLimits(draft: Draft, told: Collected["general"]): void {
  const queued = told.get("max_queued_messages");
  if (queued !== undefined)
    carry(draft, { setting: queued, comments: [] }, ["mqtt", "max_mqueue_len"], count);
  for (const name of ["message_size_limit", "max_packet_size"]) {
    const setting = told.get(name);
    if (setting !== undefined) carry(draft, { setting, comments: [] }, ["mqtt", "max_packet_size"], bytes);
  }
}

/** The longest silence that the old file allows to its clients, for what is said about the timer. */
function keepaliveIn(lines: readonly Directive[]): string {
  return lines.findLast(({ key }) => key === "max_keepalive")?.value ?? "60";
}

export function migrateMosquitto(source: Source, target: MigrationTarget): Migration {
  const lines = readDirectives(source);
  const draft: Draft = { nanomq: target.nanomq, root: createSection(), notes: [], lost: [] };
  const collected = collect(lines, draft);
  addLimits(draft, collected.general);
  addListeners(draft, wantedListeners(collected.listeners, draft));
  addLog(draft, collected.logs);
  addPersistence(draft, collected.general);
  addAccess(draft, collected, target.fileAt);
  for (const bridge of collected.bridges) migrateBridge(bridge, draft);
  note(draft, "timer-grain", undefined, keepaliveIn(lines));
  const lost = byLine(draft.lost);
  return { text: printConf(draft.root, [], []), notes: byLine(draft.notes), lost };
}
