// What the schema of nanotune.toml cannot say: versions, keepalives MQTT can carry, rules and their parameters.
import { ruleParams } from "../generated/rule-params.ts";
import { newestRelease, resolveVersion } from "../nanomq/releases.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { Facts } from "./facts.ts";
import type { FactsFile, FactsPart, RuleEntry } from "./facts-file.ts";
import type { Expected, FactsProblem } from "./facts-problem.ts";
import { keepaliveMs } from "./quantity.ts";
import { placeInToml } from "./toml-place.ts";

type Complain = (path: readonly string[], expected: Expected, meant?: string) => void;

function checkVersion({ nanomq }: FactsPart, complain: Complain): void {
  if (nanomq !== undefined && resolveVersion(nanomq) === undefined) {
    complain(["nanomq"], {
      en: `a NanoMQ version such as "${newestRelease}"`,
      zh: `NanoMQ 版本号，如 "${newestRelease}"`,
    });
  }
}

function checkKeepalives({ clients = [] }: FactsPart, complain: Complain): void {
  for (const [at, { keepalive = [] }] of clients.entries()) {
    const wrong = [keepalive].flat().some((text) => keepaliveMs(text) === undefined);
    if (wrong)
      complain(["clients", String(at), "keepalive"], {
        en: 'whole seconds, "65535s" at most: that is what MQTT can carry',
        zh: '整秒，最多 "65535s"：MQTT 只能表示到此',
      });
  }
}

type Params = Readonly<Record<string, unknown>>;

function checkParams(id: string, entry: RuleEntry, params: Params, complain: Complain): void {
  if (typeof entry === "string") return;
  const names = Object.keys(params);
  for (const [name, value] of Object.entries(entry)) {
    if (name === "severity") continue;
    const path = ["rules", id, name];
    if (!names.includes(name)) {
      const list = ["severity", ...names].join(" | ");
      complain(path, { en: list, zh: list }, nearestName(name, ["severity", ...names]));
    } else if (typeof value !== typeof params[name]) {
      const [type, example] = [typeof params[name], JSON.stringify(params[name])];
      complain(path, { en: `a ${type} such as ${example}`, zh: `${type}，如 ${example}` });
    }
  }
}

/**
 * Settings of rules that packs brought: `known` are their parameters. Built-in rules were looked at with the file.
 * @param source text of the nanotune.toml
 */
export function checkPackRules(
  source: string,
  settings: Facts["rules"],
  known: ReadonlyMap<string, Params>,
): readonly FactsProblem[] {
  return [...settings].flatMap(([rule, { params: entry }]): readonly FactsProblem[] => {
    if (ruleParams().has(rule)) return [];
    const problems: FactsProblem[] = [];
    const params = known.get(rule);
    if (params !== undefined) {
      checkParams(rule, entry, params, complainer(source, problems));
      return problems;
    }
    const meant = nearestName(rule, [...known.keys(), ...ruleParams().keys()]);
    return [{ ...placeInToml(source, ["rules", rule]), kind: "unknown-rule", rule, meant }];
  });
}

function complainer(source: string, problems: FactsProblem[]): Complain {
  return (path, expected, meant) => {
    problems.push({ ...placeInToml(source, path), kind: "value", key: path.join("."), expected, meant });
  };
}

/** A check of `nanotune preflight`, of which this room knows nothing. */
export function isHostCheck(id: string): boolean {
  return id.startsWith("preflight/");
}

/** @param at path of the part in the file */
function checkRules(
  { rules = {} }: FactsPart,
  at: readonly string[],
  hasPacks: boolean,
  source: string,
  complain: Complain,
) {
  return Object.entries(rules).flatMap(([rule, entry]): readonly FactsProblem[] => {
    const params = ruleParams().get(rule);
    if (params !== undefined) checkParams(rule, entry, params, complain);
    // A pack brings rules of its own: {@link checkPackRules} when it is loaded; who knows the checks of hosts looks at theirs.
    if (params !== undefined || hasPacks || isHostCheck(rule)) return [];
    const meant = nearestName(rule, [...ruleParams().keys()]);
    return [{ ...placeInToml(source, [...at, "rules", rule]), kind: "unknown-rule", rule, meant }];
  });
}

/** Problems of a file that its schema accepts. */
export function checkFacts(source: string, file: FactsFile): readonly FactsProblem[] {
  const { overrides = [], packs = [] } = file;
  const parts = [
    { part: file, at: [] },
    ...overrides.map((part, index) => ({ part, at: ["overrides", String(index)] })),
  ];
  return parts.flatMap(({ part, at }) => {
    const problems: FactsProblem[] = [];
    const inFile = complainer(source, problems);
    const complain: Complain = (path, expected, meant) => inFile([...at, ...path], expected, meant);
    checkVersion(part, complain);
    checkKeepalives(part, complain);
    const unknown = checkRules(part, at, packs.length > 0, source, complain);
    return [...problems, ...unknown];
  });
}
