// A systemd unit for a conf: NanoMQ ships none.
import type { DeploymentPlan } from "../../deploy/plan/plan.ts";
import type { Language } from "../../lint/language.ts";
import { imageContent } from "../../nanomq/image.ts";
import { isSecretName } from "../../start/secret-name.ts";
import { printable } from "../text-layout.ts";
import { type DeploymentWords, deploymentWords } from "./words.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** `%` is systemd's own, and so is `$`; words with other letters are quoted, with codes for what is no letter (systemd.syntax(7)). */
function word(text: string): string {
  const escaped = text.replaceAll("%", "%%").replaceAll("$", "$$$$");
  if (/^[\w./:@,+=%$-]+$/.test(escaped)) return escaped;
  const coded = escaped.replaceAll(/["\\]/g, "\\$&").replaceAll(CONTROL, (found) => {
    return `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
  return `"${coded}"`;
}

/** What systemd makes itself for the user of the unit: folders below /var. */
const OWN_FOLDERS = [
  ["/var/lib/", "StateDirectory"],
  ["/var/log/", "LogsDirectory"],
  ["/var/cache/", "CacheDirectory"],
] as const;

function folderLines(at: string, { unitFolder }: DeploymentWords): readonly string[] {
  const own = OWN_FOLDERS.find(([above]) => at.startsWith(above));
  return own === undefined
    ? [`# ${printable(unitFolder(at))}`, `ReadWritePaths=-${word(at)}`]
    : [`${own[1]}=${word(at.slice(own[0].length))}`];
}

export function systemdText(plan: DeploymentPlan, language: Language): string {
  const words = deploymentWords[language];
  const { version, conf, files, folders, ports, variables, options, workdir } = plan;
  const program = imageContent("full", version)?.program ?? "nanomq";
  const open = variables.filter(({ name }) => !isSecretName(name));
  const secret = variables.flatMap(({ name }) => (isSecretName(name) ? [name] : []));
  const usesTmp = [...folders, conf, ...files].some(({ at }) => /^\/tmp(?:\/|$)/.test(at));
  const hasLowPort = ports.some(({ port }) => port < 1024);
  const lines: readonly (string | false)[] = [
    `# ${words.top}`,
    `# ${words.start.systemd}`,
    "[Unit]",
    "Description=NanoMQ MQTT broker",
    "Wants=network-online.target",
    "After=network-online.target",
    "",
    "[Service]",
    "Type=exec",
    `# ${words.unitUser}`,
    `# ${words.unitRead}`,
    "User=nanomq",
    `# ${words.program}`,
    `ExecStart=${[program, "start", "--conf", conf.at, ...options].map(word).join(" ")}`,
    // Its path is not quoted: of one that no line can hold systemd says that it is not there.
    workdir !== undefined && `WorkingDirectory=${printable(workdir.replaceAll("%", "%%"))}`,
    ...open.map(({ name, value }) => `Environment=${word(`${name}=${value}`)}`),
    ...(secret.length > 0 ? [`# ${words.unitVariables(secret)}`, "EnvironmentFile=/etc/default/nanomq"] : []),
    "Restart=on-failure",
    "RestartSec=2",
    "LimitNOFILE=65536",
    hasLowPort && "AmbientCapabilities=CAP_NET_BIND_SERVICE",
    `CapabilityBoundingSet=${hasLowPort ? "CAP_NET_BIND_SERVICE" : ""}`,
    "NoNewPrivileges=true",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    "RestrictSUIDSGID=true",
    "LockPersonality=true",
    "ProtectKernelTunables=true",
    "ProtectKernelModules=true",
    "ProtectControlGroups=true",
    "ProtectSystem=strict",
    "ProtectHome=read-only",
    // A pid file that is left over could keep NanoMQ from starting.
    usesTmp ? "ExecStartPre=-/bin/rm -f /tmp/nanomq/nanomq.pid" : "PrivateTmp=true",
    ...folders.flatMap(({ at }) => folderLines(at, words)),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
  ];
  return `${lines.filter((line) => line !== false).join("\n")}\n`;
}
