import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { schemaFor } from "../../../src/lint/shape/schema-for.ts";
import { releases } from "../../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../../src/nanomq/version.ts";

function version(text: string): NanomqVersion {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

function validator(release: string): ValidateFunction {
  return new Ajv({ strict: true, allowUnionTypes: true }).compile(schemaFor(version(release)));
}

test.each(releases)("the schema of %s is valid and refuses unknown keys", (release) => {
  const validate = validator(release);
  expect(validate({ listeners: { tcp: { bind: "0.0.0.0:1883" } }, http_server: { port: 8081 } })).toBe(true);
  expect(validate({ listener: {} })).toBe(false);
});

describe("a schema knows its release", () => {
  test.each([
    ["0.24.13", { mqtt: { max_topic_alias: 16 } }, false],
    ["0.24.14", { mqtt: { max_topic_alias: 16 } }, true],
    ["0.18.2", { mqtt: { session: { qos_duration: "10s" } } }, true],
    ["0.19.0", { mqtt: { session: { qos_duration: "10s" } } }, false],
    ["0.24.12", { mqtt: { retry_interval: "1d" } }, false],
    ["0.24.13", { mqtt: { retry_interval: "1d" } }, true],
    ["0.24.8", { bridges: { mqtt: { a: { quic_initial_rtt_ms: "300ms" } } } }, false],
    ["0.24.9", { bridges: { mqtt: { a: { quic_initial_rtt_ms: "300ms" } } } }, true],
    ["0.22.1", { listeners: { tcp: { extra: { bind: "a:1" } } } }, false],
    ["0.22.6", { listeners: { tcp: { extra: { bind: "a:1" } } } }, true],
    ["0.24.0", { parquet: { enable: true } }, true],
    ["0.24.1", { parquet: { enable: true } }, false],
  ])("%s: %j is %s", (release, conf, fits) => {
    expect(validator(release)(conf)).toBe(fits);
  });

  test.each([
    ["0.20.8", 2048],
    ["0.22.0", 20480],
    ["0.24.14", 1024],
  ])("and its defaults: %s has %d", (release, length) => {
    const text = JSON.stringify(schemaFor(version(release)));
    expect(text).toMatch(new RegExp(`"max_mqueue_len":{[^}]*"default":${length}`));
  });
});
