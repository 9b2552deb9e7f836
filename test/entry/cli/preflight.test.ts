// The whole command in this world: real files, real ports, a folder of its own.

import { createHook } from "node:async_hooks";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../../src/entry/cli/main.ts";
import { nodeIo } from "../../../src/entry/cli/node-io.ts";
import { startStandIn } from "../../../src/live/stand-in/serve.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { readConfig } from "../../../src/start/read-config.ts";
import { makeCa, makeCertificate } from "../../live/host/openssl.ts";
import { describeWith } from "../../parts.ts";
import { portOf } from "../../ports.ts";
import { documented, long, RULE, rule } from "./documented-pack.ts";

const folder = mkdtempSync(join(tmpdir(), "nanotune-preflight-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  return runOn({ stderrIsTty: false }, ...argv);
}

async function runOn(terminal: { readonly stderrIsTty: boolean }, ...argv: readonly string[]) {
  let [out, err] = ["", ""];
  const io = nodeIo();
  const code = await main(argv, {
    ...io,
    readFile: (path, limitBytes) => io.readFile(resolve(folder, path), limitBytes),
    listFolder: (path) => io.listFolder(resolve(folder, path)),
    cwd: folder,
    env: { PATH: "/nowhere", NANOTUNE_API_USERNAME: "ops", NANOTUNE_API_PASSWORD: "hidden" },
    ...terminal,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

interface Shown {
  readonly code: string;
  readonly status: string;
  readonly subject: string;
}

async function checks(...argv: readonly string[]): Promise<readonly string[]> {
  const { out } = await run("preflight", ...argv, "--format", "json", "--no-config");
  const { checks: shown }: { checks: readonly Shown[] } = JSON.parse(out);
  return shown.map(({ status, subject, code }) => `${status} ${subject} ${code}`);
}

describe("preflight", () => {
  let port = 0;
  const holder = createServer();
  beforeAll(async () => {
    holder.listen(0, "127.0.0.1");
    await once(holder, "listening");
    port = portOf(holder);
    mkdirSync(at("rootfs/var/log/nanomq"), { recursive: true });
    mkdirSync(at("rootfs/srv/broker"), { recursive: true });
    writeFileSync(at("rootfs/srv/broker/users.conf"), 'robin = "correct horse battery"\n');
    const log = 'log { to = [file], level = warn, dir = "/var/log/nanomq", file = "nanomq.log" }\n';
    const auth = 'auth { allow_anonymous = false, password = {include "users.conf"} }\n';
    writeFileSync(at("held.conf"), `listeners.tcp.bind = "127.0.0.1:${port}"\n${auth}${log}`);
    writeFileSync(at("broken.conf"), 'listeners.tcp { bind = "127.0.0.1:0"\nmqtt { retry_interval = \n');
  });
  afterAll(() => void holder.close());

  test("a port that is held, with its holder", async () => {
    const found = await checks("held.conf", "--root", "rootfs", "--workdir", "/srv/broker");
    expect(found).toContain("fail listeners.tcp.bind port-taken-by");
  });

  test("a container: the ports it publishes, the files it mounts, and what lint says of the file", async () => {
    writeFileSync(
      at("inside.conf"),
      'listeners.tcp.bind = "0.0.0.0:1883"\nlog { to = [file], dir = "/logs", file = "a.log" }\n',
    );
    const service = (ports: string) =>
      `    image: emqx/nanomq:0.24.14\n    ports: ["${ports}"]\n    volumes: ["./inside.conf:/etc/nanomq.conf", "./logs:/logs"]\n`;
    writeFileSync(at("one.yaml"), `services:\n  one:\n${service(`127.0.0.1:${port}:1883`)}`);
    writeFileSync(at("two.yaml"), `services:\n  one:\n${service("1:1883")}  two:\n${service("2:1883")}`);
    mkdirSync(at("logs"));
    const found = await checks("one.yaml");
    expect(found).toContain("fail listeners.tcp.bind port-taken-by");
    expect(found.some((line) => line.includes("binary"))).toBe(false);
    const { out } = await run("preflight", "two.yaml", "--container", "two");
    expect(out).toContain("two.yaml (two) on this host, NanoMQ 0.24.14");
    expect(out).toContain("inside.conf:");
  });

  test("ports of the very broker that --api shows are no failure; nanotune.toml silences a check by its id", async () => {
    const version = parseVersion("0.24.14") ?? expect.fail("no version");
    const onNote = () => undefined;
    const ports = { tcp: 0, http: 0 };
    const credentials = { username: "ops", password: "hidden" };
    const values = new Map(Object.entries(readConfig({ text: "" }, { nanomq: "0.24.14" }).values));
    const standIn = await startStandIn({
      timer: timerOf(10, 1.5),
      values,
      version,
      ports,
      credentials,
      onNote,
    });
    const { tcp, http = 0 } = standIn.ports;
    const auth = 'auth { allow_anonymous = false, password { robin = "correct horse battery" } }\n';
    writeFileSync(
      at("same.conf"),
      `listeners.tcp.bind = "127.0.0.1:${tcp}"\nhttp_server.port = ${http}\n${auth}`,
    );
    const asked = ["same.conf", "--api", `http://127.0.0.1:${http}`];
    const found = await checks(...asked);
    expect(found).toContain("pass listeners.tcp.bind port-of-asked");
    expect(found).toContain("pass http_server.port port-of-asked");
    expect(await checks("same.conf")).toContain("fail listeners.tcp.bind port-taken-by");
    writeFileSync(at("quiet.toml"), '[rules]\n"preflight/port-taken-by" = "off"\n');
    const quiet = await run("preflight", "same.conf", "--config", "quiet.toml");
    expect(quiet.out).not.toContain("is taken by");
    await standIn.close();
  });

  test("a check that nanotune.toml misspells is an error", async () => {
    writeFileSync(at("typo.toml"), '[rules]\n"preflight/port-takenby" = "off"\n');
    const typo = await run("preflight", "held.conf", "--config", "typo.toml");
    expect([typo.code, typo.err]).toEqual([2, expect.stringContaining("preflight/port-taken-by")]);
  });

  test("a unit file that is not installed; a check that is explained", async () => {
    mkdirSync(at("deploy"), { recursive: true });
    writeFileSync(at("deploy/nanomq.service"), "[Service]\nUser=0\nLimitNOFILE=64\nWorkingDirectory=/var\n");
    const { out } = await run("preflight", "held.conf", "--unit", "./deploy/nanomq.service");
    expect(out).toContain("working directory /var");
    expect(await checks("held.conf", "--unit", "./none.service")).toContain(
      "fail ./none.service unit-file-missing",
    );
    const explained = await run("explain", "preflight/unit-file-missing");
    expect([explained.code, explained.out]).toEqual([0, expect.stringContaining("there is no such file")]);
  });

  test("asks nobody without --network: looks no name up, connects no socket", async () => {
    const asked = new Set<string>();
    const asking = createHook({
      init: (_id, type) => {
        if (/^(GETADDRINFO|GETNAMEINFO|QUERYWRAP|TCPCONNECT|PIPECONNECT|UDP)/.test(type)) asked.add(type);
      },
    }).enable();
    const bridge = 'bridges.mqtt.up { server = "mqtt-tcp://up.invalid:1883" }\n';
    const webhook = 'webhook { url = "http://127.0.0.1:9" }\n';
    writeFileSync(
      at("far.conf"),
      `${bridge}${webhook}auth.http_auth.auth_req { url = "http://auth.invalid" }\n`,
    );
    const without = await checks("far.conf");
    expect(without).toContain("skipped bridges.mqtt.up.server not-asked");
    expect([...asked]).toEqual([]);
    const withNetwork = await checks("far.conf", "--network");
    expect(withNetwork).toContain("fail bridges.mqtt.up.server server-name-unknown");
    expect([...asked].toSorted()).toEqual(["GETADDRINFOREQWRAP", "TCPCONNECTWRAP"]);
    asking.disable();
  });

  test("rules of the project's own packs are asked too; one that cannot be loaded is an error", async () => {
    mkdirSync(at("own/policy"), { recursive: true });
    for (const [name, text] of Object.entries(documented)) writeFileSync(at(`own/${name}`), text);
    writeFileSync(at("own/nanomq.conf"), long);
    const argv = ["preflight", "own/nanomq.conf", "--config", "own/nanotune.toml"];
    const { code, out } = await run(...argv);
    expect([code, out]).toEqual([1, expect.stringContaining("1500 messages may wait for one client")]);
    writeFileSync(at(`own/${RULE}`), rule.replace("conf.mqtt.max_mqueue_len >", "conf.mqtt.max_mqueu_len >"));
    const typo = await run(...argv);
    expect([typo.code, typo.out]).toEqual([2, ""]);
    expect(typo.err).toMatch(/queue-too-long\.toml:3:\d+: .*max_mqueu_len/);
  });

  test("--root and --workdir lead to log folder and includes", async () => {
    const there = await checks("held.conf", "--root", "rootfs", "--workdir", "/srv/broker");
    expect(there).toContain("pass log.dir folder-good");
    expect(there).toContain("pass include include-read");
    const elsewhere = await checks("held.conf");
    expect(elsewhere).toContain("fail log.dir log/folder-missing");
    expect(elsewhere.join("\n")).toMatch(/fail held\.conf:2:\d+ syntax\/include-missing/);
  });

  test("the unit's working directory counts where none is given", async () => {
    const unit = "rootfs/etc/systemd/system/broker.service";
    mkdirSync(join(at(unit), ".."), { recursive: true });
    writeFileSync(at(unit), "[Service]\nWorkingDirectory=/srv/broker\nUser=0\nLimitNOFILE=64\n");
    const { out, code } = await run("preflight", "held.conf", "--root", "rootfs", "--unit", "broker");
    expect(code).toBe(1);
    expect(out).toContain("users.conf");
    expect(out).toContain("LimitNOFILE");
    expect(out).not.toContain("include-missing");
  });

  test("without a conf the unit's is taken, with its options and variables", async () => {
    mkdirSync(at("rootfs/etc/nanomq"), { recursive: true });
    writeFileSync(at("rootfs/etc/nanomq/own.conf"), "mqtt.retry_interval = 3s\n");
    const start = "ExecStart=/usr/bin/nanomq start --conf /etc/nanomq/own.conf --http --port 18081\n";
    const variables = "Environment=NANOMQ_BROKER_URL=nmq-tcp://127.0.0.1:11883\n";
    writeFileSync(at("rootfs/etc/systemd/system/own.service"), `[Service]\nUser=0\n${start}${variables}`);
    const { out } = await run("preflight", "--root", "rootfs", "--unit", "own", "--format", "json");
    expect(out).toContain("rootfs/etc/nanomq/own.conf");
    expect(out).not.toContain("unit-other-conf");
    expect(out).toContain("0.0.0.0:18081 is free");
    expect(out).toContain("127.0.0.1:11883 is free");
  });

  test("a file with errors is reported, not stumbled over", async () => {
    const { code, out } = await run("preflight", "broken.conf");
    expect(code).toBe(1);
    expect(out).toContain("broken.conf:");
  });

  test.each([
    [["preflight", "none.conf"], "none.conf: no such file"],
    [["preflight", "."], "is a folder"],
    [["preflight", "two.yaml"], "--container one or two"],
    [["preflight", "held.conf", "--today", "soon"], "is no day"],
    [["preflight", "held.conf", "--nanomq", "x"], "is no NanoMQ version"],
  ])("%j ends with exit code 2 and says why", async (argv, said) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(said);
  });

  test("on a terminal it says what it is doing, and takes that back", async () => {
    const { err } = await runOn({ stderrIsTty: true }, "preflight", "held.conf", "--nanomq", "0.24.14");
    expect(err).toContain("checking: NanoMQ itself…");
    expect(err.endsWith("\r\u001B[2K")).toBe(true);
    const { err: silent } = await run("preflight", "held.conf", "--nanomq", "0.24.14");
    expect(silent).toBe("");
  });

  test("JUnit, in Chinese", async () => {
    const { out } = await run("preflight", "held.conf", "--format", "junit", "--lang", "zh-CN");
    expect(out).toMatch(/^<\?xml/);
    expect(out).toContain("占用");
  });

  test("exit codes follow --fail-on", async () => {
    const args = ["preflight", "held.conf", "--root", "rootfs", "--workdir", "/srv/broker"];
    expect((await run(...args)).code).toBe(1);
    expect((await run(...args, "--fail-on", "never")).code).toBe(0);
  });
});

describeWith("openssl", "lint --check-files", () => {
  beforeAll(() => {
    mkdirSync(at("rootfs/etc/certs"), { recursive: true });
    makeCa(at("rootfs/etc/certs"), "ca");
    makeCertificate(at("rootfs/etc/certs"), "broker", "ca", { to: "20260701000000Z" });
    writeFileSync(
      at("tls.conf"),
      'listeners.ssl {\n  bind = "0.0.0.0:8883"\n  keyfile = "/etc/certs/broker.key"\n  certfile = "/etc/certs/broker.pem"\n}\n',
    );
  });

  const expired = async (...argv: readonly string[]) => {
    const { out } = await run("lint", "tls.conf", "-f", "concise", "--today", "2026-08-01", ...argv);
    return out.includes("tls/certificate-expired");
  };

  test("looks only when it is asked, and below --root", async () => {
    expect(await expired("--root", "rootfs")).toBe(false);
    expect(await expired("--root", "rootfs", "--check-files")).toBe(true);
    expect(await expired("--root", "rootfs", "--check-files", "--today=2026-06-01")).toBe(false);
    const { out, code } = await run("lint", "tls.conf", "-f", "concise", "--check-files");
    expect(out).toContain("tls.conf:3:13: error tls/file-missing");
    expect(code).toBe(1);
  });

  test("of a container sees what is mounted from here", async () => {
    const compose = `services:
  nanomq:
    image: emqx/nanomq:0.24.14-slim
    volumes:
      - ./tls.conf:/etc/nanomq.conf
      - ./rootfs/etc/certs:/etc/certs
`;
    writeFileSync(at("compose.yaml"), compose);
    const args = ["lint", "compose.yaml", "-f", "concise", "--today", "2026-08-01"];
    expect((await run(...args)).out).not.toContain("tls/certificate-expired");
    expect((await run(...args, "--check-files")).out).toContain("tls/certificate-expired");
  });
});
