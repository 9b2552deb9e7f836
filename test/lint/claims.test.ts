import { readdirSync, readFileSync } from "node:fs";
import { parse } from "toml";
import { describe, expect, test } from "vitest";
import { type Facts, noFacts } from "../../src/facts/facts.ts";
import { readFacts } from "../../src/facts/read-facts.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { said } from "../../src/report/finding/said.ts";

/** What one conf is told, and what it must not be told: `0.24.14 0.25.3: error bridges/tls-without-ca` (fixtures/claims). */
interface Claim {
  readonly what: string;
  readonly conf: string;
  /** nanotune.toml. */
  readonly facts?: string;
  readonly says?: readonly string[];
  readonly not?: readonly string[];
}

interface Expected {
  readonly releases: readonly string[];
  readonly text: string;
}

function expectedOf(line: string): Expected {
  const colon = line.indexOf(": ");
  return { releases: line.slice(0, colon).split(" "), text: line.slice(colon + 2) };
}

async function factsOf(text: string | undefined): Promise<Facts> {
  if (text === undefined) return noFacts;
  const read = await readFacts(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.facts;
}

/** `error bridges/tls-without-ca bridges.mqtt.cloud.server: This TLS bridge never connects ...` */
function toldOf(conf: string, facts: Facts, release: string): readonly string[] {
  const version = parseVersion(release);
  if (version === undefined) throw new Error(release);
  const { findings } = lintConf({ conf: { text: conf, file: "n.conf" }, version, facts });
  return findings.map(
    (finding) => `${finding.severity} ${finding.rule} ${finding.key ?? ""}: ${said(finding, "en").message}`,
  );
}

const folder = new URL("../../fixtures/claims/", import.meta.url);

describe.each(readdirSync(folder).filter((name) => name.endsWith(".toml")))("%s", (name) => {
  const { claim }: { readonly claim: readonly Claim[] } = parse(readFileSync(new URL(name, folder), "utf8"));

  test.each(claim.map((one) => [one.what, one] as const))("%s", async (_, one) => {
    const facts = await factsOf(one.facts);
    const says = (one.says ?? []).map(expectedOf);
    const nots = (one.not ?? []).map(expectedOf);
    expect(says.length + nots.length).toBeGreaterThan(0);
    const told = (text: string, release: string) =>
      toldOf(one.conf, facts, release).filter((words) => words.includes(text));
    for (const { releases, text } of says) {
      for (const release of releases) expect(told(text, release), `${release}: ${text}`).not.toEqual([]);
    }
    for (const { releases, text } of nots) {
      for (const release of releases) expect(told(text, release), `${release}: ${text}`).toEqual([]);
    }
  });
});
