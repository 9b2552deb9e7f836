import type { LocalText } from "../../lint/language.ts";
import type { Arguments } from "./arguments.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Session } from "./session.ts";

/** How an option is written: alone, with a value, or with one of some values. */
export interface OptionSpec {
  readonly name: string;
  readonly alias?: string | undefined;
  readonly kind: "flag" | "value" | "values";
  readonly choices?: readonly string[] | undefined;
  /** What stands for the value in help: `<version>`. */
  readonly placeholder?: string | undefined;
  readonly summary: LocalText;
}

export interface CommandSpec {
  readonly name: string;
  /** As in help: `[files…]`. */
  readonly positionals: string;
  readonly maxPositionals: number;
  readonly summary: LocalText;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Loaded when the command runs, not before. */
  readonly load: () => Promise<CommandRun>;
}

export type CommandRun = (args: Arguments, session: Session) => Promise<ExitCode>;
