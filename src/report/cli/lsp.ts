import type { LocalText } from "../../lint/language.ts";

export const lspSummary: LocalText = {
  en: "language server for editors, on standard input and output",
  zh: "供编辑器使用的语言服务器（标准输入输出）",
};

export const stdioSummary: LocalText = {
  en: "what editors add; there is no other way",
  zh: "编辑器会加上；没有其他方式",
};
