import { hostname, networkInterfaces } from "node:os";
import type { AskedBroker } from "../../preflight/asked.ts";
import { holderOf } from "./port-holder.ts";

const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** Without asking a name server. */
function isThisMachine(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1");
  if (name === "localhost" || name.startsWith("127.") || name === hostname()) return true;
  return Object.values(networkInterfaces()).some((addresses = []) =>
    addresses.some(({ address }) => address === name),
  );
}

/**
 * The broker behind an address of an API, where that is on this machine.
 * @param ports that it says it listens on
 */
export function observeAsked(where: URL, ports: ReadonlySet<number>): AskedBroker | undefined {
  if (!isThisMachine(where.hostname)) return undefined;
  const port =
    where.port === "" ? (where.protocol === "https:" ? HTTPS_PORT : HTTP_PORT) : Number(where.port);
  return { holder: holderOf(port), ports: new Set([...ports, port]) };
}
