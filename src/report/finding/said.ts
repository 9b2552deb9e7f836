// The words of a finding: the one place that makes them, for reports, editors, pages and bots.
import { rulePageOf } from "../../generated/rule-page-of.ts";
import type { Finding, FindingArgs, FixSafety, Proposal } from "../../lint/finding/finding.ts";
import type { Language, LocalText } from "../../lint/language.ts";
import { fill } from "../../lint/rules/page.ts";
import type { RulePage } from "../../lint/rules/rule.ts";
import type { Span } from "../../text/source.ts";
import { momentIn, reasonIn } from "../start/reasons.ts";
import { printable } from "../text-layout.ts";
import { reportWords } from "./words.ts";

/** What a finding comes to in one language. */
export interface Said {
  /** What NanoMQ will do, one line; the name of the rule where it has no words. */
  readonly message: string;
  /** What to change, in the order of the finding's own. */
  readonly proposals: readonly SaidProposal[];
  /** Places that decide it too, in the order of the finding's own. */
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** Why it matters, as text that may be wrapped; "" where the rule has no words. */
  readonly why: string;
}

export interface SaidProposal {
  /** What to type, in no language: `retry_interval = 1s`; undefined where something is to be removed. */
  readonly typed: string | undefined;
  /** The same as a sentence. */
  readonly message: string;
  readonly safety: FixSafety;
}

/** The words of rules by id: a Map, or the built-in ones. */
export interface RulePages {
  readonly get: (rule: string) => RulePage | undefined;
}

const builtIn: RulePages = { get: rulePageOf };

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

const owners: Readonly<Record<string, LocalText>> = {
  emqx: { en: "a setting of EMQX", zh: "EMQX 的设置" },
  mosquitto: { en: "a setting of Mosquitto", zh: "Mosquitto 的设置" },
  older: { en: "a name of an older layout", zh: "旧布局中的名称" },
};

/** Of a name that comes from elsewhere: whose it is, and what takes its place here. */
function borrowedHint(owner: string, { meant, saidBy }: FindingArgs, language: Language): string {
  if (language === "zh") {
    if (saidBy !== undefined) return `。这是${owner}；在 NanoMQ 中由各客户端在 CONNECT 中给出`;
    return meant === undefined ? `。这是${owner}，此处没有对应项` : `。这是${owner}；此处为 ${quoted(meant)}`;
  }
  if (saidBy !== undefined) return `. It is ${owner}; here each client says it in its CONNECT (MQTT 5)`;
  return meant === undefined
    ? `. It is ${owner}, and has no counterpart here`
    : `. It is ${owner}; here it is ${quoted(meant)}`;
}

function quoted(meant: FindingArgs[string]): string {
  return String(meant)
    .split(" and ")
    .map((path) => `\`${path}\``)
    .join(", ");
}

/** `{expected}`, and what was `{found}` in its place, of values by their kind. */
const kinds: Readonly<Record<string, LocalText>> = {
  string: { en: "a text", zh: "文本" },
  number: { en: "a number", zh: "数字" },
  boolean: { en: "`true` or `false`", zh: "`true` 或 `false`" },
  null: { en: "null", zh: "null" },
  array: { en: "a list", zh: "列表" },
  object: { en: "a section", zh: "一个段" },
  key: { en: "a key", zh: "键" },
  separator: { en: "`=`", zh: "`=`" },
  value: { en: "a value", zh: "值" },
  end: { en: "the end", zh: "结尾" },
};

function kindsIn({ expected, found }: FindingArgs, language: Language): FindingArgs {
  const kindOf = (name: FindingArgs[string]) => kinds[String(name)]?.[language] ?? String(name);
  if (expected === undefined) return {};
  return { expected: kindOf(expected), ...(found !== undefined && { found: kindOf(found) }) };
}

/** `{nochoice}`: a long list of words helps nobody who made a slip in one of them. */
function noChoice({ words, suggestions }: FindingArgs, language: Language): string {
  const names = String(words ?? "").split(", ");
  const isKnown = suggestions !== undefined && suggestions !== "";
  if (isKnown || names.length > MOST_WORDS)
    return language === "zh" ? "不是此处可用的词" : "is no word that counts here";
  return language === "zh" ? `不在 ${names.join("、")} 之中` : `is none of ${names.join(", ")}`;
}

const MOST_WORDS = 6;

/** `{hint}`: what was probably meant, behind the sentence. */
function hint(args: FindingArgs, language: Language): string {
  const owner = owners[String(args["borrowedFrom"])]?.[language];
  if (owner !== undefined) return borrowedHint(owner, args, language);
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

/** What a rule says to write is for the conf. */
const givenBy = {
  en: (name: string) => `. ${name} sets it: change it there`,
  zh: (name: string) => `。该设置来自 ${name}：请在该处修改`,
} as const;

/** What is known to come with the release that a sentence advises; "" where it advises none. */
function whatComes(args: FindingArgs, language: Language): string {
  const brings = args["brings"];
  const release = args["upgrade_to"] ?? args["fixed_in"];
  if (brings === undefined) return "";
  const more = Number(args["brings_more"] ?? 0);
  return reportWords[language].brings(String(release), String(brings), more);
}

function messageOf({ message }: RulePage, args: FindingArgs, language: Language): string {
  const consequence = consequences[String(args["consequence"])]?.[language];
  const { because, when } = args;
  // `{because}` and `{when}` of a start: words of the model's own reasons.
  const started = {
    ...(because !== undefined && {
      because: reasonIn(language, String(because), String(args["step"] ?? "")),
    }),
    ...(when !== undefined && { when: momentIn(language, String(when)) }),
  };
  const worded = {
    ...args,
    ...kindsIn(args, language),
    nochoice: noChoice(args, language),
    ...started,
    hint: hint(args, language),
    kept: kept(args, language),
  };
  const filled = fill(message[language], consequence === undefined ? worded : { ...worded, consequence });
  return printable(`${filled}${whatComes(args, language)}`);
}

function proposalOf({ text, safety }: Typed, language: Language): SaidProposal {
  const words = reportWords[language];
  if (text === "") return { typed: undefined, message: words.remove, safety };
  const typed = printable(text);
  return { typed, message: `${words.type}: ${typed}`, safety };
}

/** What to type. */
type Typed = Pick<Proposal, "text" | "safety">;

/** A finding as lint has it, with proposals, or as reports have it, with fixes. */
type Worded = Pick<Finding, "rule" | "args" | "related" | "by"> & {
  readonly proposals?: readonly Typed[];
  readonly fixes?: readonly Typed[];
};

/**
 * The words of a finding in one language.
 * @param pages of packs too, where there are any
 */
export function said(
  { rule, args, related, by, proposals = [], fixes = proposals }: Worded,
  language: Language,
  pages: RulePages = builtIn,
): Said {
  const page = pages.get(rule);
  return {
    message:
      page === undefined
        ? rule
        : [messageOf(page, args, language), ...(by === undefined ? [] : [givenBy[language](by)])].join(""),
    proposals: fixes.map((fix) => proposalOf(fix, language)),
    related: related.map(({ span, label }) => ({ span, message: page?.labels[label]?.[language] ?? label })),
    why: page?.why[language] ?? "",
  };
}
