/** Podman's Quadlet: units that are containers (podman-systemd.unit(5)). */

import { parseImage } from "../nanomq/image.ts";
import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { bareContainer } from "./bare-container.ts";
import { shortVolume } from "./compose-mounts.ts";
import type { Container, Mount, Placed } from "./container.ts";
import { healthProbes } from "./container-run.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { isNanomqImage } from "./image.ts";
import { mountOption } from "./mount-option.ts";
import { parseShortPort } from "./ports.ts";
import { problem } from "./problem.ts";
import { runsNanomq } from "./start-command.ts";
import { dropIns, type UnitSettings, unitEnvironment, unitSettings, wordsIn } from "./unit-settings.ts";

/** `%h` is the home folder of whoever runs it; a source that ends in `.volume` is another unit. */
function mountsOf(settings: UnitSettings): readonly Mount[] {
  const all = (key: string) => settings.get(key) ?? [];
  const homed = ({ value, span }: Placed<string>) => ({ value: value.replace(/^%h(?=\/)/, "~"), span });
  return [
    ...all("Volume")
      .map(homed)
      .flatMap(({ value, span }) => shortVolume(value, { span }) ?? []),
    ...all("Mount").flatMap((mount) => mountOption(mount) ?? []),
    ...all("Tmpfs").flatMap(
      ({ value, span }) => mountOption({ value: `type=tmpfs,target=${value.split(":")[0]}`, span }) ?? [],
    ),
    ...all("Secret").flatMap(secretMount),
  ];
}

/** `Secret=name,type=mount,target=/etc/a.conf`: a text of Podman's own store. */
function secretMount({ value, span }: Placed<string>): readonly Mount[] {
  const [name = "", ...rest] = value.split(",");
  const of = (key: string) => rest.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1);
  if (of("type") === "env") return [];
  const target = of("target") ?? name;
  const path = target.startsWith("/") ? target : `/run/secrets/${target}`;
  return [{ source: name, target: path, kind: "secret", readOnly: true, files: [path], span }];
}

function quadletContainer(
  name: string,
  sources: readonly Source[],
  settings: UnitSettings,
  { fileAt }: DeploymentOptions,
): Container | undefined {
  const all = (key: string) => settings.get(key) ?? [];
  const last = (key: string) => all(key).at(-1);
  const image = last("Image");
  const own = [...all("Entrypoint"), ...all("Exec").slice(-1)].flatMap((line) => wordsIn(sources, line));
  if (image === undefined || !(isNanomqImage(image.value) || runsNanomq(own))) return undefined;
  const readOnly = last("ReadOnly");
  return {
    ...bareContainer("docker", last("ContainerName")?.value ?? name, image.span),
    image: { value: parseImage(image.value), span: image.span },
    environment: unitEnvironment(sources, settings, fileAt),
    words: own.length === 0 ? undefined : own,
    mounts: mountsOf(settings),
    ports: all("PublishPort").flatMap(({ value, span }) => {
      const port = parseShortPort(value);
      return port === undefined ? [] : [{ by: "compose", ...port, span } as const];
    }),
    probes: healthProbes(last("HealthCmd")),
    user: last("User"),
    workdir: last("WorkingDir"),
    hostNetwork: last("Network")?.value === "host",
    readOnlyRoot: readOnly && { value: /^(?:true|yes|1|on)$/i.test(readOnly.value), span: readOnly.span },
  };
}

export function readQuadlet(source: Source, options: DeploymentOptions): DeploymentReading {
  const sources = [source, ...dropIns(source.file, options)];
  const name = source.file.slice(source.file.lastIndexOf("/") + 1);
  const container = quadletContainer(name, sources, unitSettings(sources, "Container"), options);
  const { file } = source;
  if (container === undefined) {
    const said = problem("unit-without-nanomq", { file, start: 0, end: 0 }, { file });
    return { source, confs: [], deployments: [], problems: [said] };
  }
  const { deployment, problems } = assemble(container, options);
  return { source, confs: [], deployments: [deployment], problems };
}
