/*
 * What the HTTP API calls the settings: members of GET /api/v4/configuration, alike in every release but for the
 * names marked. Source: get_basic_config to get_bridge_config in nanomq/conf_api.c of each tag. Left out are the texts of
 * keys and certificates, of which a conf has the paths. The key table (schemas/nanomq.schema.json) says them, `api` of each key.
 */
import { apiNames, takeovers } from "../../generated/api.ts";
import type { VersionSpan } from "../version.ts";

export interface ApiName {
  /** Path of the member in its section: `qos_duration`, `connector.server`. */
  readonly name: string;
  /** Path of the setting, as `readConfig` has it. */
  readonly key: string;
  /** The API divides sizes by 1024 and drops the rest. */
  readonly unit?: "KiB";
  /** What a broker uses, and says, where the conf sets nothing. */
  readonly unset?: string;
  readonly span?: VersionSpan;
  /** Never to be shown. */
  readonly secret?: true;
}

const sectionOf = (name: string): readonly ApiName[] => apiNames[name] ?? [];

const unsetValues = new Map(
  Object.values(apiNames).flatMap((names: readonly ApiName[]) =>
    names.flatMap(({ key, unset }) => (unset === undefined ? [] : [[key, unset] as const])),
  ),
);

/** What a broker uses for a setting that nothing sets, where that is no default of the loader. */
export function unsetValue(path: string): string | undefined {
  return unsetValues.get(path);
}

const listed = new Set(["bridge", "forwards", "subscription", "user"]);

/** By section of the answer. */
export const apiSections: Readonly<Record<string, readonly ApiName[]>> = Object.fromEntries(
  Object.entries(apiNames).filter(([name]) => !listed.has(name)),
);

/** Of one element of `bridge.nodes`; keys below `bridges.mqtt[0]`. */
export const apiBridge = sectionOf("bridge");

/** Of one topic of a bridge; keys below `bridges.mqtt[0].forwards[0]`. */
export const apiTopics: Readonly<Record<"forwards" | "subscription", readonly ApiName[]>> = {
  forwards: sectionOf("forwards"),
  subscription: sectionOf("subscription"),
};

/** Of one element of `auth`; keys below `auth.password[0]`. */
export const apiUser = sectionOf("user");

/** Members of `GET /reload` and of `POST /reload`, which are those of `basic`. */
export const reloadNames: readonly string[] = takeovers.flatMap(({ api }) =>
  api?.name === undefined ? [] : [api.name],
);
