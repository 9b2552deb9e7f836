// Why a start ends, what it goes on without and what kills the broker later, in words: for findings and for `show --start`.
import type { Language, LocalText } from "../../lint/language.ts";
import type { EndReason, LaterReason, Shortfall, When } from "../../start/startup/step.ts";

type Reason = EndReason | Shortfall | LaterReason;

const reasons: Readonly<Record<Reason, LocalText>> = {
  syntax: { en: "the text cannot be read", zh: "文本无法读取" },
  "option-help": { en: "it is asked for its help, prints it and leaves", zh: "要求显示帮助，输出后即退出" },
  "option-unknown": { en: "there is no such option", zh: "没有这个选项" },
  "option-ambiguous": { en: "several options begin so", zh: "有多个选项以此开头" },
  "option-value-missing": { en: "the option needs a value", zh: "该选项需要一个值" },
  "option-value-unwanted": { en: "the option takes no value", zh: "该选项不带值" },
  loader: { en: "a value is read without a look at its type", zh: "读取值时不检查类型" },
  "daemon-leaves": {
    en: "the process leaves at once, and the one it leaves behind dies of threads that are not there",
    zh: "进程立即退出，留下的子进程因线程不存在而死亡",
  },
  "log-without-folder": { en: "log to a file needs `dir`", zh: "写日志文件需要 `dir`" },
  "log-without-name": { en: "the log file has no name", zh: "日志文件没有名称" },
  "folder-missing": { en: "the folder is not there", zh: "目录不存在" },
  "file-missing": { en: "the file is not there", zh: "文件不存在" },
  "file-unusable": { en: "a file holds nothing that TLS can use", zh: "文件中没有 TLS 可用的内容" },
  "interface-unusable": { en: "there is no network interface of that name", zh: "没有该名称的网络接口" },
  "rule-without-server": { en: "a rule that republishes needs `server`", zh: "重新发布的规则需要 `server`" },
  "session-without-clientid": { en: "a preset session needs `clientid`", zh: "预设会话需要 `clientid`" },
  "webhook-without-url": { en: "the webhook needs `url`, as a text", zh: "webhook 需要文本形式的 `url`" },
  "bad-url": { en: "it is no URL", zh: "它不是 URL" },
  "bad-port": { en: "the port is none", zh: "端口无效" },
  "bad-host": { en: "the host is neither an address nor a name", zh: "主机既不是地址也不是名称" },
  "no-address": { en: "host or port is missing", zh: "缺少主机或端口" },
  "foreign-address": { en: "no host has this address for itself", zh: "没有主机拥有该地址" },
  "name-unknown": { en: "the name leads to no address", zh: "该名称解析不到地址" },
  "address-taken": { en: "the port is taken", zh: "端口已被占用" },
  "unknown-scheme": {
    en: "the scheme in front of `://` is none that is known here",
    zh: "`://` 前的协议在此不被支持",
  },
  "path-in-address": {
    en: "host and port must not be followed by anything",
    zh: "主机和端口之后不能有其他内容",
  },
  "path-too-long": { en: "a name or path is too long for the system", zh: "名称或路径超出系统限制" },
  "bridge-without-server": { en: "a bridge needs `server`, as a text", zh: "桥接需要文本形式的 `server`" },
  "command-without-url": {
    en: "where `hook_ipc_url` is set `cmd_ipc_url` is needed too",
    zh: "设置了 `hook_ipc_url` 就必须同时设置 `cmd_ipc_url`",
  },
  "socket-without-url": { en: "its address is missing", zh: "缺少地址" },
  "out-of-memory": {
    en: "it asks for more memory in one piece than a host gives",
    zh: "一次申请的内存超过主机所能提供的",
  },
  "never-ready": {
    en: "so many tasks are made first that no port opens within minutes",
    zh: "要先创建的任务太多，数分钟内不会打开任何端口",
  },
  "protocol-version": { en: "only 4 (MQTT 3.1.1) and 5 can be spoken", zh: "只能使用 4（MQTT 3.1.1）和 5" },
  "will-without-payload": { en: "a will with an empty payload cannot be sent", zh: "无法发送载荷为空的遗嘱" },
  "will-topic-wild": {
    en: "the remote refuses a will whose topic is empty or has `+` or `#` in it",
    zh: "远端拒绝主题为空或含有 `+`、`#` 的遗嘱",
  },
  "identifier-too-large": {
    en: "a subscription identifier has to be below 268435456",
    zh: "订阅标识符必须小于 268435456",
  },
  "subscription-malformed": {
    en: "the SUBSCRIBE is a malformed packet: QoS above 2, or a topic of more than 65535 bytes",
    zh: "SUBSCRIBE 报文格式错误：QoS 大于 2，或主题超过 65535 字节",
  },
  "packet-size-too-small": {
    en: "no answer of the remote fits into so few bytes",
    zh: "远端的任何应答都放不进这么少的字节",
  },
  "tls-without-ca": {
    en: "TLS checks the remote's certificate, and `ssl.cacertfile` is not set",
    zh: "TLS 要检查远端证书，而 `ssl.cacertfile` 未设置",
  },
  "tls-without-settings": {
    en: "the server is spoken to over TLS, and there is no `ssl` section that is on",
    zh: "远端代理使用 TLS，却没有启用的 `ssl` 段",
  },
  "settings-of-tls": {
    en: "the server is spoken to without TLS, and TLS settings cannot be applied to that: write `tls+mqtt-tcp://`, or remove `ssl`",
    zh: "远端代理不使用 TLS，TLS 设置无法应用：请写 `tls+mqtt-tcp://`，或删除 `ssl`",
  },
  "filter-malformed": {
    en: "no broker takes this topic filter: it is empty, `#` stands before the end, a wildcard shares its level, or `$share` has no filter",
    zh: "没有代理接受该主题过滤器：它为空、`#` 不在末尾、通配符与其他字符同级，或 `$share` 后没有过滤器",
  },
  "no-time-to-send": {
    en: "the time comes to 0 in its 32 bits, so that every message is given up at once",
    zh: "该时间在 32 位中变为 0，每条消息都会立即被放弃",
  },
  "no-tasks": {
    en: "the number comes to 0 in its 32 bits, so that nobody serves a client",
    zh: "该数在 32 位中变为 0，没有任务处理客户端",
  },
  "queue-never-made": {
    en: "the length does not fit into 32 bits, and making the queue of the first client never ends",
    zh: "长度超出 32 位，为第一个客户端创建队列永不结束",
  },
  "url-not-http": { en: "it is no http:// or https:// address", zh: "它不是 http:// 或 https:// 地址" },
  "no-time-to-answer": {
    en: "the time comes to 0, so that every request fails at once",
    zh: "时间为 0，每个请求都会立即失败",
  },
  "request-without-url": {
    en: "there is an `http_auth` section without the URL of `auth_req`",
    zh: "有 `http_auth` 段却没有 `auth_req` 的 URL",
  },
  "method-in-lower-case": {
    en: "this release sends the method in the letters it is written in, and HTTP knows POST and GET only",
    zh: "该版本按书写的大小写发送方法，而 HTTP 只认 POST 和 GET",
  },
  "no-events": { en: "no event is named in `events`", zh: "`events` 中没有事件" },
  "event-unknown": { en: "there is no event of that name", zh: "没有该名称的事件" },
  "event-never-fires": {
    en: "NanoMQ tells on_client_connack, on_client_disconnected and on_message_publish only",
    zh: "NanoMQ 只发送 on_client_connack、on_client_disconnected 和 on_message_publish",
  },
  "filter-never-matches": { en: "no topic matches this filter", zh: "没有主题能匹配该过滤器" },
  "queue-of-two": {
    en: "a queue of 1 or 2, and one too long for the memory, is freed though nobody allocated it",
    zh: "长度为 1 或 2、或内存放不下的队列，从未分配却会被释放",
  },
  "bridge-without-queue": {
    en: "`max_send_queue_len` is 0 (so by default), and the place of the message that has to wait is freed though there is none",
    zh: "`max_send_queue_len` 为 0（默认值），等待的消息没有位置，却会被释放",
  },
  "topic-not-mapped": {
    en: "a wildcard of `remote_topic` has to stand in `local_topic` as well with what is around it, and `#` at the end",
    zh: "`remote_topic` 的通配符必须连同前后部分出现在 `local_topic` 中，且 `#` 在末尾",
  },
  "rule-server-unusable": {
    en: "the address gives no client, and the rule uses it all the same: write `mqtt-tcp://host:port`",
    zh: "该地址无法建立客户端，规则却照样使用：请写 `mqtt-tcp://host:port`",
  },
  "request-without-method": { en: "the request has no `method`", zh: "请求没有 `method`" },
  "request-without-parameters": {
    en: "the request has no parameter that is known, and nothing is read as a text",
    zh: "请求没有任何可识别的参数，空指针被当作文本读取",
  },
  "cache-without-api": {
    en: "the cache is made by the HTTP server only: remove `cache_ttl`, or add an `http_server` section",
    zh: "缓存只由 HTTP 服务器创建：请删除 `cache_ttl`，或加上 `http_server` 段",
  },
};

