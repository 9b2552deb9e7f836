import {
  type ApiName,
  apiBridge,
  apiSections,
  apiTopics,
  apiUser,
  reloadNames,
} from "../../nanomq/api/names.ts";
import { has } from "../../nanomq/behaviour.ts";
import { seconds, type Timer, timerOf } from "../../nanomq/time.ts";
import { isWithin, type NanomqVersion } from "../../nanomq/version.ts";

/** A setting as NanoMQ stores it. */
export type Setting = string | number | boolean | null | readonly string[];

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

type Members = { [name: string]: Json };

/** Puts a value at a path of names: `connector.server`. */
function put(target: Members, path: string, value: Json): void {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const below = target[first];
  const inner: Members = typeof below === "object" && below !== null && !isList(below) ? { ...below } : {};
  put(inner, rest.join("."), value);
  target[first] = inner;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const KIB = 1024;

/** Members of `basic` as the API orders them (conf_api.c get_basic_config, alike in 0.18.2 to 0.25.6). */
const BASIC_ORDER: readonly string[] = [
  ...["url", "num_taskq_thread", "max_taskq_thread", "parallel", "property_size", "daemon"],
  ...["max_packet_size", "client_max_packet_size", "msq_len", "qos_duration", "keepalive_backoff"],
  ...["allow_anonymous", "ipc_internal"],
];

/** "ncpu*2" is what the loader leaves to the machine. */
function onMachine(value: Setting, cpus: number): Setting {
  const [, factor] = typeof value === "string" ? (/^ncpu\*(\d+)$/.exec(value) ?? []) : [];
  return factor === undefined ? value : cpus * Number(factor);
}

/**
 * What the stand-in runs with, in NanoMQ's API shape. Requests change it as NanoMQ's do: stored without any check, and
 * nothing of it reaches the conf.
 */
export class RunningSettings {
  readonly #values: Map<string, Setting>;
  readonly #version: NanomqVersion;

  /** `values` as `readConfig` has them; `cpus` of the machine it runs on. */
  constructor(values: ReadonlyMap<string, Setting>, timer: Timer, version: NanomqVersion, cpus = 1) {
    this.#version = version;
    this.#values = new Map([
      ...[...values].map(([path, value]) => [path, onMachine(value, cpus)] as const),
      ["mqtt.retry_interval", seconds(timer.retry)],
      ["mqtt.keepalive_multiplier", timer.multiplier],
      ["mqtt.batch_resend", timer.batchResend],
    ]);
  }

  get timer(): Timer {
    const batchResend = this.#values.get("mqtt.batch_resend") === true;
    return timerOf(
      this.#number("mqtt.retry_interval"),
      this.#number("mqtt.keepalive_multiplier"),
      batchResend,
    );
  }

  /** `GET /bridges`: all of them, or those of a name. */
  bridges(name?: string): Json {
    const nodes = this.#bridges();
    const isAsked = (node: Json) =>
      typeof node === "object" && node !== null && !isList(node) && node["name"] === name;
    return { bridge: { nodes: name === undefined ? nodes : nodes.filter(isAsked) } };
  }

  hasBridge(name: string): boolean {
    return this.#bridges().some(
      (node) => typeof node === "object" && node !== null && !isList(node) && node["name"] === name,
    );
  }

  /** `GET /configuration`: all sections, or one. */
  configuration(section?: string): Json | undefined {
    const all: Members = {
      ...Object.fromEntries(
        Object.entries(apiSections).map(([name, members]) => [name, this.#section(members, "")]),
      ),
      basic: this.#basic(),
      auth: this.#list("auth.password.(count)", (at) => this.#section(apiUser, `auth.password[${at}].`)),
      bridge: { nodes: this.#bridges() },
    };
    if (section === undefined) return all;
    const one = all[section];
    return one === undefined ? undefined : { [section]: one };
  }

  /** `GET /reload`. */
  reloadable(): Json {
    const basic = this.#basic();
    const names = BASIC_ORDER.filter((name) => reloadNames.includes(name));
    const isBridge = (_: unknown, at: number) => this.#values.get(`bridges.mqtt[${at}].enable`) !== false;
    return {
      ...Object.fromEntries(names.map((name) => [name, basic[name] ?? null])),
      ...(has(this.#version, "api-tells-streams") ? { enable_mqtt_stream: false } : {}),
      ...(has(this.#version, "api-tells-bridge-mode") ? { bridge_mode: this.#bridges().some(isBridge) } : {}),
    };
  }

  #basic(): Members {
    const basic = this.#section(apiSections["basic"] ?? [], "");
    return Object.fromEntries(BASIC_ORDER.map((name) => [name, basic[name] ?? null]));
  }

  /** `POST /reload` and `/configuration/basic`: numbers and booleans in place; everything else is passed over. */
  change(data: unknown): void {
    if (typeof data !== "object" || data === null) return;
    const given = new Map<string, unknown>(Object.entries(data));
    for (const { name, key, unit } of apiSections["basic"] ?? []) {
      const value = given.get(name);
      const before = this.#values.get(key);
      if (typeof value === "boolean" && typeof before === "boolean") this.#values.set(key, value);
      if (typeof value === "number" && typeof before !== "boolean")
        this.#values.set(key, stored(value, key, unit));
    }
  }

  #number(key: string): number {
    const value = this.#values.get(key);
    return typeof value === "number" ? value : 0;
  }

  #list(countKey: string, element: (at: number) => Json): readonly Json[] {
    return Array.from({ length: this.#number(countKey) }, (_, at) => element(at));
  }

  #bridges(): readonly Json[] {
    return this.#list("bridges.mqtt.(count)", (at) => this.#bridge(`bridges.mqtt[${at}].`));
  }

  #bridge(prefix: string): Members {
    const topics = Object.entries(apiTopics).map(([name, members]) => {
      const list = `${prefix}${name}`;
      return [
        name,
        this.#list(`${list}.(count)`, (at) => this.#section(members, `${list}[${at}].`)),
      ] as const;
    });
    return { ...this.#section(apiBridge, prefix), ...Object.fromEntries(topics) };
  }

  #section(members: readonly ApiName[], prefix: string): Members {
    const section: Members = {};
    for (const { name, key, unit, unset, span } of members) {
      if (span !== undefined && !isWithin(this.#version, span)) continue;
      const value = this.#values.get(`${prefix}${key}`) ?? unset ?? null;
      const shown = unit === "KiB" && typeof value === "number" ? Math.floor(value / KIB) : value;
      // The API knows no other word: "no_auth" reads "basic" there.
      put(section, name, name === "auth_type" && shown !== "jwt" ? "basic" : shown);
    }
    return section;
  }
}

/** Whole numbers but for the multiplier, which is single precision; the API takes sizes in KiB. */
function stored(value: number, key: string, unit: ApiName["unit"]): number {
  if (key === "mqtt.keepalive_multiplier") return Math.fround(value);
  return Math.trunc(value) * (unit === "KiB" ? KIB : 1);
}
