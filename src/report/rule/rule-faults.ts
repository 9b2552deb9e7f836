import type { Language } from "../../lint/language.ts";
import type { ConditionFault, PatternFault, Unsupported } from "../../lint/rules/cel/condition-fault.ts";
import type {
  MissingName,
  RuleFault,
  RuleProblem,
  SchemaRule,
  WholeFault,
} from "../../lint/rules/rule-fault.ts";
import { tomlProblemText } from "../conf/toml.ts";

/** Sentences about rule files that do not load. */
interface RuleFaultWords {
  readonly unknownKey: (name: string) => string;
  readonly schema: Readonly<Record<SchemaRule, (limit: string) => string>>;
  readonly noSuch: Readonly<Record<MissingName, (name: string) => string>>;
  readonly type: (is: string, wanted: string) => string;
  readonly oneLanguage: (placeholder: string) => string;
  readonly noArgument: (placeholder: string) => string;
  readonly whole: Readonly<Record<WholeFault, string>>;
  readonly noSuchKey: (name: string) => string;
  readonly patternNotLiteral: string;
  readonly pattern: (why: string, pattern: string, at: number) => string;
  readonly patternFaults: Readonly<Record<PatternFault, string>>;
  readonly section: (path: string) => string;
  readonly nestedMacros: (most: number) => string;
  readonly hasPath: string;
  readonly unknownFunction: (name: string) => string;
  readonly unsupported: Readonly<Record<Unsupported, (name: string) => string>>;
  readonly cel: (code: string | undefined, message: string) => string;
  readonly meant: (name: string) => string;
}

const en: RuleFaultWords = {
  unknownKey: (name) => `unknown key ${name}`,
  schema: {
    required: (name) => `${name} is missing`,
    type: (type) => `must be ${type}`,
    enum: (values) => `must be one of ${values}`,
    pattern: (pattern) => `must look like ${pattern}`,
    minimum: (least) => `must be at least ${least}`,
    empty: () => "must not be empty",
    form: () => "is none of the forms that are allowed here",
  },
  noSuch: {
    list: (name) => `no such list: ${name}`,
    setting: (name) => `no such setting: ${name}`,
    fact: (name) => `no such fact: ${name}`,
    rule: (name) => `no such rule: ${name}`,
  },
  type: (is, wanted) => `is ${is}, must be ${wanted}`,
  oneLanguage: (placeholder) => `message: {${placeholder}} stands in only one of the languages`,
  noArgument: (placeholder) => `message: {${placeholder}} is not in [args]`,
  whole: {
    "fate-without-at": "`fate` and `at` stand together, and without `for` and `codes`",
    "no-condition": "a rule needs `when`, `codes` or `fate`",
    "no-bad-example": "no example that reports",
    "no-good-example": "no example that is clean",
  },
  noSuchKey: (name) => `no such key: ${name}`,
  patternNotLiteral: "matches() takes a literal pattern",
  pattern: (why, pattern, at) => `${why} in pattern ${JSON.stringify(pattern)} at ${at}`,
  patternFaults: {
    unbalanced: "unbalanced )",
    "too-deep": "more than 50 nested groups",
    repetition: "repetition outside 0 to 100",
    "nothing-to-repeat": "nothing to repeat",
    group: "only (?: ) groups are known",
    "open-group": "missing )",
    "open-class": "missing ]",
    "end-escape": "\\ at the end",
    "unknown-escape": "unknown escape",
    "too-long": "too many steps",
  },
  section: (path) => `${path} is a section, not a value (raw.… gives it as a whole)`,
  nestedMacros: (most) => `too expensive: more than ${most} list macros inside each other`,
  hasPath: "has() takes a key path such as has(conf.mqtt.retry_interval)",
  unknownFunction: (name) => `unknown function ${name}`,
  unsupported: {
    bytes: () => "bytes and unsigned numbers are not part of rule conditions",
    optionals: () => "optionals and map literals are not part of rule conditions",
    operator: (name) => `operator ${name} is not part of rule conditions`,
  },
  cel: (_code, message) => message,
  meant: (name) => ` (did you mean ${name}?)`,
};

/** What comes behind cel-js's colon: a name, a symbol, types. */
function detailOf(message: string): string {
  return /: (.*)$/.exec(message)?.[1] ?? "";
}

const celZh: Readonly<Record<string, string>> = {
  unknown_variable: "未知变量",
  no_such_overload: "没有适用于这些类型的运算",
  no_such_key: "没有这个键",
  unexpected_token: "此处出现了意外的内容",
  unexpected_character: "意外的字符",
  unterminated_string: "字符串没有结束",
  unterminated_triple_quoted_string: "字符串没有结束",
  newline_in_string: "字符串中不能换行",
  invalid_number: "数字写法有误",
  invalid_exponent: "数字的指数写法有误",
  reserved_identifier: "这是保留字",
  limit_exceeded: "条件过长或嵌套过深",
  invalid_macro_argument: "列表宏的参数有误",
  invalid_comparison_type: "这些类型不能比较",
  expression_must_be_string: "条件必须是文本",
};

