import { type ApiName, apiBridge, apiSections, apiTopics, apiUser } from "../nanomq/api/names.ts";
import { type KeyTakeover, takeoverOfKey } from "../nanomq/api/takeover.ts";
import { plainMultiplier } from "../nanomq/time.ts";
import { isWithin, type NanomqVersion } from "../nanomq/version.ts";
import type { NodeEffect } from "../start/setting.ts";
import type { Origin, Value } from "../start/value.ts";
import { isMembers, type RunningConfiguration } from "./observed.ts";

type Scalar = string | number | boolean | null;

/** A setting that a running broker has another value of than the conf would give it. */
export interface Drift {
  /** As in the conf: `mqtt.retry_interval`, `bridges.mqtt.emqx.server`. */
  readonly key: string;
  /** Absent where one of the two has no such user or bridge. */
  readonly conf: Scalar | undefined;
  readonly running: Scalar | undefined;
  /** Neither value may be shown. */
  readonly secret: boolean;
  readonly origin: Origin;
  readonly takeover: KeyTakeover;
}

export interface RunningComparison {
  readonly drifts: readonly Drift[];
  /** Settings that both name and that could be compared. */
  readonly compared: number;
  /** What somebody set and the API does not tell, as a conf has it. */
  readonly untold: readonly string[];
}

/** What the conf gives. */
export interface ConfValues {
  readonly values: ReadonlyMap<string, Value>;
  readonly origins: ReadonlyMap<string, Origin>;
  /** What became of every written key. */
  readonly effects: readonly Pick<NodeEffect, "path" | "span" | "effect">[];
}

interface Pair {
  /** As the loader has it. */
  readonly path?: string | undefined;
  readonly key: string;
  readonly conf: Scalar | undefined;
  readonly running: Scalar | undefined;
  readonly secret: boolean;
  readonly origin: Origin;
}

const KIB = 1024;
const byDefault: Origin = { kind: "default" };

/** The scalar at a path of names; undefined where the answer has none. */
function memberAt(section: unknown, path: string): Scalar | undefined {
  let at: unknown = section;
  for (const name of path.split(".")) at = isMembers(at) ? at[name] : undefined;
  return typeof at === "string" || typeof at === "number" || typeof at === "boolean" || at === null
    ? at
    : undefined;
}

/** What the API would say of a value of the conf. */
function asTold(value: Value | undefined, { name, unset }: ApiName): Scalar | undefined {
  // "no_auth" reads "basic" there.
  if (name === "auth_type") return value === "jwt" ? "jwt" : "basic";
  if (value === null) return unset ?? null;
  if (typeof value === "number" && !Number.isInteger(value)) return plainMultiplier(value);
  return typeof value === "object" ? undefined : value;
}

/**
 * What the API told, as a conf has it. Sizes come divided by 1024; the rest of the conf's is not lost on the broker.
 * Fractions come in all digits of single precision.
 */
function asWritten(
  running: Scalar | undefined,
  conf: Scalar | undefined,
  { unit }: ApiName,
): Scalar | undefined {
  if (typeof running !== "number") return running;
  if (unit !== "KiB") return Number.isInteger(running) ? running : plainMultiplier(running);
  return typeof conf === "number" && Math.floor(conf / KIB) === running ? conf : running * KIB;
}

/** A number that the conf leaves to the machine cannot be compared; nor a bind that one of them does not have. */
function isComparable({ key, conf, running }: Pair): boolean {
  if (conf === undefined || running === undefined) return false;
  if (typeof conf === "string" && typeof running === "number") return false;
  return !key.endsWith(".bind") || (conf !== null && running !== null);
}

/** Numbers of the broker are single precision where fractions are possible. */
function differs({ conf, running }: Pair): boolean {
  if (typeof conf === "number" && typeof running === "number")
    return Math.fround(conf) !== Math.fround(running);
  return conf !== running;
}

class Comparer {
  readonly #conf: ConfValues;
  readonly #version: NanomqVersion;

  constructor(conf: ConfValues, version: NanomqVersion) {
    this.#conf = conf;
    this.#version = version;
  }

