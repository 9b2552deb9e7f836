/** "20/s", "20", "30/m" as messages a second. */
export function rateOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\/([smh]))?$/.exec(text);
  const perUnit = Number(match?.[1] ?? 0);
  const unitS = { s: 1, m: 60, h: 3600 }[match?.[2] ?? "s"] ?? 1;
  return perUnit > 0 ? perUnit / unitS : undefined;
}
