import { expect } from "vitest";
import { noFacts } from "../../../src/facts/facts.ts";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { reported } from "../../../src/lint/fix/reported.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import { newestRelease } from "../../../src/nanomq/releases.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import type { Report } from "../../../src/report/finding/reporter.ts";
import { startedOf } from "../../../src/report/finding/started.ts";
import type { View } from "../../../src/report/output/view.ts";

const pages = new Map(rulePages.map((page) => [page.id, page]));
const facts = { ...noFacts, clients: [{ name: "sensors", keepaliveMs: 5000 }] };

export const plain: View = { columns: 100, unicode: true, paint: (_role, text) => text };

/** What lint finds in a text, for a release and a client with keepalive 5 s. */
export function reportOf(text: string, file = "nanomq.conf", nanomq = newestRelease): Report {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  const input = { conf: { file, text }, version, facts };
  const lint = lintConf(input);
  const { run, reading } = lint;
  return {
    nanomq,
    findings: reported({ input, lint }),
    sources: reading.sources,
    started: [startedOf({ name: file, run, facts, sources: reading.sources }, "en")],
    pages,
    language: "en",
  };
}
