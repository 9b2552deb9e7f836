import type { Language } from "../../lint/language.ts";
import type { AddressProblem } from "../../live/http-api/address.ts";
import type { CredentialsResult, credentialNames } from "../../live/http-api/credentials.ts";
import type { ApiFailure } from "../../live/http-api/failure.ts";

type CredentialsProblem = Extract<CredentialsResult, { ok: false }>["why"];

/** Sentences about a broker's HTTP API; `where` is its address. */
export interface ApiWords {
  readonly failure: (failure: ApiFailure, where: string) => string;
  readonly address: (why: AddressProblem, plain: string) => string;
  readonly credentials: (why: CredentialsProblem) => string;
}

/** By type only: no sentence loads what asks a broker. */
const { username, password, token }: typeof credentialNames = {
  username: "NANOTUNE_API_USERNAME",
  password: "NANOTUNE_API_PASSWORD",
  token: "NANOTUNE_API_TOKEN",
};
const SET = `${username}=admin ${password}=... nanotune`;

/** Codes of NanoMQ's rest_api.h, where they say more than their number. */
const codes: Readonly<Record<Language, Readonly<Record<number, string>>>> = {
  en: {
    101: "RPC error",
    103: "wrong user name or password",
    104: "no user name or password came",
    107: "missing parameter",
    108: "parameter error, or a token that is not accepted",
    109: "body is not JSON",
    116: "token expired",
  },
  zh: {
    101: "RPC 错误",
    103: "用户名或密码错误",
    104: "没有收到用户名或密码",
    107: "缺少参数",
    108: "参数错误，或令牌不被接受",
    109: "请求体不是 JSON",
    116: "令牌已过期",
  },
};

function codeText(code: number | undefined, language: Language): string {
  if (code === undefined) return "";
  const known = codes[language][code];
  const number = language === "en" ? `code ${code}` : `代码 ${code}`;
  const text = known === undefined ? number : `${number}: ${known}`;
  return language === "en" ? ` (${text})` : `（${text}）`;
}

function failureEn(failure: ApiFailure, where: string): string {
  switch (failure.kind) {
    case "refused":
      return `Nothing listens at ${where}. Is the broker up, and has its conf an http_server section? Its port is 8081 unless set.`;
    case "unreachable":
      return `There is no way to ${where} (${failure.code}). Check the host name and the network.`;
    case "tls":
      return `No TLS with ${where} (${failure.code}). NanoMQ's API has none of its own: write http://, or, for a proxy with a certificate of its own, type: NODE_EXTRA_CA_CERTS=ca.pem nanotune ...`;
    case "connect-timeout":
      return `No connection to ${where} within ${failure.limitMs} ms: a firewall, or a host that is down.`;
    case "silent":
      return `${where} takes the connection but says nothing within ${failure.limitMs} ms (${failure.path}): the broker hangs, or this is no HTTP port.`;
    case "slow":
      return `${where} did not finish its answer within ${failure.limitMs} ms (${failure.path}).`;
    case "closed":
      return `${where} closed the connection before its answer was whole (${failure.path}). Is it the MQTT port, or did the broker die? The API's port is 8081 unless set.`;
    case "too-large":
      return `The answer to ${failure.path} is larger than ${failure.limitBytes} bytes; ${where} is no NanoMQ API, or has too many clients for this.`;
    case "not-http":
      return `${where} does not speak HTTP. Is it the MQTT port? The API's port is 8081 unless set.`;
    case "not-json":
      return `The answer of ${where} to ${failure.path} is not JSON: this is not NanoMQ's API.`;
    case "shape":
      return `The answer of ${where} to ${failure.path} has no ${failure.missing}: this is not NanoMQ's API, or a version nobody knows.`;
    case "unauthorized": {
      const code = codeText(failure.code, "en");
      return failure.sent
        ? `${where} does not accept the credentials${code}. Compare them with http_server.username and password, then type: ${SET} ...`
        : `${where} wants credentials${code}. Type: ${SET} ..., or --api-credentials FILE; for a JWT set ${token}.`;
    }
    case "not-found":
      return `${where} has no /api/v4${failure.path}: this is not NanoMQ's API, or a version without it.`;
    case "status":
      return `${where} answers ${failure.path} with HTTP status ${failure.status}${codeText(failure.code, "en")}. See the broker's log.`;
    case "code":
      return `${where} refuses ${failure.path}${codeText(failure.code, "en")}.`;
  }
}