  /** `prefix` of the keys in the conf's values, `shown` of those in the report. */
  section(names: readonly ApiName[], section: unknown, prefix = "", shown = prefix): readonly Pair[] {
    return names
      .filter(({ span }) => span === undefined || isWithin(this.#version, span))
      .map((api) => {
        const path = `${prefix}${api.key}`;
        const conf = asTold(this.#conf.values.get(path), api);
        return {
          path,
          key: `${shown}${api.key}`.replace(/\.\(password\)$/, ""),
          conf,
          running: asWritten(memberAt(section, api.name), conf, api),
          secret: api.secret === true,
          origin: this.#conf.origins.get(path) ?? byDefault,
        };
      })
      .filter(isComparable);
  }

  /** The topics of a bridge, in their order; a list that one of them has longer is a difference by its length. */
  topics(bridge: unknown, prefix: string, shown: string): readonly Pair[] {
    return Object.entries(apiTopics).flatMap(([name, names]) => {
      const list = isMembers(bridge) ? bridge[name] : undefined;
      const count = this.#conf.values.get(`${prefix}${name}.(count)`);
      if (!Array.isArray(list) || typeof count !== "number") return [];
      const length = {
        key: `${shown}.${name}`,
        conf: count,
        running: list.length,
        secret: false,
        origin: byDefault,
      };
      if (count !== list.length) return [length];
      return list.flatMap((topic: unknown, at) =>
        this.section(names, topic, `${prefix}${name}[${at}].`, `${shown}.${name}[${at}].`),
      );
    });
  }

  /** Elements that have a name: those only one of the two has are a difference by themselves. */
  named(elements: unknown, names: readonly ApiName[], list: string): readonly Pair[] {
    const [naming, ...members] = names;
    const count = this.#conf.values.get(`${list}.(count)`);
    if (naming === undefined || typeof count !== "number" || !Array.isArray(elements)) return [];
    const there = new Map(elements.map((one: unknown) => [String(memberAt(one, naming.name)), one]));
    const pairs: Pair[] = [];
    for (let at = 0; at < count; at++) {
      const prefix = `${list}[${at}].`;
      const name = String(this.#conf.values.get(`${prefix}${naming.key}`));
      const key = `${list}.${name}`;
      const told = there.get(name);
      if (told !== undefined)
        pairs.push(...this.section(members, told, prefix, `${key}.`), ...this.topics(told, prefix, key));
      else pairs.push({ key, conf: name, running: undefined, secret: false, origin: byDefault });
      there.delete(name);
    }
    const surplus = [...there.keys()].map((name) => ({
      key: `${list}.${name}`,
      conf: undefined,
      running: name,
      secret: false,
      origin: byDefault,
    }));
    return [...pairs, ...surplus];
  }
}

/** Sections whose settings mean nothing while they are off. */
const switches: Readonly<Record<string, string>> = {
  auth_http: "auth.http_auth.enable",
  http_server: "http_server.enable",
  sqlite: "sqlite.enable",
  tls: "listeners.ssl.enable",
};

function isOff(section: string, told: unknown, { values }: ConfValues): boolean {
  const key = switches[section];
  return key !== undefined && values.get(key) === false && memberAt(told, "enable") === false;
}

const placeOf = ({ file, start }: NodeEffect["span"]) => `${file}:${start}`;

/** Every section and list that a path lies in. */
function sectionsOf(path: string): readonly string[] {
  return [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
}

/** What somebody set and the answer does not have, as a conf has it: it may run with anything there. */
function untold(
  { effects, origins }: ConfValues,
  compared: ReadonlySet<string>,
  off: readonly string[],
): readonly string[] {
  const told = [...compared].flatMap((path) => {
    const origin = origins.get(path);
    return origin?.kind === "file" ? [placeOf(origin.span)] : [];
  });
  const toldPlaces = new Set(told);
  const written = effects.filter(
    ({ effect, span }) => effect.kind !== "ignored" && !toldPlaces.has(placeOf(span)),
  );
  const given = [...origins].filter(
    ([path, { kind }]) => kind !== "file" && kind !== "default" && !compared.has(path),
  );
  const missed = [...written.map(({ path }) => path), ...given.map(([path]) => path)];
  const sections = new Set(effects.flatMap(({ path }) => sectionsOf(path)));
  const shown = missed.filter((path) => !sections.has(path) && !off.some((one) => path.startsWith(one)));
  return [
    ...new Set(shown.map((path) => path.replaceAll(/\[\d+\](?!$)/g, "[]").replace(/\[\d+\]$/, ""))),
  ].toSorted();
}

/** A request can change a bridge that is there; it can neither add nor remove one. */
function takeoverOf({ key, conf, running }: Pair, version: NanomqVersion): KeyTakeover {
  const whole = conf === undefined || running === undefined;
  return whole && key.startsWith("bridges.") ? { reload: false, from: "start" } : takeoverOfKey(key, version);
}

/** What differs between a conf and what a broker of this version runs with. */
export function compareRunning(
  conf: ConfValues,
  configuration: RunningConfiguration,
  version: NanomqVersion,
): RunningComparison {
  const comparer = new Comparer(conf, version);
  const sections = Object.entries(apiSections);
  const off = sections.filter(([name]) => isOff(name, configuration[name], conf)).map(([name]) => name);
  const pairs = [
    ...sections.flatMap(([name, names]) =>
      off.includes(name) ? [] : comparer.section(names, configuration[name]),
    ),
    ...comparer.named(configuration["auth"], apiUser, "auth.password"),
    ...comparer.named(memberAtNodes(configuration["bridge"]), apiBridge, "bridges.mqtt"),
  ];
  const drifts = pairs.filter(differs).map((pair) => ({ ...pair, takeover: takeoverOf(pair, version) }));
  const seen = new Set(pairs.flatMap(({ path }) => path ?? []));
  const unused = off.flatMap((name) => switches[name]?.replace(/enable$/, "") ?? []);
  return { drifts, compared: pairs.length, untold: untold(conf, seen, unused) };
}

function memberAtNodes(bridge: unknown): unknown {
  return isMembers(bridge) ? bridge["nodes"] : undefined;
}
