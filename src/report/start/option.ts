import type { LocalText } from "../../lint/language.ts";

/** What `show --start` is for, in its help. */
export const startOption: LocalText = {
  en: "its start step by step: what it opens, needs and goes on without, where it ends, what kills it later",
  zh: "启动过程：打开什么、需要什么、缺少什么、在哪里结束、之后会因何崩溃",
};
