import type { Language } from "../../lint/language.ts";

/** Said by a Node that may be too old for anything else: no template that needs more than ES2015. */
export const oldNodeWords: Readonly<Record<Language, (needed: string, found: string) => string>> = {
  en: (needed, found) => `nanotune needs Node.js ${needed} or later; this is ${found}.`,
  zh: (needed, found) => `nanotune 需要 Node.js ${needed} 或更高版本；当前是 ${found}。`,
};
