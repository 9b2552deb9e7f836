import { readFileSync } from "node:fs";
import { generate, type Packet } from "mqtt-packet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RelayOutput } from "../../src/live/stand-in/outbox.ts";
import { policyOf } from "../../src/live/stand-in/policy.ts";
import { bytesOf, readerOf } from "../../src/live/stand-in/reading.ts";
import { Relay } from "../../src/live/stand-in/relay.ts";
import { type StandIn, startStandIn } from "../../src/live/stand-in/serve.ts";
import { timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { effective, type Settings } from "../../src/start/effective.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import {
  RECORDED_FEATURES,
  type Recorded,
  type StartupRelease,
  type StartupRow,
  startupReleases,
  startupRows,
} from "./startup-rows.ts";

/** What the stand-in answers to what the recorded client sent. */
interface Answers {
  readonly connack: number;
  readonly suback: readonly number[] | undefined;
  readonly connack5: number;
  readonly props5: string | undefined;
}

function settingsOf({ conf, files }: StartupRow, release: StartupRelease): Settings {
  const version = parseVersion(release) ?? expect.fail("no version");
  const input = { text: conf, file: "n.conf", files: { ...files, "n.conf": conf } };
  const surroundings = { version, environment: undefined, flags: undefined, features: RECORDED_FEATURES };
  return effective(readConf(input, version), { ...surroundings, files: input.files });
}

function talk(settings: Settings, packets: readonly Packet[]): readonly Packet[] {
  const relay = new Relay(timerOf(10, 1.5), settings.version, policyOf(settings));
  relay.open(0, "tcp", 0);
  return packets.flatMap((packet, at) =>
    relay.receive(0, packet, at + 1).flatMap((output) => (output.kind === "write" ? [output.packet] : [])),
  );
}

function connectWith({ cred }: StartupRow, protocolVersion: 4 | 5): Packet {
  const [username, password] = cred ?? [];
  const account = username === undefined ? {} : { username, password: Buffer.from(password ?? "") };
  return {
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion,
    clientId: "nt-probe",
    keepalive: 60,
    clean: true,
    ...account,
  };
}

function answersTo(row: StartupRow, release: StartupRelease): Answers {
  const settings = settingsOf(row, release);
  const topics = ["nt/1", "t3", "b"].map((topic) => ({ topic, qos: 1 as const }));
  const [connack, suback] = talk(settings, [
    connectWith(row, 4),
    { cmd: "subscribe", messageId: 1, subscriptions: topics },
  ]);
  const [connack5] = talk(settings, [connectWith(row, 5)]);
  if (connack?.cmd !== "connack" || connack5?.cmd !== "connack") return expect.fail("no CONNACK");
  const written = generate(connack5, { protocolVersion: 5 }).subarray(4).toString("hex");
  return {
    connack: connack.returnCode ?? -1,
    suback: suback?.cmd === "suback" ? suback.granted.map(Number) : undefined,
    connack5: connack5.reasonCode ?? -1,
    props5: connack5.reasonCode === 0 ? written : undefined,
  };
}

/** 0.24.14 sets the size after it gave the CONNACK away: one in eight lacks it or has what stood there before. */
function steady(hex: string, release: StartupRelease): string {
  return release === "0.24.14" ? hex.slice(2).replace(/27.{8}$/, "") : hex;
}

/** Rows whose broker was asked as the stand-in can be: it has no HTTP authentication. */
function isPlayable({ conf }: StartupRow, { outcome, connack }: Recorded): boolean {
  return outcome === "runs" && typeof connack === "number" && !/http_auth/i.test(conf);
}

