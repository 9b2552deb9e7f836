// One verdict on the whole conf, from one place, first in every command; and every command takes what starts a NanoMQ.
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const sound = "mqtt {\n  retry_interval = 3s\n}\n";
const facts = '[[clients]]\nname = "sensors"\nkeepalive = "5s"\n[objective]\ndetect_within = "60s"\n';

/** What becomes of a NanoMQ with each of these, as it was recorded of real brokers. */
const confs = {
  unclosed: { text: "mqtt {\n  retry_interval = 3s\n", nanomq: "0.24.14", says: "exit code 1" },
  stray: { text: "mqtt {\n  retry_interval = 3s,,\n}\n", nanomq: "0.22.10", says: "runs with all defaults" },
  emptySection: { text: "mqtt {}\n", nanomq: "0.25.6", says: "exit code 1" },
  deadly: { text: "log {\n  to = [console]\n}\n", nanomq: "0.24.14", says: "it crashes" },
} as const;

const commands: Readonly<Record<string, readonly string[]>> = {
  show: ["show", "nanomq.conf"],
  replay: ["replay", "nanomq.conf"],
  tune: ["tune", "nanomq.conf", "-f", "json"],
  broker: ["broker", "nanomq.conf", "--port", "0"],
  upgrade: ["upgrade", "nanomq.conf", "--from"],
  diff: ["diff", "nanomq.conf", "sound.conf"],
};

function lineOf(command: keyof typeof commands, nanomq: string): readonly string[] {
  const words = commands[command] ?? [];
  return command === "upgrade" ? [...words, nanomq, "--to", nanomq] : [...words, "--nanomq", nanomq];
}

/** A stand-in of a broker that runs would serve for ever. */
const cases = Object.entries(confs).flatMap(([name, conf]) =>
  Object.keys(commands).flatMap((command) =>
    command === "broker" && conf.says.includes("runs") ? [] : [[command, name, conf] as const],
  ),
);

test.each(cases)("%s of the %s conf says first what becomes of NanoMQ", async (command, _name, conf) => {
  const files = { "nanomq.conf": conf.text, "sound.conf": sound, "nanotune.toml": facts };
  const { err, code } = await run(lineOf(command, conf.nanomq), { files });
  expect(err.split("\n")[0]).toContain(`NanoMQ ${conf.nanomq}`);
  expect(err.split("\n")[0]).toContain(conf.says);
  // What runs on defaults is shown and replayed as it runs.
  const isShown = command === "show" || (command === "replay" && conf.says.includes("runs"));
  expect(code).toBe(isShown ? 0 : 1);
});

test("figures of a conf that does not start are said to be those of the mended one", async () => {
  const files = { "nanomq.conf": confs.unclosed.text, "sound.conf": sound, "nanotune.toml": facts };
  for (const command of ["replay", "tune", "upgrade", "diff"] as const) {
    const { err } = await run(lineOf(command, "0.24.14"), { files });
    expect(err).toContain("What follows would hold once that is mended.");
  }
  const { out } = await run(["replay", "nanomq.conf", "--nanomq", "0.24.14", "-f", "json"], { files });
  expect(JSON.parse(out)).toMatchObject({ outcome: "exits", settings: { retryIntervalMs: 3000 } });
});

test("a broker that runs on defaults is replayed as it runs", async () => {
  const files = { "nanomq.conf": confs.stray.text, "nanotune.toml": facts };
  const { out, code } = await run(["replay", "nanomq.conf", "--nanomq", "0.22.10", "-f", "json"], { files });
  expect(JSON.parse(out)).toMatchObject({
    outcome: "runs-on-defaults",
    settings: { retryIntervalMs: 10_000 },
  });
  expect(code).toBe(0);
});

