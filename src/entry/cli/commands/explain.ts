import type { Finding, Reported } from "../../../lint/finding/finding.ts";
import type { Placed } from "../../../lint/finding/order.ts";
import { withFixes } from "../../../lint/fix/reported.ts";
import { lintConf } from "../../../lint/lint-conf.ts";
import type { LintInput } from "../../../lint/lint-input.ts";
import { type Absence, absenceOf } from "../../../lint/rules/absence.ts";
import type { Rule } from "../../../lint/rules/rule.ts";
import type { Defect } from "../../../nanomq/known-defects.ts";
import { checksById } from "../../../preflight/codes.ts";
import { cliWords } from "../../../report/cli/words.ts";
import {
  explainFileJson,
  explainFileMarkdown,
  explainFilePretty,
  type FileExplanation,
} from "../../../report/finding/explain.ts";
import { explainPage } from "../../../report/rule/explain.ts";
import { type ListedRule, ruleJson } from "../../../report/rule/rule-list.ts";
import { settingText } from "../../../report/settings/settings.ts";
import { nearestName } from "../../../text/nearest-name.ts";
import type { Source } from "../../../text/source.ts";
import { readNamedFile, STDIN } from "../../open/conf-files.ts";
import { confAt } from "../../open/conf-folder.ts";
import { builtInListed, knownRules } from "../../open/known-rules.ts";
import { isDeploymentFile, lintInputOf, rulesOf } from "../../open/lint-input.ts";
import { openProject, type Project, versionNotes } from "../../open/project.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { todayOf } from "../today.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

