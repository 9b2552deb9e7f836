// A compose file or a manifest, checked.
import { markOf } from "../../editor/marks.ts";
import type { View } from "../../editor/view.ts";
import { withoutSecrets } from "../../report/secrets/masked-finding.ts";
import { run } from "../../start/run.ts";
import { todayOf } from "../cli/today.ts";
import { lintDeploymentFile } from "../open/lint-deployment.ts";
import type { Check } from "./checking.ts";
import { byPath, placed } from "./places.ts";
import type { Checked } from "./seen.ts";
import { shownFixes } from "./shown-fixes.ts";

/** With every NanoMQ that it starts. */
export async function checkDeployment(root: string, check: Check): Promise<Checked> {
  const { session, looks } = check;
  const { project, args, told, rules, pages } = await check.project();
  const bytes = looks.files.get(root) ?? new Uint8Array();
  const base = { rules, today: todayOf(args, session) };
  const { language } = session;
  await check.pause();
  const brokers: View[] = [];
  const asked = { project, base, args, session, triesLate: true };
  const result = await lintDeploymentFile(root, bytes, asked, ({ linted, home, sources }) => {
    const { input, lint } = linted;
    brokers.push({ run: lint.run, facts: input.facts, language, away: { home, sources } });
  });
  const marks = result.findings.map((finding) => {
    const fixes = () => shownFixes({ ...finding, fixes: result.fixesOf(finding) }, result.sources);
    return markOf(withoutSecrets(finding, result.sources), fixes, language, pages);
  });
  const here = placed(result.sources, looks);
  const start = { version: result.version, conf: undefined };
  return {
    root,
    factsFile: project.factsFile,
    looks,
    ...here,
    told: told === "assumed" && !result.versionAssumed ? "image" : told,
    view: { run: run(start), facts: project.facts, language },
    brokers,
    marks: byPath(marks, here.pathOf),
    bases: new Map(),
    linted: undefined,
  };
}
