import { describe, expect, test } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { type BinarySeen, checkBinary } from "../../src/preflight/binary.ts";
import { checkCpu } from "../../src/preflight/cpu.ts";
import { checkFiles } from "../../src/preflight/files.ts";
import { checkLimits } from "../../src/preflight/limits.ts";
import { type BindResult, checkListeners } from "../../src/preflight/listeners.ts";
import { checkMemory } from "../../src/preflight/memory.ts";
import { sizeText } from "../../src/preflight/quantity.ts";
import { checkStorage } from "../../src/preflight/storage.ts";
import { addressOf } from "../../src/start/address.ts";
import type { FileFacts } from "../../src/start/files/file-facts.ts";
import { namedFiles } from "../../src/start/files/named-files.ts";
import { openListeners } from "../../src/start/listeners.ts";
import { neededFeatures } from "../../src/start/needed-features.ts";
import { settingsOf, short } from "./settings-of.ts";

describe("addresses", () => {
  test.each([
    ["0.0.0.0:1883", { host: "0.0.0.0", port: 1883 }],
    ["nmq-tcp://127.0.0.1:1883", { host: "127.0.0.1", port: 1883 }],
    ["nmq-ws://0.0.0.0:8083/mqtt", { host: "0.0.0.0", port: 8083 }],
    ["[::1]:1883", { host: "::1", port: 1883 }],
    [":1883", { host: "0.0.0.0", port: 1883 }],
    ["*:1883", { host: "0.0.0.0", port: 1883 }],
    ["broker.local:1883", { host: "broker.local", port: 1883 }],
    ["1883", undefined],
    ["0.0.0.0:70000", undefined],
    ["::1:1883", undefined],
    ["", undefined],
  ])("%s", (text, expected) => {
    expect(addressOf(text)).toEqual(expected);
  });
});

describe("listeners", () => {
  const conf = 'listeners.tcp.bind = "0.0.0.0:1883"\n';
  const [socket] = openListeners(settingsOf(conf));
  const seen = (result: BindResult, more = {}) => {
    const address = socket?.address;
    if (address === undefined) throw new Error("no address");
    return { sockets: [{ address, result, ...more }], unprivilegedPortStart: 1024 };
  };

  test.each([
    ["free", {}, "pass listeners.tcp.bind port-free"],
    ["taken", {}, "fail listeners.tcp.bind port-taken"],
    ["taken", { holder: { pid: 7, name: "mosquitto" } }, "fail listeners.tcp.bind port-taken-by"],
    ["taken", { holder: { pid: 7, name: "nanomq" } }, "warn listeners.tcp.bind port-taken-by-nanomq"],
    ["no-such-address", {}, "fail listeners.tcp.bind address-absent"],
    ["unknown-name", {}, "fail listeners.tcp.bind name-unknown"],
    ["not-permitted", {}, "fail listeners.tcp.bind port-not-permitted"],
    ["failed", { reason: "EMFILE" }, "fail listeners.tcp.bind bind-failed"],
  ] as const)("%s %o", (result, more, expected) => {
    expect(short(checkListeners(openListeners(settingsOf(conf)), seen(result, more)))).toEqual([expected]);
  });

  const nanomq = { pid: 7, name: "nanomq" };
  const proxy = (pid: number) => ({ pid, name: "docker-proxy" });
  test.each([
    ["by its process", nanomq, nanomq, [], "pass listeners.tcp.bind port-of-asked"],
    ["another NanoMQ", nanomq, { pid: 8, name: "nanomq" }, [1883], "fail listeners.tcp.bind port-taken-by"],
    ["somebody else", nanomq, { pid: 8, name: "mosquitto" }, [1883], "fail listeners.tcp.bind port-taken-by"],
    ["by its own word", undefined, undefined, [1883], "pass listeners.tcp.bind port-of-asked"],
    ["a port it does not name", undefined, undefined, [1884], "fail listeners.tcp.bind port-taken"],
    ["published from a container", proxy(5), proxy(6), [1883], "pass listeners.tcp.bind port-of-asked"],
    ["of another container", proxy(5), proxy(6), [1884], "fail listeners.tcp.bind port-taken-by"],
  ])("a port that the asked broker holds: %s", (_what, api, holder, ports, expected) => {
    const asked = { holder: api, ports: new Set(ports) };
    const found = checkListeners(openListeners(settingsOf(conf)), { ...seen("taken", { holder }), asked });
    expect(short(found)).toEqual([expected]);
  });

  test("a port below 1024 is not for a user who is not root", () => {
    const wanted = openListeners(settingsOf('listeners.tcp.bind = "0.0.0.0:883"\n'));
    const sockets = [{ address: { host: "0.0.0.0", port: 883 }, result: "free" }] as const;
    const judged = (brokerIsRoot: boolean) =>
      short(checkListeners(wanted, { sockets, unprivilegedPortStart: 1024, brokerIsRoot }));
    expect(judged(false)).toEqual(["fail listeners.tcp.bind port-privileged"]);
    expect(judged(true)).toEqual(["pass listeners.tcp.bind port-free"]);
    const refused = [{ ...sockets[0], result: "not-permitted" as const }];
    const asked = { sockets: refused, unprivilegedPortStart: 1024, brokerIsRoot: true };
    expect(short(checkListeners(wanted, asked))).toEqual(["skipped listeners.tcp.bind port-not-tried"]);
  });

  test("every listener of a conf is wanted, and the API", () => {
    const text = `listeners.tcp { bind = "0.0.0.0:1883", lan { bind = "10.0.0.1:1884" } }
listeners.ssl.bind = "0.0.0.0:8883"
listeners.ws.bind = "0.0.0.0:8083/mqtt"
http_server.port = 8081\n`;
    const wanted = openListeners(settingsOf(text)).map(({ key, address }) => `${key} ${address?.port}`);
    expect(wanted).toEqual([
      "listeners.tcp.bind 1883",
      "listeners.tcp[0].bind 1884",
      "listeners.ssl.bind 8883",
      "listeners.ws.bind 8083",
      "listeners.wss.bind 8086",
      "http_server.port 8081",
    ]);
  });

  test("the API on the port of a listener", () => {
    const wanted = openListeners(settingsOf(`${conf}http_server.port = 1883\n`));
    expect(short(checkListeners(wanted, seen("free")))).toEqual([
      "pass listeners.tcp.bind port-free",
      "fail http_server.port port-taken-twice",
    ]);
  });

  test("no listener at all", () => {
    expect(short(checkListeners([], seen("free")))).toEqual(["warn listeners no-listener"]);
  });
});

