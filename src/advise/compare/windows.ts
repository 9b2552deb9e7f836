import type { Settings } from "../../start/effective.ts";
import { timerOfSettings } from "../../start/timer.ts";
import { type DetectionReplay, detectionReplay } from "../../timing/detection.ts";

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

function replayOf(settings: Settings, name: string, keepaliveMs: number): DetectionReplay {
  return detectionReplay(timerOfSettings(settings), settings.version, { name, keepaliveMs });
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
