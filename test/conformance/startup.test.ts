import { describe, expect, test } from "vitest";
import { noFacts } from "../../src/facts/facts.ts";
import type { Finding } from "../../src/lint/finding/finding.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { type StartResult, startOf } from "../../src/start/read-start.ts";
import {
  listensAlike,
  type Recorded,
  recordedOutcome,
  runOfRow,
  type StartupRelease,
  type StartupRow,
  startupReleases,
  startupRows,
} from "./startup-rows.ts";

/** Rows whose outcome is another, and why; nothing else may miss. */
const missed: Readonly<Record<StartupRelease, readonly string[]>> = {
  // c3737: `include` of a folder, which only the host knows to be one, ends the scanner with code 2.
  "0.20.8": ["c3737"],
  // c1701: 65 536 tasks of the webhook were there before what they dial.
  "0.22.10": ["c1701", "c3737"],
  "0.24.14": ["c3737"],
  "0.25.3": ["c3737"],
};

/** A bridge may be connected before the first client comes: what dies of that dies at the start then. */
function diesAsItConnects({ later }: StartResult, recorded: Recorded): boolean {
  return recordedOutcome(recorded) === "crashes" && later.some(({ when }) => when === "bridge-connects");
}

/** Rows whose bridge hangs on its remote: nobody there, no TLS there, the broker itself, many messages at once; c2799 comes and goes. */
const remoteDecides: ReadonlySet<string> = new Set(
  "c1999 c1985 c2013q c2014q c2231 c2636 c2692 c2699 c2799".split(" "),
);
/** Rows whose client comes with another name or password than the conf has. */
const otherUser: ReadonlySet<string> = new Set(
  "c1146 c1149 c1154 c1155 c1156 c1158 c1159 c2939 c2943".split(" "),
);

/** What happened to every recorded broker; the remote of its bridges was away where the bridge stays down. */
function mustHaveDied({ later, lacks }: StartResult): boolean {
  const isDown = lacks.some(({ step }) => step === "bridge");
  return later.some(({ when, key }) => {
    if (when === "bridge-waits") return isDown;
    // The one that asks first lets everybody in.
    return when !== "client-acts" || !key.includes("acl_req");
  });
}

function isBridgeUp({ bridge, kinds = [] }: Recorded): boolean {
  const isTold = kinds.some((kind) => /^(bridge-down|bridge-flaps|crash-bridge)/.test(kind));
  const isThrownOut = kinds.includes("fwd-lost") && (bridge?.closes ?? 0) > 0;
  return (bridge?.connects ?? 0) > 0 && !isTold && !isThrownOut;
}

/** The HTTP server that is asked was another, or nobody. */
function isOfHttpServer({ kinds = [] }: Recorded): boolean {
  return kinds.includes("refused(external)");
}

/** Not a server elsewhere, and not a machine that was too slow for the broker to open a port. */
function isSure(kind: string): boolean {
  return kind !== "hook-silent(external)" && kind !== "nothing-listens";
}

/** A row, and what the model makes of it. */
interface Known {
  readonly row: StartupRow;
  readonly recorded: Recorded;
  readonly start: StartResult;
  readonly hasBridge: boolean;
  readonly hookIsOn: boolean;
}

function knownOf(row: StartupRow, recorded: Recorded, release: StartupRelease): Known {
  const run = runOfRow(row, release);
  const { values } = run.loaded;
  return {
    row,
    recorded,
    start: startOf(run),
    hasBridge: values.get("bridges.mqtt.(count)") === 1 && values.get("bridges.mqtt[0].enable") === true,
    hookIsOn: values.get("webhook.enable") === true,
  };
}

