import { builtInRules } from "../../generated/rules.ts";
import { observeListeners } from "../../host/observe-listeners.ts";
import { lintConf } from "../../lint/lint-conf.ts";
import { releasesReporting } from "../../nanomq/reported.ts";
import type { Check } from "../../preflight/check.ts";
import type { CheckCode } from "../../preflight/codes.ts";
import { checkListeners } from "../../preflight/listeners.ts";
import { type BrokerSeen, checkRunningBroker } from "../../preflight/running-broker.ts";
import { wantedSockets } from "../../preflight/wanted-sockets.ts";
import { jsonPreflight, junitPreflight, prettyPreflight } from "../../report/preflight.ts";
import { countChecks, type PreflightReport, shownChecks } from "../../report/preflight-report.ts";
import { apiTarget, seenBroker } from "../api.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { readConfInput } from "../conf-files.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
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

/** `nanotune preflight [conf]`: is this conf right on this host, now. Reads, and opens nothing but what it closes. */
export async function preflight(args: Arguments, session: Session): Promise<ExitCode> {
  const [path = USUAL_CONF] = args.positionals;
  const broker = await brokerOf(args, session);
  const project = projectFor(await openProject(args, path, session), broker, session);
  const { facts, version } = project;
  const name = valueOfOption(args, "stdin-filename");
  const conf = await readConfInput(session, path, name, valueOfOption(args, "root"));
  noteVersion(project, session);
  const surroundings = surroundingsOf(args, project, session);
  const today = todayOf(args, session);
  const lint = lintConf({ conf, version: version.version, facts, surroundings, today });
  const sockets = wantedSockets(lint.settings);
  const addresses = sockets.flatMap(({ address }) => address ?? []);
  const checks: readonly Check<CheckCode>[] = [
    ...checkListeners(sockets, await observeListeners(addresses, {})),
    ...(broker === undefined
      ? []
      : checkRunningBroker(broker, {
          conf: lint.settings,
          file: conf.file ?? path,
          version: version.version,
          facts,
        })),
  ];
  const { rulePages } = await import("../../generated/rule-pages.ts");
  const report: PreflightReport = {
    conf: conf.file ?? path,
    lint: {
      nanomq: version.version.text,
      findings: lint.findings,
      sources: lint.reading.sources,
      pages: new Map(rulePages.map((page) => [page.id, page])),
      language: session.language,
    },
    checks,
    fileRules,
  };
  await write(report, args, session);
  return fails(report, valueOfOption(args, "fail-on")) ? exitCode.findings : exitCode.clean;
}
