import { type Timer, timerOf } from "../nanomq/time.ts";
import type { Settings } from "./effective.ts";

/** A number among the settings; `otherwise` where a release has no such setting. */
export function numberAt({ values }: Pick<Settings, "values">, path: string, otherwise: number): number {
  const value = values.get(path);
  return typeof value === "number" ? value : otherwise;
}

/** The timer of a broker with these settings. */
export function timerOfSettings(settings: Pick<Settings, "values">): Timer {
  return timerOf(
    numberAt(settings, "mqtt.retry_interval", 10),
    numberAt(settings, "mqtt.keepalive_multiplier", 1.5),
    settings.values.get("mqtt.batch_resend") === true,
  );
}
