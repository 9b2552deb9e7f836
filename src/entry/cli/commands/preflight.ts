import { join, resolve } from "node:path/posix";
import { shellWords } from "../../../deploy/shell-words.ts";
import { reported } from "../../../lint/fix/reported.ts";
import { filesNamedBy, lintConf } from "../../../lint/lint-conf.ts";
import { lookAtFiles } from "../../../live/host/look-at-files.ts";
import { observeAsked } from "../../../live/host/observe-asked.ts";
import { observeBinary } from "../../../live/host/observe-binary.ts";
import { observeService } from "../../../live/host/observe-service.ts";
import { userNamed } from "../../../live/host/users.ts";
import { releasesReporting } from "../../../nanomq/reported.ts";
import { type AskedBroker, listenedPorts } from "../../../preflight/asked.ts";
import type { BinarySeen } from "../../../preflight/binary.ts";
import type { CheckArea } from "../../../preflight/check.ts";
import { type BrokerSeen, checkRunningBroker } from "../../../preflight/running-broker.ts";
import { confOf, type ServiceSeen } from "../../../preflight/service.ts";
import type { Unit } from "../../../preflight/unit.ts";
import { jsonPreflight, junitPreflight, prettyPreflight } from "../../../report/preflight/preflight.ts";
import {
  countChecks,
  type PreflightReport,
  shownChecks,
} from "../../../report/preflight/preflight-report.ts";
import { preflightWords } from "../../../report/preflight/words.ts";
import { readConfInput, readNamedFile, STDIN } from "../../open/conf-files.ts";
import { brokerPlaces, pathHere } from "../../open/host-files.ts";
import { knownRules } from "../../open/known-rules.ts";
import { isDeploymentFile, rulesOf } from "../../open/lint-input.ts";
import { noteVersion, openProject, type Project, versionOf } from "../../open/project.ts";
import { surroundingsOf } from "../../open/surroundings.ts";
import { apiTarget, seenBroker } from "../api.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { checkHost, fileRules, type Surveyed } from "../preflight-checks.ts";
import { lintedFile, surveyContainer } from "../preflight-container.ts";
import { progressOn } from "../progress.ts";
import type { Session } from "../session.ts";
import { todayOf } from "../today.ts";
import { viewOf } from "../view.ts";

/** What NanoMQ reads without `--conf`. */
const USUAL_CONF = "/etc/nanomq.conf";

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

/** The same broker, where it is on this machine. */
function brokerHere(broker: BrokerSeen | undefined): AskedBroker | undefined {
  return broker && observeAsked(new URL(broker.where), listenedPorts(broker.configuration));
}

/** Where nobody said which version it is, the running broker does, or the installed program. */
function projectFor(
  project: Project,
  broker: BrokerSeen | undefined,
  installed: BinarySeen,
  session: Session,
): Project {
  const [running] = broker === undefined ? [] : releasesReporting(broker.status.version);
  const release = running ?? (installed.kind === "found" ? installed.version : undefined);
  if (!project.versionAssumed || release === undefined) return project;
  return { ...project, version: versionOf(release, session), versionAssumed: false };
}

/** What decides beside the conf: the unit's variables and options too, where nanotune.toml gives none. */
function surroundingsWith(unit: Unit | undefined, project: Project, args: Arguments, session: Session) {
  if (unit === undefined) return surroundingsOf(args, project, session);
  const { facts } = project;
  const set = shellWords(unit.environment).map((word) => /^([^=]+)=([\s\S]*)$/.exec(word) ?? []);
  const env = Object.fromEntries(set.map(([, name = "", value = ""]) => [name, value]));
  const { command = unit.command } = facts.deployment;
  const deployment = { ...facts.deployment, command, env: { ...env, ...facts.deployment.env } };
  return surroundingsOf(args, { ...project, facts: { ...facts, deployment } }, session);
}

