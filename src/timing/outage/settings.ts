import type { BridgeBehaviour } from "../../nanomq/bridge-behaviour.ts";
import type { BridgeSettings, DiskCache } from "../../nanomq/bridge-settings.ts";

/** The longest wait the backoff grows to, a random second not counted. */
export function longestBackoffMs(settings: BridgeSettings, behaviour: BridgeBehaviour): number {
  const { backoffMax, backoffMaxMs } = behaviour;
  return backoffMax === "fixed" ? backoffMaxMs : (settings.backoffMaxMs ?? backoffMaxMs);
}

/** The disk cache as far as the release uses one. */
export function usedDisk(settings: BridgeSettings, behaviour: BridgeBehaviour): DiskCache | undefined {
  return behaviour.diskCache === "unused" ? undefined : settings.disk;
}
