// A compose file for a conf.
import type { DeploymentPlan, PlannedVariable } from "../../deploy/plan/plan.ts";
import type { PlannedFile } from "../../deploy/plan/plan-files.ts";
import type { PlannedPort } from "../../deploy/plan/plan-ports.ts";
import type { Language } from "../../lint/language.ts";
import { isSecretName } from "../../start/secret-name.ts";
import { aliveCommand } from "./alive.ts";
import { APP, folderNames, namesOf } from "./names.ts";
import { deploymentWords } from "./words.ts";
import { yamlText } from "./yaml-text.ts";

/** Of nobody on most machines, and not of root. */
const USER = "1000:1000";

/** Compose fills in what stands behind a `$`. */
function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

/** A path that compose takes for one, and not for the name of a volume. */
function hostPath(path: string): string {
  return literal(/^\.{0,2}\//.test(path) ? path : `./${path}`);
}

function fileMount({ host, at }: PlannedFile): string | object {
  const [source, target] = [hostPath(host), literal(at)];
  return /[:,]/.test(source + target)
    ? { type: "bind", source, target, read_only: true }
    : `${source}:${target}:ro`;
}

function publishedAs({ port, reach }: PlannedPort): string {
  return reach === "machine" ? `127.0.0.1:${port}:${port}` : `${port}:${port}`;
}

function variableText({ name, value }: PlannedVariable): string {
  return isSecretName(name) ? `\${${name}:?}` : literal(value);
}

export function composeText(plan: DeploymentPlan, language: Language): string {
  const words = deploymentWords[language];
  const { image, conf, files, folders, ports, checked, variables, options, workdir, temporary } = plan;
  const keys = files.filter(({ use }) => use === "key");
  const secrets = namesOf(keys.map(({ at }) => at));
  const volumes = folderNames(folders);
  const published = ports.filter(({ reach }) => reach !== "inside");
  const isRoot = folders.length > 0;
  const service = {
    image: image.reference,
    restart: "unless-stopped",
    ...(isRoot ? {} : { user: USER }),
    read_only: true,
    tmpfs: [temporary],
    security_opt: ["no-new-privileges:true"],
    ...(workdir === undefined ? {} : { working_dir: workdir }),
    command: ["--conf", conf.at, ...options.map(literal)],
    ...(variables.length === 0
      ? {}
      : { environment: Object.fromEntries(variables.map((one) => [one.name, variableText(one)])) }),
    ...(published.length === 0 ? {} : { ports: published.map(publishedAs) }),
    volumes: [
      ...[conf, ...files.filter(({ use }) => use !== "key")].map(fileMount),
      ...folders.map(({ at }) => `${volumes.get(at) ?? ""}:${literal(at)}`),
    ],
    ...(keys.length === 0
      ? {}
      : { secrets: keys.map(({ at }) => ({ source: secrets.get(at), target: literal(at) })) }),
    ...(checked === undefined
      ? {}
      : {
          healthcheck: {
            test: ["CMD", ...aliveCommand(image.tools, checked.port)],
            interval: "30s",
            timeout: "5s",
            retries: 3,
            start_period: "10s",
          },
        }),
  };
  const file = {
    services: { [APP]: service },
    ...(folders.length === 0
      ? {}
      : { volumes: Object.fromEntries([...volumes.values()].map((name) => [name, {}])) }),
    ...(keys.length === 0
      ? {}
      : {
          secrets: Object.fromEntries(
            keys.map(({ at, host }) => [secrets.get(at), { file: hostPath(host) }]),
          ),
        }),
  };
  const at = `services.${APP}`;
  return yamlText(
    file,
    {
      [`${at}.image`]: words.image,
      [`${at}.user`]: words.user,
      [`${at}.read_only`]: isRoot ? words.root : "",
      [`${at}.tmpfs`]: words.temporary,
      [`${at}.ports`]: published.some(({ reach }) => reach === "machine") ? words.api : "",
      [`${at}.healthcheck`]: words.alive,
      volumes: words.kept,
    },
    [words.top, words.start.compose],
  );
}
