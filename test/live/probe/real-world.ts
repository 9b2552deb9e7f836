// Brokers and bad servers on this machine, each for one test, on ports that nobody else has; they end with the file.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect } from "vitest";
import { type StandIn, startStandIn } from "../../../src/live/stand-in/serve.ts";
import type { Timer } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { freePort, portOf } from "../../ports.ts";

export const credentials = { username: "admin", password: "public" };
/** What the commands read them from. */
export const apiEnv = { NANOTUNE_API_USERNAME: "admin", NANOTUNE_API_PASSWORD: "public" };

const ends: (() => unknown)[] = [];

/** Tests that run at the same time have no hook of their own, so all of a file's end together. */
export function atEnd(end: () => unknown): void {
  ends.push(end);
}

afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
});

/** NanoMQ's timing and API behind sockets. */
export async function standIn(timer: Timer, nanomq = "0.24.14"): Promise<StandIn> {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  const ports = { tcp: 0, ws: 0, http: 0 };
  const broker = await startStandIn({ timer, version, ports, credentials, onNote: () => undefined });
  atEnd(() => broker.close());
  return broker;
}

export async function listedIds({ ports }: StandIn): Promise<readonly string[]> {
  const authorization = `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`;
  const answer = await fetch(`http://127.0.0.1:${ports.http}/api/v4/clients`, { headers: { authorization } });
  const { data } = JSON.parse(await answer.text());
  return data.map(({ client_id }: { readonly client_id: string }) => client_id);
}

/** Waits until so many clients are connected to a port, by the system's own table. */
export async function connectedTo(port: number, clients: number): Promise<void> {
  const end = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const established = () =>
    readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .filter((line) => line.trim().split(/\s+/)[1]?.endsWith(end) && line.includes(" 01 ")).length;
  while (established() < clients) await setTimeout(50);
}

/** A server that does with each connection what the test says; every one is destroyed at the end. */
export async function badServer(welcome: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    welcome(socket);
  }).listen(0, "127.0.0.1");
  await once(listening, "listening");
  atEnd(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  return portOf(listening);
}

export interface Mosquitto {
  readonly port: number;
  readonly folder: string;
  readonly process: ChildProcess;
}

/** Debian's mosquitto with one listener; `lines` stand below it in its conf; `prepare` lays files beside it. */
export async function mosquitto(
  lines: readonly string[] = ["allow_anonymous true"],
  prepare: (folder: string) => void = () => undefined,
): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), "nanotune-mosquitto-"));
  const port = await freePort();
  prepare(folder);
  writeFileSync(join(folder, "m.conf"), [`listener ${port} 127.0.0.1`, ...lines, ""].join("\n"));
  const broker = spawn("mosquitto", ["-c", "m.conf"], { cwd: folder, stdio: "ignore" });
  atEnd(async () => {
    if (broker.exitCode === null && broker.signalCode === null) {
      broker.kill("SIGKILL");
      await once(broker, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  });
  await untilOpen(port);
  return { port, folder, process: broker };
}

async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    const socket = connect(port, "127.0.0.1");
    const opened = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (opened) return;
    await setTimeout(20);
  }
  expect.fail(`nothing listens at port ${port}`);
}
