/** True where topic `name` matches `filter` (MQTT 5 section 4.7: `+` one level, `#` the rest, `$` topics apart). */
export function topicMatches(filter: string, name: string): boolean {
  if (name.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) return false;
  const wanted = filter.split("/");
  const levels = name.split("/");
  for (const [index, level] of wanted.entries()) {
    if (level === "#") return true;
    if (index >= levels.length || (level !== "+" && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}

/**
 * True where `filter` covers `other`, itself a topic or a filter, level by level as NanoMQ's ACL compares them
 * (mqtt_parser.c check_ifwildcard): `#` also stands for no level at all, and `$` is no exception.
 */
export function filterCovers(filter: string, other: string): boolean {
  if (filter === other) return true;
  const wanted = filter.split("/");
  const levels = other.split("/");
  for (const [at, level] of levels.entries()) {
    if (wanted[at] === "#" && level !== "#") return true;
    if (wanted[at] !== level && wanted[at] !== "+") return false;
  }
  const next = wanted[levels.length];
  return next === undefined ? wanted.length === levels.length : next === "#";
}

/** True where wildcards stand alone in their level, `#` in the last (MQTT 5 section 4.7.1). */
export function isFilter(text: string): boolean {
  const levels = text.split("/");
  return levels.every((level, at) => {
    return !/[+#]/.test(level) || level === "+" || (level === "#" && at === levels.length - 1);
  });
}
