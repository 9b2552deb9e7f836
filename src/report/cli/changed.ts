import type { Language } from "../../lint/language.ts";

interface ChangedWords {
  readonly noGit: (why: string) => string;
  readonly nothing: string;
  readonly stagedFixes: string;
  readonly twice: string;
}

const en: ChangedWords = {
  noGit: (why) => `Git cannot say what was changed${why === "" ? "" : `: ${why}`}`,
  nothing: "Nothing was changed that NanoMQ is started with.",
  stagedFixes: "--staged reads what is staged, and a fix would be written elsewhere: leave --fix out.",
  twice: "--changed and --staged are two questions: ask one.",
};

const zh: ChangedWords = {
  noGit: (why) => `Git 无法说明改动了什么${why === "" ? "" : `：${why}`}`,
  nothing: "没有改动任何与 NanoMQ 启动有关的文件。",
  stagedFixes: "--staged 读取暂存的内容，修改会写到别处：请去掉 --fix。",
  twice: "--changed 和 --staged 是两个问题：请只给一个。",
};

export const changedWords: Readonly<Record<Language, ChangedWords>> = { en, zh };