/** What linting the file came to: with all rules, and with one alone. */
interface Linted {
  readonly all: Parameters<typeof absenceOf>[2];
  /** Of this rule; those that are silenced beside the others. */
  readonly findings: readonly Reported[];
  readonly silenced: readonly Reported[];
  readonly alone: readonly Placed[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly nanomq: string;
  readonly versionAssumed: boolean;
  readonly setting?: string | undefined;
}

/** A built-in rule is known without a look at packs. @throws UsageError for a name that no rule has */
async function ruleNamed(id: string, args: Arguments, near: string, session: Session): Promise<ListedRule> {
  const builtIn = builtInListed().find(({ rule }) => rule.id === id);
  if (builtIn !== undefined) return builtIn;
  const listed = await knownRules(await openProject(args, near, session), session);
  const found = listed.find(({ rule }) => rule.id === id);
  if (found !== undefined) return found;
  const words = cliWords[session.language];
  const names = [...listed.map(({ rule }) => rule.id), ...checksById.keys()];
  const meant = nearestName(id, names);
  throw new UsageError([words.unknownRule(id), ...(meant ? [words.didYouMean(meant)] : [])].join(" "));
}

const ROW = /^NQD-\d{3}$/i;

/** A row of the table of defects, by its id; the rule that reports it stands for it where there is one. */
async function rowNamed(id: string): Promise<Defect | undefined> {
  if (!ROW.test(id)) return undefined;
  const { defectRows } = await import("../../../generated/defects.ts");
  return defectRows.find((row) => row.id === id.toUpperCase());
}

/** The rule as nanotune.toml sets it. */
function asSet({ rule, ...listed }: ListedRule, { facts }: Project): ListedRule {
  const params = facts.rules.get(rule.id)?.params ?? {};
  return { ...listed, rule: { ...rule, params: { ...rule.params, ...params } } };
}

function lintedConf(input: LintInput, rule: Rule, versionAssumed: boolean, { language }: Session): Linted {
  const all = lintConf(input);
  const alone = lintConf({ ...input, rules: [rule], suppressions: false });
  const { sources } = all.reading;
  const own = ({ rule: id }: Finding) => id === rule.id;
  // A silenced finding proves its fixes where it is not silenced.
  const open = { ...input, suppressions: false };
  const linted = { input: open, lint: lintConf(open) };
  const shown = (findings: readonly Finding[]) =>
    findings.filter(own).map((finding) => withFixes(finding, linted));
  const about = rule.tells().target ?? rule.at?.[0];
  const setting = about && settingText(about, { settings: all.settings, sources }, language);
  return {
    all,
    findings: shown(all.findings),
    silenced: shown(all.suppressed),
    alone: alone.findings,
    sources,
    nanomq: input.version.text,
    versionAssumed,
    setting,
  };
}

async function lintedDeployment(
  path: string,
  rule: Rule,
  project: Project,
  args: Arguments,
  session: Session,
): Promise<Linted> {
  const { lintDeploymentFile } = await import("../../open/lint-deployment.ts");
  const bytes = readNamedFile(session, path);
  const base = { rules: await rulesOf(project, session), today: todayOf(args, session) };
  const run = { project, args, session };
  const all = await lintDeploymentFile(path, bytes, { ...run, base });
  const only = { ...base, rules: [rule], suppressions: false };
  const alone = await lintDeploymentFile(path, bytes, { ...run, base: only });
  const own = ({ rule: id }: Reported) => id === rule.id;
  return {
    all,
    findings: all.findings.filter(own),
    silenced: all.suppressed.filter(own),
    alone: alone.findings,
    sources: all.sources,
    nanomq: all.version.text,
    versionAssumed: all.versionAssumed,
  };
}

async function explainFile(
  named: ListedRule,
  path: string,
  args: Arguments,
  session: Session,
): Promise<FileExplanation> {
  const { io, language } = session;
  const file = await confAt(path, args, session);
  const project = await openProject(args, file, session);
  const listed = asSet(named, project);
  const { rule, page } = listed;
  const isDeployment = file !== STDIN && (await isDeploymentFile(file, () => readNamedFile(session, file)));
  const linted = isDeployment
    ? await lintedDeployment(file, rule, project, args, session)
    : lintedConf(
        await lintInputOf(file, project, await rulesOf(project, session), args, session),
        rule,
        project.versionAssumed,
        session,
      );
  const { all, alone, silenced, sources, nanomq, versionAssumed, setting } = linted;
  for (const note of versionNotes({ ...project, versionAssumed }, language)) io.err(`${note}\n`);
  const findings = [...linted.findings, ...silenced];
  const absence: Absence | undefined =
    findings.length > 0 ? undefined : absenceOf(rule, project.facts, all, alone);
  const report = { nanomq, findings, sources, pages: new Map([[rule.id, page]]), language };
  return { listed, file, report, silenced: new Set(silenced), absence, setting };
}

/** `nanotune explain RULE [FILE]`: the page of one rule, or what it says about one file. Ends with 0 either way. */
export async function explain(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const [id, path] = args.positionals;
  if (id === undefined) throw new UsageError(cliWords[language].noRuleNamed);
  const row = await rowNamed(id);
  if (row !== undefined && row.rule === undefined) {
    const { defectText } = await import("../../../report/release/defect.ts");
    io.out(defectText(row, language));
    return exitCode.clean;
  }
  const check = checksById.get(id);
  if (check !== undefined) {
    const { checkJson, checkPage } = await import("../../../report/preflight/explain.ts");
    const form = valueOfOption(args, "format");
    io.out(form === "json" ? checkJson(check) : checkPage(check, language, form === "md"));
    return exitCode.clean;
  }
  const listed = await ruleNamed(row?.rule ?? id, args, path ?? "nanomq.conf", session);
  const format = valueOfOption(args, "format");
  if (path !== undefined) {
    const about = await explainFile(listed, path, args, session);
    const view = await viewOf(args, io);
    if (format === "json") io.out(explainFileJson(about));
    else if (format === "md") io.out(explainFileMarkdown(about, { ...view, paint: (_role, text) => text }));
    else io.out(explainFilePretty(about, view));
  } else if (format === "json") {
    const { page } = listed;
    io.out(`${JSON.stringify({ version: 1, ...ruleJson(listed), examples: page.examples }, null, 2)}\n`);
  } else io.out(explainPage({ ...listed, language, markdown: format === "md" }));
  return exitCode.clean;
}