describe("limits", () => {
  const shell = { openFilesFrom: "shell" } as const;
  test.each([
    [{ ...shell, openFiles: 1024 }, 1000, "fail ulimit -n open-files-short"],
    [{ ...shell, openFiles: 1024 }, 824, "pass ulimit -n open-files-enough"],
    [{ ...shell, openFiles: 1024 }, undefined, "pass ulimit -n open-files-room"],
    [{ ...shell, openFiles: Number.POSITIVE_INFINITY }, 1_000_000, "pass ulimit -n open-files-enough"],
    [{ openFilesFrom: "unit", openFiles: 512 } as const, 1000, "fail LimitNOFILE open-files-short"],
    [shell, 1000, "skipped ulimit -n open-files-unknown"],
  ])("%o for %s clients", (seen, connections, expected) => {
    expect(short(checkLimits(seen, connections, undefined))[0]).toBe(expected);
  });

  test.each([
    [4096, "pass net.core.somaxconn somaxconn-enough"],
    [127, "warn net.core.somaxconn somaxconn-short"],
    [undefined, "skipped net.core.somaxconn somaxconn-unknown"],
  ])("somaxconn %s", (somaxconn, expected) => {
    expect(short(checkLimits({ openFilesFrom: "shell", somaxconn }, 1, undefined))[1]).toBe(expected);
  });
});

describe("memory", () => {
  const conf = settingsOf("mqtt.max_mqueue_len = 20000000\n");
  const machine = (limitBytes: number | undefined) => ({ limitBytes, limitFrom: "machine" }) as const;
  const GIB = 1024 ** 3;

  test("20 clients with queues of 20 000 000 reserve 5 GiB, as measured", () => {
    const [check] = checkMemory(conf, machine(64 * GIB), [{ count: 20 }], undefined);
    expect(check?.args["queues"]).toBe("5 GiB");
  });

  test.each([
    [machine(undefined), [{ count: 20 }], "skipped machine memory-unknown"],
    [machine(64 * GIB), [], "skipped machine clients-unknown"],
    [machine(64 * GIB), [{}], "skipped machine clients-unknown"],
    [machine(64 * GIB), [{ count: 20 }], "pass machine memory-enough"],
    [machine(8 * GIB), [{ count: 20 }], "warn machine memory-tight"],
    [machine(4 * GIB), [{ count: 20 }], "fail machine memory-short"],
    [
      machine(64 * GIB),
      [{ count: 20, offlineMessages: 1_000_000, payloadBytes: 4096 }],
      "fail machine memory-short",
    ],
  ])("%o %o", (seen, clients, expected) => {
    expect(short(checkMemory(conf, seen, clients, undefined))).toEqual([expected]);
  });
});

test("what nanotune.toml promises and the host does not have", () => {
  const settings = settingsOf("");
  const limits = checkLimits({ openFilesFrom: "shell", openFiles: 1024 }, undefined, 65_536);
  expect(short(limits)).toContain("warn host.open_files open-files-other");
  const seen = { limitBytes: 900 * 1024 ** 2, limitFrom: "container" } as const;
  expect(short(checkMemory(settings, seen, [{ count: 1 }], 2 * 1024 ** 3))).toEqual([
    "warn container memory-other",
    "pass container memory-enough",
  ]);
  expect(short(checkMemory(settings, seen, [{ count: 1 }], 950 * 1024 ** 2))).toEqual([
    "pass container memory-enough",
  ]);
});

