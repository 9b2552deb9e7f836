import { surfaceKeys } from "../../src/generated/surface.ts";
import { isRead, leafOf } from "../../src/start/keys.ts";
import type { TextEdit } from "../../src/text/edit.ts";
import { textOf } from "../../src/text/source.ts";
import type { Random } from "../../src/timing/random.ts";
import type { GoodConf, Site } from "./conf.ts";

/** Edits that make one mistake; undefined where this place has no room for it. */
type Mistake = (conf: GoodConf, site: Site, random: Random) => readonly TextEdit[] | undefined;

export function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random.uniform() * list.length)];
}

function written(conf: GoodConf, span: Site["valueSpan"]): string {
  return textOf({ file: span.file, bytes: conf.bytes }, span.start, span.end);
}

function instead(site: Site, text: string | undefined): readonly TextEdit[] | undefined {
  return text === undefined ? undefined : [{ span: site.valueSpan, text }];
}

const isChosen = ({ pattern }: Site): boolean => pattern.endsWith("*");
const isElement = ({ path }: Site): boolean => path.endsWith("]");
const isSingle = ({ node }: Site): boolean => node.kind !== "object" && node.kind !== "array";

/** A time or size with a unit that NanoMQ does not take as meant, or a plain number with one. */
const wrongUnit: Mistake = (conf, site, random) => {
  const { key } = site;
  const number = /\d+/.exec(written(conf, site.valueSpan))?.[0];
  if (key === undefined || number === undefined) return undefined;
  if (key.reader.endsWith("seconds")) {
    const forms = ["", "ms", "S", "min ", ".5s", "w", "000", " s"].map((unit) => `${number}${unit}`.trim());
    return instead(site, pick([...forms, `"${number}"`, `"${number}.5s"`, `"${number} s"`], random));
  }
  if (key.reader === "size") {
    const units = ["MiB", "TB", " MB", "Mb", ".5MB", "000KiB"];
    return instead(site, pick([...units.map((unit) => `${number}${unit}`), number, `"${number}"`], random));
  }
  if (key.reader !== "number") return undefined;
  return instead(
    site,
    pick(
      ["s", "KB", "%", "ms"].map((unit) => `${number}${unit}`),
      random,
    ),
  );
};

