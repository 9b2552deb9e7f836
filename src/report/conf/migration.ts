import type { Language } from "../../lint/language.ts";
import type { LostReason, LostSetting, MigrationNote, NoteCode } from "../../text/migrate/migration.ts";

interface MigrationWords {
  readonly lost: (setting: LostSetting) => string;
  readonly note: (note: MigrationNote) => string;
  readonly notLegacy: (path: string) => string;
  readonly summary: (lost: number) => string;
}

const lostEn: Readonly<Record<LostReason, (detail: string) => string>> = {
  "no-equivalent": () => "NanoMQ has no such setting any more",
  "never-read": () => "no release ever read it",
  "unknown-key": () => "the old format has no such key",
  "unreadable-line": () => "no `key=value`: the old format reads nothing here",
  "not-in-version": (since) => `the new format has it from NanoMQ ${since} on`,
  overridden: () => "a later line sets the same key",
  "incomplete-entry": (missing) => `the old format drops this entry: ${missing} is missing`,
  "incomplete-section": (missing) => `the section does not work without ${missing}`,
  backslash: () => "NanoMQ deletes every backslash from a text",
  negative: () => "a negative number cannot be written in the new format",
  "not-json": () => "the value is no JSON",
  "not-positive": () => "the new format takes no number of 0 or below: the default stays",
  overflow: () => "the number does not fit",
  "unit-missing": () => "the size has no unit",
  "unknown-scheme": () => "the address has a scheme that NanoMQ does not know",
  "unknown-word": () => "the value is none of the words this setting takes",
  "unreadable-key": () => "the new format cannot have this name as a key",
  "unreadable-value": () => "the value cannot be read",
};

const lostZh: Readonly<Record<LostReason, (detail: string) => string>> = {
  "no-equivalent": () => "NanoMQ 已没有这个设置",
  "never-read": () => "任何版本都没有读取过它",
  "unknown-key": () => "旧格式没有这个键",
  "unreadable-line": () => "不是 `key=value`：旧格式不读取此行",
  "not-in-version": (since) => `新格式从 NanoMQ ${since} 起才有它`,
  overridden: () => "后面的行设置了同一个键",
  "incomplete-entry": (missing) => `旧格式会丢弃此项：缺少 ${missing}`,
  "incomplete-section": (missing) => `缺少 ${missing} 时此部分不起作用`,
  backslash: () => "NanoMQ 会删除文本中的所有反斜杠",
  negative: () => "新格式不能写负数",
  "not-json": () => "值不是 JSON",
  "not-positive": () => "新格式不接受 0 或负数：保持默认值",
  overflow: () => "数值超出范围",
  "unit-missing": () => "大小缺少单位",
  "unknown-scheme": () => "NanoMQ 不认识该地址的协议前缀",
  "unknown-word": () => "值不是此设置可用的词",
  "unreadable-key": () => "新格式不能以此名称作键",
  "unreadable-value": () => "无法读取该值",
};

const noteEn: Readonly<Record<NoteCode, (used: string) => string>> = {
  "backoff-per-mille": (used) =>
    `was a factor of a thousand and more, so keepalive was hardly enforced; written as ${used}, it is from now on`,
  "multiplier-times-1000": () =>
    "this release multiplies keepalive_multiplier by 1000: silent clients are hardly ever noticed",
  "text-after-number": (used) => `the old format stopped at the first character that is no digit: ${used}`,
  "console-stays": () => "log.to adds to the console, the old list replaced it",
  "auth-type-off": () => "any word but basic and jwt switched authentication off; written as no_auth",
  "nomatch-deny": () => "any word but allow meant deny; written as deny",
  "password-was-not-read": () => "the old format never read this password; from now on it counts",
  "section-off": () => "was switched off; written as comments",
  "section-assumed-on": (key) => `${key} is not in the old file; the section is written as switched on`,
  "out-of-sequence": (next) =>
    `the old format stopped at the gap in the numbers (${next} would follow); from now on this counts`,
  "http-needs-websocket": () => "this release reads http_server only where listeners.ws exists; it was added",
  "websocket-opens": () => "this release opens WebSocket unless listeners.ws says otherwise",
  "wss-opens": () => "listeners.ssl opens secure WebSocket on port 8086 too",
  "gateway-file": () => "belongs into the file of the gateway",
  "target-layout": (used) => `written in the layout of NanoMQ ${used}, the oldest known`,
};

const noteZh: Readonly<Record<NoteCode, (used: string) => string>> = {
  "backoff-per-mille": (used) => `原为上千倍，keepalive 几乎不生效；现写作 ${used}，从此生效`,
  "multiplier-times-1000": () => "此版本把 keepalive_multiplier 乘以 1000：几乎不会发现失联的客户端",
  "text-after-number": (used) => `旧格式在第一个非数字字符处停止：${used}`,
  "console-stays": () => "log.to 在控制台之外追加输出，旧列表则是替换",
  "auth-type-off": () => "basic 与 jwt 之外的词会关闭认证；写作 no_auth",
  "nomatch-deny": () => "allow 之外的词都表示 deny；写作 deny",
  "password-was-not-read": () => "旧格式从未读取此密码；从此生效",
  "section-off": () => "原为关闭；写成注释",
  "section-assumed-on": (key) => `旧文件中没有 ${key}；此部分写作开启`,
  "out-of-sequence": (next) => `旧格式在编号中断处停止（下一个应为 ${next}）；从此生效`,
  "http-needs-websocket": () => "此版本仅在有 listeners.ws 时读取 http_server；已加上",
  "websocket-opens": () => "此版本默认打开 WebSocket，除非 listeners.ws 另有说明",
  "wss-opens": () => "listeners.ssl 还会在 8086 端口打开安全 WebSocket",
  "gateway-file": () => "应写入网关自己的文件",
  "target-layout": (used) => `按所知最旧的 NanoMQ ${used} 的格式写出`,
};

const en: MigrationWords = {
  lost: ({ reason, detail }) => `not carried over: ${lostEn[reason](detail)}`,
  note: ({ code, used }) => noteEn[code](used),
  notLegacy: (path) =>
    `${path} is no file of the old key=value format, so there is nothing to migrate. Type: nanotune lint ${path}`,
  summary: (lost) => `${lost} setting(s) of the old file could not be carried over.`,
};

const zh: MigrationWords = {
  lost: ({ reason, detail }) => `未能迁移：${lostZh[reason](detail)}`,
  note: ({ code, used }) => noteZh[code](used),
  notLegacy: (path) => `${path} 不是旧的 key=value 格式，无需迁移。请输入：nanotune lint ${path}`,
  summary: (lost) => `旧文件中有 ${lost} 项设置未能迁移。`,
};

export const migrationWords: Readonly<Record<Language, MigrationWords>> = { en, zh };