describe("an include that this machine does not have", () => {
  const files = { "nanomq.conf": `${sound}include "/etc/nanomq/site.conf"\n`, "nanotune.toml": facts };

  test.each(["show", "replay", "tune", "upgrade", "diff"])(
    "%s goes on with the rest and names --root",
    async (command) => {
      const more = command === "diff" ? { "sound.conf": sound } : {};
      const { err, out } = await run(lineOf(command, "0.24.14"), { files: { ...files, ...more } });
      expect(err).toContain("This machine does not have /etc/nanomq/site.conf");
      expect(err).toContain("--root");
      expect(`${out}${err}`).not.toContain("does not start");
    },
  );

  test("is missing where --root says where it would be", async () => {
    const { err } = await run(["show", "nanomq.conf", "--nanomq", "0.24.14", "--root", "rootfs"], { files });
    expect(err).toContain("it crashes, because of nanomq.conf:4");
  });
});

describe("a compose file", () => {
  const compose = `services:
  mq:
    image: emqx/nanomq:0.22.10
    environment:
      NANOMQ_KEEPALIVE_MULTIPLIER: "1.2"
    volumes:
      - ./nanomq.conf:/etc/nanomq.conf
`;
  const files = { "compose.yaml": compose, "nanomq.conf": sound, "nanotune.toml": facts };

  test("is replayed and tuned with the release of its image and its conf", async () => {
    const replayed = await run(["replay", "compose.yaml", "-f", "json"], { files });
    expect(JSON.parse(replayed.out)).toMatchObject({
      nanomq: "0.22.10",
      settings: { retryIntervalMs: 3000 },
    });
    const tuned = await run(["tune", "compose.yaml", "--detect-within", "7s", "-f", "json"], { files });
    expect(JSON.parse(tuned.out)).toMatchObject({ nanomq: "0.22.10", file: "nanomq.conf" });
  });

  test("is never written as if it were a conf", async () => {
    const {
      code,
      err,
      files: after,
    } = await run(["tune", "compose.yaml", "--detect-within", "7s", "--write"], { files });
    expect(code).toBe(2);
    expect(err).toContain("compose.yaml is no conf");
    expect(after).toEqual(files);
  });

  test("is compared with another release, and with a conf", async () => {
    const upgraded = await run(["upgrade", "compose.yaml", "--to", "0.24.14", "-f", "json"], { files });
    expect(JSON.parse(upgraded.out)).toMatchObject({ from: "0.22.10", to: "0.24.14" });
    const differing = await run(["diff", "compose.yaml", "nanomq.conf", "-f", "json"], { files });
    expect(JSON.parse(differing.out)).toMatchObject({ nanomq: "0.22.10" });
  });
});

test("a conf of the old format is not written", async () => {
  const files = { "old.conf": "url=nmq-tcp://0.0.0.0:1883\nqos_duration=10\n", "nanotune.toml": facts };
  const {
    code,
    err,
    files: after,
  } = await run(["tune", "old.conf", "--write", "--nanomq", "0.24.14"], { files });
  expect([code, after]).toEqual([2, files]);
  expect(err).toContain("nanotune migrate old.conf");
});

/** Options end a start as a conf does, and every command says the same of it. */
describe("options that end the start", () => {
  const files = { "nanomq.conf": sound, "nanotune.toml": facts };
  const line = ["nanomq.conf", "--nanomq", "0.24.14", "--flags", "--qos_duration 5 --foo"];
  test.each(["show", "replay", "tune", "lint"])("%s says so first", async (command) => {
    const { out, err } = await run([command, ...line], { files });
    const says = "NanoMQ 0.24.14 does not start with these options: it ends with exit code 1 at `--foo`.";
    expect(`${err}${out}`.replaceAll("\n", " ")).toContain(says);
  });

  test("as one finding", async () => {
    const { out } = await run(["lint", ...line, "-f", "concise", "--fail-on", "never", "-q"], { files });
    expect(out.match(/^.* error .*$/gm)).toEqual([expect.stringContaining("deploy/option-unknown")]);
  });

  test("an option of nanotune is none of NanoMQ's", async () => {
    const { err, code } = await run(["show", "nanomq.conf", "--flags", "--nanomq", "0.24.14"], { files });
    expect(err).toContain("--flags needs a value");
    expect(code).toBe(2);
  });
});
