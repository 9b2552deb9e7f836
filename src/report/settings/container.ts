// What a container of a deployment file starts with, above its settings: image, words, conf, variables, ports, mounts.

import type { Mount, PublishedPort } from "../../deploy/container.ts";
import type { Deployment } from "../../deploy/deployment.ts";
import type { Language } from "../../lint/language.ts";
import type { Settings } from "../../start/effective.ts";
import { padTo, printable } from "../text-layout.ts";

interface ContainerWords {
  readonly image: string;
  readonly starts: string;
  readonly conf: string;
  readonly variables: string;
  readonly ports: string;
  readonly mounts: string;
  readonly ofImage: (text: string) => string;
  readonly noConf: string;
  readonly at: (source: string, path: string) => string;
  readonly noEffect: (name: string) => string;
  readonly readOnly: (mount: string) => string;
  readonly hostNetwork: string;
}

const words: Readonly<Record<Language, ContainerWords>> = {
  en: {
    image: "image",
    starts: "starts",
    conf: "conf",
    variables: "variables",
    ports: "ports",
    mounts: "mounts",
    ofImage: (text) => `${text} (of the image)`,
    noConf: "none: built-in defaults",
    at: (source, path) => `${source} at ${path}`,
    noEffect: (name) => `${name} (no effect)`,
    readOnly: (mount) => `${mount} (read-only)`,
    hostNetwork: "those of the host",
  },
  zh: {
    image: "镜像",
    starts: "启动命令",
    conf: "配置",
    variables: "环境变量",
    ports: "端口",
    mounts: "挂载",
    ofImage: (text) => `${text}（镜像自带）`,
    noConf: "无：使用内置默认值",
    at: (source, path) => `${source}，位于 ${path}`,
    noEffect: (name) => `${name}（不起作用）`,
    readOnly: (mount) => `${mount}（只读）`,
    hostNetwork: "使用主机端口",
  },
};

function rangeText({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function portText({ hostIp, published, target }: PublishedPort): string {
  const outside = published === undefined ? "?" : rangeText(published);
  return `${hostIp === undefined ? "" : `${hostIp}:`}${outside} -> ${rangeText(target)}`;
}

function mountText({ source, target, kind, readOnly }: Mount, said: ContainerWords): string {
  const text = `${source === "" ? kind : source} -> ${target}`;
  return readOnly ? said.readOnly(text) : text;
}

function confText({ read, image }: Deployment, said: ContainerWords): string {
  const { stands, path } = read;
  if (path === undefined) return said.noConf;
  switch (stands.kind) {
    case "image":
      return said.ofImage(`${image?.value.reference ?? ""}:${path}`);
    case "host":
      return said.at(stands.host, path);
    case "text":
      return said.at(stands.conf.name, path);
    case "hidden":
      return said.at(stands.mount.source, path);
    case "unknown":
      return path;
  }
}

/** Its variables, those that do nothing marked: names alone, for values may be secrets. */
function variableText({ environment }: Deployment, settings: Settings, said: ContainerWords): string {
  const beaten = new Set(
    [...settings.beaten.values()].flatMap((loser) => (loser.kind === "environment" ? [loser.variable] : [])),
  );
  const own = environment.filter(({ name }) => name.startsWith("NANOMQ_"));
  return own.map(({ name }) => (beaten.has(name) ? said.noEffect(name) : name)).join(", ");
}

/** One line for each thing that is told, below the name of the container. */
export function showContainer(deployment: Deployment, settings: Settings, language: Language): string {
  const said = words[language];
  const { name, image, command, ownWords, ports, mounts, hostNetwork } = deployment;
  const isWhole = command.words.some((word) => /(?:^|\/)nanomq$/.test(word));
  const start = isWhole ? command.words.join(" ") : ["nanomq start", ...command.words].join(" ");
  const rows: readonly (readonly [label: string, text: string])[] = [
    [said.image, image?.value.reference ?? ""],
    [said.starts, ownWords ? start : said.ofImage(start)],
    [said.conf, confText(deployment, said)],
    [said.variables, variableText(deployment, settings, said)],
    [said.ports, hostNetwork ? said.hostNetwork : ports.map(portText).join(", ")],
    [said.mounts, mounts.map((mount) => mountText(mount, said)).join(", ")],
  ];
  const told = rows.filter(([, text]) => text !== "");
  const lines = told.map(([label, text]) => `  ${padTo(label, 10)}  ${printable(text)}`);
  return `${printable(name)}\n${lines.join("\n")}\n`;
}