/** A line moved to the root, or into another section. */
const wrongLevel: Mistake = (conf, site, random) => {
  if (isElement(site) || isChosen(site) || !isSingle(site) || !site.pattern.includes(".")) return undefined;
  const text = `${leafOf(site.path)} = ${written(conf, site.valueSpan)}`;
  const top = site.path.split(".")[0];
  const sections = conf.sites.filter(
    ({ path, node, pattern }) =>
      node.kind === "object" && path.split(".")[0] !== top && !/[*[]/.test(pattern),
  );
  const gone = { span: site.statement, text: "" };
  const target = pick(sections, random);
  if (target === undefined || random.uniform() < 0.5) {
    const end = { ...site.statement, start: conf.bytes.length, end: conf.bytes.length };
    return conf.text.startsWith("{") ? undefined : [gone, { span: end, text: `\n${text}\n` }];
  }
  const inside = { ...target.valueSpan, start: target.valueSpan.start + 1, end: target.valueSpan.start + 1 };
  return written(conf, target.valueSpan).startsWith("{")
    ? [gone, { span: inside, text: ` ${text} ` }]
    : undefined;
};

function misspelt(name: string, random: Random): string {
  const at = 1 + Math.floor(random.uniform() * (name.length - 1));
  const forms = [
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + name.charAt(at) + name.slice(at),
    name.slice(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + name.slice(at + 1),
    `${name}s`,
    name.replaceAll("_", "-"),
    name.replaceAll(/_(.)/g, (_whole, letter: string) => letter.toUpperCase()),
  ];
  return (
    pick(
      forms.filter((form) => form !== name && form !== ""),
      random,
    ) ?? `${name}x`
  );
}

const typo: Mistake = (conf, site, random) => {
  if (isElement(site) || isChosen(site)) return undefined;
  const name = written(conf, site.keySpan).replaceAll('"', "");
  const quote = written(conf, site.keySpan).startsWith('"') ? '"' : "";
  return name.includes(".")
    ? undefined
    : [{ span: site.keySpan, text: quote + misspelt(name, random) + quote }];
};

const wrongType: Mistake = (conf, site, random) => {
  const text = written(conf, site.valueSpan);
  switch (site.node.kind) {
    case "number":
      return instead(site, pick([`"${text}"`, "true", `[${text}]`], random));
    case "boolean":
      return instead(site, pick([`"${text}"`, text === "true" ? "1" : "0", "yes", "off"], random));
    case "string":
      return instead(site, pick(["17", "true", `{value = ${text}}`, "null"], random));
    case "array":
      return instead(site, pick(["true", '"all"', "17"], random));
    default:
      return isElement(site) || isChosen(site)
        ? undefined
        : instead(site, pick(["true", '"on"', "1"], random));
  }
};

/** Keys without which what is left does harm, or nothing. */
const NEEDED =
  /^(log\.(level|dir|file)|bridges\.mqtt\.\*\.(server|(forwards|subscription)\[\]\.(remote|local)_topic|will\.(topic|payload))|webhook\.(url|events|events\[\]\.event)|auth\.(allow_anonymous|acl\.rules|acl\.rules\[\]\.permit|http_auth\.(auth|acl)_req\.(url|method))|listeners\.ssl\.(keyfile|certfile)|listeners\.(tcp|ssl)\.\*\.bind|http_server\.(username|password|jwt\.public\.keyfile))$/;

const deletion: Mistake = (conf, site) => {
  if (!NEEDED.test(site.pattern)) return undefined;
  const after = textOf(
    { file: site.statement.file, bytes: conf.bytes },
    site.statement.end,
    conf.bytes.length,
  );
  const comma = /^\s*,/.exec(after)?.[0].length ?? 0;
  return [{ span: { ...site.statement, end: site.statement.end + comma }, text: "" }];
};

/** Another value of the same kind. */
function otherValue(text: string): string {
  if (/^\d+$/.test(text)) return String(Number(text) + 1);
  if (text === "true") return "false";
  if (text === "false") return "true";
  return text.replace(/\d+/, (digits) => String(Number(digits) + 1));
}

const duplicate: Mistake = (conf, site, random) => {
  if (isElement(site) || isChosen(site) || !isSingle(site)) return undefined;
  const value = written(conf, site.valueSpan);
  const again = random.uniform() < 0.3 ? value : otherValue(value);
  const name = written(conf, site.keySpan);
  const end = { ...site.statement, start: site.statement.end };
  const separator = conf.text.startsWith("{") ? ", " : " ";
  return [{ span: end, text: `${separator}${name} = ${again}` }];
};

const SAMPLES: Readonly<Record<string, string>> = {
  number: "5",
  flag: "true",
  text: '"x"',
  seconds: "5s",
  size: "1MB",
};

/** A key that only other releases read. */
const staleKey: Mistake = (conf, site, random) => {
  const { pattern, node, valueSpan } = site;
  if (node.kind !== "object" || isElement(site) || /[*[]/.test(pattern)) return undefined;
  if (!written(conf, valueSpan).startsWith("{")) return undefined;
  const stale = surfaceKeys.filter((key) => {
    const name = key.path.slice(pattern.length + 1);
    const below = key.path.startsWith(`${pattern}.`) && !/[.*[]/.test(name);
    return below && !isRead(key, conf.version) && SAMPLES[key.reader] !== undefined;
  });
  const key = pick(stale, random);
  if (key === undefined) return undefined;
  const at = { ...valueSpan, start: valueSpan.start + 1, end: valueSpan.start + 1 };
  const comma = conf.text.startsWith("{") ? "," : "";
  return [{ span: at, text: ` ${leafOf(key.path)} = ${SAMPLES[key.reader]}${comma} ` }];
};

/** The values of two settings of one section that are read differently. */
const swapped: Mistake = (conf, site, random) => {
  if (isElement(site) || !isSingle(site)) return undefined;
  const parent = site.path.slice(0, site.path.lastIndexOf("."));
  const rivals = conf.sites.filter(
    (other) =>
      other.path.slice(0, other.path.lastIndexOf(".")) === parent &&
      isSingle(other) &&
      other.key !== undefined &&
      other.key.reader !== site.key?.reader,
  );
  const rival = pick(rivals, random);
  if (rival === undefined) return undefined;
  return [
    { span: site.valueSpan, text: written(conf, rival.valueSpan) },
    { span: rival.valueSpan, text: written(conf, site.valueSpan) },
  ];
};

/** A quote, bracket or separator lost, or the wide one of a Chinese keyboard in its place. */
const punctuation: Mistake = (conf, site, random) => {
  if (isElement(site)) return undefined;
  const { statement } = site;
  const text = written(conf, statement);
  const marks = [...text.matchAll(/["{}[\]=]/g)].filter(
    ({ index }) => !/[^\x20-\x7e\n]/.test(text.slice(0, index)),
  );
  const mark = pick(marks, random);
  if (mark === undefined) return undefined;
  const wide: Readonly<Record<string, string>> = {
    '"': "“",
    "{": "｛",
    "}": "｝",
    "[": "［",
    "]": "］",
    "=": "＝",
  };
  const start = statement.start + mark.index;
  return [
    {
      span: { ...statement, start, end: start + 1 },
      text: random.uniform() < 0.5 ? "" : (wide[mark[0]] ?? ""),
    },
  ];
};

const outOfRange: Mistake = (_conf, site, random) => {
  const { key, node } = site;
  if (key?.reader.endsWith("seconds") === true)
    return instead(site, pick(['"-5s"', "0s", "9999999999s"], random));
  if (node.kind !== "number") return undefined;
  // A huge multiplier is left out: its replay exhausts memory.
  const numbers = key?.stores === "float" ? ["0", "-1"] : ["0", "-1", "99999999999"];
  // 0 is a value like any other where it is the default or one of the choices.
  if (key?.default === 0 || key?.words?.includes(0) === true) numbers.shift();
  if (/port$|proto_ver|qos$|maximum$/.test(site.path)) numbers.push("70000");
  return instead(site, pick(numbers, random));
};

const badWord: Mistake = (_conf, site, random) => {
  const { key, pattern } = site;
  const isWord =
    key?.reader === "word" || pattern.endsWith("events[].event") || pattern.endsWith("_req.method");
  return isWord
    ? instead(site, pick(["never", "none", "put", '"on_everything"', "default"], random))
    : undefined;
};

const badAddress: Mistake = (conf, site, random) => {
  const { key, pattern, valueSpan } = site;
  const text = written(conf, valueSpan).replaceAll('"', "");
  if (pattern.endsWith(".bind"))
    return instead(
      site,
      pick([`"tcp://${text}"`, "1883", text, `"nmq-tcp://${text}"`, `"0.0.0.0:70000"`], random),
    );
  const remote = pattern.endsWith(".server") || pattern.endsWith(".url");
  if (!remote || key === undefined) return undefined;
  const place = text.replace(/^[a-z+-]+:\/\//, "");
  const schemes = pattern.endsWith(".server") ? ["mqtt", "tcp", "ssl", "http"] : ["htp", "mqtt-tcp"];
  return instead(
    site,
    pick([...schemes.map((scheme) => `"${scheme}://${place}"`), `"${place}"`, text], random),
  );
};

/** The kinds of mistakes, by name. */
export const kinds: Readonly<Record<string, Mistake>> = {
  address: badAddress,
  deletion,
  duplicate,
  level: wrongLevel,
  punctuation,
  range: outOfRange,
  stale: staleKey,
  swap: swapped,
  type: wrongType,
  typo,
  unit: wrongUnit,
  word: badWord,
};
