const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const UNIT_BYTES: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** "5s", "500ms", "1.5h" in milliseconds; undefined where the text is no duration. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  const unit = UNIT_MS[match?.[2] ?? ""];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}

const MOST_KEEPALIVE_MS = 65_535_000;

/** A keepalive as CONNECT carries it: whole seconds in 16 bits (MQTT 5, 3.1.2.10). */
export function keepaliveMs(text: string): number | undefined {
  const ms = durationMs(text);
  return ms === undefined || ms % 1000 !== 0 || ms > MOST_KEEPALIVE_MS ? undefined : ms;
}

/** "512MB", "64 KB", 1048576 in bytes; undefined where the text is no size. */
export function sizeBytes(size: string | number): number | undefined {
  if (typeof size === "number") return size;
  const match = /^(\d+(?:\.\d+)?) ?([KMG]?)B?$/i.exec(size);
  const unit = UNIT_BYTES[match?.[2]?.toLowerCase() ?? "?"];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}
