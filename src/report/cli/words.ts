import type { Language } from "../../lint/language.ts";
import { oldestKnownConf } from "../../nanomq/behaviour.ts";
import { newestRelease } from "../../nanomq/releases.ts";

/** Sentences of the command line: what happened, where, what to type. */
export interface CliWords {
  readonly usage: string;
  readonly commandMissing: string;
  readonly unknownWord: (word: string) => string;
  readonly surplus: (word: string) => string;
  readonly unknownShell: (name: string, known: readonly string[]) => string;
  readonly givesHelp: string;
  readonly givesVersion: string;
  /** Texts of yargs in our words. */
  readonly yargs: Readonly<Record<string, string>>;
  readonly seeHelp: string;
  readonly didYouMean: (meant: string) => string;
  readonly internal: (what: string) => string;
  readonly missingFile: (path: string) => string;
  readonly missingFacts: (path: string) => string;
  readonly isDirectory: (path: string) => string;
  readonly noConfBelow: (path: string) => string;
  readonly nothingMatches: (pattern: string) => string;
  readonly severalConfs: (path: string, confs: readonly string[]) => string;
  readonly unreadable: (path: string) => string;
  readonly tooLarge: (path: string, limit: string) => string;
  readonly silent: (path: string) => string;
  readonly noFileSize: (text: string) => string;
  readonly binary: (path: string) => string;
  readonly noFiles: (command: string) => string;
  readonly unknownVersion: (text: string, newest: string) => string;
  readonly newerVersion: (asked: string, used: string) => string;
  readonly unknownDialect: (asked: string, oldest: string) => string;
  readonly assumedVersion: (used: string) => string;
  readonly badDuration: (option: string, text: string) => string;
  readonly badKeepalive: (text: string) => string;
  readonly twoOutputs: (place: string) => string;
  readonly outputIsInput: (path: string) => string;
  readonly badMaxWarnings: (text: string) => string;
  readonly tooManyWarnings: (count: number, most: number) => string;
  readonly badJobs: (text: string, most: number) => string;
  readonly cannotWrite: (path: string, reason: string) => string;
  readonly noDeployment: (path: string) => string;
  readonly noConfTold: (path: string) => string;
  readonly containerMissing: (path: string, names: readonly string[]) => string;
  readonly badVariable: (text: string) => string;
  readonly versionMissing: (option: string) => string;
  readonly unknownRule: (id: string) => string;
  readonly noRuleNamed: string;
  readonly noClients: string;
  readonly configTwice: string;
  readonly unknownSection: (name: string) => string;
  readonly factsUnknownKey: (key: string) => string;
  readonly factsMissingKey: (key: string) => string;
  readonly factsValue: (key: string, expected: string) => string;
  readonly moreFacts: (facts: string) => string;
  readonly oldFormat: (path: string) => string;
  readonly partOfConf: (path: string, part: "passwords" | "acl" | "gateway") => string;
  readonly writeIsDeployment: (path: string) => string;
  readonly writeIsOld: (path: string) => string;
  readonly traceColumns: readonly string[];
  readonly fixStdin: string;
  /** Why a file is not written. */
  readonly notWritten: Readonly<
    Record<
      "changed-meanwhile" | "dangling-link" | "no-regular-file" | "named-twice",
      (path: string) => string
    >
  >;
  /** Of a file that could not be replaced in one step. */
  readonly overwritten: Readonly<Record<"in-place" | "hard-links", (path: string, backup: string) => string>>;
  readonly noPatch: (path: string) => string;
  readonly secretInPatch: (path: string, lines: readonly number[]) => string;
  readonly fixesConfsOnly: (path: string) => string;
  readonly brokersLeftOut: (path: string, count: number, most: number) => string;
  readonly fixed: (count: number) => string;
  readonly badDay: (text: string) => string;
}