const zh: RuleFaultWords = {
  unknownKey: (name) => `未知的键 ${name}`,
  schema: {
    required: (name) => `缺少 ${name}`,
    type: (type) => `类型必须是 ${type}`,
    enum: (values) => `必须是以下之一：${values}`,
    pattern: (pattern) => `必须符合 ${pattern}`,
    minimum: (least) => `不得小于 ${least}`,
    empty: () => "不能为空",
    form: () => "不是此处允许的任何一种写法",
  },
  noSuch: {
    list: (name) => `没有这个列表：${name}`,
    setting: (name) => `没有这个设置：${name}`,
    fact: (name) => `没有这个事实：${name}`,
    rule: (name) => `没有这条规则：${name}`,
  },
  type: (is, wanted) => `是 ${is}，必须是 ${wanted}`,
  oneLanguage: (placeholder) => `message：{${placeholder}} 只出现在一种语言中`,
  noArgument: (placeholder) => `message：{${placeholder}} 不在 [args] 中`,
  whole: {
    "fate-without-at": "`fate` 与 `at` 须同时给出，且不能与 `for`、`codes` 并用",
    "no-condition": "规则需要 `when`、`codes` 或 `fate`",
    "no-bad-example": "没有会报告的示例",
    "no-good-example": "没有不报告的示例",
  },
  noSuchKey: (name) => `没有这个键：${name}`,
  patternNotLiteral: "matches() 的模式必须直接写出",
  pattern: (why, pattern, at) => `模式 ${JSON.stringify(pattern)} 第 ${at} 个字符处：${why}`,
  patternFaults: {
    unbalanced: "多余的 )",
    "too-deep": "分组嵌套超过 50 层",
    repetition: "重复次数不在 0 到 100 之间",
    "nothing-to-repeat": "没有可重复的内容",
    group: "只支持 (?: ) 分组",
    "open-group": "缺少 )",
    "open-class": "缺少 ]",
    "end-escape": "末尾的 \\",
    "unknown-escape": "未知的转义",
    "too-long": "步骤过多",
  },
  section: (path) => `${path} 是一个节，不是值（raw.… 给出整个节）`,
  nestedMacros: (most) => `开销过大：列表宏嵌套超过 ${most} 层`,
  hasPath: "has() 需要键路径，例如 has(conf.mqtt.retry_interval)",
  unknownFunction: (name) => `未知函数 ${name}`,
  unsupported: {
    bytes: () => "规则条件不支持字节串和无符号数",
    optionals: () => "规则条件不支持可选值和映射字面量",
    operator: (name) => `规则条件不支持运算符 ${name}`,
  },
  cel: (code, message) => {
    const known = celZh[code ?? ""];
    if (known === undefined) return `条件有误（${code ?? message}）`;
    const detail = detailOf(message);
    return detail === "" ? known : `${known}：${detail}`;
  },
  meant: (name) => `（是否指 ${name}？）`,
};

export const ruleFaultWords: Readonly<Record<Language, RuleFaultWords>> = { en, zh };

function conditionText(fault: ConditionFault, language: Language): string {
  const say = ruleFaultWords[language];
  switch (fault.kind) {
    case "no-such-key":
      return say.noSuchKey(fault.name);
    case "pattern-not-literal":
      return say.patternNotLiteral;
    case "pattern":
      return say.pattern(say.patternFaults[fault.why], fault.pattern, fault.at);
    case "section":
      return say.section(fault.path);
    case "nested-macros":
      return say.nestedMacros(fault.most);
    case "has-path":
      return say.hasPath;
    case "unknown-function":
      return say.unknownFunction(fault.name);
    case "unsupported":
      return say.unsupported[fault.what](fault.name ?? "");
    case "cel":
      return say.cel(fault.code, fault.message);
  }
}

function faultText(fault: RuleFault, language: Language): string {
  const say = ruleFaultWords[language];
  const under = (key: string, sentence: string) => {
    if (key === "") return sentence;
    return language === "en" ? `${key}: ${sentence}` : `${key}：${sentence}`;
  };
  switch (fault.kind) {
    case "toml":
      return tomlProblemText(fault.problem, language);
    case "unknown-key":
      return under(fault.key, say.unknownKey(fault.name));
    case "schema":
      return under(fault.key, say.schema[fault.rule](fault.limit));
    case "no-such":
      return under(fault.key, say.noSuch[fault.what](fault.name));
    case "condition":
      return under(fault.key, conditionText(fault.fault, language));
    case "type":
      return under(fault.key, say.type(fault.is, fault.wanted));
    case "one-language":
      return say.oneLanguage(fault.placeholder);
    case "no-argument":
      return say.noArgument(fault.placeholder);
    case "fate-without-at":
    case "no-condition":
    case "no-bad-example":
    case "no-good-example":
      return say.whole[fault.kind];
  }
}

/** `policy/a.toml:3:19: when: no such key: max_mqueu_len (did you mean max_mqueue_len?)` */
export function ruleProblemText(
  { file, line, column, fault, meant }: RuleProblem,
  language: Language,
): string {
  const hint = meant === undefined ? "" : ruleFaultWords[language].meant(meant);
  return `${file}:${line}:${column}: ${faultText(fault, language)}${hint}`;
}
