import { type Address, addressText } from "../start/address.ts";
import type { Listener } from "../start/listeners.ts";
import { type AskedBroker, type Holder, isHeldBy } from "./asked.ts";
import type { Check, CheckArgs, CheckStatus } from "./check.ts";
import type { CodeOf } from "./codes.ts";

/** What came of trying to listen on an address, for a moment and without accepting anybody. */
export type BindResult = "free" | "taken" | "no-such-address" | "not-permitted" | "unknown-name" | "failed";

export interface SocketSeen {
  readonly address: Address;
  readonly result: BindResult;
  readonly holder?: Holder | undefined;
  /** What the system said, for `failed`. */
  readonly reason?: string | undefined;
}

export interface ListenersSeen {
  readonly sockets: readonly SocketSeen[];
  /** Ports below are for root (or CAP_NET_BIND_SERVICE); 1024 almost everywhere. */
  readonly unprivilegedPortStart: number;
  /** True where the broker runs as root, false where it does not; absent where nobody knows. */
  readonly brokerIsRoot?: boolean | undefined;
  /** Name of the user the broker runs as, where it is not the one who asks. */
  readonly brokerUser?: string | undefined;
  /** The broker that `--api` shows, where it is on this machine. */
  readonly asked?: AskedBroker | undefined;
}

export type ListenerCode = CodeOf<"listeners">;

function check(
  { key }: Listener,
  code: ListenerCode,
  status: CheckStatus,
  args: CheckArgs,
): Check<ListenerCode> {
  return { area: "listeners", code, status, subject: key, args };
}

function same(left: Address, right: Address): boolean {
  return left.host === right.host && left.port === right.port;
}

function taken(
  socket: Listener,
  args: CheckArgs & { readonly port: number },
  holder: Holder | undefined,
  asked: AskedBroker | undefined,
): Check<ListenerCode> {
  if (isHeldBy(asked, args.port, holder)) return check(socket, "port-of-asked", "pass", args);
  if (holder === undefined) return check(socket, "port-taken", "fail", args);
  const known = { ...args, process: holder.name, pid: holder.pid };
  // Nobody said which broker is to be restarted: it may be this one.
  if (holder.name === "nanomq" && asked === undefined)
    return check(socket, "port-taken-by-nanomq", "warn", known);
  return check(socket, "port-taken-by", "fail", known);
}

function judge(socket: Listener, address: Address, seen: SocketSeen, all: ListenersSeen) {
  const args = { address: addressText(address), port: address.port, host: address.host };
  switch (seen.result) {
    case "taken":
      return taken(socket, args, seen.holder, all.asked);
    case "no-such-address":
      return check(socket, "address-absent", "fail", args);
    case "unknown-name":
      return check(socket, "name-unknown", "fail", args);
    case "not-permitted":
      return all.brokerIsRoot === true
        ? check(socket, "port-not-tried", "skipped", args)
        : check(socket, "port-not-permitted", "fail", { ...args, least: all.unprivilegedPortStart });
    case "failed":
      return check(socket, "bind-failed", "fail", { ...args, reason: seen.reason ?? "" });
    case "free": {
      const needsRoot = address.port < all.unprivilegedPortStart && all.brokerIsRoot === false;
      if (!needsRoot) return check(socket, "port-free", "pass", args);
      const user = { user: all.brokerUser ?? "", least: all.unprivilegedPortStart };
      return check(socket, "port-privileged", "fail", { ...args, ...user });
    }
  }
}

/** Are the addresses of the listeners on this machine, and their ports free? */
export function checkListeners(
  wanted: readonly Listener[],
  seen: ListenersSeen,
): readonly Check<ListenerCode>[] {
  if (wanted.length === 0)
    return [{ area: "listeners", code: "no-listener", status: "warn", subject: "listeners", args: {} }];
  return wanted.flatMap((socket, at) => {
    const { address, bind = "" } = socket;
    if (address === undefined) return [check(socket, "address-unreadable", "fail", { text: bind })];
    const before = wanted.slice(0, at).find((other) => other.address && same(other.address, address));
    // Of two listeners `lint` says so.
    if (before !== undefined && socket.key.startsWith("listeners.")) return [];
    if (before !== undefined) {
      const args = { address: addressText(address), other: before.key };
      return [check(socket, "port-taken-twice", "fail", args)];
    }
    const found = seen.sockets.find((one) => same(one.address, address));
    return found === undefined ? [] : [judge(socket, address, found, seen)];
  });
}
