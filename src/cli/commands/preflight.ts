import { builtInRules } from "../../generated/rules.ts";
import { observeService } from "../../host/observe-service.ts";
import { filesNamedBy, lintConf } from "../../lint/lint-conf.ts";
import { releasesReporting } from "../../nanomq/reported.ts";
import { type BrokerSeen, checkRunningBroker } from "../../preflight/running-broker.ts";
import { jsonPreflight, junitPreflight, prettyPreflight } from "../../report/preflight.ts";
import { countChecks, type PreflightReport, shownChecks } from "../../report/preflight-report.ts";
import { preflightWords } from "../../words/preflight.ts";
import { apiTarget, seenBroker } from "../api.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { readConfInput } from "../conf-files.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { brokerPlaces, lookAtFilesOf, placeOf } from "../host-files.ts";
import { checkHost, type Surveyed } from "../preflight-checks.ts";
import { progressOn } from "../progress.ts";
import { noteVersion, openProject, type Project, versionOf } from "../project.ts";
import type { Session } from "../session.ts";
import { surroundingsOf } from "../surroundings.ts";
import { todayOf } from "../today.ts";
import { viewOf } from "../view.ts";

/** What NanoMQ reads without `--conf`. */
const USUAL_CONF = "/etc/nanomq.conf";

/** Rules that look at files of the host. */
const fileRules = new Set(builtInRules.filter(({ list }) => list === "host_files").map(({ id }) => id));

function fails(report: PreflightReport, failOn = "error"): boolean {
  const { fail, warn } = countChecks(shownChecks(report));
  return failOn !== "never" && (fail > 0 || (failOn === "warning" && warn > 0));
}

async function write(report: PreflightReport, args: Arguments, { io }: Session): Promise<void> {
  switch (valueOfOption(args, "format")) {
    case "json":
      return io.out(jsonPreflight(report));
    case "junit":
      return io.out(junitPreflight(report));
    default:
      return io.out(prettyPreflight(report, await viewOf(args, io)));
  }
}

/** The broker that `--api` names. */
async function brokerOf(args: Arguments, session: Session): Promise<BrokerSeen | undefined> {
  const address = valueOfOption(args, "api");
  return address === undefined ? undefined : seenBroker(apiTarget(address, args, session), session);
}

/** Where nobody said which version it is, the running broker does. */
function projectFor(project: Project, broker: BrokerSeen | undefined, session: Session): Project {
  const [release] = broker === undefined ? [] : releasesReporting(broker.status.version);
  if (!project.versionAssumed || release === undefined) return project;
  return { ...project, version: versionOf(release, session), versionAssumed: false };
}

/** Reads the conf as NanoMQ will find it on this host, with the files it names. */
async function survey(path: string, project: Project, args: Arguments, session: Session): Promise<Surveyed> {
  const { facts, version } = project;
  const { root } = brokerPlaces(args, session);
  const service = observeService(valueOfOption(args, "unit") ?? "nanomq", root, session.io.env);
  const { unit } = service;
  const ofUnit = unit === undefined ? undefined : (unit.workingDirectory ?? "/");
  const places = brokerPlaces(args, session, valueOfOption(args, "workdir") ?? ofUnit);
  const name = valueOfOption(args, "stdin-filename");
  const conf = await readConfInput(session, path, name, places.root, places.workdir);
  const surroundings = surroundingsOf(args, project, session);
  const input = { conf, version: version.version, facts, surroundings, today: todayOf(args, session) };
  const user = facts.host.user ?? (unit === undefined ? undefined : (unit.user ?? "root"));
  const hostFiles = await lookAtFilesOf(input, (named) => placeOf(named, places), root, user);
  const lint = lintConf({ ...input, hostFiles });
  const files = filesNamedBy(input);
  return { conf: conf.file ?? path, project, lint, service, places, user, files, hostFiles };
}

async function reportOf(
  { conf, project, lint }: Surveyed,
  checks: PreflightReport["checks"],
  { language }: Session,
): Promise<PreflightReport> {
  const { rulePages } = await import("../../generated/rule-pages.ts");
  return {
    conf,
    lint: {
      nanomq: project.version.version.text,
      findings: lint.findings,
      sources: lint.reading.sources,
      pages: new Map(rulePages.map((page) => [page.id, page])),
      language,
    },
    checks,
    fileRules,
  };
}

/** What the running broker says to the conf. */
function runningChecks(broker: BrokerSeen | undefined, { conf, lint, project }: Surveyed) {
  if (broker === undefined) return [];
  const { facts, version } = project;
  const { reading, settings } = lint;
  const starts = reading.exit === undefined && reading.outcome !== "crash";
  const given = starts ? settings : undefined;
  return checkRunningBroker(broker, { conf: given, file: conf, version: version.version, facts });
}

/** `nanotune preflight [conf]`: is this conf right on this host, now. Reads, and opens nothing but what it closes. */
export async function preflight(args: Arguments, session: Session): Promise<ExitCode> {
  const [path = USUAL_CONF] = args.positionals;
  const broker = await brokerOf(args, session);
  const project = projectFor(await openProject(args, path, session), broker, session);
  noteVersion(project, session);
  const seen = await survey(path, project, args, session);
  const { say, clear } = progressOn(session);
  const words = preflightWords[session.language];
  const checks = await checkHost(seen, {
    session,
    network: hasFlag(args, "network"),
    progress: (area) => say(words.doing(words.areas[area])),
  }).finally(clear);
  const report = await reportOf(seen, [...checks, ...runningChecks(broker, seen)], session);
  await write(report, args, session);
  return fails(report, valueOfOption(args, "fail-on")) ? exitCode.findings : exitCode.clean;
}
