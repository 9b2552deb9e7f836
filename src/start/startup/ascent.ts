import { type BehaviourName, has } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../effective.ts";
import type { Value } from "../value.ts";
import type { Condition, Listening, Step } from "./step.ts";

/** Answers what only the host knows; undefined: not known here. */
export type Host = (condition: Condition) => boolean | undefined;

/** Conditions of which none fails on a host that nobody described. */
const nobodyAsked: Host = () => undefined;

/** A start on its way: settings to read, steps taken, sockets that are open. */
export class Ascent {
  readonly version: NanomqVersion;
  readonly features: ReadonlySet<string>;
  readonly steps: Step[] = [];

  private readonly values: Settings["values"];
  private readonly host: Host;
  private readonly open: Listening[] = [];

  constructor(settings: Settings, features: ReadonlySet<string>, host: Host = nobodyAsked) {
    this.version = settings.version;
    this.values = settings.values;
    this.features = features;
    this.host = host;
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
  get hasEnded(): boolean {
    return this.steps.some(({ end, lacks }) => end !== undefined || lacks === "never-ready");
  }

  /** Takes a step, and remembers the socket it opens. */
  take(step: Step | undefined): void {
    if (step === undefined) return;
    this.steps.push(step);
    if (step.opens !== undefined) this.open.push(step.opens);
  }

  /** True where a condition holds or nobody here can tell. */
  holds(condition: Condition): boolean {
    return this.host(condition) !== false;
  }

  /** True where a socket of this broker is in the way of another. */
  isTaken({ address, port }: Listening): boolean {
    if (port === 0) return false;
    const any = (one: string): boolean => one === "0.0.0.0" || one === "::";
    const isSix = (one: string): boolean => one.includes(":");
    return this.open.some(
      (other) =>
        other.port === port &&
        isSix(other.address) === isSix(address) &&
        (other.address === address || any(other.address) || any(address)),
    );
  }

  /** A socket that is there already and may be shared: listeners of HTTP with the same host and port are one. */
  shared({ transport, address, port }: Listening): boolean {
    const isHttp = (one: Listening["transport"]): boolean => one === "ws" || one === "http";
    return this.open.some(
      (other) =>
        isHttp(other.transport) && isHttp(transport) && other.address === address && other.port === port,
    );
  }
}
