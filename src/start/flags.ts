import { type StartOption, startOptions, urlSchemes } from "../nanomq/start.ts";
import type { Load } from "./load.ts";
import { leadingNumber } from "./unit-text.ts";
import type { Origin } from "./value.ts";
import { storeInteger } from "./width.ts";

/** Makes settings of an option and what follows it; `row` is the option's in releases/start.toml. */
type Reader = (load: Load, argument: string, row: StartOption, origin: Origin) => void;

/** An address by its scheme; any other scheme is passed over without a word. */
const readUrl: Reader = (load, argument, _row, origin) => {
  const kind = urlSchemes.find(({ prefix }) => argument.startsWith(prefix))?.listener;
  if (kind === undefined) return;
  load.set(`listeners.${kind}.bind`, argument, origin);
  load.set(`listeners.${kind}.enable`, true, origin);
};

function setSink(load: Load, name: string, argument: string, origin: Origin): void {
  const word = argument.toLowerCase();
  const before = load.values.get("log.to");
  if (!Array.isArray(before) || (word !== "true" && word !== "false")) return;
  const others = before.filter((one) => one !== name);
  load.set("log.to", word === "true" ? [...others, name] : others, origin);
}

/** Split at the last slash; without one the folder is unset, which some releases do not survive. */
const readLogFile: Reader = (load, argument, _row, origin) => {
  const slash = argument.lastIndexOf("/");
  load.set("log.dir", slash === -1 ? null : argument.slice(0, slash + 1), origin);
  load.set("log.file", argument.slice(slash + 1), origin);
  setSink(load, "file", "true", origin);
};

const readers: Readonly<Record<StartOption["reader"], Reader>> = {
  none: () => undefined,
  switch: (load, _argument, { setting }, origin) => {
    if (setting !== undefined) load.set(setting, true, origin);
  },
  // As C's atoi: leading digits, 0 without any; units are not looked at.
  number: (load, argument, { setting, store = "int32" }, origin) => {
    if (setting !== undefined)
      load.set(setting, storeInteger(leadingNumber(argument)?.value ?? 0n, store), origin);
  },
  text: (load, argument, { setting }, origin) => {
    if (setting !== undefined) load.set(setting, argument, origin);
  },
  url: readUrl,
  // Loads the file; its name is not kept.
  file: (load, argument, { setting }, origin) => {
    if (setting !== undefined) load.takeFile(setting, argument, origin);
  },
  sink: (load, argument, { sink }, origin) => {
    if (sink !== undefined) setSink(load, sink, argument, origin);
  },
  "log-file": readLogFile,
};

interface Found {
  readonly option: StartOption;
  /** Given in the same word: `--port=8081`, `-p8081`. */
  readonly attached: string | undefined;
}

/** An option by its name; long names may be cut short as long as one option is left. */
function findOption(word: string): Found | undefined {
  if (!word.startsWith("--")) {
    const option = startOptions.find(({ short }) => short !== undefined && word.startsWith(short));
    return option && { option, attached: word.length > 2 ? word.slice(2) : undefined };
  }
  const [, name = "", attached] = /^(--[^=:]*)(?:[=:](.*))?$/s.exec(word) ?? [];
  const exact = startOptions.find(({ long }) => long === name);
  const begun = startOptions.filter(({ long }) => long.startsWith(name));
  const option = exact ?? (begun.length === 1 ? begun[0] : undefined);
  return option && { option, attached };
}

/** Applies options of `nanomq start`; like NanoMQ it stops at the first word that is none. */
export function applyFlags(load: Load, words: readonly string[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const found = findOption(words[at] ?? "");
    if (found === undefined) return;
    const { option, attached } = found;
    if (option.argument !== "none" && attached === undefined) at += 1;
    const argument = attached ?? words[at] ?? "";
    load.told.set(option.long, argument);
    readers[option.reader](load, argument, option, { kind: "flag", flag: option.long });
  }
}