describe.each(startupReleases)("the stand-in against recorded brokers of %s", (release) => {
  const rows = startupRows.flatMap((row) => {
    const recorded = row.results[release];
    if (recorded === undefined || !isPlayable(row, recorded)) return [];
    return [{ row, recorded, answers: answersTo(row, release) }];
  });
  const otherThan = (wrong: (one: (typeof rows)[number]) => boolean) =>
    rows.filter(wrong).map(({ row }) => row.id);

  test("lets in and refuses the same clients, with the same codes", () => {
    expect(rows.length).toBeGreaterThan(1600);
    expect(otherThan(({ recorded, answers }) => recorded.connack !== answers.connack)).toEqual([]);
    const wrong5 = otherThan(
      ({ recorded, answers }) =>
        typeof recorded.connack5 === "number" && recorded.connack5 !== answers.connack5,
    );
    expect(wrong5).toEqual([]);
  });

  test("grants the same subscriptions", () => {
    const wrong = otherThan(
      ({ recorded: { suback }, answers }) =>
        suback !== undefined && JSON.stringify(suback) !== JSON.stringify(answers.suback),
    );
    expect(wrong).toEqual([]);
  });

  test("tells MQTT 5 clients the same, byte for byte", () => {
    const wrong = rows.flatMap(({ row, recorded: { props5 }, answers }) => {
      if (props5 === undefined || answers.props5 === undefined) return [];
      const [told, said] = [props5, answers.props5].map((hex) => steady(hex, release));
      return told === said ? [] : [`${row.id}: ${told} | ${said}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** Of a broker without rules, asked by hand: every path of its API, and packets that MQTT has and forbids. */
const spoken: Spoken = JSON.parse(
  readFileSync(new URL("../../fixtures/conformance/stand-in-0.25.3.json", import.meta.url), "utf8"),
);

interface Spoken {
  readonly conf: string;
  readonly http: readonly SpokenHttp[];
  readonly mqtt: readonly SpokenMqtt[];
}

interface SpokenHttp {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly type?: string;
  readonly text: string;
}

interface SpokenMqtt {
  readonly name: string;
  /** Hexadecimal, a packet each. */
  readonly sends: readonly string[];
  readonly answer: string;
  readonly end: "open" | "closed";
}

describe("the stand-in against a broker of 0.25.3 that was asked by hand", () => {
  const version = parseVersion("0.25.3") ?? expect.fail("no version");
  const settings = effective(readConf({ text: spoken.conf }, version), { version });
  const timer = timerOf(10, 1.5);

  /** Its own invention differs: the id of a client without one. */
  const masked = (hex: string) => hex.replaceAll(/6e616e6f6d712d(?:[0-9a-f]{2}){8}/g, "6e616e6f6d712d");

  /** It waits for the rest of a first packet that is none; the stand-in ends that at once. */
  const waits = new Set(["ping first"]);

  test.each(spoken.mqtt.filter(({ name }) => !waits.has(name)))("MQTT: $name", ({ sends, answer, end }) => {
    const relay = new Relay(timer, version, policyOf(settings));
    const written: Buffer[] = [];
    let [nowMs, ended] = [0, "open"];
    relay.open(0, "tcp", 0);
    const perform = (outputs: readonly RelayOutput[]) => {
      for (const output of outputs) {
        if (output.kind === "write") written.push(bytesOf(output));
        if (output.kind === "close") ended = "closed";
      }
    };
    const reader = readerOf({
      relay,
      connection: 0,
      longestPacketBytes: 2 ** 20,
      nowMs: () => nowMs,
      perform,
    });
    for (const hex of sends) {
      nowMs += 100;
      if (ended === "open") reader.push(Buffer.from(hex, "hex"));
    }
    expect([masked(Buffer.concat(written).toString("hex")), ended]).toEqual([masked(answer), end]);
  });

  describe("HTTP", () => {
    let standIn: StandIn | undefined;
    beforeAll(async () => {
      const { values } = settings;
      const credentials = { username: "admin", password: "public" };
      const ports = { tcp: 0, http: 0 };
      const onNote = () => undefined;
      standIn = await startStandIn({ timer, version, values, ports, credentials, onNote });
    });
    afterAll(() => standIn?.close());

    /** Moments, sizes, the machine's CPUs. */
    const steadyText = (text: string) =>
      text
        .replaceAll(/"(datetime|uptime|memory|cpuinfo)":\s*"[^"]*"/g, '"$1":"..."')
        .replaceAll(/"(\w+_taskq_thread|parallel)":\d+/g, '"$1":0')
        .replaceAll(/^(nanomq_\w+) [\d.]+$/gm, "$1 0");

    /** The stand-in answers about rules as a build with their engine and without a rule. */
    const isAlike = ({ path }: SpokenHttp) => !path.startsWith("/api/v4/rules");

    test.each(spoken.http.filter(isAlike))("$method $path $body", async (asked) => {
      const { method, path, body, headers = { authorization: `Basic ${btoa("admin:public")}` } } = asked;
      const withType = body === undefined ? headers : { ...headers, "content-type": "application/json" };
      const url = `http://127.0.0.1:${standIn?.ports.http}${path}`;
      const response = await fetch(url, {
        method,
        headers: withType,
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      expect([response.status, response.headers.get("content-type") ?? undefined]).toEqual([
        asked.status,
        asked.type,
      ]);
      // Its page for what is no API is the HTTP library's.
      if (asked.type?.startsWith("text/html") !== true) expect(steadyText(text)).toBe(steadyText(asked.text));
    });
  });
});