/** Reads the conf as NanoMQ will find it on this host, with the files it names. */
async function survey(
  path: string,
  project: Project,
  service: ServiceSeen,
  args: Arguments,
  session: Session,
): Promise<Omit<Surveyed, "installed" | "asked" | "brokerHere">> {
  const { facts, version } = project;
  const { unit } = service;
  const ofUnit = unit === undefined ? undefined : (unit.workingDirectory ?? "/");
  const places = brokerPlaces(args, session, valueOfOption(args, "workdir") ?? ofUnit);
  const { root } = places;
  const name = valueOfOption(args, "stdin-filename");
  const conf = await readConfInput(session, path, name, { root, workdir: places.workdir });
  const told = surroundingsWith(unit, project, args, session);
  const rules = await rulesOf(project, session);
  const today = todayOf(args, session);
  const input = { rules, conf, version: version.version, facts, ...told, today };
  const user = facts.host.user ?? (unit === undefined ? undefined : (unit.user ?? "root"));
  const hostUser = user === undefined ? undefined : userNamed(user, root);
  const files = filesNamedBy(input);
  const hostFiles = lookAtFiles(files, { place: (named) => pathHere(named, places), user: hostUser });
  const looked = { ...input, hostFiles };
  const lint = lintConf(looked);
  const confPath = path === STDIN ? undefined : resolve(session.io.cwd, path);
  return {
    conf: conf.file ?? path,
    confPath,
    project,
    input: looked,
    lint,
    service,
    places,
    user,
    hostUser,
    files,
    hostFiles,
  };
}

async function reportOf(
  { conf, project, input, lint }: Surveyed,
  checks: PreflightReport["checks"],
  session: Session,
): Promise<PreflightReport> {
  const listed = await knownRules(project, session);
  return {
    conf,
    lint: {
      nanomq: project.version.version.text,
      findings: reported({ input, lint }),
      sources: lint.sources,
      pages: new Map(listed.map(({ page }) => [page.id, page])),
      language: session.language,
    },
    checks,
    fileRules,
    levels: project.facts.rules,
  };
}

/** What the running broker says to the conf. */
function runningChecks(broker: BrokerSeen | undefined, { conf, lint, project }: Surveyed) {
  if (broker === undefined) return [];
  const { facts, version } = project;
  return checkRunningBroker(broker, { conf: lint.run.running, file: conf, version: version.version, facts });
}

/** The bytes of a file that starts NanoMQ; undefined for a conf. */
async function deploymentAt(path: string, session: Session): Promise<Uint8Array | undefined> {
  if (path === STDIN) return undefined;
  const isOne = await isDeploymentFile(path, () => readNamedFile(session, path));
  return isOne ? readNamedFile(session, path) : undefined;
}

/** `nanotune preflight [conf]`: is this conf right on this host, now. Reads, and opens nothing but what it closes. */
export async function preflight(args: Arguments, session: Session): Promise<ExitCode> {
  const { root } = brokerPlaces(args, session);
  const service = observeService(valueOfOption(args, "unit"), { root, cwd: session.io.cwd }, session.io.env);
  const usual = (service.unit && confOf(service.unit)) ?? USUAL_CONF;
  const path = args.positionals[0] ?? join(root, usual);
  const words = preflightWords[session.language];
  const told = await openProject(args, path, session);
  const { say, clear } = progressOn(session);
  const progress = (area: CheckArea) => say(words.doing(words.areas[area]));
  try {
    const broker = await brokerOf(args, session);
    progress("binary");
    const installed = await observeBinary(session.io.env["PATH"]);
    const project = projectFor(told, broker, installed, session);
    const asked = told.versionAssumed ? undefined : told.version.version;
    clear();
    const bytes = await deploymentAt(path, session);
    const surveyed =
      bytes === undefined
        ? await survey(path, project, service, args, session)
        : await surveyContainer(path, bytes, project, args, session);
    noteVersion(surveyed.project, session);
    const seen = { ...surveyed, installed, asked, brokerHere: brokerHere(broker) };
    const checks = await checkHost(seen, { network: hasFlag(args, "network"), progress });
    clear();
    const all = [...checks, ...runningChecks(broker, seen)];
    const own = await reportOf(seen, all, session);
    const report =
      bytes === undefined
        ? own
        : { ...own, lint: { ...own.lint, ...(await lintedFile(path, bytes, project, args, session)) } };
    await write(report, args, session);
    return fails(report, valueOfOption(args, "fail-on")) ? exitCode.findings : exitCode.clean;
  } finally {
    clear();
  }
}
