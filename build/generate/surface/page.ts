import { isJson, type Json, places } from "./walk.ts";

function byRelease(facts: unknown): string {
  if (!isJson(facts)) return String(facts);
  return Object.entries(facts)
    .map(([since, fact]) => `${String(fact)} (${since})`)
    .join(", ");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;"));
}

function listed(value: unknown, separator = ", "): string {
  return Array.isArray(value) ? value.join(separator) : "";
}

function typeOf(schema: Json, notes: Json): string {
  const { reader, stores } = notes;
  const words = isJson(schema["items"]) ? schema["items"]["enum"] : schema["enum"];
  const width = stores === undefined ? "" : ` (${byRelease(stores)})`;
  const choice = Array.isArray(words) && words.length <= 6 ? `: ${listed(words, " ")}` : "";
  return `${String(reader)}${width}${choice}`;
}

function releasesOf({ since, until }: Json): string {
  if (since === null) return "none of the main line";
  return until === undefined ? `${String(since)} on` : `${String(since)} to ${String(until)}`;
}

/** Classes of values in words; a number stands for itself and all above. */
const classes: Readonly<Record<string, string>> = {
  other: "a value of another type",
  absent: "leaving it out",
  list: "a list",
  section: "a section",
};

const ends: Readonly<Record<string, string>> = {
  runs: "is passed over",
  crashes: "crashes the start",
  exits: "ends the start",
  "dies-later": "kills the broker later",
  "never-ready": "keeps every port shut",
  memory: "takes memory worth a word",
};

/** What values that the key does not take, and numbers that are too small or large, come to. */
function outcomesOf(outcomes: unknown): string {
  if (!isJson(outcomes)) return "";
  const told = Object.entries(outcomes).map(([of, spans]) => {
    const what = classes[of] ?? (of === "1" ? "1" : `${of} and above`);
    const by = isJson(spans) ? Object.entries(spans) : [];
    return `${what} ${by.map(([since, end]) => `${ends[String(end)] ?? String(end)} (${since})`).join(", ")}`;
  });
  return `Beware: ${told.join("; ")}.`;
}

function remarksOf(notes: Json): readonly string[] {
  const { effect, renamedTo, build, needs, inert, hotReload, note, outcomes } = notes;
  const isReloaded = typeof hotReload === "string" && hotReload.startsWith("Yes");
  return [
    inert === true
      ? "No effect."
      : typeof effect === "string" && effect !== "container"
        ? `Effect: ${effect}.`
        : "",
    typeof renamedTo === "string" ? `Now \`${renamedTo}\`.` : "",
    Array.isArray(build) ? `Build: ${listed(build)}.` : "",
    typeof needs === "string" ? `Needs ${needs}.` : "",
    isReloaded ? "Can be reloaded." : "",
    outcomesOf(outcomes),
    typeof note === "string" ? note : "",
  ].filter((remark) => remark !== "");
}

function rowOf(path: string, schema: Json): string {
  const notes = isJson(schema["x-nanomq"]) ? schema["x-nanomq"] : {};
  const meaning = [schema["description"], ...remarksOf(notes)]
    .filter((part) => typeof part === "string")
    .join(" ");
  const fallback = notes["default"] === undefined ? "" : `\`${byRelease(notes["default"])}\``;
  const cells = [`\`${path}\``, typeOf(schema, notes), fallback, releasesOf(notes), cell(meaning)];
  return `| ${cells.join(" | ")} |`;
}

const HEAD = `# Keys of nanomq.conf

Generated from \`schemas/nanomq.schema.json\`; do not edit. \`*\` stands for a name you choose, \`[]\` for every element of
a list. Numbers have to be above 0. Times are texts: a number and \`s\`, \`m\`, \`h\` (\`d\` since 0.24.13). Defaults are those
of the program, in the unit it stores; "(0.24.14)" behind a value means from that release on.
`;

const TABLE = "| key | read as | default | releases | meaning |\n| --- | --- | --- | --- | --- |";

/** The reference page of all keys, one table for each section. */
export function keysPage(schema: unknown): string {
  if (!isJson(schema)) throw new TypeError("schemas/nanomq.schema.json is not an object");
  const sections = new Map<string, string[]>();
  for (const { path, schema: place } of places(schema)) {
    const [section = ""] = path.split(".");
    const rows = sections.get(section) ?? [];
    rows.push(rowOf(path, place));
    sections.set(section, rows);
  }
  const tables = [...sections].map(([section, rows]) => `## ${section}\n\n${TABLE}\n${rows.join("\n")}\n`);
  return [HEAD, ...tables].join("\n");
}
