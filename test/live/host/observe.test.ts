import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { observeAsked } from "../../../src/live/host/observe-asked.ts";
import { observeBinary } from "../../../src/live/host/observe-binary.ts";
import { observeCpu } from "../../../src/live/host/observe-cpu.ts";
import { observeInstance } from "../../../src/live/host/observe-instance.ts";
import { observeLimits } from "../../../src/live/host/observe-limits.ts";
import { observeListeners } from "../../../src/live/host/observe-listeners.ts";
import { observeMemory } from "../../../src/live/host/observe-memory.ts";
import { observeServers } from "../../../src/live/host/observe-servers.ts";
import { observeService } from "../../../src/live/host/observe-service.ts";
import { describeUnlessRoot, describeWith } from "../../parts.ts";
import { freePort, portOf } from "../../ports.ts";
import { makeCa, makeCertificate } from "./openssl.ts";

const folder = mkdtempSync(join(tmpdir(), "nanotune-host-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = "127.0.0.1";

describe("ports", () => {
  let other: ChildProcess;
  let port = 0;
  beforeAll(async () => {
    const script = `require("net").createServer().listen(0, "${host}", function () { console.log(this.address().port) })`;
    other = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    if (other.stdout === null) throw new Error("no output");
    const [line] = await once(other.stdout, "data");
    port = Number(String(line));
  });
  afterAll(() => void other.kill());

  const seen = async (address: { host: string; port: number }) =>
    (await observeListeners([address], {})).sockets[0];

  test("one that another process holds, and which", async () => {
    expect(await seen({ host, port })).toMatchObject({ result: "taken", holder: { pid: other.pid } });
    expect(await seen({ host: "0.0.0.0", port })).toMatchObject({ result: "taken" });
  });

  test("a free one is free again afterwards", async () => {
    const address = { host, port: await freePort() };
    expect(await seen(address)).toMatchObject({ result: "free" });
    expect(await seen(address)).toMatchObject({ result: "free" });
  });

  test("an address of somebody else (TEST-NET-1)", async () => {
    expect(await seen({ host: "192.0.2.1", port: 1883 })).toMatchObject({ result: "no-such-address" });
  });

  describeUnlessRoot("not root", () => {
    test("a port of root", async () => {
      const { sockets, unprivilegedPortStart } = await observeListeners([{ host, port: 1 }], {});
      expect(sockets[0]?.result).toBe(unprivilegedPortStart > 1 ? "not-permitted" : "free");
    });
  });
});

describe("limits of this process", () => {
  test("open files, the queue of connections, memory, CPU", () => {
    const limits = observeLimits(undefined);
    expect(limits.openFiles).toBeGreaterThan(0);
    expect(limits.somaxconn).toBeGreaterThan(0);
    const total = Number(/MemTotal:\s+(\d+)/.exec(readFileSync("/proc/meminfo", "utf8"))?.[1]) * 1024;
    expect(observeMemory(undefined).limitBytes).toBeLessThanOrEqual(total);
    expect(observeCpu(undefined).cores).toBeGreaterThan(0);
  });

  test("those of a unit count where they are tighter", () => {
    expect(observeLimits(77)).toMatchObject({ openFiles: 77, openFilesFrom: "unit" });
    expect(observeMemory(1024 * 1024)).toEqual({ limitBytes: 1024 * 1024, limitFrom: "unit" });
    expect(observeMemory(2 ** 60).limitFrom).not.toBe("unit");
    expect(observeCpu(0.25).quota).toBe(0.25);
  });
});

describe("the installed program", () => {
  function install(name: string, script: string): string {
    const bin = at(name);
    mkdirSync(bin);
    writeFileSync(join(bin, "nanomq"), script);
    chmodSync(join(bin, "nanomq"), 0o755);
    return bin;
  }

  test("tells its version in the usage, with exit code 1", async () => {
    const bin = install(
      "usage",
      "#!/bin/sh\necho 'NanoMQ Messaging Engine for Edge Computing & Messaging bus v0.24.14-1'\nexit 1\n",
    );
    expect(await observeBinary(`/nowhere:${bin}`)).toEqual({
      kind: "found",
      path: join(bin, "nanomq"),
      version: "0.24.14",
      features: undefined,
    });
  });

  test("is killed where it does not answer", async () => {
    const bin = install("hangs", "#!/bin/sh\nexec sleep 60\n");
    const seen = await observeBinary(bin);
    expect(seen).toMatchObject({ kind: "found", version: undefined });
  });

  test("shows what it was built with", async () => {
    const filler = "x".repeat(5 * 1024 * 1024);
    const bin = install("built", `#!/bin/sh\nexit 0\n${filler}SQLite format 3${filler}libmbedtls.so.14`);
    expect(await observeBinary(bin)).toMatchObject({ features: ["sqlite", "tls"] });
  });

  test.each([["/nowhere"], [""], [undefined]])("is not on the path %s", async (path) => {
    expect(await observeBinary(path)).toEqual({ kind: "absent" });
  });
});

describe("the pid file", () => {
  test("names a living process, or nobody", () => {
    const path = join(folder, "nanomq.pid");
    // As NanoMQ 0.25.3 was seen to write it: twelve bytes.
    writeFileSync(path, `${process.pid}`.padEnd(12, "\0"));
    expect(observeInstance("/run/nanomq.pid", path)).toMatchObject({
      path: "/run/nanomq.pid",
      pid: process.pid,
    });
    for (const text of ["", "nonsense", "0", "4194305"]) {
      writeFileSync(path, text);
      expect(observeInstance("/run/nanomq.pid", path)).toBeUndefined();
    }
    expect(observeInstance("/run/nanomq.pid", join(folder, "none.pid"))).toBeUndefined();
  });
});

describe("the broker that --api names", () => {
  test("is here where its address is of this machine, with who holds its port", async () => {
    const listening = createServer().listen(0, host);
    await once(listening, "listening");
    const port = portOf(listening);
    const asked = observeAsked(new URL(`http://127.0.0.1:${port}`), new Set([1883]));
    expect(asked?.holder?.pid).toBe(process.pid);
    expect([...(asked?.ports ?? [])]).toEqual([1883, port]);
    expect(observeAsked(new URL("http://192.0.2.1:8081"), new Set())).toBeUndefined();
    listening.close();
  });
});

describe("the unit", () => {
  const places = { root: folder, cwd: folder };

  test("with the drop-ins of every folder, the stronger folder's where two have one name", () => {
    const write = (path: string, text: string) => {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write("usr/lib/systemd/system/nanomq.service", "[Service]\nUser=vendor\nLimitNOFILE=1\n");
    write("usr/lib/systemd/system/nanomq.service.d/10.conf", "[Service]\nUser=weak\n");
    write("etc/systemd/system/nanomq.service.d/10.conf", "[Service]\nUser=strong\n");
    write("etc/systemd/system/nanomq.service.d/20.conf", "[Service]\nLimitNOFILE=2\n");
    expect(observeService("nanomq", places, {}).unit).toMatchObject({ user: "strong", openFiles: 2 });
    expect(observeService("other", places, {}).unit).toBeUndefined();
  });

  test("by the path of its file, with the drop-ins beside it", () => {
    mkdirSync(join(folder, "deploy/nanomq.service.d"), { recursive: true });
    writeFileSync(join(folder, "deploy/nanomq.service"), "[Service]\nUser=here\nLimitNOFILE=1\n");
    writeFileSync(join(folder, "deploy/nanomq.service.d/5.conf"), "[Service]\nLimitNOFILE=7\n");
    expect(observeService("./deploy/nanomq.service", places, {}).unit).toMatchObject({
      name: "nanomq.service",
      user: "here",
      openFiles: 7,
    });
    expect(observeService("./nanomq.service", places, {})).toMatchObject({ missing: "./nanomq.service" });
  });

  test("a pod is a container", () => {
    expect(observeService("none", places, { KUBERNETES_SERVICE_HOST: "10.0.0.1" }).container).toBe(true);
  });
});

describe("servers", () => {
  const server = (port: number, more = {}) => ({ key: "k", text: "", address: { host, port }, ...more });
  const reach = async (one: ReturnType<typeof server>, ca?: string) =>
    (await observeServers([one], () => ca))[0]?.result;

  test("one that answers, and one that refuses", async () => {
    const listening = createServer().listen(0, host);
    await once(listening, "listening");
    const port = portOf(listening);
    expect(await reach(server(port))).toMatchObject({ reached: "connected" });
    listening.close();
    expect(await reach(server(await freePort()))).toEqual({ reached: "refused" });
  });

  test("a name that nobody can have (RFC 6761)", async () => {
    const one = server(1883, { address: { host: "broker.invalid", port: 1883 } });
    expect(await reach(one)).toEqual({ reached: "name-unknown" });
  });

  describeWith("openssl", "over TLS", () => {
    const tls = { caKey: "ca" };
    test.each([
      ["good", "IP:127.0.0.1", "20991231000000Z", "ca.pem", { reached: "connected" }],
      [
        "old",
        "IP:127.0.0.1",
        "20210101000000Z",
        "ca.pem",
        { reached: "certificate", reason: "CERT_HAS_EXPIRED" },
      ],
      [
        "stranger",
        "DNS:other.example",
        "20991231000000Z",
        "ca.pem",
        { reached: "certificate", reason: "ERR_TLS_CERT_ALTNAME_INVALID" },
      ],
      [
        "unknown",
        "IP:127.0.0.1",
        "20991231000000Z",
        "other.pem",
        { reached: "certificate", reason: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
      ],
      ["no-ca", "IP:127.0.0.1", "20991231000000Z", "none.pem", { reached: "failed", reason: "ENOENT" }],
    ])(
      "%s",
      async (name, names, to, ca, expected) => {
        makeCa(folder, "ca");
        makeCa(folder, "other");
        makeCertificate(folder, name, "ca", { names, to });
        const key = readFileSync(at(`${name}.key`));
        const listening = createTlsServer({ key, cert: readFileSync(at(`${name}.pem`)) }).listen(0, host);
        listening.on("tlsClientError", () => undefined);
        await once(listening, "listening");
        const port = portOf(listening);
        expect(await reach(server(port, { tls }), at(ca))).toMatchObject(expected);
        listening.close();
      },
      20_000,
    );
  });
});
