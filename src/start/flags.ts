import type { Store } from "../generated/surface.ts";
import type { Load } from "./load.ts";
import { leadingNumber } from "./unit-text.ts";
import type { Origin, Value } from "./value.ts";
import { storeInteger } from "./width.ts";

type Apply = (load: Load, argument: string, origin: Origin) => void;

interface Option {
  readonly long: string;
  readonly short?: string;
  /** True where a word follows. */
  readonly takes: boolean;
  readonly apply: Apply;
}

const nothing: Apply = () => undefined;

/** A number as C's atoi reads it: leading digits, 0 without any; units are not looked at. */
function number(path: string, store: Store): Apply {
  return (load, argument, origin) =>
    load.set(path, storeInteger(leadingNumber(argument)?.value ?? 0n, store), origin);
}

function constant(path: string, value: Value): Apply {
  return (load, _argument, origin) => load.set(path, value, origin);
}

function text(path: string): Apply {
  return (load, argument, origin) => load.set(path, argument, origin);
}

const SCHEMES: readonly (readonly [string, "tcp" | "ssl" | "ws" | "wss"])[] = [
  ["nmq-tcp://", "tcp"],
  ["broker+tcp://", "tcp"],
  ["tls+nmq-tcp://", "ssl"],
  ["nmq-ws://", "ws"],
  ["nmq+ws://", "ws"],
  ["nmq-wss://", "wss"],
  ["nmq+wss://", "wss"],
];

/** An address by its scheme; any other scheme is passed over without a word. */
const url: Apply = (load, argument, origin) => {
  const kind = SCHEMES.find(([scheme]) => argument.startsWith(scheme))?.[1];
  if (kind === undefined) return;
  load.set(`listeners.${kind}.bind`, argument, origin);
  load.set(`listeners.${kind}.enable`, true, origin);
};

function sink(name: string): Apply {
  return (load, argument, origin) => {
    const word = argument.toLowerCase();
    const before = load.values.get("log.to");
    if (!Array.isArray(before) || (word !== "true" && word !== "false")) return;
    const others = before.filter((one) => one !== name);
    load.set("log.to", word === "true" ? [...others, name] : others, origin);
  };
}

/** Split at the last slash; without one the folder is unset, which 0.22.6 and later do not survive. */
const logFile: Apply = (load, argument, origin) => {
  const slash = argument.lastIndexOf("/");
  load.set("log.dir", slash === -1 ? null : argument.slice(0, slash + 1), origin);
  load.set("log.file", argument.slice(slash + 1), origin);
  sink("file")(load, "true", origin);
};

/** Loads the file; its name is not kept. */
function certificate(loaded: string): Apply {
  return (load, argument, origin) => {
    if (load.hasFile(argument)) load.set(`listeners.ssl.${loaded}`, true, origin);
  };
}

const OPTIONS: readonly Option[] = [
  { long: "help", short: "h", takes: false, apply: nothing },
  { long: "conf", takes: true, apply: nothing },
  { long: "old_conf", takes: true, apply: nothing },
  { long: "daemon", short: "d", takes: false, apply: constant("system.daemon", true) },
  { long: "tq_thread", short: "t", takes: true, apply: number("system.num_taskq_thread", "int32") },
  { long: "max_tq_thread", short: "T", takes: true, apply: number("system.max_taskq_thread", "int32") },
  { long: "parallel", short: "n", takes: true, apply: number("system.parallel", "uint32") },
  { long: "property_size", short: "s", takes: true, apply: number("mqtt.property_size", "int32") },
  { long: "msq_len", short: "S", takes: true, apply: number("mqtt.max_mqueue_len", "int32") },
  { long: "qos_duration", short: "D", takes: true, apply: number("mqtt.retry_interval", "uint32") },
  { long: "url", takes: true, apply: url },
  { long: "http", takes: false, apply: constant("http_server.enable", true) },
  { long: "port", short: "p", takes: true, apply: number("http_server.port", "uint16") },
  { long: "cacert", takes: true, apply: certificate("(ca_loaded)") },
  { long: "cert", short: "E", takes: true, apply: certificate("(cert_loaded)") },
  { long: "key", takes: true, apply: certificate("(key_loaded)") },
  { long: "keypass", takes: true, apply: text("listeners.ssl.key_password") },
  { long: "verify", takes: false, apply: constant("listeners.ssl.verify_peer", true) },
  { long: "fail", takes: false, apply: constant("listeners.ssl.fail_if_no_peer_cert", true) },
  { long: "log_level", takes: true, apply: text("log.level") },
  { long: "log_stdout", takes: true, apply: sink("console") },
  { long: "log_syslog", takes: true, apply: sink("syslog") },
  { long: "log_file", takes: true, apply: logFile },
];

interface Found {
  readonly option: Option;
  /** Given in the same word: `--port=8081`, `-p8081`. */
  readonly attached: string | undefined;
}

/** An option by its name; long names may be cut short as long as one option is left. */
function findOption(word: string): Found | undefined {
  if (!word.startsWith("--")) {
    const option = OPTIONS.find(({ short }) => short !== undefined && word.startsWith(`-${short}`));
    return option && { option, attached: word.length > 2 ? word.slice(2) : undefined };
  }
  const [, name = "", attached] = /^--([^=:]*)(?:[=:](.*))?$/s.exec(word) ?? [];
  const exact = OPTIONS.find(({ long }) => long === name);
  const begun = OPTIONS.filter(({ long }) => long.startsWith(name));
  const option = exact ?? (begun.length === 1 ? begun[0] : undefined);
  return option && { option, attached };
}

/** Applies options of `nanomq start`; like NanoMQ it stops at the first word that is none. */
export function applyFlags(load: Load, words: readonly string[]): void {
  for (let at = 0; at < words.length; at += 1) {
    const found = findOption(words[at] ?? "");
    if (found === undefined) return;
    const { option, attached } = found;
    if (option.takes && attached === undefined) at += 1;
    option.apply(load, attached ?? words[at] ?? "", { kind: "flag", flag: `--${option.long}` });
  }
}
