import type { FindingArgs } from "../findings/finding.ts";
import type { Language, RulePage, Words } from "./rule.ts";

/** What NanoMQ does with a file that has a syntax problem; rules name it `{consequence}`. */
const consequences: Readonly<Record<string, Words>> = {
  exits: { en: "NanoMQ does not start (exit code 1)", zh: "NanoMQ 无法启动（退出码 1）" },
  defaults: {
    en: "NanoMQ ignores the whole file and runs on with defaults (anonymous access, port 1883)",
    zh: "NanoMQ 忽略整个文件，以默认设置运行（允许匿名访问，端口 1883）",
  },
  "drops-rest": {
    en: "NanoMQ ignores everything after the first error and runs on",
    zh: "NanoMQ 忽略第一个错误之后的全部内容并继续运行",
  },
  crashes: { en: "NanoMQ crashes at start", zh: "NanoMQ 启动时崩溃" },
  "reads-on": { en: "NanoMQ reads on without a message", zh: "NanoMQ 继续读取且没有任何提示" },
};

/** Fills `{name}` from `args`; a name without a value stays as it is. */
export function fill(template: string, args: FindingArgs): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined ? whole : String(value);
  });
}

/** The message of a finding in one language. */
export function sentence(page: Pick<RulePage, "message">, args: FindingArgs, language: Language): string {
  const consequence = consequences[String(args["consequence"])];
  const worded = consequence === undefined ? args : { ...args, consequence: consequence[language] };
  return fill(page.message[language], worded);
}
