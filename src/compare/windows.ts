import type { Settings } from "../config/effective.ts";
import { type DetectionReplay, detectionReplay } from "../replay/detection.ts";

interface WindowClient {
  readonly name: string;
  readonly keepaliveMs?: number | undefined;
}

/** When a silent client of one class is noticed, on both sides. */
export interface WindowChange {
  readonly before: DetectionReplay;
  readonly after: DetectionReplay;
  readonly changed: boolean;
}

const DEFAULTS = { retryIntervalS: 10, multiplier: 1.5 };

function replayOf(settings: Settings, name: string, keepaliveMs: number): DetectionReplay {
  const { values, version } = settings;
  const number = (path: string, fallback: number) => {
    const value = values.get(path);
    return typeof value === "number" ? value : fallback;
  };
  const timing = {
    retryIntervalMs: number("mqtt.retry_interval", DEFAULTS.retryIntervalS) * 1000,
    multiplier: number("mqtt.keepalive_multiplier", DEFAULTS.multiplier),
  };
  return detectionReplay(timing, version, { name, keepaliveMs });
}

/** The windows of every class whose keepalive is known. */
export function compareWindows(
  before: Settings,
  after: Settings,
  clients: readonly WindowClient[],
): readonly WindowChange[] {
  return clients.flatMap(({ name, keepaliveMs }) => {
    if (keepaliveMs === undefined) return [];
    const sides = [replayOf(before, name, keepaliveMs), replayOf(after, name, keepaliveMs)] as const;
    const changed = JSON.stringify(sides[0]) !== JSON.stringify(sides[1]);
    return [{ before: sides[0], after: sides[1], changed }];
  });
}
