import { nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { openAny, refusalOf } from "./listen.ts";
import type { Condition, Step } from "./step.ts";

function folder(path: string): Condition {
  return { kind: "folder-exists", path };
}

/** The parent leaves at once; its child dies of what it inherits. */
export function leave(ascent: Ascent): void {
  if (!ascent.isOn("system.daemon")) return;
  const step: Step = { name: "daemon", key: "system.daemon" };
  ascent.take({ ...step, end: { outcome: "exits", code: 0, reason: "daemon-leaves" } });
}

/** A log file is opened before anything else is, and its folder is not made. */
export function openLog(ascent: Ascent): void {
  const sinks = ascent.value("log.to");
  if (!Array.isArray(sinks) || !sinks.includes("file")) return;
  const dir = ascent.text("log.dir");
  const file = ascent.text("log.file") ?? "nanomq.log";
  if (dir === undefined && ascent.has("log-folder-required"))
    return ascent.end({ name: "log", key: "log.to" }, "log-without-folder");
  const text = `${(dir ?? ".").replace(/\/$/, "")}/${file}`.replaceAll("/./", "/");
  if (file === "") return ascent.end({ name: "log", key: "log.file", text }, "log-without-name");
  const key = file.includes("/") ? "log.file" : "log.dir";
  if (text.split("/").some((part) => part.length > 255))
    return ascent.end({ name: "log", key, text }, "path-too-long");
  const asks = [folder(text.slice(0, text.lastIndexOf("/") + 1))];
  const refusal = refusalOf(ascent, asks);
  if (refusal === undefined) ascent.take({ name: "log", key, text, asks });
  else ascent.end({ name: "log", key, text, asks }, refusal);
}

/** A database in a folder that is not there aborts the process. */
export function openStore(ascent: Ascent, path: string, enable = `${path}.enable`): void {
  if (!ascent.features.has("sqlite") || !ascent.isOn(enable) || ascent.hasEnded) return;
  const key = `${path}.mounted_file_path`;
  const text = ascent.text(key);
  const asks = text === undefined ? [] : [folder(text === "" ? "/" : text)];
  const step: Step = { name: "store", key, text, asks };
  const refusal = refusalOf(ascent, asks);
  if (refusal === undefined) ascent.take(step);
  else ascent.end(step, refusal, "crashes");
}

/** Rules that republish connect at once, and one without a server takes the process along. */
export function startRules(ascent: Ascent): void {
  if (!ascent.features.has("rules")) return;
  for (const path of ascent.elements("rules", "rules.(count)")) {
    if (ascent.text(`${path}.(type)`) !== "repub" || ascent.hasEnded) continue;
    const key = `${path}.server`;
    const text = ascent.text(key);
    if (text === undefined) ascent.end({ name: "rules", key }, "rule-without-server", "crashes");
    else ascent.take({ name: "rules", key, text });
  }
}

/** What the broker's threads and the webhook speak over. */
function dialHook(ascent: Ascent): void {
  const key = "system.hook_ipc_url";
  const text = ascent.text(key);
  if (text !== undefined) openAny(ascent, { name: "webhook", key, text }, text, "command");
}

export function startWebhook(ascent: Ascent): void {
  if (!ascent.isOn("webhook.enable")) return;
  const key = "webhook.url";
  const text = ascent.text(key);
  const step: Step = { name: "webhook", key, text };
  if (!ascent.has("webhook-url-read-at-start")) ascent.take(step);
  else if (text === undefined) return ascent.end(step, "webhook-without-url", "crashes");
  else if (nngUrl(text) === undefined) return ascent.end(step, "bad-url");
  else ascent.take(step);
  dialHook(ascent);
}

/** The sockets of NNG's own protocol, which 0.24.14 brought. */
export function openNng(ascent: Ascent): void {
  for (const [kind, name] of [
    ["sub", "sub_url"],
    ["pub", "pub_url"],
  ]) {
    for (const path of ascent.elements(`bridges.nng.${kind}`)) {
      if (ascent.hasEnded) return;
      const key = `${path}.${name}`;
      const text = ascent.text(key);
      if (text === undefined) ascent.end({ name: "nng", key }, "socket-without-url", "crashes");
      else openAny(ascent, { name: "nng", key, text }, text, "nng");
    }
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
    else openAny(ascent, step, text, "exchange");
  }
}

const COMMAND_URL = "ipc:///tmp/nanomq_cmd.ipc";

/** The socket for commands; its own address counts only where the one of the hook is set too, and is needed then. */
export function openCommand(ascent: Ascent): void {
  if (!ascent.isOn("system.enable_ipc_internal")) return;
  const key = "system.cmd_ipc_url";
  const isSet = ascent.text("system.hook_ipc_url") !== undefined;
  const text = isSet ? ascent.text(key) : COMMAND_URL;
  if (text === undefined)
    ascent.end({ name: "command", key: "system.hook_ipc_url" }, "command-without-url", "crashes");
  else openAny(ascent, { name: "command", key, text }, text, "command");
}
