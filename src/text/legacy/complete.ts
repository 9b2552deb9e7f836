/** What HOCON wants that the old format did not: lines without which NanoMQ crashes, exits or reads nothing. */

import { behaviourOf, has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { isLive, type Path, put, type Section, sectionAt } from "../migrate/conf-tree.ts";
import { fill, lose, note } from "../migrate/draft.ts";
import type { LegacyDraft } from "./draft.ts";
import type { LegacySetting } from "./legacy-file.ts";

function liveSection(draft: LegacyDraft, path: Path): Section | undefined {
  const section = sectionAt(draft.root, path);
  return section === undefined || section.off !== undefined ? undefined : section;
}

/** Any old line of the section, to point at. */
function settingBelow(draft: LegacyDraft, prefix: string): LegacySetting | undefined {
  for (const [key, entry] of draft.entries) if (key.startsWith(prefix)) return entry.setting;
  return undefined;
}

/** Takes a section out of force that NanoMQ would not start with. */
function disable(draft: LegacyDraft, section: Section, prefix: string, missing: string): void {
  section.off = `${missing} is missing`;
  const setting = settingBelow(draft, prefix);
  if (setting !== undefined) lose(draft, setting, "incomplete-section", missing);
}

function completeListeners(draft: LegacyDraft): void {
  const listeners = sectionAt(draft.root, ["listeners"]);
  if (listeners === undefined) return;
  const ssl = liveSection(draft, ["listeners", "ssl"]);
  if (ssl !== undefined && !ssl.children.has("bind")) disable(draft, ssl, "tls.", "tls.url");
  if (liveSection(draft, ["listeners", "wss"]) !== undefined) {
    fill(draft, ["listeners", "wss", "bind"], '"0.0.0.0:8084/mqtt"');
  }
  if (liveSection(draft, ["listeners", "ws"]) !== undefined) {
    fill(draft, ["listeners", "ws", "bind"], '"0.0.0.0:8083/mqtt"');
  }
  const tcp = sectionAt(draft.root, ["listeners", "tcp"]);
  if (tcp?.off === undefined && isLive(listeners)) completeOpenListeners(draft);
  const switchLine = draft.entries.get("enable")?.setting;
  if (switchLine !== undefined && tcp?.off !== undefined && !isLive(listeners)) {
    lose(draft, switchLine, "incomplete-section", "listeners");
  }
  noteListeners(draft, listeners);
}

/** A listeners section without `tcp` opens no TCP, and without `ws` closes the WebSocket that was open by default. */
function completeOpenListeners(draft: LegacyDraft): void {
  fill(draft, ["listeners", "tcp", "bind"], '"0.0.0.0:1883"');
  const websocketByDefault =
    has(draft.nanomq, "websocket-by-default") && !draft.entries.has("websocket.enable");
  if (websocketByDefault) fill(draft, ["listeners", "ws", "bind"], '"0.0.0.0:8083/mqtt"');
}

/** A listeners section without `ws` opens it at the default address. */
function opensWebsocket(nanomq: NanomqVersion): boolean {
  return !has(nanomq, "listeners-without-ws-end-reading") && !has(nanomq, "named-listeners");
}

function noteListeners(draft: LegacyDraft, listeners: Section): void {
  if (!isLive(listeners)) return;
  const websocket = liveSection(draft, ["listeners", "ws"]);
  const setting = draft.entries.get("websocket.enable")?.setting;
  if (websocket === undefined && opensWebsocket(draft.nanomq)) {
    note(draft, "websocket-opens", setting);
  }
  const http = liveSection(draft, ["http_server"]);
  if (
    websocket === undefined &&
    http !== undefined &&
    has(draft.nanomq, "listeners-without-ws-end-reading")
  ) {
    note(draft, "http-needs-websocket", draft.entries.get("http_server.enable")?.setting);
  }
  const tls = liveSection(draft, ["listeners", "ssl"]);
  const secureWebsocket = liveSection(draft, ["listeners", "wss"]);
  if (tls !== undefined && secureWebsocket === undefined && has(draft.nanomq, "secure-websocket-switch")) {
    note(draft, "wss-opens", draft.entries.get("tls.enable")?.setting);
  }
}

function completeHttpAuth(draft: LegacyDraft): void {
  const section = liveSection(draft, ["auth", "http_auth"]);
  if (section === undefined) return;
  for (const request of ["auth_req", "super_req", "acl_req"]) {
    const path = ["auth", "http_auth", request];
    // A request without a method crashes NanoMQ.
    if (sectionAt(draft.root, path) !== undefined) fill(draft, [...path, "method"], "post");
  }
  if (!has(draft.nanomq, "http-auth-times-mixed-up") && section.children.size > 0) return;
  for (const item of ["timeout", "connect_timeout"]) fill(draft, ["auth", "http_auth", item], "5s");
}

function completeBridges(draft: LegacyDraft): void {
  for (const kind of ["mqtt", "aws"]) {
    for (const [name, bridge] of sectionAt(draft.root, ["bridges", kind])?.children ?? []) {
      if (bridge.kind !== "section" || name === "cache") continue;
      const prefix = `${kind === "aws" ? "aws.bridge" : "bridge"}.mqtt.${name}.`;
      completeBridge(draft, bridge, kind, prefix);
    }
  }
}

function completeBridge(draft: LegacyDraft, bridge: Section, kind: string, prefix: string): void {
  const server = kind === "aws" ? "host" : "address";
  if (bridge.off === undefined && !bridge.children.has("server")) {
    disable(draft, bridge, prefix, `${prefix}${server}`);
  }
  const tls = bridge.children.get("ssl");
  if (tls?.kind === "section" && tls.off === undefined && tls.children.size === 0) {
    tls.children.set("enable", { kind: "leaf", text: "true", comments: [] });
  }
  const version5 = draft.entries.get(`${prefix}proto_ver`)?.setting.value === "5";
  const needs: Readonly<Record<string, readonly string[]>> = {
    forwards: kind === "aws" ? ["remote_topic", "local_topic"] : ["remote_topic", "local_topic", "retain"],
    subscription: [
      ...(kind === "aws"
        ? ["remote_topic", "local_topic", "qos"]
        : ["remote_topic", "local_topic", "qos", "retain"]),
      ...(version5 && kind !== "aws" ? ["retain_as_published", "retain_handling"] : []),
    ],
  };
  for (const [list, items] of Object.entries(needs)) {
    const section = bridge.children.get(list);
    if (section?.kind === "section") completeTopics(draft, section, `${prefix}${list}.`, items);
  }
}

/** The old parser drops a topic entry that lacks one of its lines. */
function completeTopics(draft: LegacyDraft, list: Section, prefix: string, needs: readonly string[]): void {
  for (const [number, entry] of list.children) {
    if (entry.kind !== "section") continue;
    // Of the first releases, where a subscription had one topic.
    if (draft.entries.has(`${prefix}${number}.topic`)) continue;
    const missing = needs
      .map((item) => `${prefix}${number}.${item}`)
      .filter((key) => !draft.entries.has(key));
    const setting = settingBelow(draft, `${prefix}${number}.`);
    if (missing.length === 0 || setting === undefined) continue;
    entry.off = `${missing.join(", ")} missing in the old file`;
    lose(draft, setting, "incomplete-entry", missing.join(", "));
  }
}

/** A rule without SQL crashes NanoMQ. */
function completeRules(draft: LegacyDraft): void {
  for (const engine of ["sqlite", "repub"]) {
    completeRuleList(draft, sectionAt(draft.root, ["rules", engine, "rules"]), engine);
  }
  for (const engine of ["mysql", "postgresql", "timescaledb"]) {
    for (const node of sectionAt(draft.root, ["rules", engine])?.children.values() ?? []) {
      if (node.kind !== "section") continue;
      if (sectionAt(node, ["rules", 1])?.children.has("sql") !== true)
        node.off = `rule.${engine}.event.publish.N.sql is missing`;
    }
  }
}

function completeRuleList(draft: LegacyDraft, list: Section | undefined, engine: string): void {
  for (const [number, rule] of list?.children ?? []) {
    if (rule.kind !== "section" || rule.children.has("sql")) continue;
    disable(draft, rule, `rule.${engine}.${number}.`, `rule.${engine}.event.publish.${number}.sql`);
  }
}

/** From 0.24.1 on a file of comments alone ends NanoMQ with a syntax error. */
function completeEmptyFile(draft: LegacyDraft): void {
  if (isLive(draft.root)) return;
  const comments = [
    "# NanoMQ does not start with a file that has no setting at all; this one is its default.",
  ];
  put(draft.root, ["system", "daemon"], { kind: "leaf", text: "false", comments });
}

export function completeSections(draft: LegacyDraft): void {
  completeListeners(draft);
  if (liveSection(draft, ["http_server"]) !== undefined) fill(draft, ["http_server", "port"], "8081");
  const sqlite = liveSection(draft, ["sqlite"]);
  if (sqlite?.children.size === 0) fill(draft, ["sqlite", "disk_cache_size"], "102400");
  const cache = liveSection(draft, ["bridges", "mqtt", "cache"]);
  if (cache?.children.size === 0) fill(draft, ["bridges", "mqtt", "cache", "disk_cache_size"], "102400");
  // A log section without a level crashes NanoMQ.
  if (liveSection(draft, ["log"]) !== undefined) fill(draft, ["log", "level"], '"warn"');
  completeHttpAuth(draft);
  const webhook = liveSection(draft, ["webhook"]);
  if (webhook !== undefined && !webhook.children.has("url"))
    disable(draft, webhook, "web.hook.", "web.hook.url");
  completeBridges(draft);
  completeRules(draft);
  completeEmptyFile(draft);
  const multiplied = behaviourOf(draft.nanomq).multiplierFactor !== 1;
  if (multiplied && liveSection(draft, ["mqtt"]) !== undefined)
    note(draft, "multiplier-times-1000", undefined);
}
