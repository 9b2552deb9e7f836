import type { LocalText } from "../../lint/language.ts";

/** What `--jobs` is, in help. */
export const jobsSummary: LocalText = {
  en: "lint in so many threads; the output is the same (1, and one per CPU from 20 000 files on)",
  zh: "用这么多线程检查，输出不变（默认 1；20 000 个文件起每个 CPU 一个）",
};
