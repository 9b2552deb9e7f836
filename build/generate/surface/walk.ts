export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One annotated place of the schema: `bridges.mqtt.*.forwards[].qos`. */
export interface Place {
  readonly path: string;
  readonly schema: Json;
}

/** Every place of a schema that is a key of NanoMQ, parents first, in the order of the file. */
export function places(schema: Json, path = ""): readonly Place[] {
  const found: Place[] = [];
  if (path !== "" && isJson(schema["x-nanomq"])) found.push({ path, schema });
  const { properties, additionalProperties, items } = schema;
  if (isJson(properties)) {
    for (const [key, child] of Object.entries(properties)) {
      if (isJson(child)) found.push(...places(child, path === "" ? key : `${path}.${key}`));
    }
  }
  if (isJson(additionalProperties)) found.push(...places(additionalProperties, `${path}.*`));
  if (isJson(items)) found.push(...places(items, `${path}[]`));
  return found;
}
