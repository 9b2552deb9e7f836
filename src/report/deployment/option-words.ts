import type { LocalText } from "../../lint/language.ts";

type Words = Readonly<Record<"compose" | "kubernetes" | "systemd" | "outputFile" | "command", LocalText>>;

/** What help says of `init` and what it writes. */
export const deploymentOptionWords: Words = {
  command: {
    en: "write a nanotune.toml to fill in, or what starts NanoMQ with a conf",
    zh: "写出待填写的 nanotune.toml，或启动 NanoMQ 的部署文件",
  },
  compose: { en: "a compose file for the conf", zh: "为配置写出 compose 文件" },
  kubernetes: { en: "Kubernetes manifests for the conf", zh: "为配置写出 Kubernetes 清单" },
  systemd: { en: "a systemd unit for the conf", zh: "为配置写出 systemd 单元" },
  outputFile: {
    en: "write there; deployments are printed otherwise",
    zh: "写入该文件；否则部署文件输出到标准输出",
  },
};
