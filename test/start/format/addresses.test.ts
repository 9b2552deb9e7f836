import { describe, expect, test } from "vitest";
import { ipv4Of, isIpv6, listenAt } from "../../../src/start/format/endpoint.ts";
import { nngUrl } from "../../../src/start/format/nng-url.ts";

describe("nngUrl", () => {
  test.each([
    ["nmq-tcp://0.0.0.0:1883", "0.0.0.0", "1883", ""],
    ["NMQ-TCP://Host:1883/", "host", "1883", "/"],
    ["nmq-tcp://127.0.0.1", "127.0.0.1", "", ""],
    ["nmq-tcp://:1883", "", "1883", ""],
    ["nmq-tcp://*:1883", "", "1883", ""],
    ["nmq-ws://[::1]:8083/mqtt", "::1", "8083", "/mqtt"],
    ["nmq-tcp://::1:1883", "", ":1:1883", ""],
    ["nmq-tcp://127.0.0.1:1,127.0.0.1:2", "127.0.0.1", "1,127.0.0.1:2", ""],
    ["http://10.0.0.1/hook", "10.0.0.1", "80", "/hook"],
    ["ipc:///tmp/x.ipc", "", "", "/tmp/x.ipc"],
    ["nmq-tcp:// 127.0.0.1:1 ", " 127.0.0.1", "1 ", ""],
  ])("takes %s apart", (text, host, port, path) => {
    expect(nngUrl(text)).toMatchObject({ host, port, path });
  });

  test.each([
    "127.0.0.1:1883",
    "",
    "::::",
    "mqtt-tcp:/a:1",
    "nmq-tcp://a:",
    "nmq-tcp://[::1:1883",
    "nmq-tcp://[::1]x",
    "ws://a/%zz",
    "mqtt-tcp://a@b@c:1",
  ])("refuses %j", (text) => {
    expect(nngUrl(text)).toBeUndefined();
  });

  test("a user, a query and a fragment are more than an address", () => {
    for (const text of ["mqtt-tcp://u:p@a:1", "mqtt-tcp://a:1/?x=1", "mqtt-tcp://a:1#x"])
      expect(nngUrl(text)?.hasMore).toBe(true);
  });
});

describe("listenAt", () => {
  test.each([
    ["127.0.0.1", "http", "127.0.0.1", 80],
    ["127.0.0.1", "", "127.0.0.1", 0],
    ["", "22", "0.0.0.0", 22],
    ["0", "1883", "0.0.0.0", 1883],
    ["127.1", "+5", "127.0.0.1", 5],
    ["localhost", " 7", "127.0.0.1", 7],
    ["::", "1", "::", 1],
  ])("%j, %j", (host, port, address, number) => {
    expect(listenAt(host, port)).toMatchObject({ address, port: number });
  });

  test.each([
    ["", "", "no-address"],
    ["127.0.0.1", "65536", "bad-port"],
    ["127.0.0.1", "-1", "bad-port"],
    ["127.0.0.1", "1 ", "bad-port"],
    ["127.0.0.1", "mqtt", "bad-port"],
    ["127.0.0.256", "1", "bad-host"],
    ["no.such.host.invalid", "1", "bad-host"],
    ["a b", "1", "bad-host"],
    ["192.0.2.1", "1", "foreign-address"],
  ])("%j, %j is none: %s", (host, port, fault) => {
    expect(listenAt(host, port)).toBe(fault);
  });

  test("what only the host knows is asked", () => {
    expect(listenAt("10.0.0.7", "1")).toMatchObject({
      asks: [{ kind: "local-address", address: "10.0.0.7" }],
    });
    expect(listenAt("broker.example.com", "https")).toMatchObject({
      port: 443,
      asks: [
        { kind: "service-known", name: "https" },
        { kind: "name-resolves", name: "broker.example.com" },
      ],
    });
  });
});

test("IPv4 as inet_aton reads it", () => {
  expect(
    ["1.2.3.4", "010.0.0.1", "0x7f.1", "1", "1.2.3", "256.1.1.1", "1.2.3.4.5", "1..2", ""].map(ipv4Of),
  ).toEqual([
    "1.2.3.4",
    "8.0.0.1",
    "127.0.0.1",
    "0.0.0.1",
    "1.2.0.3",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("IPv6", () => {
  const good = ["::", "::1", "fe80::1%eth0", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"];
  const bad = ["1", ":1:22001", "1::2::3", "1:2:3:4:5:6:7:8:9", "g::", "12345::"];
  expect([...good, ...bad].filter(isIpv6)).toEqual(good);
});
