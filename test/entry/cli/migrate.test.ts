import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const lost = ["## Gateway", "", "qos_duration=10", "allow_anonymous=yes", "no_such_key=1"].join("\n");

describe("nanotune migrate", () => {
  test("prints the new conf alone, and ends with 0 where all was carried over", async () => {
    const { code, out, err } = await run(["migrate", "old.conf", "--nanomq", "0.24.14"], {
      files: { "old.conf": "# site 7\nqos_duration=10\n" },
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("# site 7");
    expect(out).toContain("retry_interval = 10s");
  });

  test("says with line and reason what is lost, and ends with 1", async () => {
    const { code, out, err } = await run(["migrate", "old.conf", "--nanomq", "0.24.14"], {
      files: { "old.conf": lost },
    });
    expect(code).toBe(1);
    expect(out).toContain("retry_interval = 10s");
    expect(err).toContain("old.conf:5: no_such_key: not carried over: the old format has no such key");
  });

  test("a line of any length and any bytes is told in short", async () => {
    const line = `a\u001B[2J${"b".repeat(10_000)} = 1`;
    const { err } = await run(["migrate", "old.conf", "--nanomq", "0.24.14"], {
      files: { "old.conf": `qos_duration=10\n${line}\n` },
    });
    expect(err).toContain("old.conf:2: a");
    expect(err).not.toContain("\u001B");
    expect(Math.max(...err.split("\n").map((said) => said.length))).toBeLessThan(250);
  });

  test("speaks Chinese", async () => {
    const { err } = await run(["migrate", "-", "--nanomq", "0.24.14", "--lang", "zh"], { stdin: lost });
    expect(err).toContain("nanomq_old.conf:5: no_such_key: 未能迁移：旧格式没有这个键");
  });

  test("JSON holds text, notes and what is lost", async () => {
    const { code, out } = await run(["migrate", "old.conf", "--nanomq", "0.24.14", "-f", "json"], {
      files: { "old.conf": lost },
    });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ file: "old.conf", lost: [{ line: 5, reason: "unknown-key" }] });
  });

  test("a conf of the new format is refused with what to type", async () => {
    const { code, out, err } = await run(["migrate", "a.conf", "--nanomq", "0.24.14"], {
      files: { "a.conf": "mqtt {\n  retry_interval = 3s\n}\n" },
    });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("nanotune lint a.conf");
  });

  test.each([
    [
      "compose.yaml",
      "services:\n  mq:\n    image: emqx/nanomq:0.22.10\n    environment:\n      - NANOMQ_HTTP_SERVER_PASSWORD=mark-7\n",
    ],
    ["README.md", "# NanoMQ at our site\n\nSee the wiki.\n"],
  ])("%s is no old conf: nothing of it is printed", async (name, text) => {
    const { code, out, err } = await run(["migrate", name, "--nanomq", "0.24.14"], {
      files: { [name]: text },
    });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`${name} is no conf of the old key=value format`);
    expect(err).not.toContain("mark-7");
  });

  test("a conf of today in flat keys is no old one", async () => {
    const files = { "a.conf": 'mqtt.retry_interval = 3s\nlisteners.tcp.bind = "0.0.0.0:1883"\n' };
    const { code, out, err } = await run(["migrate", "a.conf", "--nanomq", "0.24.14"], { files });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("nanotune lint a.conf");
  });

  test("a conf of Mosquitto is taken, with the ACL file it names", async () => {
    const files = {
      "mosquitto.conf": "listener 1883\nallow_anonymous false\nacl_file acl\nmax_keepalive 60\n",
      acl: "user bob\ntopic read a/#\npattern nonsense\nfoo\n",
    };
    const { code, out, err } = await run(["migrate", "mosquitto.conf", "--nanomq", "0.24.14"], { files });
    expect(code).toBe(1);
    expect(out).toContain('{ permit = allow, username = "bob", action = subscribe, topics = ["a/#"] }');
    expect(err).toContain("mosquitto.conf:4: max_keepalive: not carried over: NanoMQ sets no bound");
    expect(err).toContain("acl:4: foo: not carried over");
    expect(err).toContain("nanotune replay nanomq.conf --keepalive 60s");
  });

  test("an absolute path is looked at below --root alone", async () => {
    const files = {
      "mosquitto.conf": "listener 1883\nacl_file /etc/m/acl\n",
      "rootfs/etc/m/acl": "user bob\ntopic a\n",
    };
    const line = ["migrate", "mosquitto.conf", "--nanomq", "0.24.14"];
    expect((await run(line, { files })).err).toContain("what stands in /etc/m/acl is not seen here");
    expect((await run([...line, "--root", "rootfs"], { files })).out).toContain('topics = ["a"]');
  });
});
