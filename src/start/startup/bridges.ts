import { filterFault } from "../format/mqtt-topic.ts";
import { nngUrl } from "../format/nng-url.ts";
import type { Ascent } from "./ascent.ts";
import { linkOf } from "./bridge-link.ts";
import { openStore } from "./services.ts";
import { type EndReason, ended, type Step } from "./step.ts";

const TCP_SCHEMES = /^(tls\+)?mqtt-tcp[46]?$/;

/** Why an address gives no dialer: it needs a scheme that NNG knows, host and port, and nothing else. */
export function dialerFault(text: string): EndReason | undefined {
  const url = nngUrl(text);
  if (url === undefined) return "bad-url";
  if (!TCP_SCHEMES.test(url.scheme)) return "unknown-scheme";
  if ((url.path !== "" && url.path !== "/") || url.hasMore) return "path-in-address";
  return url.host === "" || url.port === "" ? "no-address" : undefined;
}

/** True where the text begins with a scheme that NanoMQ bridges by; letter case counts here. */
function isBridged(ascent: Ascent, text: string): boolean {
  if (text.startsWith("mqtt-tcp") || text.startsWith("tls+mqtt-tcp")) return true;
  return text.startsWith("mqtt-quic") && ascent.features.has("quic");
}

/** The step of a bridge that dials; one that is switched off wants nothing. */
function linked(ascent: Ascent, path: string, step: Step): Step {
  if (!ascent.isOn(`${path}.enable`) || step.text?.startsWith("mqtt-quic")) return step;
  const { trouble, asks } = linkOf(ascent, path);
  return { ...step, ...(asks.length > 0 && { asks }), ...trouble };
}

function connect(ascent: Ascent, path: string): Step {
  const key = `${path}.server`;
  const text = ascent.text(key);
  const step: Step = { name: "bridge", key, text };
  if (text === undefined) return ended(step, "bridge-without-server");
  if (!isBridged(ascent, text)) return ended(step, "unknown-scheme");
  const fault = text.startsWith("mqtt-quic") ? undefined : dialerFault(text);
  if (fault === undefined) return linked(ascent, path, step);
  return ascent.has("bridge-needs-dialer") ? ended(step, fault) : { ...step, lacks: fault };
}

/** What a remote that keeps the standard refuses of a subscription. */
function subscribe(ascent: Ascent, entry: string): Step | undefined {
  const key = `${entry}.remote_topic`;
  const text = ascent.text(key) ?? "";
  if (filterFault(text) === undefined) return undefined;
  return { name: "subscription", key, text, lacks: "filter-malformed" };
}

const INT_32 = 2 ** 32;

/** A time of none gives up every message that is forwarded. */
function forward(ascent: Ascent, path: string): Step | undefined {
  const key = `${path}.cancel_timeout`;
  const milliseconds = ascent.number(key);
  const isNone = milliseconds > 0 && milliseconds % INT_32 === 0;
  const forwards = ascent.number(`${path}.forwards.(count)`) > 0;
  return isNone && forwards
    ? { name: "forwards", key, text: String(milliseconds), lacks: "no-time-to-send" }
    : undefined;
}

function startBridge(ascent: Ascent, path: string): void {
  const step = connect(ascent, path);
  ascent.take(step);
  const comesUp = step.end === undefined && step.lacks === undefined && ascent.isOn(`${path}.enable`);
  if (!comesUp) return;
  ascent.take(forward(ascent, path));
  for (const entry of ascent.elements(`${path}.subscription`)) ascent.take(subscribe(ascent, entry));
}

/** Bridges in their order; one that is switched off is made all the same, it only does not dial. */
export function startBridges(ascent: Ascent): void {
  const bridges = ascent.elements("bridges.mqtt");
  const dials = bridges.some((path) => isBridged(ascent, ascent.text(`${path}.server`) ?? ""));
  if (dials) ascent.take(openStore(ascent, "bridges.mqtt.cache"));
  for (const path of bridges) if (!ascent.hasEnded) startBridge(ascent, path);
}
