import { type StartOption, urlSchemes } from "../nanomq/start.ts";
import type { Load } from "./load.ts";
import { readOptions } from "./options.ts";
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

/** Applies options of `nanomq start`, as far as NanoMQ takes them. */
export function applyFlags(load: Load, words: readonly string[]): void {
  for (const { option, argument = "" } of readOptions(words).taken) {
    load.told.set(option.long, argument);
    readers[option.reader](load, argument, option, { kind: "flag", flag: option.long });
  }
}
