import type { Language } from "../../lint/language.ts";
import type { Effect, Ignored, MisreadReason } from "../../start/value.ts";

interface SettingsWords {
  readonly byDefault: string;
  readonly notSet: string;
  /** What the broker uses where nothing is set. */
  readonly unset: (value: string) => string;
  readonly withoutEffect: string;
  readonly onlyDefaults: string;
  readonly overriddenBy: (place: string) => string;
  readonly reason: (effect: Exclude<Effect, { readonly kind: "used" }>) => string;
}

function listed(words: readonly (string | number)[]): string {
  return words.join(", ");
}

function ignoredEn(effect: Ignored): string {
  switch (effect.reason) {
    case "unknown-key":
      return "NanoMQ knows no such setting here";
    case "other-release":
      return effect.renamedTo === undefined
        ? "this release does not read it"
        : `this release does not read it; its name is ${effect.renamedTo}`;
    case "wrong-type":
      return `a ${effect.expected} is read here, a ${effect.found} is not: the default stays`;
    case "not-positive":
      return `${effect.written} is not above 0: the default stays`;
    case "unknown-word":
      return `none of ${listed(effect.words)}: the default stays`;
    case "unreadable":
      return effect.unit === "B" ? "no size: the default stays" : "no time: the default stays";
    case "overridden":
      return "another definition of the same setting counts";
    case "no-effect":
      return "read, but nothing in the broker looks at it";
    case "incomplete":
      return `has no effect without ${effect.missing}`;
    case "needs-build":
      return `needs a build with ${listed(effect.build)}`;
  }
}

function ignoredZh(effect: Ignored): string {
  switch (effect.reason) {
    case "unknown-key":
      return "NanoMQ 在此处没有这个设置";
    case "other-release":
      return effect.renamedTo === undefined ? "此版本不读取" : `此版本不读取；现名为 ${effect.renamedTo}`;
    case "wrong-type":
      return `此处只读取 ${effect.expected}，不读取 ${effect.found}：保持默认值`;
    case "not-positive":
      return `${effect.written} 不大于 0：保持默认值`;
    case "unknown-word":
      return `不是 ${listed(effect.words)} 之一：保持默认值`;
    case "unreadable":
      return effect.unit === "B" ? "不是大小：保持默认值" : "不是时间：保持默认值";
    case "overridden":
      return "同一设置的另一处定义生效";
    case "no-effect":
      return "会读取，但没有任何作用";
    case "incomplete":
      return `缺少 ${effect.missing} 时不起作用`;
    case "needs-build":
      return `需要带 ${listed(effect.build)} 的构建`;
  }
}

const misreadEn: Readonly<Record<MisreadReason, string>> = {
  "no-unit": "the unit is missing",
  "unknown-unit": "the unit is not one NanoMQ reads",
  "first-letter": "only the first letter of the unit counts",
  "seconds-for-milliseconds": "the number of seconds is taken for milliseconds",
  "trailing-text": "what follows is dropped",
  fraction: "fractions are not read",
  "not-a-time": "this is no time",
  negative: "a negative value wraps",
  overflow: "the value is larger than the field",
  truncated: "the fraction is cut off",
  capped: "the value is capped",
  scaled: "this release multiplies it",
  "unknown-word": "this is not one of the words",
};

const misreadZh: Readonly<Record<MisreadReason, string>> = {
  "no-unit": "缺少单位",
  "unknown-unit": "NanoMQ 不认识该单位",
  "first-letter": "单位只看第一个字母",
  "seconds-for-milliseconds": "秒数被当作毫秒",
  "trailing-text": "其后的内容被丢弃",
  fraction: "不读取小数",
  "not-a-time": "这不是时间",
  negative: "负值会回绕",
  overflow: "数值超出字段范围",
  truncated: "小数部分被截断",
  capped: "数值被限制",
  scaled: "此版本会乘以一个系数",
  "unknown-word": "不是可用的词之一",
};

const en: SettingsWords = {
  byDefault: "default",
  notSet: "(not set)",
  unset: (value) => `(not set: ${value} counts)`,
  withoutEffect: "written, but without effect or read as something else",
  onlyDefaults: "Nothing is set: NanoMQ runs on its defaults. `--all` shows them.",
  overriddenBy: (place) => `overridden by ${place}`,
  reason: (effect) =>
    effect.kind === "ignored"
      ? ignoredEn(effect)
      : `${effect.written} is read as ${String(effect.value)}: ${misreadEn[effect.reason]}`,
};

const zh: SettingsWords = {
  byDefault: "默认",
  notSet: "（未设置）",
  unset: (value) => `（未设置：以 ${value} 为准）`,
  withoutEffect: "已写但不起作用，或被读成别的值",
  onlyDefaults: "没有任何设置：NanoMQ 以默认值运行。`--all` 可显示默认值。",
  overriddenBy: (place) => `被 ${place} 覆盖`,
  reason: (effect) =>
    effect.kind === "ignored"
      ? ignoredZh(effect)
      : `${effect.written} 被读作 ${String(effect.value)}：${misreadZh[effect.reason]}`,
};

export const settingsWords: Readonly<Record<Language, SettingsWords>> = { en, zh };
