import type { LocalText } from "../../lint/language.ts";

/** What `--max-file-size` is, in help. */
export const maxFileSizeSummary: LocalText = {
  en: "largest file that is read, and all that it includes together (8MiB)",
  zh: "所读取文件的大小上限，被包含文件合计也以此为限（默认 8MiB）",
};
