// `bridges.mqtt.NAME` of EMQX 5.0 to 5.3; the connectors, actions and sources of later releases carry by rules.
import { addBridge, type WantedTopic } from "../migrate/bridges.ts";
import { type Draft, lose } from "../migrate/draft.ts";
import { filesAt } from "./files.ts";
import { isOff } from "./listeners.ts";
import type { EmqxSettings } from "./settings.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: EMQX fills it in
const TOPIC = "${topic}";

/** `${topic}` keeps the name, `up/${topic}` puts a prefix in front. */
function carriedName(template: string): Pick<WantedTopic, "to" | "prefix"> | undefined {
  const [before = "", after, ...others] = template.split(TOPIC);
  if (after === undefined) return template.includes("${") ? undefined : { to: template, prefix: "" };
  return after === "" && others.length === 0 ? { to: "", prefix: before } : undefined;
}

function topicAt(
  settings: EmqxSettings,
  at: readonly string[],
  list: WantedTopic["list"],
  draft: Draft,
): readonly WantedTopic[] {
  const [way, near, far] =
    list === "forwards"
      ? (["egress", "local", "remote"] as const)
      : (["ingress", "remote", "local"] as const);
  const from = settings.take(...at, way, near, "topic");
  const to = settings.take(...at, way, far, "topic");
  const remote = settings.take(...at, way, "remote", "qos");
  const local = settings.take(...at, way, "local", "qos");
  if (from === undefined) return [];
  const name = carriedName(to?.value ?? TOPIC);
  if (name === undefined) {
    lose(draft, to ?? from, "unreadable-value");
    return [];
  }
  const qos = [remote, local].map((setting) => setting?.value ?? "").find((value) => /^[012]$/.test(value));
  return [{ list, from: from.value, ...name, qos: qos ?? "1", line: from }];
}

const files = { cacertfile: "cacertfile", certfile: "certfile", keyfile: "keyfile" };

function tlsAt(settings: EmqxSettings, at: readonly string[], draft: Draft) {
  const isOn = settings.take(...at, "ssl", "enable")?.value === "true";
  const texts = filesAt(settings, [...at, "ssl"], files, draft);
  return isOn ? texts : undefined;
}

function addBridgeAt(settings: EmqxSettings, name: string, draft: Draft): void {
  const at = ["bridges", "mqtt", name];
  const server = settings.take(...at, "server");
  if (isOff(settings, ...at)) {
    const section = settings.take(...at);
    if (section !== undefined) lose(draft, section, "switched-off");
    return;
  }
  if (server === undefined) return;
  const textAt = (key: string) => settings.take(...at, key)?.value;
  const keepalive = textAt("keepalive") ?? "";
  addBridge(draft, {
    name,
    line: server,
    server: /:\d+$/.test(server.value) ? server.value : `${server.value}:1883`,
    protocol: textAt("proto_ver") === "v5" ? "5" : "4",
    clientid: `${textAt("clientid_prefix") ?? ""}${name}`,
    keepalive: /^\d+[smh]$/.test(keepalive) ? keepalive : "300s",
    cleanStart: textAt("clean_start") !== "false",
    username: textAt("username"),
    password: textAt("password"),
    tls: tlsAt(settings, at, draft),
    topics: [...topicAt(settings, at, "forwards", draft), ...topicAt(settings, at, "subscription", draft)],
  });
}

export function addBridges(settings: EmqxSettings, draft: Draft): void {
  for (const name of settings.namesBelow("bridges", "mqtt")) addBridgeAt(settings, name, draft);
}
