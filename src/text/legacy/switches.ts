/** The old file's switches: presence of a section in the new one. A section that was off is printed as comments. */

import { has } from "../../nanomq/behaviour.ts";
import { makeSection, type Path, type Section, sectionAt } from "../migrate/conf-tree.ts";
import { note } from "../migrate/draft.ts";
import { type LegacyDraft, oldValue } from "./draft.ts";

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:true|yes)$/i.test(value);
}

/** Old switches of whole sections, with what the old parser assumes where the line is missing. */
const sectionSwitches: readonly { readonly path: Path; readonly key: string }[] = [
  { path: ["listeners", "ssl"], key: "tls.enable" },
  { path: ["http_server"], key: "http_server.enable" },
  { path: ["sqlite"], key: "sqlite.enable" },
  { path: ["auth", "http_auth"], key: "auth.http.enable" },
  { path: ["webhook"], key: "web.hook.enable" },
  { path: ["bridges", "mqtt", "cache"], key: "bridge.sqlite.enable" },
];

function sayOff(draft: LegacyDraft, section: Section, key: string): void {
  const value = oldValue(draft, key);
  section.off = value === undefined ? `no ${key} in the old file` : `${key} = ${value} in the old file`;
  if (section.children.size > 0) note(draft, "section-off", draft.entries.get(key)?.setting, section.off);
}

/** Sets the section off, or makes it exist where only its switch was written. */
function apply(draft: LegacyDraft, path: Path, key: string, on: boolean): void {
  if (on) makeSection(draft.root, path);
  else {
    const section = sectionAt(draft.root, path);
    if (section !== undefined) sayOff(draft, section, key);
  }
}

function applyListeners(draft: LegacyDraft): void {
  const { nanomq } = draft;
  const tcp = oldValue(draft, "enable");
  if (tcp !== undefined && !isTrue(tcp)) apply(draft, ["listeners", "tcp"], "enable", false);
  const websocket = oldValue(draft, "websocket.enable");
  const websocketOn = websocket === undefined ? has(nanomq, "websocket-by-default") : isTrue(websocket);
  if (websocket !== undefined || !websocketOn) {
    apply(draft, ["listeners", "ws"], "websocket.enable", websocketOn);
  }
  if (has(nanomq, "secure-websocket-switch")) {
    const key = "websocket.tls_enable";
    apply(draft, ["listeners", "wss"], key, isTrue(oldValue(draft, key)));
  } else if (!(websocketOn && isTrue(oldValue(draft, "tls.enable")))) {
    apply(draft, ["listeners", "wss"], "tls.enable", false);
  }
}

/** Rules, accounts and ACL had no switch in early files: they are written as on, which is the safe reading. */
function applyAssumed(draft: LegacyDraft, path: Path, key: string): void {
  const value = oldValue(draft, key);
  const section = sectionAt(draft.root, path);
  if (value === undefined) {
    if (section !== undefined) note(draft, "section-assumed-on", undefined, key);
  } else if (!isTrue(value) && section !== undefined) sayOff(draft, section, key);
}

function applyBridges(draft: LegacyDraft): void {
  for (const [kind, prefix] of [
    ["mqtt", "bridge.mqtt"],
    ["aws", "aws.bridge.mqtt"],
  ] as const) {
    const bridges = sectionAt(draft.root, ["bridges", kind])?.children.keys() ?? [];
    for (const name of bridges) {
      if (kind === "mqtt" && name === "cache") continue;
      const path = ["bridges", kind, name];
      const tls = `${prefix}.${name}.tls.enable`;
      apply(draft, [...path, "ssl"], tls, isTrue(oldValue(draft, tls)));
      const mode = `${prefix}.${name}.bridge_mode`;
      apply(draft, path, mode, isTrue(oldValue(draft, mode)));
    }
  }
}

function applyRules(draft: LegacyDraft): void {
  const option = oldValue(draft, "rule_option");
  const rules = sectionAt(draft.root, ["rules"]);
  if (rules === undefined) return;
  for (const engine of rules.children.keys()) {
    const key = `rule_option.${engine}`;
    if (oldValue(draft, key)?.toLowerCase() !== "enable") apply(draft, ["rules", engine], key, false);
  }
  if (option !== undefined && option.toUpperCase() !== "ON") sayOff(draft, rules, "rule_option");
}

export function applySwitches(draft: LegacyDraft): void {
  applyListeners(draft);
  for (const { path, key } of sectionSwitches) apply(draft, path, key, isTrue(oldValue(draft, key)));
  applyAssumed(draft, ["auth", "acl"], "acl_enable");
  applyAssumed(draft, ["auth", "password"], "auth_enable");
  applyBridges(draft);
  applyRules(draft);
}