const moments: Readonly<Record<When, LocalText>> = {
  client: { en: "When the first client connects", zh: "第一个客户端连接时" },
  "client-acts": {
    en: "When a client publishes or subscribes and HTTP authorization is asked",
    zh: "客户端发布或订阅并询问 HTTP 授权时",
  },
  "client-leaves": { en: "When a client disconnects", zh: "客户端断开时" },
  "bridge-connects": { en: "As soon as the bridge is connected", zh: "桥接连接成功时" },
  message: { en: "At the first message that matches", zh: "第一条匹配的消息到达时" },
  "bridge-waits": {
    en: "As soon as a message of QoS 1 or 2 has to wait for the bridge (its remote is away, or slow)",
    zh: "一旦 QoS 1 或 2 的消息必须等待桥接（远端断开或缓慢）",
  },
  event: { en: "At the first event of the webhook", zh: "webhook 的第一个事件发生时" },
};

/** Where a step says more about a reason: `tcp-no-address`. */
const ofSteps: Readonly<Record<string, LocalText>> = {
  "tcp-no-address": { en: "write host and port, as `0.0.0.0:1883`", zh: "请写主机和端口，如 `0.0.0.0:1883`" },
  "tls-no-address": { en: "write host and port, as `0.0.0.0:8883`", zh: "请写主机和端口，如 `0.0.0.0:8883`" },
  "bridge-unknown-scheme": {
    en: "the address of a bridge begins with mqtt-tcp://, tls+mqtt-tcp:// or, in builds with QUIC, mqtt-quic://",
    zh: "桥接地址以 mqtt-tcp://、tls+mqtt-tcp:// 或（QUIC 构建）mqtt-quic:// 开头",
  },
  "bridge-no-address": {
    en: "write host and port, as `mqtt-tcp://host:1883`: no port is taken for granted",
    zh: "请写主机和端口，如 `mqtt-tcp://host:1883`：没有默认端口",
  },
  ...bindWords("tcp"),
  ...bindWords("tls"),
  ...bindWords("ws"),
  ...bindWords("wss"),
  "command-unknown-scheme": {
    en: "write `ipc:///tmp/nanomq_cmd.ipc`",
    zh: "请写 `ipc:///tmp/nanomq_cmd.ipc`",
  },
  "questions-request-without-url": { en: "the request has no `url`", zh: "请求没有 `url`" },
  "sessions-session-without-clientid": {
    en: "a preset session needs `clientid`, as a text",
    zh: "预设会话需要文本形式的 `clientid`",
  },
};

/** `bind` takes host and port alone: NanoMQ puts the scheme in front of it. */
function bindWords(step: string): Readonly<Record<string, LocalText>> {
  const words = {
    en: "`bind` takes host:port, without a scheme",
    zh: "`bind` 只接受 host:port，不带协议",
  };
  return { [`${step}-bad-url`]: words, [`${step}-path-in-address`]: words };
}

function isReason(text: string): text is Reason {
  return Object.hasOwn(reasons, text);
}

function isWhen(text: string): text is When {
  return Object.hasOwn(moments, text);
}

/** Why, without a capital and a full stop; the text itself where it is no reason. */
export function reasonIn(language: Language, reason: string, step = ""): string {
  const own = ofSteps[`${step}-${reason}`];
  if (own !== undefined) return own[language];
  return isReason(reason) ? reasons[reason][language] : reason;
}

/** When, at the beginning of a sentence. */
export function momentIn(language: Language, when: string): string {
  return isWhen(when) ? moments[when][language] : when;
}
