import type { Language } from "../../lint/language.ts";

/** Sentences of `lint --baseline`. */
export interface BaselineWords {
  readonly fileMissing: string;
  readonly missing: (path: string) => string;
  readonly foreign: (path: string) => string;
  readonly newer: (path: string) => string;
  readonly entry: (path: string, number: number) => string;
  readonly incomplete: (path: string) => string;
  readonly written: (path: string, count: number) => string;
  readonly hidden: (path: string, count: number) => string;
  readonly stale: (path: string, entries: readonly string[]) => string;
}

const en: BaselineWords = {
  fileMissing:
    "--update-baseline needs the file: nanotune lint --baseline nanotune-baseline.json --update-baseline",
  missing: (path) => `${path}: no such file. Add --update-baseline to write it.`,
  foreign: (path) => `${path} is no baseline of nanotune. Name another file.`,
  newer: (path) =>
    `${path} was written by another version of nanotune. Name another file, or use that version.`,
  entry: (path, number) =>
    `${path}: finding ${number} of the list is not complete. Remove it, or the file, and type --update-baseline.`,
  incomplete: (path) => `${path} was not written, since not every file could be linted.`,
  written: (path, count) => `${path}: ${count} finding(s) recorded.`,
  hidden: (path, count) => `${count} finding(s) of ${path} not shown.`,
  stale: (path, entries) =>
    `${path} lists what is not found any more; --update-baseline takes it out: ${entries.join("; ")}`,
};

const zh: BaselineWords = {
  fileMissing:
    "--update-baseline 需要文件：nanotune lint --baseline nanotune-baseline.json --update-baseline",
  missing: (path) => `${path}：文件不存在。加上 --update-baseline 即可写入。`,
  foreign: (path) => `${path} 不是 nanotune 的基线文件。请给出另一个文件。`,
  newer: (path) => `${path} 由另一版本的 nanotune 写成。请给出另一个文件，或使用那个版本。`,
  entry: (path, number) =>
    `${path}：列表中的第 ${number} 项不完整。请删除该项或整个文件，再使用 --update-baseline。`,
  incomplete: (path) => `未写入 ${path}：并非所有文件都能检查。`,
  written: (path, count) => `${path}：已记录 ${count} 个问题。`,
  hidden: (path, count) => `${path} 中的 ${count} 个问题未显示。`,
  stale: (path, entries) => `${path} 中有已不存在的问题，可用 --update-baseline 去除：${entries.join("；")}`,
};

export const baselineWords: Readonly<Record<Language, BaselineWords>> = { en, zh };
