/** Rewrites an emqx.conf (EMQX 5) as one of NanoMQ. */
import { borrowedName } from "../../nanomq/borrowed-names.ts";
import { readConf } from "../conf/read-conf.ts";
import { createSection, type Path, printConf } from "../migrate/conf-tree.ts";
import { type Conversion, count, factor, quoted, size } from "../migrate/convert.ts";
import { byLine, carry, type Draft, lose, note, type OldSetting, putText } from "../migrate/draft.ts";
import { addListeners } from "../migrate/listeners.ts";
import { addRotation } from "../migrate/log.ts";
import type { LostReason, Migration, MigrationTarget } from "../migrate/migration.ts";
import type { Source } from "../source.ts";
import { addAccess } from "./access.ts";
import { addBridges } from "./bridges.ts";
import { addApi, emqxListeners, isOff } from "./listeners.ts";
import { EmqxSettings } from "./settings.ts";

/** Settings of the same meaning. */
const alike: readonly (readonly [name: string, as: Conversion])[] = [
  ["mqtt.keepalive_multiplier", factor],
  ["mqtt.max_mqueue_len", count],
  ["mqtt.max_packet_size", size],
];

function addAlike(settings: EmqxSettings, draft: Draft): void {
  for (const [name, as] of alike) {
    const path = name.split(".");
    const setting = settings.take(...path);
    if (setting !== undefined) carry(draft, { setting, comments: [] }, path, as);
  }
}

const levels: Readonly<Record<string, string>> = {
  alert: "fatal",
  critical: "fatal",
  debug: "debug",
  emergency: "fatal",
  error: "error",
  info: "info",
  notice: "info",
  warning: "warn",
};

function addLogFile(settings: EmqxSettings, draft: Draft): void {
  const path = settings.take("log", "file", "path") ?? settings.take("log", "file", "to");
  const { value = "/var/log/emqx/emqx.log" } = path ?? {};
  const slash = value.lastIndexOf("/");
  const [dir, file] = [quoted(value.slice(0, Math.max(slash, 0))), quoted(value.slice(slash + 1))];
  if (
    path !== undefined &&
    (slash === -1 || dir === undefined || file === undefined || value.includes("${"))
  ) {
    lose(draft, path, "unreadable-value");
    return;
  }
  const write = (key: string, text: string | undefined) => {
    if (text !== undefined) putText(draft, ["log", key], text);
  };
  write("dir", dir);
  write("file", file);
  const rotations: readonly (readonly [string, Path, Conversion])[] = [
    ["rotation_size", ["log", "rotation", "size"], size],
    ["rotation_count", ["log", "rotation", "count"], count],
  ];
  for (const [name, to, as] of rotations) {
    const setting = settings.take("log", "file", name);
    if (setting !== undefined) carry(draft, { setting, comments: [] }, to, as);
  }
  addRotation(draft);
}

/** Where a sink is not switched on, EMQX does what its packages say: nothing is written then. */
function addLog(settings: EmqxSettings, draft: Draft): void {
  const sinks = ["console", "file"].filter((sink) => {
    const isTold = settings.namesBelow("log", sink).length > 0;
    return isTold && !isOff(settings, "log", sink);
  });
  const asked = sinks.map((sink) => settings.take("log", sink, "level")?.value ?? "warning");
  if (sinks.length === 0) return;
  putText(draft, ["log", "to"], `[${sinks.join(", ")}]`);
  const text = levels[asked[0] ?? ""] ?? "warn";
  putText(draft, ["log", "level"], text);
  if (sinks.includes("file")) addLogFile(settings, draft);
}

/** Why NanoMQ has no place for what is left. */
function reasonFor({ key }: OldSetting): LostReason {
  if (key === "mqtt.retry_interval") return "other-meaning";
  return borrowedName(key)?.saidBy === "client" ? "client-says-it" : "no-counterpart";
}

export function migrateEmqx(source: Source, target: MigrationTarget): Migration {
  const reading = readConf({ text: source.bytes, file: source.file }, target.nanomq);
  const draft: Draft = { nanomq: target.nanomq, root: createSection(), notes: [], lost: [] };
  const settings = new EmqxSettings(reading.intended, source);
  addAlike(settings, draft);
  addListeners(draft, emqxListeners(settings, draft));
  addApi(settings, draft);
  addLog(settings, draft);
  addAccess(settings, draft);
  addBridges(settings, draft);
  for (const setting of settings.rest()) lose(draft, setting, reasonFor(setting));
  note(draft, "timer-grain", undefined, "60");
  return { text: printConf(draft.root, [], []), notes: byLine(draft.notes), lost: byLine(draft.lost) };
}
