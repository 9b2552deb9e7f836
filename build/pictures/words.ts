// What stands above a picture.
import type { Language } from "../../src/lint/language.ts";

interface PictureWords {
  readonly editor: string;
  readonly ci: string;
  readonly single: string;
  readonly broker: (keepalive: string, retryInterval: string, window: string | undefined) => string;
}

const en: PictureWords = {
  editor: "nanotune lsp: findings, values and windows while you type",
  ci: "nanotune lint -f github: a pull request with its findings",
  single: "One file, without Node",
  broker: (keepalive, retryInterval, window) =>
    `keepalive ${keepalive}, retry_interval ${retryInterval}: cables pulled, ${window === undefined ? "never noticed" : `noticed ${window} after the last packet`}`,
};

const zh: PictureWords = {
  editor: "nanotune lsp：输入时即显示问题、生效值和检测窗口",
  ci: "nanotune lint -f github：合并请求中直接显示问题",
  single: "一个文件，无需 Node",
  broker: (keepalive, retryInterval, window) =>
    `keepalive ${keepalive}，retry_interval ${retryInterval}：拔掉网线，${window === undefined ? "永远不会被发现" : `最后一个报文之后 ${window}被发现`}`,
};

export const pictureWords: Readonly<Record<Language, PictureWords>> = { en, zh };
