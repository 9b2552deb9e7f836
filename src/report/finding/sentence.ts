import type { FindingArgs } from "../../lint/finding/finding.ts";
import type { Language, LocalText } from "../../lint/language.ts";
import { fill } from "../../lint/rules/page.ts";
import type { RulePage } from "../../lint/rules/rule.ts";

/** What NanoMQ does with a file that has a syntax problem; rules name it `{consequence}`. */
const consequences: Readonly<Record<string, LocalText>> = {
  exits: {
    en: "NanoMQ does not start (exit code 1)",
    zh: "NanoMQ 无法启动（退出码 1）",
  },
  defaults: {
    en: "NanoMQ ignores the whole file and runs on with defaults (anonymous access, port 1883)",
    zh: "NanoMQ 忽略整个文件，以默认设置运行（允许匿名访问，端口 1883）",
  },
  "drops-rest": {
    en: "NanoMQ ignores everything after the first error and runs on",
    zh: "NanoMQ 忽略第一个错误之后的全部内容并继续运行",
  },
  crashes: { en: "NanoMQ crashes at start", zh: "NanoMQ 启动时崩溃" },
  unseen: {
    en: "It is not on this machine; where NanoMQ cannot read it either, it crashes at start",
    zh: "该文件不在本机上；如果 NanoMQ 也无法读取，启动时会崩溃",
  },
  "reads-on": { en: "NanoMQ reads on without a message", zh: "NanoMQ 继续读取且没有任何提示" },
};

/** `{hint}`: what was probably meant, behind the sentence. */
function hint(args: FindingArgs, language: Language): string {
  const meant = args["suggestions"];
  if (meant === undefined || meant === "") return "";
  return language === "zh" ? `（是否指 ${String(meant)}？）` : `. Did you mean ${String(meant)}?`;
}

/** `{kept}`: the value that stays in force where a line is ignored. */
function kept(args: FindingArgs, language: Language): string {
  const value = args["kept"];
  if (value !== undefined && value !== "") return String(value);
  return language === "zh" ? "默认值" : "the default";
}

/** The message of a finding in one language. */
export function sentence(page: Pick<RulePage, "message">, args: FindingArgs, language: Language): string {
  const consequence = consequences[String(args["consequence"])]?.[language];
  const worded = { ...args, hint: hint(args, language), kept: kept(args, language) };
  return fill(page.message[language], consequence === undefined ? worded : { ...worded, consequence });
}
