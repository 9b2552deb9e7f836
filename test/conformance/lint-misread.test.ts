// Every key of the surface with values that NanoMQ passes over or takes for something else: each has to be a finding.
import { describe, expect, test } from "vitest";
import { noFacts } from "../../src/facts/facts.ts";
import { type SurfaceKey, surfaceKeys } from "../../src/generated/surface.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { readConfig } from "../../src/start/read-config.ts";

/** A text and what somebody who writes it means; undefined: nothing that could be meant. */
type Written = readonly [text: string, meant: number | boolean | undefined];

/** Seconds. */
const times: readonly Written[] = [
  ["500ms", 0.5],
  ['"90m"', 5400],
  ["9s", 9],
  ["7", 7],
  ['"1.5h"', 5400],
  ['"-3s"', -3],
  ['"99999999999s"', 99_999_999_999],
  ["true", undefined],
];
const numbers: readonly Written[] = [
  ["70000", 70_000],
  ["-1", -1],
  ["4294967297", 4_294_967_297],
  ["1e30", 1e30],
  ["0", 0],
  ['"12"', 12],
  ["5s", 5],
];
const KIB = 1024;
const sizes: readonly Written[] = [
  ["4GB", 4 * KIB ** 3],
  ['"9GB"', 9 * KIB ** 3],
  ['"3 MB"', 3 * KIB ** 2],
  ['"16TB"', 16 * KIB ** 4],
  ["2048", 2048],
  ['"-1KB"', -KIB],
];
const flags: readonly Written[] = [
  ["yes", true],
  ["1", true],
  ['"false"', false],
  ["off", false],
];
const texts: readonly Written[] = [
  ["12", undefined],
  ["true", undefined],
];

function writtenFor({ reader }: SurfaceKey): readonly Written[] {
  switch (reader) {
    case "seconds":
    case "kept-seconds":
    case "milliseconds":
      return times;
    case "number":
      return numbers;
    case "size":
      return sizes;
    case "flag":
      return flags;
    case "text":
    case "word":
    case "address":
    case "choice":
      return texts;
    default:
      return [];
  }
}

/** What a section has to have beside the key, so that the broker gets as far as reading it. */
const companions: readonly (readonly [section: RegExp, members: Readonly<Record<string, string>>])[] = [
  [/^bridges\.(mqtt|aws)\.x$/, { server: '"mqtt-tcp://up.example:1883"', clientid: '"gw"' }],
  [/^log$/, { level: "warn" }],
  [/^webhook$/, { url: '"http://hook.example:80"' }],
  [/_req$/, { url: '"http://auth.example:80/a"', method: '"post"' }],
  [/^auth\.http_auth$/, { timeout: '"5s"', connect_timeout: '"5s"' }],
  [/^preset\.session\.x$/, { clientid: '"x"' }],
  [/\.topic\[0\]$/, { remote_topic: '"a"' }],
  [/^listeners\.\w+(\.x)?$/, { bind: '"0.0.0.0:1999"' }],
  [/^rules\.\w+\.rules\[0\]$/, { sql: '"SELECT * FROM \\"a\\""' }],
];

function companionsOf(section: string, except: string): string {
  const members = companions.flatMap(([pattern, all]) => (pattern.test(section) ? Object.entries(all) : []));
  return members.map(([key, value]) => (key === except ? "" : `${key} = ${value}\n`)).join("");
}

/** A conf that has this value at this key, and what comes before the value. */
function confWith(path: string, text: string): { readonly conf: string; readonly at: number } {
  const steps = path.replaceAll("*", "x").split(".");
  let [before, after, section] = ["", "", ""];
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    before += companionsOf(section, step.replace("[]", ""));
    const name = step.replace("[]", "");
    section = `${section}${section === "" ? "" : "."}${name}`;
    if (isLast) before += `${name} = `;
    else if (step.endsWith("[]")) {
      [before, after, section] = [`${before}${name} = [{\n`, `\n}]${after}`, `${section}[0]`];
    } else [before, after] = [`${before}${name} {\n`, `\n}${after}`];
  }
  return { conf: `${before}${text}${after}\n`, at: before.length };
}

function isMisread(value: unknown, [text, meant]: Written, { reader, unit }: SurfaceKey): boolean {
  if (meant === undefined || typeof value !== typeof meant) return false;
  // Up to 0.24.8 "9s" is how nine milliseconds are written.
  if (reader === "milliseconds" && value === Number(/^(\d+)s$/.exec(text)?.[1])) return false;
  const factor = reader === "milliseconds" || unit === "ms" ? 1000 : 1;
  return value !== (typeof meant === "number" && reader !== "number" ? meant * factor : meant);
}

/** Whether the broker takes something else than was written, without a finding that says so. */
function isSilent(key: SurfaceKey, written: Written, nanomq: string): boolean {
  const [text] = written;
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  const { conf, at } = confWith(key.path, text);
  const input = { text: conf };
  const result = readConfig(input, { nanomq });
  const end = at + text.length;
  // Of a section that is passed over as a whole its name is reported.
  const passedOver = result.ignored.filter(({ span }) => span.start < end && span.end > at);
  const misread = Object.entries(result.origins).some(([path, origin]) => {
    if (origin.kind !== "file" || origin.span.start !== at) return false;
    return isMisread(result.values[path], written, key);
  });
  // What is taken as it is meant need not be said.
  if (passedOver.length === 0 && !misread && result.outcome === "load") return false;
  const { findings } = lintConf({ conf: input, version, facts: noFacts });
  const isSaid = (from: number) => {
    return findings.some(({ span }) => span.file === "nanomq.conf" && span.start <= end && span.end >= from);
  };
  // A finding about the section may tell the whole of it.
  const name = key.path.replaceAll("*", "x").replaceAll("[]", ".0");
  const isOf = (whole: string) => `${name}.`.startsWith(`${whole}.`);
  const isCovered = findings.some(
    ({ rule, key: whole = "", covers = [] }) =>
      covers.some(isOf) ||
      (isOf(whole) && ["crashes/member-missing", "bridges/mappings-of-old"].includes(rule)),
  );
  if (isCovered) return false;
  if (passedOver.some(({ keySpan }) => !isSaid(keySpan.start))) return true;
  const keyStart = conf.lastIndexOf("\n", at) + 1;
  return (misread || result.outcome !== "load") && !isSaid(passedOver[0]?.keySpan.start ?? keyStart);
}

describe("no value is misread in silence", () => {
  test.each(["0.20.8", "0.22.10", "0.24.14", "0.25.6"])(
    "%s",
    (nanomq) => {
      const silent = surfaceKeys.flatMap((key) =>
        writtenFor(key).flatMap((written) =>
          isSilent(key, written, nanomq) ? [`${key.path} = ${written[0]}`] : [],
        ),
      );
      expect(silent).toEqual([]);
    },
    60_000,
  );
});
