// Words of `nanotune completion --install`.
import type { Language, LocalText } from "../../lint/language.ts";

interface CompletionWords {
  readonly written: (file: string) => string;
  /** zsh looks into folders on `fpath` only. */
  readonly fpath: (folder: string) => string;
}

export const installSummary: LocalText = {
  en: "write it where the shell looks by itself, for you, or as root for everybody",
  zh: "写入 shell 自动查找的位置：只对您有效，以 root 运行时对所有人有效",
};

export const completionWords: Readonly<Record<Language, CompletionWords>> = {
  en: {
    written: (file) => `${file} is written; a new shell completes with it.`,
    fpath: (folder) => `Type into ~/.zshrc, before compinit: fpath+=(${folder})`,
  },
  zh: {
    written: (file) => `已写入 ${file}；新开的 shell 即可补全。`,
    fpath: (folder) => `请在 ~/.zshrc 中 compinit 之前写入：fpath+=(${folder})`,
  },
};
