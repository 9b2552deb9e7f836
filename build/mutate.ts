import { lintConf } from "../src/lint/lint-conf.ts";
import { readConfig } from "../src/start/read-config.ts";
import { readConf } from "../src/text/conf/read-conf.ts";
import { applyEdits } from "../src/text/edit.ts";
import { Random } from "../src/timing/random.ts";
import { type GoodConf, goodConfs } from "./mutate/conf.ts";
import { kinds, pick } from "./mutate/kinds.ts";

export interface KindScore {
  readonly kind: string;
  /** Mutants some new finding is about, and those none is about. */
  readonly caught: number;
  readonly survived: number;
  /** Mutants the broker reads just as the original: same outcome, values, ignored lines and syntax. */
  readonly equivalent: number;
}

export interface Survivor {
  readonly kind: string;
  readonly conf: string;
  readonly nanomq: string;
  readonly path: string;
  /** The lines that differ from the original. */
  readonly lines: readonly string[];
}

export interface MutationScore {
  readonly seed: number;
  readonly kinds: readonly KindScore[];
  /** Share of caught ones among those that are not equivalent, 0 to 1. */
  readonly share: number;
  readonly survivors: readonly Survivor[];
}

export interface MutationOptions {
  readonly seed: number;
  /** Mutants in all, spread evenly over the kinds. */
  readonly count: number;
  /** One kind alone. */
  readonly kind?: string | undefined;
}

function findingsOf(conf: GoodConf, text: string): readonly string[] {
  const { findings } = lintConf({ conf: { text }, version: conf.version, facts: conf.facts });
  return findings.map(({ rule, key }) => `${rule} ${key ?? ""}`);
}

/** All that the broker makes of a text; what it leaves out is part of it, so no ignored line passes as harmless. */
function behaviourOf(conf: GoodConf, text: string): string {
  const { outcome, values, ignored } = readConfig({ text }, { nanomq: conf.version.text });
  const effects = ignored.map(({ path, effect }) => [
    path,
    effect.kind,
    "reason" in effect ? effect.reason : "",
  ]);
  const problems = readConf({ text }, conf.version).problems.map(({ code }) => code);
  return JSON.stringify([outcome, values, effects, problems]);
}

function changedLines(before: string, after: string): readonly string[] {
  const known = new Set(before.split("\n"));
  return after.split("\n").filter((line) => !known.has(line));
}

function* mutantsOf(kind: string, confs: readonly GoodConf[], count: number, random: Random) {
  const mistake = kinds[kind];
  const seen = new Set<string>();
  for (let tries = 0; seen.size < count && tries < 200 * count; tries += 1) {
    const conf = pick(confs, random);
    const site = conf && pick(conf.sites, random);
    const edits = site && mistake?.(conf, site, random);
    if (conf === undefined || site === undefined || edits === undefined) continue;
    const text = new TextDecoder().decode(applyEdits(conf.bytes, edits));
    const name = `${conf.name}\n${text}`;
    if (text === conf.text || seen.has(name)) continue;
    seen.add(name);
    yield { conf, text, path: site.path };
  }
}

/** Seeds mistakes into good confs and counts those that lint says something new about; same seed, same mistakes. */
export async function mutate({ seed, count, kind: only }: MutationOptions): Promise<MutationScore> {
  const confs = await goodConfs();
  const chosen = only === undefined ? Object.keys(kinds) : [only];
  const random = new Random(seed);
  const survivors: Survivor[] = [];
  const originals = new Map(
    confs.map((conf) => [
      conf,
      { findings: new Set(findingsOf(conf, conf.text)), behaviour: behaviourOf(conf, conf.text) },
    ]),
  );
  const scores = chosen.map((kind): KindScore => {
    const score = { kind, caught: 0, survived: 0, equivalent: 0 };
    for (const { conf, text, path } of mutantsOf(kind, confs, Math.ceil(count / chosen.length), random)) {
      const original = originals.get(conf);
      if (findingsOf(conf, text).some((finding) => original?.findings.has(finding) !== true))
        score.caught += 1;
      else if (behaviourOf(conf, text) === original?.behaviour) score.equivalent += 1;
      else {
        score.survived += 1;
        const lines = changedLines(conf.text, text);
        survivors.push({ kind, conf: conf.name, nanomq: conf.version.text, path, lines });
      }
    }
    return score;
  });
  const caught = scores.reduce((sum, one) => sum + one.caught, 0);
  return { seed, kinds: scores, share: caught / Math.max(1, caught + survivors.length), survivors };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** The score as a table, a line a kind, and the survivors where asked for. */
export function scoreText({ kinds: scores, share, survivors, seed }: MutationScore, list: boolean): string {
  const rows = scores.map(({ kind, caught, survived, equivalent }) => {
    const counts = `${caught} of ${caught + survived}`.padStart(12);
    return `${kind.padEnd(12)}${counts}${percent(caught / Math.max(1, caught + survived)).padStart(10)}  ${equivalent} equivalent`;
  });
  const left = list
    ? survivors.map((one) => `${one.kind} ${one.conf} ${one.path}: ${one.lines.join(" | ")}`)
    : [];
  return [...rows, `total, seed ${seed}: ${percent(share)}`, ...left].join("\n");
}