describe.each(startupReleases)("recorded starts of %s", (release) => {
  const known = startupRows.flatMap((row) => {
    const recorded = row.results[release];
    return recorded === undefined ? [] : [knownOf(row, recorded, release)];
  });

  test("end as the model says, or run", () => {
    const wrong = known.filter(
      ({ recorded, start }) =>
        start.outcome !== recordedOutcome(recorded) && !diesAsItConnects(start, recorded),
    );
    expect(known.length).toBeGreaterThan(2200);
    expect(wrong.map(({ row }) => row.id)).toEqual(missed[release]);
  });

  test("end with the code the model says", () => {
    const ended = known.filter(
      ({ recorded, start }) =>
        recorded.outcome === "exit" && recorded.phase === "start" && start.outcome === "exits",
    );
    const wrong = ended.filter(({ recorded, start }) => start.code !== recorded.code);
    expect(ended.length).toBeGreaterThan(60);
    expect(wrong.map(({ row }) => row.id)).toEqual([]);
  });

  test("listen at the sockets the model opens, and at no other", () => {
    const running = known.filter(
      ({ recorded, start }) => recorded.outcome === "runs" && start.outcome === "runs",
    );
    const wrong = running.filter(
      ({ recorded, start }) => !listensAlike(start.listens, recorded.listen ?? []),
    );
    expect(running.length).toBeGreaterThan(1800);
    expect(wrong.map(({ row }) => row.id)).toEqual([]);
  });

  const up = known.filter(
    ({ recorded, start }) => recordedOutcome(recorded) === "runs" && start.outcome === "runs",
  );

  test("die later of what the model says, and of nothing else that happened to them", () => {
    const died = up.filter(({ recorded }) => recorded.outcome !== "runs");
    const unsaid = died.filter(({ start }) => start.later.length === 0);
    const alive = up.filter(({ recorded, start }) => recorded.outcome === "runs" && mustHaveDied(start));
    expect(died.length).toBeGreaterThan(10);
    expect(unsaid.map(({ row }) => row.id)).toEqual([]);
    expect(alive.map(({ row }) => row.id)).toEqual([]);
  });

  test("have their bridges up, or down, as the model says", () => {
    const bridged = up.filter(
      ({ row, recorded, start, hasBridge }) =>
        row.expect?.bridge === true &&
        recorded.bridge !== undefined &&
        start.later.every(({ when }) => when !== "message") &&
        hasBridge,
    );
    const wrong = bridged.filter(
      ({ recorded, start }) => isBridgeUp(recorded) === start.lacks.some(({ step }) => step === "bridge"),
    );
    expect(bridged.length).toBeGreaterThan(400);
    expect(wrong.map(({ row }) => row.id).filter((id) => !remoteDecides.has(id))).toEqual([]);
  });

  test("let clients in or keep them out as the model says", () => {
    const asked = up.filter(
      ({ row, recorded }) =>
        recorded.outcome === "runs" &&
        recorded.connack !== undefined &&
        row.want_refused !== true &&
        !isOfHttpServer(recorded),
    );
    const wrong = asked.filter(
      ({ recorded, start }) =>
        (recorded.connack !== 0) !== start.lacks.some(({ step }) => step === "clients"),
    );
    expect(asked.length).toBeGreaterThan(1500);
    expect(wrong.map(({ row }) => row.id).filter((id) => !otherUser.has(id))).toEqual([]);
  });

  test("tell events of the webhook or keep silent as the model says", () => {
    const hooked = up.filter(
      ({ row, recorded }) =>
        row.expect?.hook === true && recorded.outcome === "runs" && recorded.kinds?.every(isSure) === true,
    );
    const wrong = hooked.filter(
      ({ recorded, start, hookIsOn }) =>
        hookIsOn && (recorded.http_sink_n === 0) !== start.lacks.some(({ step }) => step === "webhook"),
    );
    expect(hooked.length).toBeGreaterThan(50);
    // c1790: a topic that nobody published.
    expect(wrong.map(({ row }) => row.id).filter((id) => id !== "c1790")).toEqual([]);
  });

  test("that end name the setting that ends them", () => {
    const dumb = known.filter(
      ({ start }) => start.outcome !== "runs" && start.step !== "conf" && start.key === undefined,
    );
    expect(dumb.map(({ row }) => row.id)).toEqual([]);
  });
});

