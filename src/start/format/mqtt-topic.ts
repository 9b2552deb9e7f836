// Topics and filters of MQTT (OASIS MQTT 3.1.1 and 5.0, 4.7), and how NanoMQ maps one to another.

/** Why a broker that keeps the standard refuses a filter. */
export type FilterFault = "empty" | "too-long" | "wildcard-inside" | "share-without-filter";

const MOST_BYTES = 65_535;

/** True of a topic with `+` or `#` in it, which nothing can be published under. */
export function hasWildcard(topic: string): boolean {
  return /[+#]/.test(topic);
}

/** Why a filter is none; undefined where it is one. */
export function filterFault(filter: string): FilterFault | undefined {
  if (filter === "") return "empty";
  if (new TextEncoder().encode(filter).length > MOST_BYTES) return "too-long";
  const levels = filter.split("/");
  if (levels.some((level) => level.length > 1 && hasWildcard(level))) return "wildcard-inside";
  const hash = levels.indexOf("#");
  if (hash !== -1 && hash < levels.length - 1) return "wildcard-inside";
  if (levels[0] !== "$share") return undefined;
  return levels.length > 2 && levels.slice(2).join("/") !== "" ? undefined : "share-without-filter";
}

/** True where NanoMQ can make the topic of a forwarded message: `#` stands last, and a wildcard of the remote topic with what follows it in the local one. */
export function isMapped(local: string, remote: string): boolean {
  const endsInHash = (topic: string): boolean => !topic.slice(0, -1).includes("#");
  if (!endsInHash(remote) || !endsInHash(local)) return false;
  return !hasWildcard(remote) || local.includes(remote);
}
