import type { Language } from "../../lint/language.ts";

interface WatchWords {
  readonly waiting: string;
  readonly cannot: string;
}

const en: WatchWords = {
  waiting: "Watching: every change is linted. Ctrl-C ends it.",
  cannot: "Standard input cannot be watched: name files or folders.",
};

const zh: WatchWords = {
  waiting: "正在监视：每次改动都会重新检查。按 Ctrl-C 结束。",
  cannot: "无法监视标准输入：请给出文件或目录。",
};

export const watchWords: Readonly<Record<Language, WatchWords>> = { en, zh };
