const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** 1536 as "1.5 KiB"; the same in every language. */
export function sizeText(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  return `${Number((bytes / 1024 ** step).toPrecision(3))} ${UNITS[step] ?? "B"}`;
}
