// The page of one check: `nanotune explain preflight/port-taken-by`.
import type { Language } from "../../lint/language.ts";
import { type CheckCode, checkId, type HostArea } from "../../preflight/codes.ts";
import { markdownText } from "../rule/markdown.ts";
import { preflightWords } from "./words.ts";

interface CheckPageWords {
  /** What preflight looks at in each area, and how. */
  readonly looks: Readonly<Record<HostArea, string>>;
  readonly terms: (area: string) => string;
  readonly looked: string;
  readonly todo: string;
  readonly silence: string;
  readonly silenced: string;
}

const words: Readonly<Record<Language, CheckPageWords>> = {
  en: {
    looks: {
      files:
        "The files that the conf names are read as NanoMQ's user may read them: certificates, keys, includes, folders of log and database.",
      storage:
        "Log files at their fullest, and a full database, are held against the space that is left on the disk.",
      listeners:
        "Each address of a listener is opened for a moment, accepting nobody. Whoever holds a port is looked up in /proc.",
      limits:
        "The limit of open files, of the unit or of this shell, is held against the clients of nanotune.toml; so is net.core.somaxconn against the queue that NanoMQ asks for.",
      memory:
        "Queues of all clients, full of what waits for them, are held against the memory of machine, container or unit.",
      cpu: "Cores and quota are held against nanotune.toml and the threads of the conf.",
      binary:
        "`nanomq version` of the search path is asked, and the program is searched for the libraries that the conf needs.",
      service:
        "The systemd unit is read with its drop-ins, or the container is taken; and the pid file tells whether a NanoMQ runs already.",
      network:
        "With --network the servers of bridges, webhook and HTTP authentication are connected to, and their certificates are verified.",
      broker:
        "With --api the running broker is asked for its version, its settings and its clients, which are held against conf and nanotune.toml.",
    },
    terms: (area) => `a check of \`nanotune preflight\`; ${area}`,
    looked: "What is looked at",
    todo: "What to do",
    silence: "Silence it",
    silenced: "`off` leaves it out, `warning` or `error` makes it count as such:",
  },
  zh: {
    looks: {
      files: "以 NanoMQ 的用户身份查看配置引用的文件：证书、密钥、被包含文件、日志与数据库目录。",
      storage: "把写满时的日志文件和数据库与磁盘剩余空间相比。",
      listeners: "每个监听地址会被短暂打开（不接受任何连接）；占用端口的进程在 /proc 中查找。",
      limits:
        "把单元或当前 shell 的打开文件数上限与 nanotune.toml 的客户端数相比；并把 net.core.somaxconn 与 NanoMQ 申请的队列相比。",
      memory: "把所有客户端装满时的队列与机器、容器或单元的内存相比。",
      cpu: "把核数与配额同 nanotune.toml 及配置中的线程数相比。",
      binary: "询问搜索路径中的 `nanomq version`，并在程序中查找配置所需的库。",
      service: "读取 systemd 单元及其 drop-in，或以容器为准；并由 pid 文件得知是否已有 NanoMQ 在运行。",
      network: "加上 --network 时，连接桥接的远端代理，以及 webhook 和 HTTP 认证的服务器，并校验其证书。",
      broker: "加上 --api 时，询问运行中代理的版本、设置和客户端，与配置及 nanotune.toml 相比。",
    },
    terms: (area) => `\`nanotune preflight\` 的检查；${area}`,
    looked: "检查什么",
    todo: "怎么办",
    silence: "抑制",
    silenced: "`off` 不再显示，`warning` 或 `error` 改变其级别：",
  },
};

/** A check of preflight. */
export interface ExplainedCheck {
  readonly code: CheckCode;
  readonly area: HostArea;
}

/** What a check looks at, what it says, what to do, and how nanotune.toml silences it. */
export function checkPage({ code, area }: ExplainedCheck, language: Language, markdown: boolean): string {
  const page = words[language];
  const id = checkId(code);
  const { says, todo } = preflightWords[language].checks[code];
  const terms = page.terms(preflightWords[language].areas[area]);
  const text = (plain: string) => (markdown ? markdownText(plain) : plain);
  const heading = (title: string) => (markdown ? `## ${title}` : title.toUpperCase());
  const toml = ["[rules]", `"${id}" = "off"`];
  const typed = markdown ? ["```toml", ...toml, "```"] : toml.map((line) => `    ${line}`);
  const parts = [
    ...(markdown ? [`# ${id}`, terms] : [`${id} (${terms})`]),
    text(says),
    heading(page.looked),
    page.looks[area],
    ...(todo === undefined ? [] : [heading(page.todo), text(todo)]),
    heading(page.silence),
    page.silenced,
    typed.join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The same for programs, in both languages. */
export function checkJson({ code, area }: ExplainedCheck): string {
  const [en, zh] = [preflightWords.en.checks[code], preflightWords.zh.checks[code]];
  const todo = en.todo === undefined || zh.todo === undefined ? {} : { todo: { en: en.todo, zh: zh.todo } };
  const page = { version: 1, id: checkId(code), area, message: { en: en.says, zh: zh.says }, ...todo };
  return `${JSON.stringify(page, null, 2)}\n`;
}
