// `nanotune probe` over real sockets and in real time, against NanoMQ's timing and API.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { timerOf } from "../../../src/nanomq/time.ts";
import { run } from "../../entry/cli/fake-io.ts";
import { besideOthers, describeWith } from "../../parts.ts";
import { portOf } from "../../ports.ts";
import { makeCa, makeCertificate } from "../host/openssl.ts";
import { apiEnv, atEnd, listedIds, standIn } from "./real-world.ts";

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const schema: object = JSON.parse(
  readFileSync(new URL("../../../schemas/probe.schema.json", import.meta.url), "utf8"),
);
const validate = ajv.compile(schema);

/** What the command prints, held against its schema. */
function reported(out: string) {
  const report = JSON.parse(out);
  expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
  return report;
}

/** A TLS server that passes everything on to a port of this machine, both ways. */
async function tlsInFrontOf(port: number, cert: string, key: string): Promise<number> {
  const proxy = createTlsServer({ cert, key }, (socket) => {
    const behind = connect(port, "127.0.0.1");
    socket.on("error", () => behind.destroy());
    behind.on("error", () => socket.destroy());
    socket.pipe(behind).pipe(socket);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  atEnd(() => void proxy.close());
  return portOf(proxy);
}

const files = { "nanomq.conf": "mqtt {\n  retry_interval = 1s\n  keepalive_multiplier = 1.1\n}\n" };
const given = ["nanomq.conf", "--nanomq", "0.24.14", "--keepalive", "2s", "--format", "json"];
const settings = timerOf(1, 1.1);

// The wall clock jumps an hour to and fro all the time; nothing that is measured may notice.
beforeAll(() => {
  const now = Date.now.bind(Date);
  let asked = 0;
  vi.spyOn(Date, "now").mockImplementation(() => now() + (asked++ % 2 === 0 ? 3_600_000 : -3_600_000));
});
afterAll(() => void vi.restoreAllMocks());

describe("against NanoMQ's timing", besideOthers, () => {
  test.each([
    ["tcp, MQTT 3.1.1", "mqtt", "3.1.1"],
    ["tcp, MQTT 5", "mqtt", "5"],
    ["WebSocket, MQTT 3.1.1", "ws", "3.1.1"],
    ["WebSocket, MQTT 5", "ws", "5"],
  ] as const)("%s: detection, will and redelivery fall into their windows", async (_, scheme, mqtt) => {
    const broker = await standIn(settings);
    const port = scheme === "ws" ? broker.ports.ws : broker.ports.tcp;
    const api = ["--api", `http://127.0.0.1:${broker.ports.http}`];
    const argv = [
      "probe",
      `${scheme}://127.0.0.1:${port}`,
      ...given,
      ...api,
      "--what",
      "all",
      "--mqtt",
      mqtt,
    ];
    const { code, out, err } = await run([...argv, "--clients", "3"], { files, env: apiEnv });
    expect(err).toBe("");
    const report = reported(out);
    expect(code).toBe(0);
    expect(report.verdict).toBe("inside");
    expect(report.classes.map(({ measure }: { measure: string }) => measure)).toEqual([
      "detection",
      "will",
      "redelivery",
    ]);
    for (const { measuredMs } of report.classes) expect(measuredMs.count).toBe(3);
    expect(report.classes[0].apiLagMs.most).toBeLessThan(5000);
    expect(report.inference.explanations[0].retryIntervalMs).toBe(1000);
    expect(report.leftBehind).toEqual([]);
    expect(await listedIds(broker)).toEqual([]);
  });

  test("another retry interval than the conf's: LATER, exit code 1, and the one that explains it", async () => {
    const broker = await standIn(timerOf(2, 1.1));
    const argv = ["probe", `mqtt://127.0.0.1:${broker.ports.tcp}`, ...given];
    const { code, out } = await run(argv, { files });
    const report = reported(out);
    expect([code, report.verdict]).toEqual([1, "later"]);
    expect(report.inference.explanations[0].retryIntervalMs).toBe(2000);
  });

  test("a recording replays", async () => {
    const broker = await standIn(settings);
    const argv = ["probe", `mqtt://127.0.0.1:${broker.ports.tcp}`, ...given, "--record", "trace.jsonl"];
    const probed = await run(argv, { files });
    expect(probed.err).toBe("4 rows written to trace.jsonl\n");
    const trace = probed.files["trace.jsonl"] ?? "";
    expect(trace.trimEnd().split("\n")).toHaveLength(4);
    const replayed = await run(["replay", "--trace", "trace.jsonl"], { files: probed.files });
    expect(replayed.code).toBe(0);
    expect(replayed.out).toContain("4/4");
  });
});

describeWith(
  "openssl",
  "behind TLS",
  () => {
    test.each([
      ["wss", "ws"],
      ["mqtts", "tcp"],
    ] as const)("%s with an authority of our own", async (scheme, inner) => {
      const broker = await standIn(settings);
      const folder = mkdtempSync(join(tmpdir(), "nanotune-tls-"));
      atEnd(() => rmSync(folder, { recursive: true, force: true }));
      makeCa(folder, "ca");
      makeCertificate(folder, "broker", "ca", { names: "IP:127.0.0.1" });
      const pem = (name: string) => readFileSync(join(folder, name), "utf8");
      const port = await tlsInFrontOf(
        broker.ports[inner] ?? expect.fail("no port"),
        pem("broker.pem"),
        pem("broker.key"),
      );
      const argv = ["probe", `${scheme}://127.0.0.1:${port}`, ...given, "--clients", "2"];
      const trusting = await run([...argv, "--ca", "ca.pem"], {
        files: { ...files, "ca.pem": pem("ca.pem") },
      });
      expect([trusting.code, reported(trusting.out).verdict]).toEqual([0, "inside"]);
      const refused = await run(argv, { files });
      expect([refused.code, refused.err]).toEqual([
        2,
        expect.stringContaining("did not complete the handshake"),
      ]);
      expect(await listedIds(broker)).toEqual([]);
    });
  },
  besideOthers,
);
