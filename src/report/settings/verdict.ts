// What becomes of the broker, in a sentence: the first thing that every command says about a conf.
import type { Language } from "../../lint/language.ts";
import type { Outcome, Run } from "../../start/run.ts";
import type { Home } from "../../start/start.ts";
import type { Source, Span } from "../../text/source.ts";
import type { Role } from "../output/roles.ts";
import { placeText } from "./settings.ts";

/** How each outcome is shown. */
export const outcomeRoles = {
  runs: "good",
  depends: "info",
  "runs-on-part": "warning",
  "runs-on-defaults": "warning",
  exits: "error",
  crashes: "error",
} as const satisfies Readonly<Record<Outcome, Role>>;

interface VerdictWords {
  readonly runs: (release: string) => string;
  readonly exits: (release: string, code: number, place: string) => string;
  /** By an option of the start command. */
  readonly exitsByOption: (release: string, code: number, option: string) => string;
  readonly crashes: (release: string, place: string) => string;
  readonly defaults: (release: string, place: string) => string;
  readonly part: (release: string, place: string) => string;
  readonly depends: (release: string, names: string) => string;
  /** Above figures of a broker that does not run. */
  readonly mended: string;
}

const at = (place: string, before: string) => (place === "" ? "" : `${before}${place}`);

const en: VerdictWords = {
  runs: (release) => `NanoMQ ${release} starts with this conf.`,
  exits: (release, code, place) =>
    `NanoMQ ${release} does not start with this conf: it ends with exit code ${code}${at(place, ", because of ")}.`,
  exitsByOption: (release, code, option) =>
    `NanoMQ ${release} does not start with these options: it ends with exit code ${code} at \`${option}\`.`,
  crashes: (release, place) =>
    `NanoMQ ${release} does not start with this conf: it crashes${at(place, ", because of ")}.`,
  defaults: (release, place) =>
    `NanoMQ ${release} takes nothing from this conf${at(place, ", because of ")}, and runs with all defaults.`,
  part: (release, place) =>
    `NanoMQ ${release} drops everything behind the first error of this conf${at(place, ", ")}, and runs with the rest.`,
  depends: (release, names) =>
    `This machine does not have ${names}: what it sets is not known here, and where NanoMQ ${release} cannot read it either, it crashes. \`--root FOLDER\` (absolute names) and \`--workdir FOLDER\` (relative ones) say where it is.`,
  mended: "What follows would hold once that is mended.",
};

const zh: VerdictWords = {
  runs: (release) => `NanoMQ ${release} 可以用此配置启动。`,
  exits: (release, code, place) =>
    `NanoMQ ${release} 无法以此配置启动：以退出码 ${code} 结束${at(place, "，原因在 ")}。`,
  exitsByOption: (release, code, option) =>
    `NanoMQ ${release} 无法以这些选项启动：在 \`${option}\` 处以退出码 ${code} 结束。`,
  crashes: (release, place) => `NanoMQ ${release} 无法以此配置启动：它会崩溃${at(place, "，原因在 ")}。`,
  defaults: (release, place) =>
    `NanoMQ ${release} 不采用此配置的任何内容${at(place, "，原因在 ")}，以全部默认值运行。`,
  part: (release, place) =>
    `NanoMQ ${release} 丢弃此配置第一个错误${at(place, " ")} 之后的全部内容，以其余部分运行。`,
  depends: (release, names) =>
    `本机没有 ${names}：它设置了什么无从得知；如果 NanoMQ ${release} 也无法读取，就会崩溃。请用 \`--root 目录\`（绝对路径）和 \`--workdir 目录\`（相对路径）说明它在哪里。`,
  mended: "以下内容在修正之后才成立。",
};

export const verdictWords: Readonly<Record<Language, VerdictWords>> = { en, zh };

/** The place that decides the outcome; undefined where no text does. */
export function decidingSpan({ reading, death, steps, loaded }: Run): Span | undefined {
  if (death !== undefined) return death.span;
  const key = steps.at(-1)?.end && steps.at(-1)?.key;
  const origin = key === undefined ? undefined : loaded.origins.get(key);
  if (origin?.kind === "file") return origin.span;
  const ending = new Set(["exits", "defaults", "drops-rest", "crashes"]);
  return reading.problems.find(({ args }) => ending.has(String(args["consequence"])))?.span;
}

/** The verdict; undefined where the broker simply runs with its conf. */
export function verdictText(
  run: Run,
  { home, sources }: { readonly home: Home; readonly sources: ReadonlyMap<string, Source> },
  language: Language,
): string | undefined {
  const words = verdictWords[language];
  const release = run.start.version.text;
  const span = decidingSpan(run);
  const place =
    span === undefined ? "" : placeText(home(span), new Map([...run.reading.sources, ...sources]));
  const last = run.steps.at(-1);
  const code = run.end?.code ?? 1;
  switch (run.outcome) {
    case "runs":
      return undefined;
    case "depends":
      return words.depends(release, run.reading.unseen.join(", "));
    case "runs-on-part":
      return words.part(release, place);
    case "runs-on-defaults":
      return words.defaults(release, place);
    case "exits":
      if (last?.name === "options") return words.exitsByOption(release, code, last.text ?? "");
      return words.exits(release, code, place);
    case "crashes":
      return words.crashes(release, place);
  }
}
