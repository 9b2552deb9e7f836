import { cliWords } from "../../report/cli/words.ts";
import { type Arguments, valueOfOption } from "./arguments.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** As 2026-08-01. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** The day a run is for: `--today` makes it repeatable, else the clock decides. */
export function todayOf(args: Arguments, { io, language }: Session): string {
  const day = valueOfOption(args, "today") ?? io.today();
  if (isDay(day)) return day;
  throw new UsageError(cliWords[language].badDay(day));
}
