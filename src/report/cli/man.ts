// The manual page of the command, in man's own language (man(7)), made of the table of commands.
import type { Language, LocalText } from "../../lint/language.ts";

export interface ManOption {
  readonly name: string;
  readonly alias?: string | undefined;
  readonly kind: "flag" | "value" | "values" | "optional";
  readonly choices?: readonly string[] | undefined;
  readonly placeholder?: string | undefined;
  readonly summary: LocalText;
}

export interface ManCommand {
  readonly name: string;
  readonly positionals: string;
  readonly summary: LocalText;
  readonly options: readonly ManOption[];
  readonly examples: readonly string[];
}

interface ManWords {
  readonly headings: Readonly<
    Record<"name" | "synopsis" | "description" | "commands" | "exit" | "files" | "environment", string>
  >;
  readonly purpose: string;
  readonly description: string;
  readonly exit: readonly (readonly [code: string, meaning: string])[];
  readonly files: readonly (readonly [file: string, meaning: string])[];
  readonly environment: readonly (readonly [name: string, meaning: string])[];
}

const en: ManWords = {
  headings: {
    name: "NAME",
    synopsis: "SYNOPSIS",
    description: "DESCRIPTION",
    commands: "COMMANDS",
    exit: "EXIT STATUS",
    files: "FILES",
    environment: "ENVIRONMENT",
  },
  purpose: "config linter and tuning advisor for the NanoMQ MQTT broker",
  description:
    "Reads nanomq.conf exactly as NanoMQ does, says what the broker will run with, finds what will go wrong, and replays how long NanoMQ takes to notice a dead client.",
  exit: [
    ["0", "nothing as grave as --fail-on was found"],
    ["1", "something was"],
    ["2", "the command line, a file or nanotune.toml is wrong"],
    ["3", "nanotune itself failed"],
    ["4", "tune: no settings meet the objective"],
  ],
  files: [["nanotune.toml", "what a conf cannot tell: release, clients, objectives, rule settings"]],
  environment: [
    ["LC_ALL, LC_MESSAGES, LANG", "language of messages: Chinese where they begin with zh"],
    ["NO_COLOR", "no colours"],
    [
      "NANOTUNE_NO_CACHE",
      "any value: neither compiled code nor answers of lint are kept or taken from the cache",
    ],
  ],
};

const zh: ManWords = {
  headings: {
    name: "名称",
    synopsis: "概要",
    description: "描述",
    commands: "命令",
    exit: "退出码",
    files: "文件",
    environment: "环境变量",
  },
  purpose: "NanoMQ MQTT 代理的配置检查与调优工具",
  description:
    "像 NanoMQ 一样读取 nanomq.conf，说明代理实际以什么运行，找出会出问题的地方，并重放 NanoMQ 多久才发现失联客户端。",
  exit: [
    ["0", "没有发现达到 --fail-on 级别的问题"],
    ["1", "发现了"],
    ["2", "命令行、文件或 nanotune.toml 有误"],
    ["3", "nanotune 自身出错"],
    ["4", "tune：没有满足目标的设置"],
  ],
  files: [["nanotune.toml", "配置无法说明的内容：版本、客户端、目标、规则设置"]],
  environment: [
    ["LC_ALL, LC_MESSAGES, LANG", "消息语言：以 zh 开头时为中文"],
    ["NO_COLOR", "不使用颜色"],
    ["NANOTUNE_NO_CACHE", "任意值：不在缓存中保存或取用编译结果与 lint 的回答"],
  ],
};

const words: Readonly<Record<Language, ManWords>> = { en, zh };

/** A line may end behind any sign of Chinese. */
const CHINESE = /[\p{Script=Han}，。；：、（）](?=\S)/gu;

/** A text as it stands: no sign of it is one of man's. */
function plain(text: string): string {
  const escaped = text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("`", "\\(ga");
  const breakable = escaped.replaceAll(CHINESE, "$&\\:");
  return breakable.replaceAll(/^([.'])/gm, "\\&$1").replaceAll(/\s*\n\s*/g, " ");
}

function heading(text: string): string {
  return `.SH "${plain(text)}"`;
}

function entries(list: readonly (readonly [string, string])[]): readonly string[] {
  return list.flatMap(([name, meaning]) => [".TP", `\\fB${plain(name)}\\fR`, plain(meaning)]);
}

function optionLines({ name, alias, kind, choices, placeholder, summary }: ManOption, language: Language) {
  const value = choices?.join(" | ") ?? placeholder ?? "";
  const names = [...(alias === undefined ? [] : [`-${alias}`]), `--${name}`];
  const shown = names.map((one) => `\\fB${plain(one)}\\fR`).join(", ");
  const said = kind === "optional" ? `[${value}]` : value;
  const tail = kind === "flag" || value === "" ? "" : ` \\fI${plain(said)}\\fR`;
  return [".TP", `${shown}${tail}`, plain(summary[language])];
}

function commandLines(command: ManCommand, language: Language): readonly string[] {
  const { name, positionals, summary, options, examples } = command;
  return [
    `.SS "nanotune ${plain([name, positionals].join(" ").trim())}"`,
    plain(summary[language]),
    ...options.flatMap((option) => optionLines(option, language)),
    ...examples.flatMap((example) => [".PP", ".EX", plain(`nanotune ${example}`), ".EE"]),
  ];
}

/** The page of section 1. @param version of nanotune */
export function manPage(commands: readonly ManCommand[], version: string, language: Language): string {
  const { headings, purpose, description, exit, files, environment } = words[language];
  const lines = [
    `.TH NANOTUNE 1 "" "nanotune ${plain(version)}"`,
    heading(headings.name),
    `nanotune \\- ${plain(purpose)}`,
    heading(headings.synopsis),
    ...commands.flatMap(({ name, positionals }) => [
      ".br",
      `\\fBnanotune ${plain(name)}\\fR [\\fI\\-\\-...\\fR] ${plain(positionals)}`.trimEnd(),
    ]),
    heading(headings.description),
    plain(description),
    heading(headings.commands),
    ...commands.flatMap((command) => commandLines(command, language)),
    heading(headings.exit),
    ...entries(exit),
    heading(headings.files),
    ...entries(files),
    heading(headings.environment),
    ...entries(environment),
  ];
  return `${lines.join("\n")}\n`;
}
