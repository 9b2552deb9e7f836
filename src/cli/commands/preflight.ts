import { builtInRules } from "../../generated/rules.ts";
import { observeListeners } from "../../host/observe-listeners.ts";
import { lintConf } from "../../lint/lint-conf.ts";
import type { Check } from "../../preflight/check.ts";
import type { CheckCode } from "../../preflight/codes.ts";
import { checkListeners } from "../../preflight/listeners.ts";
import { wantedSockets } from "../../preflight/wanted-sockets.ts";
import { jsonPreflight, junitPreflight, prettyPreflight } from "../../report/preflight.ts";
import { countChecks, type PreflightReport, shownChecks } from "../../report/preflight-report.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { readConfInput } from "../conf-files.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { brokerPlaces, lookAtFilesOf, placeOf } from "../host-files.ts";
import { noteVersion, openProject } from "../project.ts";
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

/** `nanotune preflight [conf]`: is this conf right on this host, now. Reads, and opens nothing but what it closes. */
export async function preflight(args: Arguments, session: Session): Promise<ExitCode> {
  const [path = USUAL_CONF] = args.positionals;
  const project = await openProject(args, path, session);
  const { facts, version } = project;
  const name = valueOfOption(args, "stdin-filename");
  const places = brokerPlaces(args, session);
  const conf = await readConfInput(session, path, name, places.root, places.workdir);
  noteVersion(project, session);
  const surroundings = surroundingsOf(args, project, session);
  const input = { conf, version: version.version, facts, surroundings, today: todayOf(args, session) };
  const place = (named: string) => placeOf(named, places);
  const hostFiles = await lookAtFilesOf(input, place, places.root, facts.host.user);
  const lint = lintConf({ ...input, hostFiles });
  const sockets = wantedSockets(lint.settings);
  const addresses = sockets.flatMap(({ address }) => address ?? []);
  const checks: readonly Check<CheckCode>[] = [
    ...checkListeners(sockets, await observeListeners(addresses, {})),
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
