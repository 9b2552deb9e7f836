import type { Language } from "../../lint/language.ts";
import type { BinaryCode } from "../../preflight/binary.ts";
import type { CpuCode } from "../../preflight/cpu.ts";
import type { InstanceCode } from "../../preflight/instance.ts";
import type { LimitCode } from "../../preflight/limits.ts";
import type { MemoryCode } from "../../preflight/memory.ts";
import type { NetworkCode } from "../../preflight/network.ts";
import type { CheckSentence } from "../../preflight/sentence.ts";
import type { ServiceCode } from "../../preflight/service.ts";

type HostCode = BinaryCode | CpuCode | InstanceCode | LimitCode | MemoryCode | NetworkCode | ServiceCode;
type HostSentences = Readonly<Record<HostCode, CheckSentence>>;

const en: HostSentences = {
  "open-files-enough": { says: "{limit} open files are enough for {connections} clients" },
  "open-files-short": {
    says: "{limit} open files are too few: {connections} clients need {need}, later ones cannot connect",
    todo: "LimitNOFILE={need} in the unit, ulimit -n {need} in a shell, --ulimit nofile={need} for docker",
  },
  "open-files-room": { says: "{limit} open files: room for about {room} clients" },
  "open-files-other": {
    says: "nanotune.toml says {told} open files, here it is {limit}",
    todo: "open_files = {limit}, or raise the limit",
  },
  "open-files-unknown": { says: "this system does not tell its limit of open files" },
  "somaxconn-enough": { says: "{somaxconn}: NanoMQ asks for a queue of {backlog} new connections" },
  "somaxconn-short": {
    says: "{somaxconn} cuts NanoMQ's queue of {backlog} new connections: after a restart clients are turned away",
    todo: "sysctl -w net.core.somaxconn={backlog}",
  },
  "somaxconn-unknown": { says: "this system does not tell it" },
  "memory-enough": { says: "{need} of {limit} when every queue is full" },
  "memory-tight": {
    says: "{need} of {limit} when every queue is full: {queues} of queues, {messages} of messages",
    todo: "a smaller mqtt.max_mqueue_len than {length}, or more memory",
  },
  "memory-short": {
    says: "{need} when every queue is full, but {limit} is all there is: {queues} of queues, {messages} of messages",
    todo: "a smaller mqtt.max_mqueue_len than {length}, or more memory",
  },
  "memory-other": { says: "nanotune.toml says {told}, here it is {limit}", todo: 'memory = "{typed}"' },
  "memory-unknown": { says: "this system does not tell how much memory there is" },
  "clients-unknown": {
    says: "{limit}; how many clients there will be is not known",
    todo: "count, offline_messages and max_payload of [[clients]] in nanotune.toml",
  },
  cores: { says: "{usable} of {cores} usable" },
  "cores-other": {
    says: "nanotune.toml says {told} cores, this machine lets NanoMQ use {usable}",
    todo: "cpu_cores = {usable}",
  },
  "quota-below-core": {
    says: "{usable} of a core: timers of clients run late while the quota is used up",
    todo: "CPUQuota=100% in the unit, or a higher cpu limit for the container",
  },
  "threads-many": {
    says: "{threads} threads for {usable} cores only cost memory and switching",
    todo: "num_taskq_thread at about twice the cores",
  },
  "binary-absent": {
    says: "not on the search path, so its version is not checked",
    todo: "run preflight where NanoMQ is installed",
  },
  "binary-same": { says: "{path} is {version}, as asked for" },
  "binary-found": { says: "{path} is {version}" },
  "binary-other": {
    says: "{path} is {version}, but the conf was checked for {asked}",
    todo: "nanotune preflight --nanomq {version}, or install {asked}",
  },
  "binary-mute": { says: "{path} does not tell its version", todo: "{path} version" },
  "feature-built-in": { says: "{feature} is built into {path}" },
  "feature-absent": {
    says: "{path} shows no trace of {feature}: this build cannot do it",
    todo: "the -slim or -full image, or the -full package",
  },
  "unit-missing": {
    says: "there is no such unit on this machine",
    todo: "systemctl list-unit-files | grep -i nanomq",
  },
  "unit-file-missing": { says: "there is no such file", todo: "--unit NAME for a unit that is installed" },
  "no-unit": {
    says: "no unit found; relative paths are taken from here",
    todo: "--unit NAME, or --workdir DIR",
  },
  "in-container": { says: "limits are those of this container" },
  "unit-read": { says: "user {user}, working directory {folder}" },
  "unit-other-conf": {
    says: "the unit starts NanoMQ with {named}, not with {conf}",
    todo: "nanotune preflight {named}",
  },
  "unit-daemon": {
    says: "NanoMQ goes to the background, and systemd takes Type={type} for ended",
    todo: "system.daemon = false, and no -d in ExecStart",
  },
  "unit-user-unknown": { says: "this machine has no user {user}", todo: "useradd --system {user}" },
  "instance-asked": { says: "{path} names pid {pid}, the broker that --api shows" },
  "instance-stops-start": {
    says: "a NanoMQ runs on this host already (pid {pid}, by {path}), and NanoMQ {nanomq} does not start beside it",
    todo: "nanomq stop before the start; or say which broker is to be restarted: --api http://127.0.0.1:8081",
  },
  "instance-shares-files": {
    says: "a NanoMQ runs on this host already (pid {pid}): a second one writes over {path}, and nanomq stop and reload then reach the wrong one",
    todo: "nanomq stop before the start; if both are to run, a NANOMQ_PID_FILE, cmd_ipc_url and hook_ipc_url of its own for each; or say which broker is to be restarted: --api http://127.0.0.1:8081",
  },
  "pid-of-another": {
    says: "{path} is left over and names pid {pid}, which is {process} now: NanoMQ {nanomq} takes it for a running NanoMQ and does not start",
    todo: "rm {path}",
  },
  "not-asked": { says: "{address} was not tried", todo: "--network" },
  "server-reached": { says: "{address} answers after {ms} ms" },
  "server-name-unknown": {
    says: "the name {host} is not known here",
    todo: "check the spelling and /etc/resolv.conf",
  },
  "server-refused": {
    says: "{address} refuses connections",
    todo: "check the port, and whether that broker runs",
  },
  "server-timeout": {
    says: "{address} does not answer within {seconds} s",
    todo: "check firewall and route: nc -vz {host}",
  },
  "server-failed": { says: "{address} cannot be reached: {reason}" },
  "server-certificate": {
    says: "the certificate of {address} does not pass: {reason}",
    todo: "write the CA that issued it in cacertfile, and the name it is for in server",
  },
};

