/** Options of `nanomq start` (nanomq/apps/broker.c). */

type OptionArgument =
  | { readonly kind: "none" }
  | { readonly kind: "path" }
  | { readonly kind: "text" }
  /** Read with atoi: leading digits only, text is 0. `bits` where fewer than 32 are stored. */
  | { readonly kind: "number"; readonly bits?: 16; readonly unsigned?: true }
  | { readonly kind: "boolean" }
  | { readonly kind: "url" }
  | { readonly kind: "log-level" };

export interface StartOption {
  readonly long: string;
  readonly short?: string;
  readonly argument: OptionArgument;
  /** First release in which it does nothing; "0" for every release. */
  readonly deadSince?: string;
}

function flag(long: string, short?: string): StartOption {
  return { long, ...(short === undefined ? {} : { short }), argument: { kind: "none" } };
}

function number(long: string, short: string, extra: Partial<StartOption> = {}): StartOption {
  return { long, short, argument: { kind: "number" }, ...extra };
}

export const startOptions: readonly StartOption[] = [
  flag("--help", "-h"),
  { long: "--conf", argument: { kind: "path" } },
  { long: "--old_conf", argument: { kind: "path" } },
  flag("--daemon", "-d"),
  number("--tq_thread", "-t", { deadSince: "0.21" }),
  number("--max_tq_thread", "-T", { deadSince: "0.21" }),
  number("--parallel", "-n"),
  number("--property_size", "-s", { deadSince: "0" }),
  number("--msq_len", "-S"),
  number("--qos_duration", "-D", { argument: { kind: "number", unsigned: true } }),
  { long: "--url", argument: { kind: "url" } },
  flag("--http"),
  number("--port", "-p", { argument: { kind: "number", bits: 16 } }),
  { long: "--cacert", argument: { kind: "path" } },
  { long: "--cert", short: "-E", argument: { kind: "path" } },
  { long: "--key", argument: { kind: "path" } },
  { long: "--keypass", argument: { kind: "text" } },
  flag("--verify"),
  flag("--fail"),
  { long: "--log_level", argument: { kind: "log-level" } },
  { long: "--log_stdout", argument: { kind: "boolean" } },
  { long: "--log_syslog", argument: { kind: "boolean" } },
  { long: "--log_file", argument: { kind: "path" } },
];

/** Beginnings of `--url` values NanoMQ knows; any other is ignored without a message. */
export const urlSchemes: readonly string[] = [
  "nmq-tcp://",
  "broker+tcp://",
  "tls+nmq-tcp://",
  "nmq-ws://",
  "nmq+ws://",
  "nmq-wss://",
  "nmq+wss://",
];

export const logLevels: readonly string[] = ["trace", "debug", "info", "warn", "error", "fatal"];
