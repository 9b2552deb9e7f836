import type { LocalText } from "../../lint/language.ts";
import type { Arguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Session } from "./session.ts";

/** What a shell offers for a word: one of these, or something there is. */
export type Offer =
  | readonly string[]
  | "releases"
  | "rules"
  | "sections"
  | "confs"
  | "toml files"
  | "traces"
  | "files"
  | "folders"
  | "nothing";

/** How an option is written: alone, with a value, with several, or with `=value` where it may stand alone too. */
export interface OptionSpec {
  readonly name: string;
  readonly alias?: string | undefined;
  readonly kind: "flag" | "value" | "values" | "optional";
  readonly choices?: readonly string[] | undefined;
  /** With `choices`: one of them, or CHOICE=FILE. */
  readonly intoFile?: true | undefined;
  /** What stands for the value in help: `<version>`. */
  readonly placeholder?: string | undefined;
  /** Its value is a line of options of another program, so it may begin with a dash. */
  readonly takesDashes?: true | undefined;
  /** For the value, where there are no `choices`. */
  readonly offers?: Offer | undefined;
  readonly summary: LocalText;
}

export interface CommandSpec {
  readonly name: string;
  /** As in help: `[files…]`. */
  readonly positionals: string;
  readonly maxPositionals: number;
  /** For each positional; the last one for all behind it too. */
  readonly offers: readonly Offer[];
  readonly summary: LocalText;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Loaded when the command runs, not before. */
  readonly load: () => Promise<CommandRun>;
}

export type CommandRun = (args: Arguments, session: Session) => Promise<ExitCode>;