const en: CliWords = {
  usage: "nanotune <command>: lint and tune the configuration of a NanoMQ broker",
  commandMissing: "Say what to do: nanotune lint nanomq.conf",
  unknownWord: (word) => `There is no ${word}.`,
  surplus: (word) => `There is no place for ${word} here.`,
  unknownShell: (name, known) =>
    `${name === "" ? "Say which shell" : `There is no completion for ${name}. Name a shell`}: nanotune completion ${known.join(" | ")}`,
  givesHelp: "Show help",
  givesVersion: "Show version number",
  yargs: {
    "Not enough arguments following: %s": "--%s needs a value.",
    "Invalid values:": "This value does not fit:",
    "Argument: %s, Given: %s, Choices: %s": "--%s cannot be %s. It is one of %s.",
  },
  seeHelp: "`nanotune --help` lists the commands.",
  didYouMean: (meant) => `Did you mean ${meant}?`,
  internal: (what) => `nanotune failed: ${what}. Please report it with the file that caused it.`,
  missingFile: (path) => `${path}: no such file. Name the conf, or \`-\` to read it from standard input.`,
  missingFacts: (path) => `${path}: no such file. Name your nanotune.toml, or leave --config out.`,
  isDirectory: (path) => `${path} is a folder. Name the file itself.`,
  noConfBelow: (path) => `${path}: no nanomq.conf in this folder or below it. Name the file itself.`,
  nothingMatches: (pattern) =>
    `${pattern}: no such file, and as a pattern it names no conf and no deployment file either. \`**\` stands for any folders: "etc/**/*.conf"`,
  severalConfs: (path, confs) => `${path} holds several confs. Name one of them: ${confs.join(", ")}`,
  unreadable: (path) => `${path}: no permission to read it.`,
  tooLarge: (path, limit) =>
    `${path} is larger than ${limit}. If that is meant, raise the limit: --max-file-size 64MiB`,
  silent: (path) => `${path}: nothing came through this pipe or device for 10 s. Write to it, or use \`-\`.`,
  noFileSize: (text) => `--max-file-size ${text}: write a size up to 512 MiB, such as 64MiB.`,
  binary: (path) => `${path} is a binary file, not a configuration file.`,
  noFiles: (command) => `No conf given. Type: nanotune ${command} nanomq.conf`,
  unknownVersion: (text, newest) => `"${text}" is no NanoMQ version. Write it like ${newest}.`,
  newerVersion: (asked, used) =>
    `NanoMQ ${asked} is newer than any release measured; ${used} stands in for it.`,
  unknownDialect: (asked, oldest) =>
    `NanoMQ ${asked} reads a conf in a way of its own that nanotune does not know, so there are no settings, findings, fixes or migration for it: upgrade NanoMQ, or say \`--nanomq ${oldest}\`, the oldest release known, which then stands in for it.`,
  assumedVersion: (used) =>
    `No NanoMQ version given: assuming ${used}. Say \`--nanomq <version>\` or set nanomq in nanotune.toml.`,
  badDuration: (option, text) => `${option}: "${text}" is no duration. Write it like 5s, 500ms or 2m.`,
  badKeepalive: (text) =>
    `--keepalive: "${text}" is no duration that MQTT can carry. Write it like 5s or 2m: whole seconds, 65535s at most.`,
  twoOutputs: (place) =>
    `two formats go to ${place === "" ? "standard output" : place}. Give each a file of its own: -f pretty -f sarif=out.sarif`,
  outputIsInput: (path) => `${path} was read for this report: write the report to another file.`,
  badMaxWarnings: (text) =>
    `--max-warnings ${text} is no number of warnings. Write 0, or how many you accept.`,
  tooManyWarnings: (count, most) => `${count} warnings; --max-warnings ${most} accepts no more than that`,
  badJobs: (text, most) => `--jobs: "${text}" is no number of threads. Write 1 to ${most}.`,
  cannotWrite: (path, reason) => `${path} cannot be written: ${reason}`,
  noDeployment: (path) =>
    `${path} starts no NanoMQ: no compose file or Kubernetes manifest with NanoMQ in it. Name the conf itself.`,
  noConfTold: (path) =>
    `${path} does not tell the conf that its NanoMQ reads: \`nanotune lint ${path}\` says where that is. Name the conf itself.`,
  containerMissing: (path, names) => `Say which container of ${path}: --container ${names.join(" or ")}`,
  badVariable: (text) => `--env: "${text}" is no variable. Write it like NANOMQ_TCP_ENABLE=false.`,
  versionMissing: (option) =>
    `Say ${option}: nanotune upgrade --from ${oldestKnownConf().text} --to ${newestRelease} nanomq.conf`,
  unknownRule: (id) => `There is no rule ${id}. \`nanotune rules\` lists them.`,
  noRuleNamed: "Name a rule: nanotune explain timing/retry-interval-too-coarse",
  noClients: "No client class known. Say `--keepalive 5s`, or list [[clients]] in nanotune.toml.",
  configTwice: "--config and --no-config exclude each other. Leave one out.",
  unknownSection: (name) => `nanomq.conf has no section ${name}.`,
  factsUnknownKey: (key) => `nanotune does not know ${key}.`,
  factsMissingKey: (key) => `${key} is missing.`,
  factsValue: (key, expected) => `${key} must be ${expected}.`,
  moreFacts: (facts) =>
    `What nanotune.toml tells may change what is found here: ${facts}. \`nanotune init\` asks for it.`,
  partOfConf: (path, part) =>
    ({
      passwords: `${path} is a list of passwords, read where a conf includes it (auth.password): lint that conf.`,
      acl: `${path} is a list of ACL rules, read where a conf includes it (auth.acl): lint that conf.`,
      gateway: `${path} is the conf of a gateway (nanomq_cli), not of the broker: it is not linted.`,
    })[part],
  oldFormat: (path) => `${path} is a conf of the old key=value format. Type: nanotune migrate ${path}`,
  writeIsDeployment: (path) =>
    `${path} is no conf, and is left as it is. Name the conf itself, or type the change into it: leave --write out to see it.`,
  writeIsOld: (path) =>
    `${path} is a conf of the old key=value format, and is left as it is. Type first: nanotune migrate ${path} > nanomq.conf`,
  traceColumns: ["kind", "version", "agree", "near a tick", "median ms", "p99 ms"],
  fixStdin: "Standard input cannot be fixed in place. Take --diff, or name the file.",
  notWritten: {
    "changed-meanwhile": (path) => `${path} was changed meanwhile. Nothing is written; run it again.`,
    "dangling-link": (path) => `${path} is a link to nothing. Nothing is written.`,
    "no-regular-file": (path) => `${path} is no regular file. Nothing is written.`,
    "named-twice": (path) => `${path} is named twice, with different content. Nothing is written.`,
  },
  overwritten: {
    "in-place": (path, backup) =>
      `${path} could not be replaced and was overwritten; what it held is in ${backup}.`,
    "hard-links": (path, backup) =>
      `${path} has several names (hard links) and was overwritten; what it held is in ${backup}.`,
  },
  noPatch: (path) =>
    `${path} is not UTF-8, so there is no patch for it. --fix and --write change it in place.`,
  secretInPatch: (path, lines) =>
    `${path}: the changes at line ${lines.join(", ")} are left out of the patch, since it would show a secret. --fix makes them.`,
  brokersLeftOut: (path, count, most) =>
    `${path} starts more than ${most} NanoMQs: the ${count} behind them were not looked at.`,
  fixesConfsOnly: (path) =>
    `Fixes are written to confs, not to ${path}: name the conf that it mounts, or change the text inside it by hand.`,
  fixed: (count) => `Fixed ${count} finding(s).`,
  badDay: (text) => `--today: "${text}" is no day. Write it like 2026-08-01.`,
};

