import { surfaceKeys } from "../generated/surface.ts";

const sinceByPath = new Map(surfaceKeys.map(({ path, since }) => [path, since]));

/** The first release that reads a key, by its pattern path (`bridges.mqtt.*.forwards[].retain`); undefined: not known. */
export function keySince(pattern: string): string | undefined {
  return sinceByPath.get(pattern) ?? undefined;
}
