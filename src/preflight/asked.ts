import { apiSections } from "../nanomq/api/names.ts";
import { nngUrl } from "../start/format/nng-url.ts";
import { isMembers, type RunningConfiguration } from "./observed.ts";

/** A process that listens on a port, as far as the system tells. */
export interface Holder {
  readonly pid: number;
  readonly name: string;
}

/** The broker that `--api` shows, where it runs on this machine. */
export interface AskedBroker {
  /** Who holds the port of its API, as far as the system tells. */
  readonly holder?: Holder | undefined;
  /** Ports that it listens on, by its own word. */
  readonly ports: ReadonlySet<number>;
}

/** Of a URL, or of a port by itself. */
function portOf(told: unknown): number | undefined {
  if (typeof told === "number") return told;
  const port = typeof told === "string" ? nngUrl(told)?.port : undefined;
  return port === undefined ? undefined : Number(port);
}

/** The ports of every listener that the answer to `GET /configuration` names. */
export function listenedPorts(configuration: RunningConfiguration): ReadonlySet<number> {
  const told = Object.entries(apiSections).flatMap(([section, names]) => {
    const members = configuration[section];
    return names
      .filter(({ key }) => key === "http_server.port" || key.endsWith(".bind"))
      .map(({ name }) => (isMembers(members) ? portOf(members[name]) : undefined));
  });
  return new Set(told.filter((port) => port !== undefined));
}

/** True where a port that is taken is taken by that very broker: by its process, or by what publishes its ports. */
export function isHeldBy(asked: AskedBroker | undefined, port: number, holder: Holder | undefined): boolean {
  if (asked === undefined) return false;
  if (holder === undefined || asked.holder === undefined) return asked.ports.has(port);
  if (holder.pid === asked.holder.pid) return true;
  const isPublished = holder.name === asked.holder.name && holder.name !== "nanomq";
  return isPublished && asked.ports.has(port);
}
