import type { Settings } from "../../start/effective.ts";
import { Acl } from "./acl.ts";

/** Whom a conf lets in, what they may do, and how large they may talk. */
export interface Policy {
  readonly letsAnonymousIn: boolean;
  /** Undefined where the password list is off. */
  readonly accounts: ReadonlyMap<string, string> | undefined;
  readonly acl: Acl | undefined;
  readonly longestPacketBytes: number;
  /** What MQTT 5 clients are told that they may not exceed. */
  readonly toldPacketBytes: number;
  readonly mostTopicAliases: number;
}

const MIB = 2 ** 20;

/** A conf that says nothing of it. */
export const openPolicy: Policy = {
  letsAnonymousIn: true,
  accounts: undefined,
  acl: undefined,
  longestPacketBytes: 10 * MIB,
  toldPacketBytes: 10 * MIB,
  mostTopicAliases: 0,
};

function numberOf({ values }: Settings, path: string, otherwise: number): number {
  const value = values.get(path);
  return typeof value === "number" ? value : otherwise;
}

function accountsOf(settings: Settings): ReadonlyMap<string, string> | undefined {
  const { values } = settings;
  if (values.get("auth.password.(enable)") !== true) return undefined;
  const count = numberOf(settings, "auth.password.(count)", 0);
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const path = `auth.password[${at}]`;
      return [String(values.get(`${path}.(username)`)), String(values.get(`${path}.(password)`))];
    }),
  );
}

/** HTTP authentication is not played: the stand-in asks nobody. */
export function policyOf(settings: Settings): Policy {
  const { values } = settings;
  return {
    letsAnonymousIn: values.get("auth.allow_anonymous") !== false,
    accounts: accountsOf(settings),
    acl: values.get("auth.acl.enable") === true ? new Acl(settings) : undefined,
    longestPacketBytes: numberOf(settings, "mqtt.max_packet_size", openPolicy.longestPacketBytes),
    toldPacketBytes: numberOf(settings, "(internal).client_max_packet_size", openPolicy.toldPacketBytes),
    mostTopicAliases: numberOf(settings, "mqtt.max_topic_alias", openPolicy.mostTopicAliases),
  };
}
