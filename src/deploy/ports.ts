/** The short form of compose's `ports`: `[host-ip:][host-port:]container-port[/protocol]`, with ranges. */

import type { PortRange } from "./container.ts";

interface ShortPort {
  readonly hostIp: string | undefined;
  readonly published: PortRange | undefined;
  readonly target: PortRange;
  readonly protocol: string;
}

const SHORT =
  /^(?:(?<ip>\d+(?:\.\d+){3}|\[[0-9A-Fa-f:.]+\]):)?(?:(?<published>\d+(?:-\d+)?)?:)?(?<target>\d+(?:-\d+)?)(?:\/(?<protocol>tcp|udp|sctp))?$/i;

/** Undefined where a number is no port, or the range runs backwards. */
export function parsePortRange(text: string): PortRange | undefined {
  const [from = Number.NaN, to = from, ...rest] = text
    .split("-")
    .map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : Number.NaN));
  return rest.length === 0 && from >= 1 && to <= 65535 && from <= to ? { from, to } : undefined;
}

/** Undefined where the text has another form. */
export function parseShortPort(text: string): ShortPort | undefined {
  const groups = SHORT.exec(text)?.groups;
  const target = parsePortRange(groups?.["target"] ?? "");
  if (groups === undefined || target === undefined) return undefined;
  const written = groups["published"];
  const published = written === undefined ? undefined : parsePortRange(written);
  if (written !== undefined && published === undefined) return undefined;
  return {
    hostIp: groups["ip"]?.replace(/^\[|\]$/g, ""),
    published,
    target,
    protocol: (groups["protocol"] ?? "tcp").toLowerCase(),
  };
}

/** One host port for a range of container ports lets Docker fail; a range of host ports for one container port does not. */
export function isRangeMismatch({ published, target }: ShortPort): boolean {
  if (published === undefined || target.from === target.to) return false;
  return published.to - published.from !== target.to - target.from;
}