const zh: CliWords = {
  usage: "nanotune <命令>：检查并调优 NanoMQ 的配置",
  commandMissing: "请说明要做什么：nanotune lint nanomq.conf",
  unknownWord: (word) => `没有 ${word}。`,
  surplus: (word) => `这里多出了 ${word}。`,
  unknownShell: (name, known) =>
    `${name === "" ? "请给出 shell" : `不支持 ${name} 的补全。请给出 shell`}：nanotune completion ${known.join(" | ")}`,
  givesHelp: "显示帮助",
  givesVersion: "显示版本",
  yargs: {
    "Commands:": "命令：",
    "Options:": "选项：",
    "Examples:": "示例：",
    "Positionals:": "参数：",
    boolean: "布尔",
    string: "字符串",
    array: "数组",
    required: "必需",
    "choices:": "可选值：",
    "Invalid values:": "无效的值：",
    "Argument: %s, Given: %s, Choices: %s": "--%s 不能是 %s，可选：%s",
    "Not enough arguments following: %s": "--%s 需要一个值。",
  },
  seeHelp: "`nanotune --help` 列出所有命令。",
  didYouMean: (meant) => `是指 ${meant} 吗？`,
  internal: (what) => `nanotune 出错：${what}。请附上相关文件反馈给我们。`,
  missingFile: (path) => `${path}：文件不存在。请给出配置文件，或用 \`-\` 从标准输入读取。`,
  missingFacts: (path) => `${path}：文件不存在。请给出 nanotune.toml，或去掉 --config。`,
  isDirectory: (path) => `${path} 是目录。请给出文件本身。`,
  noConfBelow: (path) => `${path}：此目录及其子目录中没有 nanomq.conf。请给出文件本身。`,
  nothingMatches: (pattern) =>
    `${pattern}：没有此文件；作为通配模式也没有匹配到配置或部署文件。\`**\` 表示任意层目录："etc/**/*.conf"`,
  severalConfs: (path, confs) => `${path} 中有多份配置。请给出其中之一：${confs.join("、")}`,
  unreadable: (path) => `${path}：没有读取权限。`,
  tooLarge: (path, limit) => `${path} 超过 ${limit}。若确实需要，请提高上限：--max-file-size 64MiB`,
  silent: (path) => `${path}：该管道或设备 10 s 内没有任何数据。请向其写入，或使用 \`-\`。`,
  noFileSize: (text) => `--max-file-size ${text}：请写不超过 512 MiB 的大小，例如 64MiB。`,
  binary: (path) => `${path} 是二进制文件，不是配置文件。`,
  noFiles: (command) => `没有给出配置文件。请输入：nanotune ${command} nanomq.conf`,
  unknownVersion: (text, newest) => `“${text}”不是 NanoMQ 版本号。写法如 ${newest}。`,
  newerVersion: (asked, used) => `NanoMQ ${asked} 比所有测量过的版本都新；以 ${used} 代替。`,
  unknownDialect: (asked, oldest) =>
    `NanoMQ ${asked} 以 nanotune 不了解的方式读取配置，因此不给出设置、发现、修复或迁移：请升级 NanoMQ，或使用 \`--nanomq ${oldest}\`（已知的最旧版本），由它代替。`,
  assumedVersion: (used) =>
    `没有给出 NanoMQ 版本：按 ${used} 处理。可用 \`--nanomq <版本>\` 或在 nanotune.toml 中设置 nanomq。`,
  badDuration: (option, text) => `${option}：“${text}”不是时长。写法如 5s、500ms 或 2m。`,
  badKeepalive: (text) =>
    `--keepalive：“${text}”不是 MQTT 能表示的时长。写法如 5s 或 2m：整秒，最多 65535s。`,
  twoOutputs: (place) =>
    `两种格式都输出到${place === "" ? "标准输出" : ` ${place}`}。请为每种指定各自的文件：-f pretty -f sarif=out.sarif`,
  outputIsInput: (path) => `${path} 是本报告读取的文件：请把报告写入另一个文件。`,
  badMaxWarnings: (text) => `--max-warnings ${text} 不是警告的个数。请写 0，或可以接受的个数。`,
  tooManyWarnings: (count, most) => `有 ${count} 个警告，超过了 --max-warnings ${most}`,
  badJobs: (text, most) => `--jobs：“${text}”不是线程数。请写 1 到 ${most}。`,
  cannotWrite: (path, reason) => `无法写入 ${path}：${reason}`,
  noDeployment: (path) =>
    `${path} 中没有 NanoMQ：不是含 NanoMQ 的 compose 文件或 Kubernetes 清单。请给出配置文件本身。`,
  noConfTold: (path) =>
    `${path} 没有说明其中的 NanoMQ 读取哪份配置：\`nanotune lint ${path}\` 会说明它在哪里。请给出配置文件本身。`,
  containerMissing: (path, names) => `请说明是 ${path} 中的哪个容器：--container ${names.join(" 或 ")}`,
  badVariable: (text) => `--env：“${text}”不是变量。写法如 NANOMQ_TCP_ENABLE=false。`,
  versionMissing: (option) =>
    `缺少 ${option}：nanotune upgrade --from ${oldestKnownConf().text} --to ${newestRelease} nanomq.conf`,
  unknownRule: (id) => `没有规则 ${id}。\`nanotune rules\` 列出所有规则。`,
  noRuleNamed: "请给出规则名：nanotune explain timing/retry-interval-too-coarse",
  noClients: "不知道任何客户端类别。可用 `--keepalive 5s`，或在 nanotune.toml 中列出 [[clients]]。",
  configTwice: "--config 与 --no-config 不能同时使用。请去掉一个。",
  unknownSection: (name) => `nanomq.conf 没有 ${name} 这一部分。`,
  factsUnknownKey: (key) => `nanotune 不认识 ${key}。`,
  factsMissingKey: (key) => `缺少 ${key}。`,
  factsValue: (key, expected) => `${key} 必须是 ${expected}。`,
  moreFacts: (facts) =>
    `nanotune.toml 中的这些事实可能改变这里的结果：${facts}。可用 \`nanotune init\` 逐项填写。`,
  partOfConf: (path, part) =>
    ({
      passwords: `${path} 是密码列表，由主配置在 auth.password 中包含时读取：请检查该配置。`,
      acl: `${path} 是 ACL 规则列表，由主配置在 auth.acl 中包含时读取：请检查该配置。`,
      gateway: `${path} 是网关（nanomq_cli）的配置，不是代理的配置：不做检查。`,
    })[part],
  oldFormat: (path) => `${path} 是旧的 key=value 格式配置。请输入：nanotune migrate ${path}`,
  writeIsDeployment: (path) =>
    `${path} 不是配置文件，未作任何改动。请指定配置文件本身，或自行写入所示改动：去掉 --write 即可查看。`,
  writeIsOld: (path) =>
    `${path} 是旧的 key=value 格式配置，未作任何改动。请先输入：nanotune migrate ${path} > nanomq.conf`,
  traceColumns: ["类型", "版本", "一致", "临近节拍", "中位 ms", "p99 ms"],
  fixStdin: "标准输入无法就地修改。请使用 --diff，或给出文件名。",
  notWritten: {
    "changed-meanwhile": (path) => `${path} 在此期间被修改。未写入任何内容，请重新运行。`,
    "dangling-link": (path) => `${path} 是一个指向不存在文件的链接。未写入任何内容。`,
    "no-regular-file": (path) => `${path} 不是普通文件。未写入任何内容。`,
    "named-twice": (path) => `${path} 以两个名称出现且内容不同。未写入任何内容。`,
  },
  overwritten: {
    "in-place": (path, backup) => `${path} 无法替换，已就地改写；原内容保存在 ${backup}。`,
    "hard-links": (path, backup) => `${path} 有多个名称（硬链接），已就地改写；原内容保存在 ${backup}。`,
  },
  noPatch: (path) => `${path} 不是 UTF-8，无法生成补丁。--fix 与 --write 可直接修改该文件。`,
  secretInPatch: (path, lines) =>
    `${path}：第 ${lines.join("、")} 行处的修改会显示密码等机密，未列入补丁。--fix 会写入这些修改。`,
  brokersLeftOut: (path, count, most) => `${path} 启动的 NanoMQ 超过 ${most} 个：其后的 ${count} 个未检查。`,
  fixesConfsOnly: (path) =>
    `修改只写入配置文件，不写入 ${path}：请指定它所挂载的配置，或手动修改其中的文本。`,
  fixed: (count) => `已修改 ${count} 处。`,
  badDay: (text) => `--today：“${text}”不是日期。写法如 2026-08-01。`,
};

export const cliWords: Readonly<Record<Language, CliWords>> = { en, zh };
