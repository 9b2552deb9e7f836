/** The payload of an own message: its number behind the mark of this run, filled up to a size. */
export function payloadOf(message: number, token: string, bytes: number): string {
  return `${token}:${message};`.padEnd(bytes, ".");
}

/** Its number; undefined where the message is somebody else's. */
export function numberOf(payload: string | Buffer, token: string): number | undefined {
  const match = /^([^:]+):(\d+);/.exec(payload.toString("utf8"));
  return match?.[1] === token ? Number(match[2]) : undefined;
}

/**
 * A topic that `filter` forwards and nobody else has; undefined for a filter of one topic, which belongs to others.
 */
export function ownTopic(filter: string, token: string): string | undefined {
  const levels = filter.split("/");
  if (!levels.some((level) => level === "#" || level === "+")) return undefined;
  return levels.map((level) => (level === "#" || level === "+" ? token : level)).join("/");
}
