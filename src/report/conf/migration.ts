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
  "no-counterpart": () => "NanoMQ has nothing like it",
  "unknown-directive": () => "no release of the other broker knows it",
  "client-says-it": () => "NanoMQ sets no bound: each client says it in its CONNECT",
  "other-meaning": () =>
    "NanoMQ has a setting of this name for something else: the grain of the timer behind keepalive",
  "one-for-all": () => "NanoMQ has one set of accounts and rules for all listeners",
  "one-listener": () => "this release has one listener of this kind",
  "one-address": (others) => `a bridge of NanoMQ has one server; left out: ${others}`,
  "prefix-stays": () => "NanoMQ can put a prefix in front of a topic with wildcards, and take none off",
  "hashed-passwords": (file) =>
    `${file} holds hashes, and NanoMQ compares plain texts: write NAME = "PASSWORD" in auth.password for each user; until then it takes any name and password`,
  "own-database": () =>
    'the accounts are in the database of the other broker: write NAME = "PASSWORD" in auth.password for each user; until then NanoMQ takes any name and password',
  "other-file": (file) =>
    `what stands in ${file} is not seen here. \`--root FOLDER\` says where absolute paths are`,
  "host-decides": () => "the unit, the container or the command line decides this",
  plugin: () => "NanoMQ has no plugins; it can ask an HTTP server: auth.http_auth",
  "anonymous-only": () =>
    "a rule for clients without a name cannot be said here: one that names nobody is for all",
  "switched-off": () => "was switched off in the old file",
  "api-without-password": () => "without a password of its own the HTTP API would accept admin/public",
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
  "no-counterpart": () => "NanoMQ 没有对应的设置",
  "unknown-directive": () => "另一代理的任何版本都没有它",
  "client-says-it": () => "NanoMQ 不设上限：由每个客户端在 CONNECT 中给出",
  "other-meaning": () => "NanoMQ 中同名的设置另有含义：它是 keepalive 定时器的粒度",
  "one-for-all": () => "NanoMQ 的账号和规则对所有监听器是同一套",
  "one-listener": () => "此版本每种监听器只有一个",
  "one-address": (others) => `NanoMQ 的桥接只有一个服务器；未写入：${others}`,
  "prefix-stays": () => "对带通配符的主题，NanoMQ 只能加前缀，不能去掉前缀",
  "hashed-passwords": (file) =>
    `${file} 中是哈希值，而 NanoMQ 比较明文：请在 auth.password 中为每个用户写 名称 = "密码"；在此之前它接受任何用户名和密码`,
  "own-database": () =>
    '账号在另一代理自己的数据库中：请在 auth.password 中为每个用户写 名称 = "密码"；在此之前 NanoMQ 接受任何用户名和密码',
  "other-file": (file) => `此处看不到 ${file} 的内容。\`--root 目录\` 说明绝对路径在哪里`,
  "host-decides": () => "由 systemd 单元、容器或命令行决定",
  plugin: () => "NanoMQ 没有插件；可以询问 HTTP 服务器：auth.http_auth",
  "anonymous-only": () => "此处无法表达只针对匿名客户端的规则：不写名称的规则对所有客户端有效",
  "switched-off": () => "在旧文件中是关闭的",
  "api-without-password": () => "没有自己的密码时 HTTP API 会接受 admin/public",
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
  "timer-grain": (keepalive) =>
    `a silent client is noticed at a tick of the timer behind keepalive, not when its time is over; see how late: nanotune replay nanomq.conf --keepalive ${keepalive}s`,
  "local-only": (bind) => `the old file opens no listener, so the broker served this machine alone: ${bind}`,
  "listener-by-default": (port) => `port ${port} was open although no line said so; written out`,
  "anonymous-by-default": () => "nobody without a name gets in unless the old file says so; written out",
  "wss-kept-local": (bind) => `a TLS listener opens secure WebSocket too; kept to this machine at ${bind}`,
  "tls-listener-added": (bind) => `secure WebSocket needs a TLS listener here, so one was added at ${bind}`,
  "sqlite-build": () => "needs a build with SQLite, as the image emqx/nanomq:VERSION-full",
  "clientid-named": (clientid) => `the client id was made of host and name; written as ${clientid}`,
  "protocol-raised": (version) => `NanoMQ does not speak MQTT 3.1 as a client; written as ${version}`,
  "queue-added": (length) =>
    `without a queue messages are lost, or NanoMQ dies, as soon as one has to wait; written as ${length}`,
  "system-certificates": (file) => `NanoMQ takes one file of certificates: written as ${file}`,
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
  "timer-grain": (keepalive) =>
    `失联的客户端要到 keepalive 定时器的节拍才被发现，而不是时间一到就发现；看看会晚多久：nanotune replay nanomq.conf --keepalive ${keepalive}s`,
  "local-only": (bind) => `旧文件没有打开监听器，代理只为本机服务：${bind}`,
  "listener-by-default": (port) => `端口 ${port} 原本默认打开；已写明`,
  "anonymous-by-default": () => "除非旧文件另有说明，没有用户名的客户端不能连接；已写明",
  "wss-kept-local": (bind) => `TLS 监听器还会打开安全 WebSocket；限制在本机 ${bind}`,
  "tls-listener-added": (bind) => `此处安全 WebSocket 需要 TLS 监听器，因此在 ${bind} 加了一个`,
  "sqlite-build": () => "需要带 SQLite 的构建，例如镜像 emqx/nanomq:版本-full",
  "clientid-named": (clientid) => `客户端 ID 原由主机名和名称组成；写作 ${clientid}`,
  "protocol-raised": (version) => `NanoMQ 作为客户端不支持 MQTT 3.1；写作 ${version}`,
  "queue-added": (length) => `没有队列时，只要有消息需要等待就会丢失或使 NanoMQ 崩溃；写作 ${length}`,
  "system-certificates": (file) => `NanoMQ 只接受一个证书文件：写作 ${file}`,
  "target-layout": (used) => `按所知最旧的 NanoMQ ${used} 的格式写出`,
};

const en: MigrationWords = {
  lost: ({ reason, detail }) => `not carried over: ${lostEn[reason](detail)}`,
  note: ({ code, used }) => noteEn[code](used),
  notLegacy: (path) =>
    `${path} is no conf of the old key=value format, of Mosquitto or of EMQX, so there is nothing to migrate. Type: nanotune lint ${path}`,
  summary: (lost) => `${lost} setting(s) of the old file could not be carried over.`,
};

const zh: MigrationWords = {
  lost: ({ reason, detail }) => `未能迁移：${lostZh[reason](detail)}`,
  note: ({ code, used }) => noteZh[code](used),
  notLegacy: (path) =>
    `${path} 不是旧的 key=value 格式，也不是 Mosquitto 或 EMQX 的配置，无需迁移。请输入：nanotune lint ${path}`,
  summary: (lost) => `旧文件中有 ${lost} 项设置未能迁移。`,
};

export const migrationWords: Readonly<Record<Language, MigrationWords>> = { en, zh };
