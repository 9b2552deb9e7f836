// A probe of the built bundle that is ended from outside: nothing of it stays at the broker.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { timerOf } from "../../src/nanomq/time.ts";
import { atEnd, listedIds, standIn } from "../live/probe/real-world.ts";

const cli = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

async function interrupted(signal: NodeJS.Signals) {
  const broker = await standIn(timerOf(10, 1.5));
  const folder = mkdtempSync(join(tmpdir(), "nanotune-probe-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "nanomq.conf"), "mqtt.retry_interval = 10s\n");
  const args = [
    "probe",
    `mqtt://127.0.0.1:${broker.ports.tcp}`,
    "nanomq.conf",
    "--what",
    "all",
    "--lang",
    "en",
  ];
  const probe = spawn(process.execPath, [cli, ...args, "--record", "trace.jsonl"], { cwd: folder });
  const said = { out: "", err: "" };
  probe.stdout.on("data", (bytes: Buffer) => {
    said.out += bytes.toString();
  });
  probe.stderr.on("data", (bytes: Buffer) => {
    said.err += bytes.toString();
  });
  // Four canaries of each of three measures, and the witness.
  for (let tries = 0; tries < 200 && (await listedIds(broker)).length < 13; tries++) await setTimeout(50);
  const during = await listedIds(broker);
  probe.kill(signal);
  const [code] = await once(probe, "exit");
  return { ...said, code, during: during.length, left: await listedIds(broker) };
}

describe.concurrent("ended from outside", { timeout: 60_000 }, () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s", async (signal) => {
    const { code, out, err, during, left } = await interrupted(signal);
    expect(during).toBe(13);
    expect(left).toEqual([]);
    expect(out).toBe("");
    expect(err).toMatch(/Stopped\. All canaries are disconnected\.\n$/);
    expect(code).toBe(130);
  });
});
