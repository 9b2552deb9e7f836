/** systemd units that start NanoMQ, with the drop-ins beside them (systemd.unit(5), systemd.service(5)). */

import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { bareContainer, wholeMachine } from "./bare-container.ts";
import type { Container, Placed } from "./container.ts";
import { startedContainer } from "./container-run.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { problem } from "./problem.ts";
import { runsNanomq } from "./start-command.ts";
import {
  dropIns,
  expandedWords,
  type UnitSettings,
  unitEnvironment,
  unitSettings,
  wordsIn,
} from "./unit-settings.ts";

/** A private /tmp goes with the service (systemd.exec(5)). */
function clearsTmp(settings: UnitSettings): boolean {
  const isPrivate = /^(?:yes|true|on|1|disconnected)$/i.test(settings.get("PrivateTmp")?.at(-1)?.value ?? "");
  return isPrivate || (settings.get("ExecStartPre") ?? []).some(({ value }) => /\brm\b.*\.pid\b/.test(value));
}

/** The snap's own wrapper starts NanoMQ with this conf, and does not start it without. */
const SNAP_CONF = "/var/snap/nanomq/current/nanomq.conf";
const SNAP_PROGRAM = "/snap/nanomq/current/usr/local/bin/nanomq";

/** What `snap run nanomq.…` comes to; other words as they are. */
function withoutSnap(words: readonly Placed<string>[]): readonly Placed<string>[] {
  const at = words.findIndex(({ value }) => /(?:^|\/)snap$/.test(value));
  const [run, app] = words.slice(at + 1);
  if (at === -1 || run?.value !== "run" || !/^nanomq(?:\.|$)/.test(app?.value ?? "")) return words;
  const { span } = run;
  return [SNAP_PROGRAM, "start", "--conf", SNAP_CONF].map((value) => ({ value, span }));
}

/** The words of `ExecStart`; `-`, `@`, `:`, `+` and `!` in front of the program are systemd's own. */
function startWords(
  sources: readonly Source[],
  start: Placed<string>,
  environment: readonly EnvironmentVariable[],
): readonly Placed<string>[] {
  const [first, ...rest] = wordsIn(sources, start);
  if (first === undefined) return [];
  const program = { ...first, value: first.value.replace(/^[-@:+!]+/, "") };
  return withoutSnap(expandedWords([program, ...rest], environment));
}

function unitContainer(
  name: string,
  settings: UnitSettings,
  words: readonly Placed<string>[],
  environment: readonly EnvironmentVariable[],
  { span }: Placed<string>,
): Container {
  return {
    ...bareContainer("systemd", name, span),
    words,
    environment,
    mounts: [wholeMachine(span)],
    user: settings.get("User")?.at(-1),
    workdir: settings.get("WorkingDirectory")?.at(-1) ?? { value: "/", span },
    hostNetwork: true,
    freshTmp: clearsTmp(settings),
    forks: settings.get("Type")?.at(-1)?.value === "forking",
    opensLowPorts: (settings.get("AmbientCapabilities") ?? []).some(({ value }) =>
      value.includes("CAP_NET_BIND_SERVICE"),
    ),
  };
}

/** Reads a unit, or a drop-in by itself; one that runs a container comes to that container. */
export function readUnit(source: Source, options: DeploymentOptions): DeploymentReading {
  const sources = [source, ...dropIns(source.file, options)];
  const settings = unitSettings(sources, "Service");
  const environment = unitEnvironment(sources, settings, options.fileAt);
  const start = settings.get("ExecStart")?.at(-1);
  const words = start === undefined ? [] : startWords(sources, start, environment);
  const name = source.file.slice(source.file.lastIndexOf("/") + 1);
  const inside = startedContainer(words, options);
  if (start === undefined || (inside === undefined && !runsNanomq(words))) {
    const { file } = source;
    const said = problem("unit-without-nanomq", { file, start: 0, end: 0 }, { file });
    return { source, confs: [], deployments: [], problems: [said] };
  }
  const container = inside ?? unitContainer(name, settings, words, environment, start);
  const { deployment, problems } = assemble(container, options);
  return { source, confs: [], deployments: [deployment], problems };
}