describe("cpu", () => {
  const threads = "system.num_taskq_thread = 16\n";
  test.each([
    ["", "0.25.6", { cores: 4 }, undefined, ["pass cores cores"]],
    ["", "0.25.6", { cores: 4 }, 8, ["warn host.cpu_cores cores-other"]],
    ["", "0.25.6", { cores: 4, quota: 2 }, 2, ["pass cores cores"]],
    ["", "0.25.6", { cores: 4, quota: 0.5 }, undefined, ["pass cores cores", "warn quota quota-below-core"]],
    [
      threads,
      "0.22.10",
      { cores: 2 },
      undefined,
      ["pass cores cores", "warn system.num_taskq_thread threads-many"],
    ],
    [threads, "0.22.10", { cores: 4 }, undefined, ["pass cores cores"]],
    // From 0.24.7 on nobody looks at the number.
    [threads, "0.25.6", { cores: 2 }, undefined, ["pass cores cores"]],
  ])("%s on %s with %o", (text, nanomq, seen, told, expected) => {
    expect(short(checkCpu(settingsOf(text, nanomq), seen, told))).toEqual(expected);
  });
});

describe("binary", () => {
  const asked = parseVersion("0.24.14");
  const found = { kind: "found", path: "/usr/bin/nanomq" } as const;
  const tls = settingsOf('listeners.ssl.bind = "0.0.0.0:8883"\n');
  test.each<[BinarySeen, readonly string[]]>([
    [{ kind: "absent" }, ["skipped nanomq binary-absent"]],
    [{ ...found, version: "0.24.14" }, ["pass nanomq binary-same"]],
    [{ ...found, version: "0.22.10" }, ["warn nanomq binary-other"]],
    [found, ["skipped nanomq binary-mute"]],
    [
      { ...found, version: "0.24.14", features: [] },
      ["pass nanomq binary-same", "warn listeners.ssl feature-absent"],
    ],
    [
      { ...found, version: "0.24.14", features: ["tls"] },
      ["pass nanomq binary-same", "pass listeners.ssl feature-built-in"],
    ],
  ])("%o", (seen, expected) => {
    expect(short(checkBinary(seen, asked, neededFeatures(tls)))).toEqual(expected);
  });

  test("what a conf needs a build to have", () => {
    const text = `sqlite.disk_cache_size = 10
bridges.mqtt.a.server = "tls+mqtt-tcp://x:8883"
bridges.mqtt.b.server = "mqtt-quic://x:14567"
bridges.mqtt.c.server = "mqtt-tcp://x:1883"\n`;
    expect([...neededFeatures(settingsOf(text))]).toEqual([
      ["sqlite", "sqlite"],
      ["bridges.mqtt.a.server", "tls"],
      ["bridges.mqtt.b.server", "quic"],
    ]);
  });
});

describe("files and storage", () => {
  const settings = settingsOf(`log { to = [file], level = warn, dir = "/var/log/nanomq", file = "n.log"
  rotation { size = 10MB, count = 5 } }
sqlite { disk_cache_size = 1000, mounted_file_path = "/var/lib/nanomq/" }\n`);
  const files = namedFiles(settings, undefined);
  const folder = (freeBytes: number | undefined): FileFacts => ({
    state: "folder",
    writable: true,
    freeBytes,
  });
  const both = (facts: FileFacts) => new Map(files.map(({ key }) => [key, facts]));

  test.each([
    [1024 ** 3, 1000, ["pass log.dir log-space", "pass sqlite.mounted_file_path database-space"]],
    [
      1024 ** 2,
      10_000,
      ["warn log.dir log-space-short", "warn sqlite.mounted_file_path database-space-short"],
    ],
    [
      1024 ** 3,
      undefined,
      ["pass log.dir log-space", "skipped sqlite.mounted_file_path database-space-unknown"],
    ],
    [undefined, 1000, ["skipped log.dir space-unknown", "skipped sqlite.mounted_file_path space-unknown"]],
  ])("%s bytes free, payloads of %s", (free, payload, expected) => {
    expect(short(checkStorage(settings, files, both(folder(free)), payload))).toEqual(expected);
  });

  test("a file without a finding passes, one that nobody saw is skipped", () => {
    const seen = new Map([["log.dir", folder(1)]]);
    const texts = [
      { path: "nanomq.conf", readable: true, isInclude: false },
      { path: "acl.conf", readable: true, isInclude: true },
      { path: "pwd.conf", readable: false, isInclude: true },
    ];
    expect(short(checkFiles(files, seen, new Set(), texts))).toEqual([
      "pass include include-read",
      "fail include text-unreadable",
      "pass log.dir folder-good",
      "skipped sqlite.mounted_file_path file-not-seen",
    ]);
    expect(short(checkFiles(files, both(folder(1)), new Set(["log.dir"]), []))).toEqual([
      "pass sqlite.mounted_file_path folder-good",
    ]);
  });
});

test.each([
  [0, "0 B"],
  [1023, "1020 B"],
  [1536, "1.5 KiB"],
  [5 * 1024 ** 3, "5 GiB"],
  [3 * 1024 ** 5, "3070 TiB"],
])("%s bytes", (bytes, expected) => {
  expect(sizeText(bytes)).toBe(expected);
});
