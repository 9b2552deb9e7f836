import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { checkInstance, pidFileOf } from "../../src/preflight/instance.ts";
import { checkService } from "../../src/preflight/service.ts";
import { readUnit } from "../../src/preflight/unit.ts";
import { addressOf } from "../../src/start/address.ts";
import { settingsOf, short } from "./settings-of.ts";

describe("service", () => {
  const unit = readUnit("nanomq.service", [
    `[Unit]
User=ignored
[Service]
Type=simple
User=nanomq
WorkingDirectory=-/var/lib/nanomq
LimitNOFILE=1024:65536
Environment=A=1 "B=2 3"
Environment=C=4
MemoryMax=512M
CPUQuota=150%
ExecStart=-/usr/bin/nanomq start \\
  --conf /etc/nanomq/nanomq.conf
`,
    "[Service]\nLimitNOFILE=\nLimitNOFILE=20000\nAmbientCapabilities=CAP_NET_BIND_SERVICE\n",
  ]);

  test("a unit and its drop-in", () => {
    expect(unit).toMatchObject({
      user: "nanomq",
      workingDirectory: "/var/lib/nanomq",
      environment: 'A=1 "B=2 3" C=4',
      openFiles: 20_000,
      memoryBytes: 512 * 1024 * 1024,
      cpuQuota: 1.5,
      bindsPrivileged: true,
    });
  });

  test("a unit that says nothing has systemd's defaults", () => {
    expect(readUnit("x.service", [""])).toEqual({
      name: "x.service",
      type: "simple",
      command: "",
      environment: "",
      openFiles: 1024,
      bindsPrivileged: false,
    });
  });

  test("any text is a unit, and any text may stand for an address", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        expect(readUnit("x", texts).name).toBe("x");
        for (const text of texts) expect(addressOf(text)?.port ?? 0).toBeLessThanOrEqual(65_535);
      }),
    );
  });

  test.each([
    [{ container: false }, "", "/etc/nanomq/nanomq.conf", true, ["skipped systemd no-unit"]],
    [{ container: true }, "", "/etc/nanomq/nanomq.conf", true, ["pass container in-container"]],
    [
      { missing: "x.service", container: true },
      "",
      "/etc/nanomq.conf",
      true,
      ["fail x.service unit-missing"],
    ],
    [{ unit, container: false }, "", "/etc/nanomq/nanomq.conf", true, ["pass nanomq.service unit-read"]],
    [
      { unit, container: false },
      "system.daemon = true\n",
      "/etc/nanomq.conf",
      false,
      [
        "pass nanomq.service unit-read",
        "warn nanomq.service unit-other-conf",
        "fail nanomq.service unit-daemon",
        "fail nanomq.service unit-user-unknown",
      ],
    ],
  ])("%o %s", (seen, text, conf, knowsUser, expected) => {
    expect(short(checkService(seen, settingsOf(text), conf, knowsUser))).toEqual(expected);
  });
});

describe("a NanoMQ that runs already", () => {
  const path = "/tmp/nanomq/nanomq.pid";
  const versionOf = (text: string) => parseVersion(text) ?? expect.fail("no version");

  test.each([
    ["0.24.0", { pid: 7, name: "nanomq" }, 9, "fail pid file instance-stops-start"],
    ["0.24.1", { pid: 7, name: "nanomq" }, 9, "fail pid file instance-shares-files"],
    ["0.25.6", { pid: 7, name: "nanomq" }, undefined, "fail pid file instance-shares-files"],
    ["0.24.0", { pid: 7, name: "nanomq" }, 7, "pass pid file instance-asked"],
    ["0.24.0", { pid: 7, name: "cron" }, undefined, "fail pid file pid-of-another"],
    ["0.24.1", { pid: 7, name: "cron" }, undefined, undefined],
    ["0.20.8", { pid: 7 }, undefined, "fail pid file instance-stops-start"],
  ])("%s, %o, --api shows pid %s", (version, seen, holder, expected) => {
    const asked =
      holder === undefined
        ? undefined
        : { holder: { pid: holder, name: "nanomq" }, ports: new Set<number>() };
    const found = checkInstance({ path, ...seen }, asked, versionOf(version));
    expect(short(found)).toEqual(expected === undefined ? [] : [expected]);
  });

  test("no living process, no check", () => {
    expect(checkInstance(undefined, undefined, versionOf("0.24.0"))).toEqual([]);
  });

  test("the pid file is where the release looks for it", () => {
    const own = { NANOMQ_PID_FILE: "/run/two.pid" };
    expect(pidFileOf(own, versionOf("0.25.6"))).toBe("/run/two.pid");
    expect(pidFileOf(own, versionOf("0.21.9"))).toBe(path);
    expect(pidFileOf({}, versionOf("0.25.6"))).toBe(path);
  });
});
