// Examples of rules that can be opened in the playground: a conf, a release and clients are all it is told.
import { keepaliveMs } from "../../src/facts/quantity.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { builtInRules } from "../../src/generated/rules.ts";
import type { RuleExample } from "../../src/lint/rules/rule.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { exampleBody } from "../../src/report/rule/explain.ts";
import { type ClientRow, type Shared, sharedFrom } from "../play/shared.ts";

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const known = new Set(["name", "keepalive", "count", "clean_start"]);

/** Undefined for clients of whom more is told than the page takes. */
function clientRow(entry: unknown): ClientRow | undefined {
  if (!isRecord(entry) || Object.keys(entry).some((name) => !known.has(name))) return undefined;
  const { name = "clients", keepalive, count = 1, clean_start } = entry;
  const ms = typeof keepalive === "string" ? keepaliveMs(keepalive) : undefined;
  if (ms === undefined) return undefined;
  return {
    name: String(name),
    keepaliveS: ms / 1000,
    count: Number(count),
    keepsSession: clean_start === false,
  };
}

function sharedOf({
  kind,
  text,
  nanomq = newestRelease,
  files,
  host,
  facts,
}: RuleExample): Shared | undefined {
  const { clients = [], ...others } = facts;
  const isMore = [files, host, others].some((beside) => Object.keys(beside).length > 0);
  // A page has no files beside the conf.
  const includes = /\binclude\b/.test(text);
  if (kind !== "conf" || isMore || includes || !Array.isArray(clients)) return undefined;
  const rows = clients.map(clientRow);
  const shared = sharedFrom({ conf: text, nanomq, clients: rows });
  return shared?.clients.length === rows.length && shared.nanomq === nanomq ? shared : undefined;
}

/** Rules that the page runs. */
const usual = new Set(
  builtInRules.flatMap(({ id, presets }) => (presets.includes("recommended") ? [id] : [])),
);

/** By the text that pages show of them; of two that look alike and are not, none. */
export function openExamples(): ReadonlyMap<string, Shared> {
  const found = new Map<string, Shared | undefined>();
  for (const { id, examples } of rulePages)
    for (const example of examples) {
      const shared = usual.has(id) ? sharedOf(example) : undefined;
      for (const body of new Set([exampleBody(example, "en"), exampleBody(example, "zh")])) {
        const isAlike = !found.has(body) || JSON.stringify(found.get(body)) === JSON.stringify(shared);
        found.set(body, isAlike ? shared : undefined);
      }
    }
  return new Map([...found].flatMap(([body, shared]) => (shared === undefined ? [] : [[body, shared]])));
}
