import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { exitCode } from "../../../src/entry/cli/exit-code.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { confBridges } from "../../../src/start/bridges.ts";
import { intended } from "../../../src/start/effective.ts";
import { readConf } from "../../../src/text/conf/read-conf.ts";
import { run } from "../../entry/cli/fake-io.ts";
import { freePort } from "../../ports.ts";
import { versionOf } from "../../timing/outage/simulate.ts";
import { standIn } from "../probe/real-world.ts";
import { fakeNanomq } from "./fake-nanomq.ts";

function confOf(port: number, more = "max_send_queue_len = 8"): string {
  return `bridges.mqtt.cloud {
  server = "mqtt-tcp://127.0.0.1:${port}"
  proto_ver = 4
  clientid = "x"
  keepalive = 2s
  resend_interval = 500
  resend_wait = 500
  backoff_max = 1s
  forwards = [ { remote_topic = "", local_topic = "up/#" } ]
  ${more}
}
`;
}

/** A broker with this conf, and the probe against it with that one. */
async function probe(nanomq: string, options: readonly string[], running?: string, told?: string) {
  const port = await freePort();
  const version = versionOf(nanomq);
  const [bridge] = confBridges(intended(readConf({ text: confOf(port, running) }, version), { version }), 2);
  if (bridge === undefined) throw new Error("no bridge");
  const local = await fakeNanomq(bridge.settings, version, port);
  const line = ["probe", `mqtt://127.0.0.1:${local}`, "nanomq.conf", "--what", "bridge", "--nanomq", nanomq];
  return run([...line, "--rate", "20/s", "--for", "2s", ...options], {
    files: { "nanomq.conf": confOf(port, told ?? running) },
  });
}

const schema = JSON.parse(
  readFileSync(new URL("../../../schemas/probe-bridge.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020().compile(schema);
const consent = ["--cut-bridge", "--record", "seen.jsonl"];

test.concurrent("a queue of eight: as predicted, and the recording replays", async () => {
  const { code, out, files } = await probe("0.25.6", consent);
  expect(code, out).toBe(exitCode.clean);
  expect(out).toContain("The bridge does what the model says.");
  const trace = files["seen.jsonl"] ?? "";
  expect(JSON.parse(trace)).toMatchObject({
    version: "0.25.6",
    scenario: { kind: "refused", outage: 2, rate: 20 },
    crash: null,
  });
  expect(JSON.parse(trace).lost_n.out).toBeGreaterThan(25);
  const replayed = await run(["replay", "--trace", "seen.jsonl"], { files: { "seen.jsonl": trace } });
  expect(replayed).toMatchObject({ code: exitCode.clean, out: expect.stringContaining('"agrees":true') });
}, 60_000);

test.concurrent("a dead link is noticed, and what the kernel held is lost", async () => {
  const { code, out } = await probe("0.25.6", [
    "--cut-bridge",
    "--kind",
    "silent",
    "--for",
    "4s",
    "--format",
    "json",
  ]);
  const report = JSON.parse(out);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(report.recorded.gave_up_ms[0], out).toBeGreaterThan(1500);
  expect(report.recorded.gave_up_ms[0]).toBeLessThan(3500);
  expect(code).toBe(exitCode.clean);
}, 60_000);

test.concurrent("a relay passes on what it counts", async () => {
  const { ports } = await standIn(timerOf(10, 1.5, false));
  const { code, out } = await probe("0.25.6", ["--cut-bridge", "--relay", `mqtt://127.0.0.1:${ports.tcp}`]);
  expect(code, out).toBe(exitCode.clean);
  expect(out).toMatch(/lost +[2-4]\d /);
}, 60_000);

test.concurrent("a broker that dies is said to", async () => {
  const { code, out } = await probe("0.25.6", ["--cut-bridge"], "");
  expect(out).toMatch(/broker died after +[\d.]+ s/);
  expect(code).toBe(exitCode.clean);
}, 60_000);

test.concurrent("a conf that is not that of the broker shows", async () => {
  const { code, out } = await probe(
    "0.25.6",
    ["--cut-bridge"],
    "max_send_queue_len = 1000",
    "max_send_queue_len = 4",
  );
  expect(out).toContain("The bridge does not do what the model says.");
  expect(code).toBe(exitCode.findings);
}, 60_000);

test("nothing is cut without consent, on another machine, or on a topic of others", async () => {
  const ask = (conf: string, ...options: readonly string[]) =>
    run(
      ["probe", "mqtt://127.0.0.1:1", "nanomq.conf", "--what", "bridge", "--nanomq", "0.25.6", ...options],
      {
        files: { "nanomq.conf": conf },
      },
    );
  expect((await ask(confOf(1))).err).toContain("--cut-bridge to say that this may be");
  const far = confOf(1).replace("127.0.0.1", "10.1.2.3");
  expect((await ask(far, "--cut-bridge")).err).toContain("cloud goes to mqtt-tcp://10.1.2.3:1");
  const single = confOf(1).replace("up/#", "up");
  expect((await ask(single, "--cut-bridge")).err).toContain("forwards only single topics");
  expect((await ask(confOf(1), "--cut-bridge", "--for", "1h")).code).toBe(exitCode.usage);
});
