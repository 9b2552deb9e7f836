import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Holder } from "../../preflight/asked.ts";

/** State of a listening socket in /proc/net/tcp. */
const LISTEN = "0A";
/** Processes looked at; a machine with more of them keeps its secret. */
const MOST_PROCESSES = 20_000;

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n").slice(1);
  } catch {
    return [];
  }
}

/** Inodes of the sockets that listen on a port (proc_net_tcp(5)). */
function listening(port: number): ReadonlySet<string> {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  const inodes = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap(linesOf).flatMap((line) => {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
    return state === LISTEN && local.endsWith(`:${hex}`) ? [`socket:[${inode}]`] : [];
  });
  return new Set(inodes);
}

function holds(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

/** Who listens on a port, where /proc tells (Linux; other users' processes only to root). */
export function holderOf(port: number): Holder | undefined {
  const sockets = listening(port);
  if (sockets.size === 0) return undefined;
  try {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const pid = pids.slice(0, MOST_PROCESSES).find((one) => holds(one, sockets));
    if (pid === undefined) return undefined;
    return { pid: Number(pid), name: readFileSync(`/proc/${pid}/comm`, "utf8").trim() };
  } catch {
    return undefined;
  }
}