/** An error, and what is told of the same setting or of one in it: another fact, with a remedy of its own. */
const otherFact = new Set([
  // What kills is a width, what is advised a measure.
  "resources/queue-length-too-large + start/dies-later",
  // A topic that no broker takes, and one that is passed over here.
  "bridges/local-topic-unused + start/subscription-refused",
  "bridges/wildcard-in-local-topic + start/subscription-refused",
  "bridges/loop + bridges/wildcard-in-local-topic",
  "bridges/wildcard-in-remote-topic + schema/other-release",
  "bridges/tls-by-address + bridges/tls-without-ca",
  "timing/multiplier-ignored + timing/multiplier-times-thousand",
  // A port that is open beside, and listeners that are not.
  "listeners/websocket-open-by-default + listeners/bind-number",
  "listeners/websocket-without-path + start/port-by-chance",
  "listeners/wss-opens-with-tls + listeners/bind-number",
  "tls/certificate-missing + listeners/bind-number",
  "tls/certificate-missing + listeners/named-listener-unknown",
  "tls/certificate-missing + schema/unknown-key",
  "listeners/named-listener-unknown + listeners/bind-number",
  // Nothing is carried that is read, and what would be has to wait without a queue.
  "bridges/mappings-of-old + bridges/outage-kills-broker",
  // One key is unknown, and another one missing.
  "schema/incomplete + schema/misplaced-key",
]);

function isIn(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`);
}

/** Facts of the text, of the release and of its defects stand beside what a value comes to. */
function isOfConf({ rule, key }: Finding): boolean {
  return key !== undefined && !/^(syntax|version|defects|suppression)\//.test(rule);
}

/** Pairs of findings about one setting, or about a section and a setting in it, of which one is an error. */
function pairsOf(findings: readonly Finding[]): readonly string[] {
  const told = findings
    .filter((one) => one.severity !== "info" && isOfConf(one))
    .map(({ key = "", ...rest }) => ({ ...rest, key: key.replaceAll(/\[(\d+)\]/g, ".$1") }));
  return told.flatMap((outer, at) =>
    told.flatMap((inner, other) => {
      const isPair = at !== other && isIn(inner.key, outer.key) && (inner.key !== outer.key || at < other);
      const isGrave = [outer, inner].some(({ severity }) => severity === "error");
      return isPair && isGrave ? [`${outer.rule} + ${inner.rule}`] : [];
    }),
  );
}

/** Rules that say that there is no broker. */
const ENDS: ReadonlySet<string> = new Set(["start/does-not-start", "start/daemon-dies"]);

describe("findings of recorded starts", () => {
  const facts = { ...noFacts, features: ["acl", "rules", "sqlite", "tls"] as const };
  const linted = startupRows.flatMap(({ id, conf: text, files, results }) => {
    const conf = { text, file: "n.conf", files };
    return startupReleases.flatMap((release) => {
      const version = parseVersion(release);
      const recorded = results[release];
      if (recorded === undefined || version === undefined) return [];
      const { findings } = lintConf({ conf, version, facts });
      const errors = findings.filter(({ severity }) => severity === "error");
      return [{ id, recorded, errors, pairs: pairsOf(findings) }];
    });
  });

  test("an error stands on nearly all that end at the start", () => {
    const ended = linted.filter(({ recorded }) => recordedOutcome(recorded) !== "runs");
    const unsaid = ended.filter(({ errors }) => errors.length === 0);
    expect(ended.length).toBe(1209);
    expect(unsaid.length).toBeLessThanOrEqual(23);
  });

  test("one cause is told once", () => {
    const twice = linted.flatMap(({ id, pairs }) =>
      pairs.filter((pair) => !otherFact.has(pair)).map((pair) => `${id}: ${pair}`),
    );
    expect(twice).toEqual([]);
  });

  test("none that runs is said to end", () => {
    const running = linted.filter(({ recorded }) => recordedOutcome(recorded) === "runs");
    const wrong = running.filter(({ errors }) => errors.some(({ rule }) => ENDS.has(rule)));
    expect(running.length).toBeGreaterThan(7000);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
