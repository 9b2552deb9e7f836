import { behaviourOf } from "../../nanomq/behaviour.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { keyAt } from "../keys.ts";
import { type Load, memberOf } from "../load.ts";
import { byDefault } from "../value.ts";
import { storeInteger } from "../width.ts";

export function readSystem(load: Load, root: TreeNode): void {
  load.read(load.section(root, "system"), "system");
}

/** The switches of `auth`; accounts, rules and requests come later, as in NanoMQ. */
export function readAuthSwitches(load: Load, root: TreeNode): void {
  const auth = load.section(root, "auth");
  load.read(auth, "auth");
  load.readAt(auth, "auth.enable", "auth.password.(enable)");
  if (load.has("auth-cache")) load.read(load.section(auth, "cache"), "auth.cache");
}

/** What leaves the broker is limited by a copy of 32 bits: 4 GB and more wrap. */
function copyPacketSize(load: Load, mqtt: TreeNode): void {
  const path = "(internal).client_max_packet_size";
  const origin = load.origins.get("mqtt.max_packet_size") ?? byDefault;
  const key = keyAt("mqtt.max_packet_size");
  if (origin.kind === "file" && key !== undefined) {
    load.readKey(mqtt, { ...key, stores: "uint32" }, path);
    load.readKey(mqtt, key, "mqtt.max_packet_size");
    return;
  }
  const size = load.values.get("mqtt.max_packet_size");
  if (typeof size === "number") load.set(path, storeInteger(BigInt(size), "uint32"), origin);
}

/** Some releases multiply by 1000 although the timer wants the plain factor. */
function scaleMultiplier(load: Load, mqtt: TreeNode): void {
  const path = "mqtt.keepalive_multiplier";
  const factor = load.values.get(path);
  const { multiplierFactor } = behaviourOf(load.version);
  if (typeof factor !== "number" || multiplierFactor === 1) return;
  const value = Number(Math.fround(Math.fround(factor) * multiplierFactor).toPrecision(9));
  const written = memberOf(mqtt, "keepalive_multiplier")?.value;
  load.setBy(path, value, written?.kind === "number" ? written : mqtt);
  if (written?.kind === "number" && written.value > 0)
    load.mark(written, { kind: "misread", reason: "scaled", written: String(written.value), value });
}

export function readMqtt(load: Load, root: TreeNode): void {
  const mqtt = load.section(root, "mqtt");
  if (mqtt === undefined) return;
  load.read(mqtt, "mqtt");
  copyPacketSize(load, mqtt);
  scaleMultiplier(load, mqtt);
}
