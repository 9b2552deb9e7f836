import type { Language } from "../../lint/language.ts";

/** What an editor shows beside a conf. */
export interface EditorWords {
  readonly inForce: (value: string, origin: string) => string;
  readonly mended: string;
  readonly byDefault: (value: string) => string;
  readonly unit: (unit: string) => string;
  readonly since: (release: string) => string;
  readonly until: (first: string, last: string) => string;
  readonly noRelease: string;
  readonly notHere: (release: string) => string;
  readonly renamed: (name: string) => string;
  readonly values: (words: string) => string;
  readonly givenBy: (names: string) => string;
  readonly sets: (setting: string) => string;
  readonly needsBuild: (options: string) => string;
  readonly needsKey: (key: string) => string;
  readonly inert: string;
  readonly ownName: string;
  readonly noticed: string;
  readonly section: string;
  readonly usedName: string;
  readonly fix: Readonly<Record<"safe" | "unsafe", (change: string) => string>>;
  readonly toType: (change: string) => string;
  readonly fixAll: string;
  readonly ignore: (rule: string) => string;
  readonly reason: string;
  readonly explain: (rule: string) => string;
  readonly element: (number: number) => string;
  readonly release: (release: string, told: string) => string;
  readonly told: Readonly<Record<"facts" | "image" | "setting" | "assumed", string>>;
}

const en: EditorWords = {
  inForce: (value, origin) => `In force: ${value} (${origin})`,
  mended: "once the errors of this conf are mended",
  byDefault: (value) => `Default: ${value}`,
  unit: (unit) => `Unit: ${unit}`,
  since: (release) => `Read since ${release}`,
  until: (first, last) => `Read from ${first} to ${last}`,
  noRelease: "No release reads it",
  notHere: (release) => `NanoMQ ${release} does not read it`,
  renamed: (name) => `its name is ${name}`,
  values: (words) => `Values: ${words}`,
  givenBy: (names) => `Also set by ${names}`,
  sets: (setting) => `Sets ${setting}`,
  needsBuild: (options) => `Needs a build with ${options}`,
  needsKey: (key) => `Needs ${key}`,
  inert: "Read, but nothing in the broker looks at it",
  ownName: "A name of your own",
  noticed: "A silent client is noticed, after its last packet:",
  section: "section",
  usedName: "in use in this conf",
  fix: {
    safe: (change) => change,
    unsafe: (change) => `${change} (changes what the broker does)`,
  },
  toType: (change) => `${change} (to be typed)`,
  fixAll: "Make all safe fixes",
  ignore: (rule) => `Ignore ${rule} here, with a reason`,
  reason: "why it may stay",
  explain: (rule) => `Explain ${rule}`,
  element: (number) => `element ${number}`,
  release: (release, told) => `NanoMQ ${release} (${told})`,
  told: {
    facts: "nanotune.toml",
    image: "image of the deployment file beside it",
    setting: "setting of the editor",
    assumed: "newest; nobody says which one runs",
  },
};

const zh: EditorWords = {
  inForce: (value, origin) => `生效值：${value}（${origin}）`,
  mended: "修正此配置的错误之后",
  byDefault: (value) => `默认值：${value}`,
  unit: (unit) => `单位：${unit}`,
  since: (release) => `自 ${release} 起读取`,
  until: (first, last) => `${first} 到 ${last} 读取`,
  noRelease: "没有版本读取它",
  notHere: (release) => `NanoMQ ${release} 不读取它`,
  renamed: (name) => `现名为 ${name}`,
  values: (words) => `可用的值：${words}`,
  givenBy: (names) => `也可由 ${names} 设置`,
  sets: (setting) => `设置 ${setting}`,
  needsBuild: (options) => `需要带 ${options} 的构建`,
  needsKey: (key) => `需要 ${key}`,
  inert: "会读取，但没有任何作用",
  ownName: "自取的名称",
  noticed: "静默的客户端在其最后一个报文之后多久被发现：",
  section: "段",
  usedName: "此配置中已使用",
  fix: {
    safe: (change) => change,
    unsafe: (change) => `${change}（会改变代理的行为）`,
  },
  toType: (change) => `${change}（请手动输入）`,
  fixAll: "应用所有安全的修改",
  ignore: (rule) => `在此处忽略 ${rule}，并写明原因`,
  reason: "可以保留的原因",
  explain: (rule) => `解释 ${rule}`,
  element: (number) => `第 ${number} 个元素`,
  release: (release, told) => `NanoMQ ${release}（${told}）`,
  told: {
    facts: "nanotune.toml",
    image: "旁边部署文件的镜像",
    setting: "编辑器设置",
    assumed: "最新版本；没有说明运行的是哪个版本",
  },
};

export const editorWords: Readonly<Record<Language, EditorWords>> = { en, zh };
