/** systemd units that start NanoMQ, with the drop-ins beside them (systemd.unit(5), systemd.service(5)). */

import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { bareContainer, wholeMachine } from "./bare-container.ts";
import type { Container, DeploymentOptions, DeploymentReading, Placed } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { logicalLines, restOf } from "./logical-lines.ts";
import { placeWords } from "./placed-words.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { runsNanomq } from "./start-command.ts";

/** Settings of `[Service]`, in the order they count; an empty one takes back what was said before. */
type ServiceSettings = ReadonlyMap<string, readonly Placed<string>[]>;

function serviceSettings(sources: readonly Source[]): ServiceSettings {
  const settings = new Map<string, readonly Placed<string>[]>();
  for (const source of sources) {
    let section = "";
    for (const line of logicalLines(source, /^\s*[#;]/)) {
      section = /^\s*\[(.+)\]/.exec(line.value)?.[1] ?? section;
      const equals = line.value.indexOf("=");
      if (section !== "Service" || equals === -1) continue;
      const key = line.value.slice(0, equals).trim();
      const value = restOf(line, equals + 1);
      settings.set(key, value.value === "" ? [] : [...(settings.get(key) ?? []), value]);
    }
  }
  return settings;
}

/** `Environment=A=1 "B=2 3"`, and the files of `EnvironmentFile=`, which win. */
function environmentOf(
  source: Source,
  settings: ServiceSettings,
  fileAt: DeploymentOptions["fileAt"],
): readonly EnvironmentVariable[] {
  const own = (settings.get("Environment") ?? []).flatMap((line) =>
    placeWords(source, line).flatMap(({ value, span }) => {
      const equals = value.indexOf("=");
      return equals < 1 ? [] : [{ name: value.slice(0, equals), value: value.slice(equals + 1), span }];
    }),
  );
  const files = (settings.get("EnvironmentFile") ?? []).flatMap(({ value }) => {
    const file = fileAt?.(value.replace(/^-/, ""));
    return file === undefined ? [] : readEnvFile(file, "compose");
  });
  const names = new Set(files.map(({ name }) => name));
  return [...own.filter(({ name }) => !names.has(name)), ...files];
}

/** A private /tmp goes with the service (systemd.exec(5)). */
function clearsTmp(settings: ServiceSettings): boolean {
  const isPrivate = /^(?:yes|true|on|1|disconnected)$/i.test(settings.get("PrivateTmp")?.at(-1)?.value ?? "");
  return isPrivate || (settings.get("ExecStartPre") ?? []).some(({ value }) => /\brm\b.*\.pid\b/.test(value));
}

function unitContainer(
  source: Source,
  settings: ServiceSettings,
  start: Placed<string>,
  fileAt: DeploymentOptions["fileAt"],
): Container {
  const [first, ...rest] = placeWords(source, start);
  // `-`, `@`, `:`, `+` and `!` in front of the program are systemd's own.
  const words =
    first === undefined ? [] : [{ ...first, value: first.value.replace(/^[-@:+!]+/, "") }, ...rest];
  const name = source.file.slice(source.file.lastIndexOf("/") + 1);
  return {
    ...bareContainer("systemd", name, start.span),
    words,
    environment: environmentOf(source, settings, fileAt),
    mounts: [wholeMachine(start.span)],
    user: settings.get("User")?.at(-1),
    workdir: settings.get("WorkingDirectory")?.at(-1) ?? { value: "/", span: start.span },
    hostNetwork: true,
    freshTmp: clearsTmp(settings),
    opensLowPorts: (settings.get("AmbientCapabilities") ?? []).some(({ value }) =>
      value.includes("CAP_NET_BIND_SERVICE"),
    ),
  };
}

/** Drop-ins of a unit lie in a folder named after it, and count in the order of their names. */
function dropIns(file: string, { fileAt, namesIn }: DeploymentOptions): readonly Source[] {
  const folder = `${file.slice(file.lastIndexOf("/") + 1)}.d`;
  const names = (namesIn?.(folder) ?? []).filter((name) => name.endsWith(".conf")).toSorted();
  return names.flatMap((name) => fileAt?.(`${folder}/${name}`) ?? []);
}

/** Reads a unit, or a drop-in by itself. */
export function readUnit(source: Source, options: DeploymentOptions): DeploymentReading {
  const settings = serviceSettings([source, ...dropIns(source.file, options)]);
  const start = settings.get("ExecStart")?.at(-1);
  const problems: DeploymentProblem[] = [];
  const reading = { source, confs: [], problems };
  if (start === undefined || !runsNanomq([start])) {
    const { file } = source;
    problems.push(problem("unit-without-nanomq", { file, start: 0, end: 0 }, { file }));
    return { ...reading, deployments: [] };
  }
  const { deployment, problems: found } = assemble(
    unitContainer(source, settings, start, options.fileAt),
    options,
  );
  return { ...reading, deployments: [deployment], problems: found };
}
