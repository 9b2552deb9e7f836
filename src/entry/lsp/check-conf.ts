// A conf with its includes, checked.
import { includedSections, type Names } from "../../editor/cursor.ts";
import { markOf } from "../../editor/marks.ts";
import { reported, withFixes } from "../../lint/fix/reported.ts";
import { lintConf, runOf, sourcesOf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import { withoutSecrets } from "../../report/secrets/masked-finding.ts";
import type { Source } from "../../text/source.ts";
import type { Session } from "../cli/session.ts";
import { todayOf } from "../cli/today.ts";
import type { Check } from "./checking.ts";
import { byPath, placed } from "./places.ts";
import { includePath, openConf } from "./roots.ts";
import { type Checked, nothingSeen, type Seen } from "./seen.ts";
import { shownFixes } from "./shown-fixes.ts";

/** The sections that files stand in which a conf includes, at any depth. */
function basesOf(
  session: Session,
  conf: string,
  sources: ReadonlyMap<string, Source>,
): ReadonlyMap<string, Names> {
  const bases = new Map<string, Names>([[conf, []]]);
  // A Map goes through what is added on the way.
  for (const [path, base] of bases) {
    const source = sources.get(path);
    if (source === undefined) continue;
    for (const [name, names] of includedSections(source, base)) {
      const place = includePath(session, conf, name);
      if (place !== undefined && !bases.has(place)) bases.set(place, names);
    }
  }
  return bases;
}

/** What its broker makes of it is told first; rules are asked behind that. */
export async function checkConf(root: string, check: Check): Promise<Checked> {
  const { session, looks } = check;
  const { project, args, told, shared, rules, pages } = await check.project();
  const conf = openConf(session, root);
  const own = { root, told, factsFile: project.factsFile, looks };
  if (conf === undefined) return { ...nothingSeen, ...own };
  const input: LintInput = { ...shared, today: todayOf(args, session), rules, conf };
  await check.pause();
  const started = runOf(input);
  const here = placed(sourcesOf(input, started), looks);
  const view = { run: started, facts: project.facts, language: session.language };
  const bases = basesOf(session, root, here.sources);
  const seen: Seen = { ...own, ...here, view, brokers: [], bases };
  check.seen(seen);
  await check.pause();
  const lint = lintConf(input);
  await check.pause();
  const linted = { input, lint };
  const { language } = session;
  const { findings } = lint;
  const marks = reported(linted, () => true, false).flatMap((shown, at) => {
    const finding = findings[at];
    if (finding === undefined) return [];
    const fixes = () => shownFixes(withFixes(finding, linted), lint.sources);
    return [markOf(withoutSecrets(shown, lint.sources), fixes, language, pages)];
  });
  return { ...seen, marks: byPath(marks, here.pathOf), linted };
}