function failureZh(failure: ApiFailure, where: string): string {
  switch (failure.kind) {
    case "refused":
      return `${where} 没有程序监听。代理是否在运行，配置中是否有 http_server？未设置时端口为 8081。`;
    case "unreachable":
      return `无法到达 ${where}（${failure.code}）。请检查主机名与网络。`;
    case "tls":
      return `无法与 ${where} 建立 TLS（${failure.code}）。NanoMQ 的 API 本身没有 TLS：请写 http://；若代理使用自签证书，请输入：NODE_EXTRA_CA_CERTS=ca.pem nanotune ...`;
    case "connect-timeout":
      return `${failure.limitMs} ms 内无法连接 ${where}：可能有防火墙，或主机已关机。`;
    case "silent":
      return `${where} 接受连接，但 ${failure.limitMs} ms 内没有任何应答（${failure.path}）：代理卡住，或这不是 HTTP 端口。`;
    case "slow":
      return `${where} 未能在 ${failure.limitMs} ms 内答完（${failure.path}）。`;
    case "closed":
      return `${where} 没有答完就关闭了连接（${failure.path}）。是否写成了 MQTT 端口，或代理已崩溃？未设置时 API 端口为 8081。`;
    case "too-large":
      return `对 ${failure.path} 的应答超过 ${failure.limitBytes} 字节；${where} 不是 NanoMQ 的 API，或客户端过多。`;
    case "not-http":
      return `${where} 不是 HTTP。是否写成了 MQTT 端口？未设置时 API 端口为 8081。`;
    case "not-json":
      return `${where} 对 ${failure.path} 的应答不是 JSON：这不是 NanoMQ 的 API。`;
    case "shape":
      return `${where} 对 ${failure.path} 的应答没有 ${failure.missing}：这不是 NanoMQ 的 API，或版本未知。`;
    case "unauthorized": {
      const code = codeText(failure.code, "zh");
      return failure.sent
        ? `${where} 不接受这些凭据${code}。请与 http_server.username 和 password 核对，然后输入：${SET} ...`
        : `${where} 需要凭据${code}。请输入：${SET} ...，或用 --api-credentials 文件；使用 JWT 时设置 ${token}。`;
    }
    case "not-found":
      return `${where} 没有 /api/v4${failure.path}：这不是 NanoMQ 的 API，或该版本没有此接口。`;
    case "status":
      return `${where} 对 ${failure.path} 的应答是 HTTP 状态 ${failure.status}${codeText(failure.code, "zh")}。请查看代理日志。`;
    case "code":
      return `${where} 拒绝了 ${failure.path}${codeText(failure.code, "zh")}。`;
  }
}

const en: ApiWords = {
  failure: failureEn,
  address: (why, plain) => {
    const usage = "Write it like http://127.0.0.1:8081.";
    if (why !== "credentials") return `"${plain}" is no address of an HTTP API. ${usage}`;
    return `A password on the command line is seen by everybody on this machine. Type: ${SET} ... ${plain}, or put both into a file for --api-credentials.`;
  },
  credentials: (why) => {
    switch (why) {
      case "no-password":
        return `${username} is set, but ${password} is not. Set both.`;
      case "no-username":
        return `${password} is set, but ${username} is not. Set both.`;
      case "both":
        return `There are both ${token} and a user name or password. Leave one out.`;
      case "unprintable":
        return "The credentials contain a line end or another control character. Take it out.";
    }
  },
};

const zh: ApiWords = {
  failure: failureZh,
  address: (why, plain) => {
    if (why !== "credentials") return `“${plain}”不是 HTTP API 的地址。写法如 http://127.0.0.1:8081。`;
    return `命令行上的密码对本机所有人可见。请输入：${SET} ... ${plain}，或写入文件并用 --api-credentials 指定。`;
  },
  credentials: (why) => {
    switch (why) {
      case "no-password":
        return `设置了 ${username}，但没有 ${password}。请同时设置两者。`;
      case "no-username":
        return `设置了 ${password}，但没有 ${username}。请同时设置两者。`;
      case "both":
        return `同时给出了 ${token} 与用户名或密码。请去掉其一。`;
      case "unprintable":
        return "凭据中含有换行或其他控制字符。请去掉。";
    }
  },
};

export const apiWords: Readonly<Record<Language, ApiWords>> = { en, zh };
