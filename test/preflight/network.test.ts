import { describe, expect, test } from "vitest";
import { type ConnectResult, checkNetwork, wantedServers } from "../../src/preflight/network.ts";
import { settingsOf, short } from "./settings-of.ts";

describe("network", () => {
  const settings = settingsOf(`bridges.mqtt.a { server = "mqtt-tcp://a.example:1883" }
bridges.mqtt.b { server = "tls+mqtt-tcp://b.example:8883" }
bridges.mqtt.c { server = "mqtt-tcp://c.example:1883", enable = false }
bridges.mqtt.d { server = "mqtt-quic://d.example:14567" }
webhook { url = "https://hook.example/x" }\n`);
  const wanted = wantedServers(settings);

  test("servers of bridges that are on, and of the webhook", () => {
    expect(wanted.map(({ key, address, tls }) => [key, address.port, tls !== undefined])).toEqual([
      ["webhook.url", 443, false],
      ["bridges.mqtt.a.server", 1883, false],
      ["bridges.mqtt.b.server", 8883, true],
    ]);
  });

  test("without --network they are skipped, with the reason", () => {
    expect(checkNetwork(wanted, undefined).every(({ status }) => status === "skipped")).toBe(true);
  });

  test.each<[ConnectResult, string]>([
    [{ reached: "connected", milliseconds: 3 }, "pass bridges.mqtt.a.server server-reached"],
    [{ reached: "name-unknown" }, "fail bridges.mqtt.a.server server-name-unknown"],
    [{ reached: "refused" }, "fail bridges.mqtt.a.server server-refused"],
    [{ reached: "timeout", milliseconds: 5000 }, "fail bridges.mqtt.a.server server-timeout"],
    [{ reached: "failed", reason: "EPROTO" }, "fail bridges.mqtt.a.server server-failed"],
    [{ reached: "certificate", reason: "CERT_HAS_EXPIRED" }, "fail bridges.mqtt.a.server server-certificate"],
  ])("%o", (result, expected) => {
    const seen = [{ key: "bridges.mqtt.a.server", result }];
    expect(short(checkNetwork(wanted, seen))).toContain(expected);
  });
});
