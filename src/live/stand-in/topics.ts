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
