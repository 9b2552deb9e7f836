// What a link holds, and what comes of one that somebody made up.
import { describe, expect, test } from "vitest";
import { sharedFrom, withoutSecrets } from "../../site/play/shared.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";

const clients = [{ name: "sensors", keepaliveS: 5, count: 40, keepsSession: false }];

describe("a link", () => {
  test("holds no password, token or key, and all the rest", () => {
    const conf = [
      "http_server { username = ops, password = hunter2 }",
      'auth.password { sensors = "vault-issued" }',
      'bridges.mqtt.up.server = "mqtt-tcp://u:secret9@10.0.0.1:1883"',
      "mqtt.retry_interval = 10s",
    ].join("\n");
    const masked = withoutSecrets({ conf, nanomq: "0.25.3", clients }).conf;
    for (const secret of ["hunter2", "vault-issued", "secret9"]) expect(masked).not.toContain(secret);
    expect(masked).toContain("username = ops");
    expect(masked.endsWith("mqtt.retry_interval = 10s")).toBe(true);
  });

  test("comes back as it was", () => {
    const shared = { conf: "mqtt.retry_interval = 2s\n", nanomq: "0.24.6", clients };
    expect(sharedFrom(JSON.parse(JSON.stringify(shared)))).toEqual(shared);
  });

  test.each([
    ["no object", 7, undefined],
    ["nothing", null, undefined],
    ["no conf", { nanomq: "0.25.3" }, undefined],
    ["an unknown release", { conf: "", nanomq: "latest" }, { conf: "", nanomq: newestRelease, clients: [] }],
    [
      "a release whose conf nobody knows",
      { conf: "", nanomq: "0.18.2" },
      { conf: "", nanomq: newestRelease, clients: [] },
    ],
    [
      "clients that are none",
      { conf: "", clients: [{ name: "a", keepaliveS: -1, count: 1 }, 3, { keepaliveS: "x", count: 1 }] },
      { conf: "", nanomq: newestRelease, clients: [] },
    ],
  ])("%s", (_, value, told) => {
    expect(sharedFrom(value)).toEqual(told);
  });
});