const zh: HostSentences = {
  "open-files-enough": { says: "可打开 {limit} 个文件，足够 {connections} 个客户端" },
  "open-files-short": {
    says: "只能打开 {limit} 个文件：{connections} 个客户端需要 {need} 个，之后的客户端无法连接",
    todo: "单元中写 LimitNOFILE={need}；shell 中 ulimit -n {need}；docker 用 --ulimit nofile={need}",
  },
  "open-files-room": { says: "可打开 {limit} 个文件：约可容纳 {room} 个客户端" },
  "open-files-other": {
    says: "nanotune.toml 写的是 {told} 个打开文件，而这里是 {limit}",
    todo: "写 open_files = {limit}，或提高上限",
  },
  "open-files-unknown": { says: "此系统不提供打开文件数的上限" },
  "somaxconn-enough": { says: "{somaxconn}：NanoMQ 申请的新连接队列为 {backlog}" },
  "somaxconn-short": {
    says: "{somaxconn} 截短了 NanoMQ 的新连接队列（{backlog}）：重启后会有客户端被拒绝",
    todo: "sysctl -w net.core.somaxconn={backlog}",
  },
  "somaxconn-unknown": { says: "此系统不提供该值" },
  "memory-enough": { says: "所有队列装满时用 {need}，共有 {limit}" },
  "memory-tight": {
    says: "所有队列装满时用 {need}，共有 {limit}：其中队列 {queues}，消息 {messages}",
    todo: "把 mqtt.max_mqueue_len 写得比 {length} 小，或增加内存",
  },
  "memory-short": {
    says: "所有队列装满时要 {need}，而总共只有 {limit}：其中队列 {queues}，消息 {messages}",
    todo: "把 mqtt.max_mqueue_len 写得比 {length} 小，或增加内存",
  },
  "memory-other": { says: "nanotune.toml 写的是 {told}，而这里是 {limit}", todo: 'memory = "{typed}"' },
  "memory-unknown": { says: "此系统不提供内存大小" },
  "clients-unknown": {
    says: "{limit}；不知道会有多少客户端",
    todo: "在 nanotune.toml 的 [[clients]] 中写 count、offline_messages 和 max_payload",
  },
  cores: { says: "{cores} 个核中可用 {usable} 个" },
  "cores-other": {
    says: "nanotune.toml 写的是 {told} 个核，而本机只让 NanoMQ 用 {usable} 个",
    todo: "cpu_cores = {usable}",
  },
  "quota-below-core": {
    says: "只有 {usable} 个核：配额用完期间，客户端的定时器会延后",
    todo: "单元中写 CPUQuota=100%，或提高容器的 cpu 限制",
  },
  "threads-many": {
    says: "{usable} 个核上的 {threads} 个线程只会增加内存和切换开销",
    todo: "num_taskq_thread 取核数的两倍左右",
  },
  "binary-absent": {
    says: "不在搜索路径中，因此没有检查版本",
    todo: "请在安装了 NanoMQ 的机器上运行 preflight",
  },
  "binary-same": { says: "{path} 是 {version}，与要求一致" },
  "binary-found": { says: "{path} 是 {version}" },
  "binary-other": {
    says: "{path} 是 {version}，而配置是按 {asked} 检查的",
    todo: "nanotune preflight --nanomq {version}，或安装 {asked}",
  },
  "binary-mute": { says: "{path} 没有给出版本", todo: "{path} version" },
  "feature-built-in": { says: "{path} 内含 {feature}" },
  "feature-absent": {
    says: "{path} 中没有 {feature} 的痕迹：此构建不支持它",
    todo: "使用 -slim 或 -full 镜像，或 -full 安装包",
  },
  "unit-missing": { says: "本机没有此单元", todo: "systemctl list-unit-files | grep -i nanomq" },
  "unit-file-missing": { says: "没有这个文件", todo: "已安装的单元用 --unit 名称" },
  "no-unit": { says: "没有找到单元；相对路径以当前目录为准", todo: "--unit 名称，或 --workdir 目录" },
  "in-container": { says: "限制取自本容器" },
  "unit-read": { says: "用户 {user}，工作目录 {folder}" },
  "unit-other-conf": {
    says: "该单元启动 NanoMQ 时用的是 {named}，而不是 {conf}",
    todo: "nanotune preflight {named}",
  },
  "unit-daemon": {
    says: "NanoMQ 会转入后台，systemd 会把 Type={type} 的服务视为已结束",
    todo: "写 system.daemon = false，并去掉 ExecStart 中的 -d",
  },
  "unit-user-unknown": { says: "本机没有用户 {user}", todo: "useradd --system {user}" },
  "instance-asked": { says: "{path} 中的 pid {pid} 就是 --api 所指的代理" },
  "instance-stops-start": {
    says: "本机已有 NanoMQ 在运行（pid {pid}，见 {path}），NanoMQ {nanomq} 因此不会启动",
    todo: "启动前先 nanomq stop；或指明要重启的是哪个代理：--api http://127.0.0.1:8081",
  },
  "instance-shares-files": {
    says: "本机已有 NanoMQ 在运行（pid {pid}）：第二个会覆盖 {path}，之后 nanomq stop 和 reload 会作用于错误的进程",
    todo: "启动前先 nanomq stop；若要同时运行，为每个设置各自的 NANOMQ_PID_FILE、cmd_ipc_url 和 hook_ipc_url；或指明要重启的是哪个代理：--api http://127.0.0.1:8081",
  },
  "pid-of-another": {
    says: "{path} 是遗留文件，其中的 pid {pid} 现在是 {process}：NanoMQ {nanomq} 会以为自己已在运行而不启动",
    todo: "rm {path}",
  },
  "not-asked": { says: "没有尝试连接 {address}", todo: "--network" },
  "server-reached": { says: "{address} 在 {ms} ms 后应答" },
  "server-name-unknown": { says: "本机无法解析主机名 {host}", todo: "检查拼写和 /etc/resolv.conf" },
  "server-refused": { says: "{address} 拒绝连接", todo: "检查端口，以及对方代理是否在运行" },
  "server-timeout": { says: "{address} 在 {seconds} s 内没有应答", todo: "检查防火墙和路由：nc -vz {host}" },
  "server-failed": { says: "无法连接 {address}：{reason}" },
  "server-certificate": {
    says: "{address} 的证书未通过校验：{reason}",
    todo: "在 cacertfile 中写签发它的 CA，在 server 中写证书所属的主机名",
  },
};

export const hostSentences: Readonly<Record<Language, HostSentences>> = { en, zh };
