import { nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { askOrEnd, openAny } from "./listen.ts";
import { type Condition, ended, type Step } from "./step.ts";

function folder(path: string): Condition {
  return { kind: "folder-exists", path };
}

/** The parent leaves at once; its child dies of what it inherits. */
export function leave(ascent: Ascent): Step | undefined {
  if (!ascent.isOn("system.daemon")) return undefined;
  const end = { outcome: "exits", code: 0, reason: "daemon-leaves" } as const;
  return { name: "daemon", key: "system.daemon", end };
}

/** Longest name of a file or a folder, in bytes. */
const MOST_NAME_BYTES = 255;

/** A log file is opened before anything else is, and its folder is not made. */
export function openLog(ascent: Ascent): Step | undefined {
  const sinks = ascent.value("log.to");
  if (!Array.isArray(sinks) || !sinks.includes("file")) return undefined;
  const dir = ascent.text("log.dir");
  const file = ascent.text("log.file") ?? "nanomq.log";
  if (dir === undefined && ascent.has("log-folder-required"))
    return ended({ name: "log", key: "log.dir" }, "log-without-folder");
  const text = `${(dir ?? ".").replace(/\/$/, "")}/${file}`.replaceAll("/./", "/");
  if (file === "") return ended({ name: "log", key: "log.file", text }, "log-without-name");
  const step: Step = { name: "log", key: file.includes("/") ? "log.file" : "log.dir", text };
  if (text.split("/").some((part) => part.length > MOST_NAME_BYTES)) return ended(step, "path-too-long");
  return askOrEnd(ascent, { ...step, asks: [folder(text.slice(0, text.lastIndexOf("/") + 1))] });
}

/** A database in a folder that is not there aborts the process. */
export function openStore(ascent: Ascent, path: string): Step | undefined {
  if (!ascent.features.has("sqlite") || !ascent.isOn(`${path}.enable`)) return undefined;
  const key = `${path}.mounted_file_path`;
  const text = ascent.text(key);
  const asks = text === undefined ? [] : [folder(text === "" ? "/" : text)];
  return askOrEnd(ascent, { name: "store", key, text, asks }, "crashes");
}

/** Rules that republish connect at once, and one without a server takes the process along. */
export function startRules(ascent: Ascent): void {
  if (!ascent.features.has("rules")) return;
  for (const path of ascent.elements("rules", "rules.(count)")) {
    if (ascent.text(`${path}.(type)`) !== "repub" || ascent.hasEnded) continue;
    const key = `${path}.server`;
    const step: Step = { name: "rules", key, text: ascent.text(key) };
    ascent.take(step.text === undefined ? ended(step, "rule-without-server", "crashes") : step);
  }
}

/** From 0.23.3 on the address is read by every task of the webhook, before there is an event. */
function readWebhookUrl(ascent: Ascent): Step {
  const key = "webhook.url";
  const text = ascent.text(key);
  const step: Step = { name: "webhook", key, text };
  if (!ascent.has("webhook-url-read-at-start")) return step;
  if (text === undefined) return ended(step, "webhook-without-url", "crashes");
  return nngUrl(text) === undefined ? ended(step, "bad-url") : step;
}

/** The webhook, and the socket its tasks are spoken to over. */
export function startWebhook(ascent: Ascent): void {
  if (!ascent.isOn("webhook.enable")) return;
  ascent.take(readWebhookUrl(ascent));
  const key = "system.hook_ipc_url";
  const text = ascent.text(key);
  if (text !== undefined && !ascent.hasEnded)
    ascent.take(openAny(ascent, { name: "webhook", key, text }, text, "command"));
}

/** Preset sessions are found by their client ids, which each needs. */
export function presetSessions(ascent: Ascent): Step | undefined {
  const keys = ascent.elements("preset.session").map((path) => `${path}.clientid`);
  const key = keys.find((one) => ascent.text(one) === undefined);
  if (key !== undefined) return ended({ name: "sessions", key }, "session-without-clientid", "crashes");
  return undefined;
}

/** The sockets of NNG's own protocol, which 0.24.14 brought. */
export function openNng(ascent: Ascent): void {
  const of = (kind: string): readonly string[] =>
    ascent.elements(`bridges.nng.${kind}`).map((path) => `${path}.${kind}_url`);
  for (const key of [...of("sub"), ...of("pub")]) {
    if (ascent.hasEnded) return;
    const text = ascent.text(key);
    const step: Step = { name: "nng", key, text };
    if (text === undefined) ascent.take(ended(step, "socket-without-url", "crashes"));
    else ascent.take(openAny(ascent, step, text, "nng"));
  }
}

/** The exchange clients of 0.21 to 0.24.0; one without an address is only logged. */
export function openExchanges(ascent: Ascent): void {
  for (const path of ascent.elements("exchange_client")) {
    if (ascent.hasEnded) return;
    const key = `${path}.exchange_url`;
    const text = ascent.text(key);
    const step: Step = { name: "exchange", key, text };
    if (text === undefined || text === "") ascent.take({ ...step, lacks: "socket-without-url" });
    else ascent.take(openAny(ascent, step, text, "exchange"));
  }
}

const COMMAND_URL = "ipc:///tmp/nanomq_cmd.ipc";

/** The socket for commands; its own address counts only where the one of the hook is set too, and is needed then. */
export function openCommand(ascent: Ascent): Step | undefined {
  if (!ascent.isOn("system.enable_ipc_internal")) return undefined;
  const key = "system.cmd_ipc_url";
  const text = ascent.text("system.hook_ipc_url") === undefined ? COMMAND_URL : ascent.text(key);
  if (text === undefined)
    return ended({ name: "command", key: "system.hook_ipc_url" }, "command-without-url", "crashes");
  return openAny(ascent, { name: "command", key, text }, text, "command");
}
