import { describe, expect, test } from "vitest";
import { type Assessment, assess, weightsOf } from "../../src/advise/release/assess.ts";
import { choose } from "../../src/advise/release/choose.ts";
import { defectRows } from "../../src/generated/defects.ts";
import { type Defect, defectsOf } from "../../src/nanomq/known-defects.ts";
import { publishedReleases } from "../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";
import { run } from "../../src/start/run.ts";

function versionOf(release: string): NanomqVersion {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  return version;
}

const ran = run({ version: versionOf("0.24.6"), conf: { text: 'listeners.tcp.bind = "0.0.0.0:1883"' } });
const base = assess({ run: ran, found: [], defects: [] }, ran, []);

function defect(more: Partial<Defect>): Defect {
  const words = { en: "it breaks", zh: "出错" };
  return {
    ...{ id: "NQD-999", kind: "defect", consequence: "crash", severity: "critical", since: "0.14.0" },
    ...{ certainty: "verified-live", areas: ["tls"], say: words },
    ...more,
  };
}

function at(release: string, met: readonly Defect[], more: Partial<Assessment> = {}): Assessment {
  return { ...base, version: versionOf(release), met, ...more };
}

const critical = defect({});
const serious = defect({ severity: "serious" });
const advisory = defect({ severity: "moderate", advisories: ["CVE-2026-1", "GHSA-1"] });

describe("a choice", () => {
  test("a release that does not run the conf as it is written loses to one with defects", () => {
    const today = at("0.24.6", [critical]);
    const dead = at("0.25.1", [], { outcome: "exits" });
    expect(choose([today, dead], today).recommended).toBe(today);
  });

  test("what no setting keeps off weighs more than what one does", () => {
    const today = at("0.24.6", [serious]);
    const later = at("0.25.1", [defect({ mend: "conf" }), defect({ mend: "client" })]);
    const choice = choose([today, later], today);
    expect(choice).toMatchObject({ recommended: later, reason: "serious" });
  });

  test("of releases alike the newest is taken, but never for nothing", () => {
    const today = at("0.24.6", [critical]);
    const [one, other] = [at("0.24.7", []), at("0.24.8", [])];
    expect(choose([today, one, other], today).recommended).toBe(other);
    expect(choose([one, other], one).recommended).toBe(one);
  });

  test("the nearest step is the first later one that is safe", () => {
    const today = at("0.24.6", [critical, advisory]);
    const steps = [today, at("0.24.7", [advisory]), at("0.24.8", [serious]), at("0.24.9", [])];
    const choice = choose(steps, today);
    expect(choice.recommended).toBe(steps[3]);
    expect(choice.nearest).toBe(steps[2]);
  });

  test("an older release may be the better one, and no step leads there", () => {
    const today = at("0.24.6", [critical]);
    const older = at("0.24.5", []);
    expect(choose([older, today], today)).toMatchObject({ recommended: older, nearest: undefined });
  });
});

test("a change of behaviour weighs nothing", () => {
  const weights = weightsOf(at("0.24.6", [defect({ kind: "behaviour-change" })]));
  expect(weights).toMatchObject({ critical: 0, serious: 0, avoidable: 0 });
});

test("every row is met by one release at least, or older than all", () => {
  const has = new Set(publishedReleases.flatMap((release) => defectsOf(versionOf(release))));
  const oldest = versionOf(publishedReleases[0] ?? "").rank;
  const lost = defectRows.filter(
    (row) => !has.has(row) && (row.until === undefined || versionOf(row.until).rank >= oldest),
  );
  expect(lost.map(({ id }) => id)).toEqual([]);
});

test("an advisory that a conf may not trigger says what that conf lacks", () => {
  const mute = defectRows.filter(
    ({ advisories, anyone, unmet }) => advisories !== undefined && anyone !== true && unmet === undefined,
  );
  expect(mute.map(({ id }) => id)).toEqual([]);
});
