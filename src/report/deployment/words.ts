// What stands in a deployment that is written, and what is said of it.
import type { PlanNote } from "../../deploy/plan/plan.ts";
import type { Language } from "../../lint/language.ts";

export interface DeploymentWords {
  readonly top: string;
  readonly start: Readonly<Record<"compose" | "kubernetes" | "systemd", string>>;
  readonly image: string;
  readonly user: string;
  readonly root: string;
  readonly api: string;
  readonly alive: string;
  readonly temporary: string;
  readonly kept: string;
  readonly secretConf: string;
  readonly secretFiles: (command: string) => string;
  readonly secretVariables: (command: string) => string;
  readonly oneBroker: string;
  readonly unitUser: string;
  readonly unitRead: string;
  readonly unitFolder: (path: string) => string;
  readonly unitVariables: (names: readonly string[]) => string;
  readonly program: string;
  readonly note: (note: PlanNote, path: string) => string;
  readonly exists: (path: string) => string;
  readonly written: (path: string) => string;
  readonly startsAlready: (path: string) => string;
  readonly oneForm: string;
  readonly formAndApi: string;
}

function noteEn(note: PlanNote, path: string): string {
  switch (note.code) {
    case "daemon":
      return `${path} has system.daemon on: whoever starts it sees NanoMQ end at once. Write \`daemon = false\` in it first.`;
    case "not-as-written":
      return `NanoMQ does not run as ${path} says: \`nanotune lint ${path}\` tells why.`;
    case "no-such-image":
      return `No published image is built with ${note.features.join(", ")}: what ${path} says of it has no effect.`;
    case "loopback":
      return `Port ${note.port} is bound to the loopback, which belongs to the container alone: it is not published. Write "0.0.0.0:${note.port}" in ${path}.`;
    case "log-in-tmp":
      return `The log is below /tmp and gone with the container. Write \`dir = "/var/log/nanomq"\` in log of ${path} to keep it.`;
    case "file-missing":
      return `${path} names ${note.file}, which is not there: put it there before you start this.`;
  }
}

function noteZh(note: PlanNote, path: string): string {
  switch (note.code) {
    case "daemon":
      return `${path} 打开了 system.daemon：启动它的程序会看到 NanoMQ 立即结束。请先在其中写 \`daemon = false\`。`;
    case "not-as-written":
      return `NanoMQ 不会按 ${path} 运行：\`nanotune lint ${path}\` 可查看原因。`;
    case "no-such-image":
      return `没有已发布的镜像带有 ${note.features.join(", ")}：${path} 中的相应设置不起作用。`;
    case "loopback":
      return `端口 ${note.port} 绑定在回环地址上，只属于该容器：未发布。请在 ${path} 中写 "0.0.0.0:${note.port}"。`;
    case "log-in-tmp":
      return `日志位于 /tmp 下，会随容器消失。若要保留，请在 ${path} 的 log 中写 \`dir = "/var/log/nanomq"\`。`;
    case "file-missing":
      return `${path} 提到 ${note.file}，但它不存在：启动之前请放好该文件。`;
  }
}

export const deploymentWords: Readonly<Record<Language, DeploymentWords>> = {
  en: {
    top: "Written by nanotune init for this conf.",
    start: {
      compose: "Start it: docker compose up -d",
      kubernetes: "Start it: kubectl apply -f FILE",
      systemd: "Install it as /etc/systemd/system/nanomq.service, then type: systemctl enable --now nanomq",
    },
    image: "The smallest image that is built with all the conf needs; this tag never moves.",
    user: "Nothing it writes has to last, so it need not be root. The files below must be readable for this user.",
    root: "As root: the folders of new volumes belong to it.",
    api: "For this machine alone: who has its password can stop the broker.",
    alive: "By a program that this image has.",
    temporary: "The pid file and the command socket: gone with each start.",
    kept: "What has to outlive the container.",
    secretConf: "The conf holds passwords, so it is a Secret.",
    secretFiles: (command) => `Certificates and keys, made by: ${command}`,
    secretVariables: (command) => `Variables with secrets, made by: ${command}`,
    oneBroker: "One broker: two of them share neither sessions nor messages.",
    unitUser: "Make it first: useradd --system --no-create-home --shell /usr/sbin/nologin nanomq",
    unitRead: "It must be able to read the conf and what that names.",
    unitFolder: (path) => `Make it first: install -d -o nanomq ${path}`,
    unitVariables: (names) => `Put them there, readable for root alone: ${names.join(", ")}`,
    program: "Where the packages put it.",
    note: noteEn,
    exists: (path) => `${path} is there already. Type --force to replace it.`,
    written: (path) => `${path} is written. Look at it, then type: nanotune lint ${path}`,
    startsAlready: (path) =>
      `${path} says already how NanoMQ is started. Name the conf, or leave the option out to get a nanotune.toml.`,
    oneForm: "Type one of --compose, --kubernetes and --systemd.",
    formAndApi:
      "--from-api and --keepalive are about nanotune.toml: leave out --compose, --kubernetes and --systemd.",
  },
  zh: {
    top: "由 nanotune init 为此配置写出。",
    start: {
      compose: "启动：docker compose up -d",
      kubernetes: "启动：kubectl apply -f FILE",
      systemd: "安装为 /etc/systemd/system/nanomq.service，然后输入：systemctl enable --now nanomq",
    },
    image: "带有配置所需全部功能的最小镜像；此标签永不变动。",
    user: "它写入的内容都不必保留，因此不需要 root。下面的文件必须可由此用户读取。",
    root: "以 root 运行：新卷的目录属于 root。",
    api: "只供本机访问：知道密码的人可以停止代理。",
    alive: "使用此镜像具有的程序。",
    temporary: "pid 文件与命令套接字：每次启动后消失。",
    kept: "必须比容器存在更久的内容。",
    secretConf: "配置含有密码，因此是 Secret。",
    secretFiles: (command) => `证书与密钥，创建命令：${command}`,
    secretVariables: (command) => `含机密的变量，创建命令：${command}`,
    oneBroker: "只有一个代理：两个代理既不共享会话也不共享消息。",
    unitUser: "请先创建：useradd --system --no-create-home --shell /usr/sbin/nologin nanomq",
    unitRead: "它必须能读取配置及其所指的文件。",
    unitFolder: (path) => `请先创建：install -d -o nanomq ${path}`,
    unitVariables: (names) => `请写入该文件，仅 root 可读：${names.join("、")}`,
    program: "软件包安装的位置。",
    note: noteZh,
    exists: (path) => `${path} 已存在。用 --force 可替换。`,
    written: (path) => `已写入 ${path}。请检查后输入：nanotune lint ${path}`,
    startsAlready: (path) =>
      `${path} 已说明 NanoMQ 如何启动。请给出配置文件，或去掉该选项以得到 nanotune.toml。`,
    oneForm: "请只用 --compose、--kubernetes、--systemd 之一。",
    formAndApi:
      "--from-api 和 --keepalive 与 nanotune.toml 有关：请去掉 --compose、--kubernetes、--systemd。",
  },
};
