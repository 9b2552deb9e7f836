// Why a fix that was asked for is not written.
import type { Finding } from "../../lint/finding/finding.ts";
import type { Refusal } from "../../lint/finding/refusal.ts";
import type { Language, LocalText } from "../../lint/language.ts";
import { positionAt, type Source } from "../../text/source.ts";
import { printable } from "../text-layout.ts";

function reasonOf(refusal: Refusal): LocalText {
  switch (refusal.code) {
    case "broken-text":
      return {
        en: "NanoMQ does not read the whole file: mend its text first",
        zh: "NanoMQ 未读完整个文件：请先修正文件的语法",
      };
    case "no-way":
      return {
        en: "no way to write it here makes NanoMQ read it",
        zh: "在此处无论怎样写，NanoMQ 都读不到它",
      };
    case "other-file":
      return {
        en: `it stands in ${refusal.file}, outside of the project: name that file too, or add --fix-includes`,
        zh: `它位于项目之外的 ${refusal.file}：请在命令行中同时指定该文件，或加上 --fix-includes`,
      };
    case "unseen":
      return {
        en: `it may stand in ${refusal.file}, which is not here: give that file, or name its folder with --root`,
        zh: `它可能位于此处不存在的 ${refusal.file}：请提供该文件，或用 --root 指明其所在目录`,
      };
    case "in-force":
      return { en: "the broker runs with that value already", zh: "代理已经以该值运行" };
    case "not-read":
      return {
        en: `this release would not take ${refusal.key}`,
        zh: `该版本不会采用 ${refusal.key}`,
      };
    case "given":
      return {
        en: `${refusal.by} sets it, not the conf: change it there`,
        zh: `它由 ${refusal.by} 设置，而非配置文件：请在该处修改`,
      };
    case "stays":
      return { en: "the finding would stay", zh: "修改后问题仍然存在" };
    case "brings":
      return { en: `it would bring ${refusal.rule}`, zh: `它会引出 ${refusal.rule}` };
    case "worse":
      return outcomes[refusal.outcome];
    case "moves":
      return { en: `it would change ${refusal.key} too`, zh: `它还会改变 ${refusal.key}` };
  }
}

const outcomes: Readonly<Record<Extract<Refusal, { code: "worse" }>["outcome"], LocalText>> = {
  runs: { en: "the broker would fare worse", zh: "代理的情况会变差" },
  depends: { en: "the broker would fare worse", zh: "代理的情况会变差" },
  "runs-on-part": { en: "the broker would read a part of the file only", zh: "代理将只读取文件的一部分" },
  "runs-on-defaults": { en: "the broker would run on its defaults", zh: "代理将以默认设置运行" },
  exits: { en: "the broker would not start", zh: "代理将无法启动" },
  crashes: { en: "the broker would crash", zh: "代理将崩溃" },
};

/** Below a finding whose words say what to write. */
export function notOffered(refusal: Refusal, language: Language): string {
  const reason = reasonOf(refusal)[language];
  return printable(
    language === "zh" ? `此写法不会应用：${reason}` : `not to be written as it stands: ${reason}`,
  );
}

/** One line: `nanomq.conf:3 schema/unknown-key is not fixed: ...`. */
export function refusalLine(
  { finding, refusal }: { readonly finding: Finding; readonly refusal: Refusal },
  sources: ReadonlyMap<string, Source>,
  language: Language,
): string {
  const { span, rule } = finding;
  const source = sources.get(span.file);
  const line = source === undefined ? 1 : positionAt(source, span.start).line;
  const reason = reasonOf(refusal)[language];
  const said = language === "zh" ? `未修改：${reason}` : `is not fixed: ${reason}`;
  return printable(`${span.file}:${line} ${rule} ${said}`);
}
