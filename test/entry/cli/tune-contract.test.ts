// The advisor's contract from outside: what `tune --write` leaves in the file is what lint and a second run look at.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { confReleases } from "../../../src/nanomq/behaviour.ts";
import { run } from "./fake-io.ts";

interface Case {
  readonly version: string;
  readonly conf: string;
  readonly clients: readonly { readonly keepaliveS: number; readonly count: number; readonly more: string }[];
  readonly objective: string;
  readonly setClients: boolean;
}

const retryLine = fc.constantFrom(
  "",
  "retry_interval = 1s",
  "retry_interval = 3s",
  "retry_interval = 30s # long",
);
const multiplierLine = fc.constantFrom("", "", "keepalive_multiplier = 1.25", "keepalive_multiplier = 2.5");

const detectLine = fc.integer({ min: 3, max: 200 }).map((seconds) => `detect_within = "${seconds}s"`);
const objective = fc.oneof(
  detectLine,
  fc.constant("mqtt_limit = true"),
  detectLine.map((line) => `${line}\nredeliver_within = "10s"`),
  detectLine.map((line) => `${line}\ncpu_share = 0.05`),
);

/** A section is never empty, since NanoMQ does not start with one. */
function confOf(retry: string, multiplier: string): string {
  return `# ours\nmqtt {\n  max_packet_size = 1MB\n  ${retry}\n  ${multiplier}\n}\n`;
}

const cases = (network: fc.Arbitrary<string>, kicks: fc.Arbitrary<string>): fc.Arbitrary<Case> =>
  fc
    .record({
      version: fc.constantFrom(...confReleases()),
      retry: retryLine,
      multiplier: multiplierLine,
      clients: fc.uniqueArray(
        fc.record({
          keepaliveS: fc.integer({ min: 2, max: 120 }),
          count: fc.constantFrom(10, 1000, 20_000),
          more: network,
        }),
        { minLength: 1, maxLength: 2, selector: ({ keepaliveS }) => keepaliveS },
      ),
      objective,
      kicks,
      setClients: fc.boolean(),
    })
    .map(({ retry, multiplier, objective: asked, kicks: allowed, ...rest }) => ({
      ...rest,
      conf: confOf(retry, multiplier),
      objective: `${asked}\n${allowed}`,
    }));

const quiet = cases(fc.constant(""), fc.constant(""));
const networked = cases(
  fc.constantFrom('network = "wifi"', 'network = "mobile"'),
  fc.constantFrom("", "false_kicks_per_day = 0.5"),
);

function factsOf({ version, clients, objective: asked }: Case): string {
  const entries = clients.map(
    ({ keepaliveS, count, more }) =>
      `[[clients]]\nname = "k${keepaliveS}"\nkeepalive = "${keepaliveS}s"\ncount = ${count}\n${more}\n`,
  );
  return `nanomq = "${version}"\n${entries.join("")}[objective]\n${asked}\n`;
}

interface Change {
  readonly target: "conf" | "client";
  readonly client?: string;
  readonly toMs?: number;
}

interface Tuned {
  readonly given: Case;
  readonly code: number;
  readonly report: { readonly changes: readonly Change[]; readonly [key: string]: unknown };
  readonly conf: string;
}

async function tuned(given: Case, ...more: readonly string[]): Promise<Tuned> {
  const files = { "nanomq.conf": given.conf, "nanotune.toml": factsOf(given) };
  const set = given.setClients ? ["--set-clients"] : [];
  const ran = await run(["tune", "nanomq.conf", "-f", "json", ...set, ...more], { files });
  return { given, code: ran.code, report: JSON.parse(ran.out), conf: ran.files["nanomq.conf"] ?? "" };
}

/** The case once the conf is written and the clients are changed. */
function applied({ given, report, conf }: Tuned): Case {
  const clients = given.clients.map((one) => {
    const change = report.changes.find(({ client }) => client === `k${one.keepaliveS}`);
    return change?.toMs === undefined ? one : { ...one, keepaliveS: change.toMs / 1000 };
  });
  return { ...given, clients, conf };
}

describe.each([
  ["without networks", quiet, 60],
  ["with false kicks", networked, 15],
] as const)("%s", (_, arbitrary, numRuns) => {
  let answers: readonly Tuned[] = [];
  const proposed = () => answers.filter(({ code }) => code === 1);

  beforeAll(async () => {
    const sample = fc.sample(arbitrary, { numRuns, seed: 11 });
    answers = await Promise.all(sample.map((given) => tuned(given, "--write")));
    expect(proposed().length).toBeGreaterThan(numRuns / 5);
    expect(answers.map(({ code }) => code).filter((code) => ![0, 1, 4].includes(code))).toEqual([]);
  });

  test("only a proposed change touches the file, and the comment stays", () => {
    for (const { given, code, conf } of answers) {
      if (code !== 1) expect(conf).toBe(given.conf);
      expect(conf.startsWith("# ours\n")).toBe(true);
    }
  });

  test("the windows before and after stand beside the change", () => {
    for (const { given, report } of proposed()) {
      const latest = given.clients.map(() => expect.objectContaining({ detection: expect.anything() }));
      expect(report).toMatchObject({
        before: { met: false, figures: { clients: latest } },
        after: { met: true, guards: [], figures: { clients: latest } },
      });
    }
  });

  test("asked again there is nothing to change", async () => {
    for (const answer of proposed()) {
      const again = await tuned(applied(answer));
      expect([again.code, again.report.changes]).toEqual([0, []]);
    }
  });

  test("lint has nothing left to say about the timing", async () => {
    for (const answer of proposed()) {
      const after = applied(answer);
      const files = { "nanomq.conf": after.conf, "nanotune.toml": factsOf(after) };
      const { out } = await run(["lint", "nanomq.conf", "-f", "json"], { files });
      const findings: readonly { readonly rule: string }[] = JSON.parse(out).findings;
      const timing = findings.map(({ rule }) => rule).filter((rule) => rule.startsWith("timing/"));
      expect({ after, timing }).toEqual({ after, timing: [] });
    }
  });

  test("infeasible names what binds or that several do, with the nearest ways out", () => {
    for (const { report, code } of answers.filter((one) => one.code === 4)) {
      expect(code).toBe(4);
      expect(report).toMatchObject({ outcome: "infeasible", binding: expect.any(Array) });
    }
  });
});
