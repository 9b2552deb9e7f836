import { type BehaviourName, has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../effective.ts";
import type { Value } from "../value.ts";
import type { Condition, EndReason, Listening, Step } from "./step.ts";

/** Answers what only the host knows; undefined: not known here. */
export type Host = (condition: Condition) => boolean | undefined;

/** Conditions of which none fails on a host that nobody described. */
const nobodyAsked: Host = () => undefined;

function isAny(address: string): boolean {
  return address === "0.0.0.0" || address === "::";
}

function isHttp({ transport }: Listening): boolean {
  return transport === "ws" || transport === "http";
}

/** The sockets that are open, by what another one would ask for. */
class OpenSockets {
  readonly #places = new Set<string>();
  readonly #families = new Set<string>();
  readonly #http = new Set<string>();

  add(socket: Listening): void {
    this.#places.add(socketText(socket));
    this.#families.add(familyOf(socket));
    if (isHttp(socket)) this.#http.add(socketText(socket));
  }

  isTaken(socket: Listening): boolean {
    const { address, port } = socket;
    if (port === 0) return false;
    if (isAny(address)) return this.#families.has(familyOf(socket));
    const any = { ...socket, address: address.includes(":") ? "::" : "0.0.0.0" };
    return this.#places.has(socketText(socket)) || this.#places.has(socketText(any));
  }

  shared(socket: Listening): boolean {
    return isHttp(socket) && this.#http.has(socketText(socket));
  }
}

function socketText({ address, port }: Listening): string {
  return `${port} ${address}`;
}

function familyOf({ address, port }: Listening): string {
  return `${port} ${address.includes(":") ? "six" : "four"}`;
}

/** Ends for want of a setting, which a file that nobody here can see may bring. */
const forWant: ReadonlySet<EndReason> = new Set<EndReason>([
  "log-without-folder",
  "log-without-name",
  "rule-without-server",
  "session-without-clientid",
  "webhook-without-url",
  "bridge-without-server",
  "command-without-url",
  "socket-without-url",
]);

/** A start on its way: settings to read, steps taken, sockets that are open. */
export class Ascent {
  readonly version: NanomqVersion;
  readonly features: ReadonlySet<string>;
  readonly steps: Step[] = [];

  private readonly values: Settings["values"];
  private readonly host: Host;
  private readonly open = new OpenSockets();

  private readonly isWhole: boolean;

  /** @param isWhole false where the conf includes files that are not here */
  constructor(settings: Settings, features: ReadonlySet<string>, host: Host = nobodyAsked, isWhole = true) {
    this.version = settings.version;
    this.values = settings.values;
    this.features = features;
    this.host = host;
    this.isWhole = isWhole;
  }

  /** True where the release behaves so (releases/behaviour.toml). */
  has(name: BehaviourName): boolean {
    return has(this.version, name);
  }

  value(key: string): Value {
    return this.values.get(key) ?? null;
  }

  isOn(key: string): boolean {
    return this.values.get(key) === true;
  }

  text(key: string): string | undefined {
    const value = this.values.get(key);
    return typeof value === "string" ? value : undefined;
  }

  number(key: string): number {
    const value = this.values.get(key);
    return typeof value === "number" ? value : 0;
  }

  /** Paths of the counted elements of a list: `bridges.mqtt[0]`. */
  elements(list: string, count = `${list}.(count)`): readonly string[] {
    return Array.from({ length: this.number(count) }, (_, at) => `${list}[${at}]`);
  }

  /** True once nothing comes behind: the start ended, or a step never does. */
  hasEnded = false;

  /** Takes a step, and remembers the socket it opens. */
  take(told: Step | undefined): void {
    if (told === undefined) return;
    const isOpen = !this.isWhole && told.end !== undefined && forWant.has(told.end.reason);
    const step = isOpen ? { ...told, end: undefined } : told;
    this.steps.push(step);
    if (step.end !== undefined || step.lacks === "never-ready") this.hasEnded = true;
    if (step.opens !== undefined) this.open.add(step.opens);
  }

  /** True where a condition holds or nobody here can tell. */
  holds(condition: Condition): boolean {
    return this.host(condition) !== false;
  }

  /** True where a socket of this broker is in the way of another. */
  isTaken(socket: Listening): boolean {
    return this.open.isTaken(socket);
  }

  /** A socket that is there already and may be shared: listeners of HTTP with the same host and port are one. */
  shared(socket: Listening): boolean {
    return this.open.shared(socket);
  }
}
