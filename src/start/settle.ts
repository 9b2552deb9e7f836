import type { Load } from "./load.ts";
import { byDefault } from "./value.ts";

function fallBack(load: Load, kind: "tcp" | "ssl" | "ws" | "wss", url: string): void {
  const path = `listeners.${kind}.bind`;
  if ((load.values.get(path) ?? null) === null) load.set(path, url, byDefault);
}

/** A listener that is on but has no address gets the default one, unless named listeners stand in for it. */
function settlesAlone(load: Load, kind: "tcp" | "ssl"): boolean {
  const count = load.values.get(`listeners.${kind}.(list_count)`) ?? 0;
  return load.values.get(`listeners.${kind}.enable`) === true && count === 0;
}

/** Addresses that are filled in after file, environment and flags. */
export function settleListeners(load: Load): void {
  if (settlesAlone(load, "tcp")) fallBack(load, "tcp", "nmq-tcp://0.0.0.0:1883");
  if (settlesAlone(load, "ssl")) fallBack(load, "ssl", "tls+nmq-tcp://0.0.0.0:8883");
  const websocket = load.values.get("listeners.ws.enable") === true;
  if (websocket) fallBack(load, "ws", "nmq-ws://0.0.0.0:8083/mqtt");
  const secure = load.has("secure-websocket-switch")
    ? load.values.get("listeners.wss.enable") === true
    : websocket;
  if (secure && load.values.get("listeners.ssl.enable") === true)
    fallBack(load, "wss", "nmq-wss://0.0.0.0:8086/mqtt");
}
