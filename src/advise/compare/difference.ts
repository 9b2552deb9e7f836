import { effective, type Surroundings } from "../../start/effective.ts";
import { type Fate, fateOf } from "../../start/fate.ts";
import { compareSettings, type SettingChange } from "../../start/settings.ts";
import { type ConfInput, readConf } from "../../text/conf/read-conf.ts";
import { compareWindows, type WindowChange } from "./windows.ts";

/** What one broker would do otherwise with the second conf than with the first. */
export interface Difference {
  readonly fate: { readonly before: Fate; readonly after: Fate };
  readonly settings: readonly SettingChange[];
  readonly windows: readonly WindowChange[];
  readonly different: boolean;
}

export interface DifferenceInput {
  readonly before: ConfInput;
  readonly after: ConfInput;
  readonly surroundings: Omit<Surroundings, "files">;
  readonly clients: Parameters<typeof compareWindows>[2];
}

/** Compares two confs by what NanoMQ makes of them: order, comments and spelling do not count. */
export function compareConfs({ before, after, surroundings, clients }: DifferenceInput): Difference {
  const side = (conf: ConfInput) => {
    const reading = readConf(conf, surroundings.version);
    const settings = effective(reading, { ...surroundings, files: conf.files });
    return { settings, fate: fateOf(reading, settings) };
  };
  const [one, other] = [side(before), side(after)];
  const fate = { before: one.fate, after: other.fate };
  const settings = compareSettings(one.settings, other.settings);
  const windows = compareWindows(one.settings, other.settings, clients);
  return { fate, settings, windows, different: fate.before !== fate.after || settings.length > 0 };
}
