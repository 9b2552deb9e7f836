import type { Store } from "../generated/surface.ts";
import type { Load } from "./load.ts";
import { addSinks } from "./sections/log.ts";
import { leadingNumber, sizeUnitOf } from "./unit-text.ts";
import type { Origin } from "./value.ts";
import { singlePrecision, storeInteger } from "./width.ts";

/** Environment of the broker process, name to text. */
export type Environment = Readonly<Record<string, string | undefined>>;

interface Variable {
  readonly name: string;
  readonly since?: string;
  readonly apply: (load: Load, text: string, origin: Origin) => void;
}

/** A number as C's atol reads it: leading digits, 0 without any. */
function integerOf(value: string): bigint {
  return leadingNumber(value)?.value ?? 0n;
}

function text(name: string, path: string, since?: string): Variable {
  return { name, ...(since && { since }), apply: (load, value, origin) => load.set(path, value, origin) };
}

/** "true" and "yes" switch on; every other text switches off, "1" and "on" too. */
function isOn(value: string): boolean {
  return ["true", "yes"].includes(value.toLowerCase());
}

function flag(name: string, path: string, since?: string): Variable {
  return {
    name,
    ...(since && { since }),
    apply: (load, value, origin) => load.set(path, isOn(value), origin),
  };
}

function number(name: string, store: Store, ...paths: readonly string[]): Variable {
  return {
    name,
    apply: (load, value, origin) => {
      for (const path of paths) load.set(path, storeInteger(integerOf(value), store), origin);
    },
  };
}

/** A count of 64 bits; NanoMQ prints it with its sign. */
function counter(name: string, path: string, since?: string): Variable {
  return {
    name,
    ...(since && { since }),
    apply: (load, value, origin) => load.set(path, Number(BigInt.asIntN(64, integerOf(value))), origin),
  };
}

const HIGH_HALF = 32n;

/** The field is 4 bytes wide and 8 are written: the neighbour gets the upper half. */
function spilling(
  name: string,
  path: string,
  spill: (load: Load, upper: bigint, origin: Origin) => void,
): Variable {
  return {
    name,
    apply: (load, value, origin) => {
      const whole = integerOf(value);
      load.set(path, storeInteger(whole, "uint32"), origin);
      spill(load, BigInt.asUintN(64, whole) >> HIGH_HALF, origin);
    },
  };
}

/** Up to 0.20.8 the lower half of the packet size stands behind the number of contexts. */
function spillIntoPacketSize(load: Load, upper: bigint, origin: Origin): void {
  const size = load.values.get("mqtt.max_packet_size");
  if (!load.within("0.0", "0.20.8") || typeof size !== "number") return;
  load.set("mqtt.max_packet_size", Number(((BigInt(size) >> HIGH_HALF) << HIGH_HALF) | upper), origin);
}

function spillIntoMultiplier(load: Load, upper: bigint, origin: Origin): void {
  if (!load.within("0.0", "0.25.3")) return;
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, Number(upper));
  load.set("mqtt.keepalive_multiplier", singlePrecision(bytes.getFloat32(0)), origin);
}

function certificate(name: string, key: string, loaded: string): Variable {
  return {
    name,
    apply: (load, file, origin) => {
      load.set(`listeners.ssl.${key}`, file, origin);
      if (load.hasFile(file)) load.set(`listeners.ssl.${loaded}`, true, origin);
    },
  };
}

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"];

function oneOf(name: string, path: string, words: readonly string[], since?: string): Variable {
  return {
    name,
    ...(since && { since }),
    apply: (load, value, origin) => {
      const word = value.toLowerCase();
      if (words.includes(word)) load.set(path, word, origin);
    },
  };
}

const SIZE_UNITS: Readonly<Record<string, bigint>> = { kb: 1024n, mb: 1048576n, gb: 1073741824n };

const rotationSize: Variable = {
  name: "NANOMQ_LOG_ROTATION_SIZE",
  since: "0.19.0",
  apply: (load, value, origin) => {
    load.checkSizeUnit(value);
    const found = leadingNumber(value);
    const factor = SIZE_UNITS[sizeUnitOf(value).toLowerCase()];
    if (found === undefined || factor === undefined) return;
    load.set("log.rotation.size", storeInteger(found.value * factor, "uint64"), origin);
  },
};

/** Up to 0.22.1 the test is the wrong way round: the sinks that are not named are added. */
const logTo: Variable = {
  name: "NANOMQ_LOG_TO",
  since: "0.19.0",
  apply: (load, value, origin) => {
    const inverted = load.within("0.19.0", "0.22.1");
    const known = load.since("0.22.2") ? ["file", "console", "syslog", "uds"] : ["file", "console", "syslog"];
    const added = known.filter((sink) => value.includes(sink) !== inverted);
    load.set("log.to", addSinks(load, new Set(added)), origin);
  },
};

const publicKey: Variable = {
  name: "NANOMQ_HTTP_SERVER_JWT_PUBLIC_KEYFILE",
  apply: (load, file, origin) => {
    if (load.hasFile(file)) load.set("http_server.jwt.(public_key_loaded)", true, origin);
  },
};

function lengthOf(name: string, path: string): Variable {
  return {
    name,
    apply: (load, value, origin) =>
      load.set(path, Number(BigInt.asIntN(load.since("0.24.14") ? 64 : 32, integerOf(value))), origin),
  };
}

/** In the order NanoMQ reads them. */
const VARIABLES: readonly Variable[] = [
  text("NANOMQ_BROKER_URL", "listeners.tcp.bind"),
  flag("NANOMQ_TCP_ENABLE", "listeners.tcp.enable"),
  flag("NANOMQ_DAEMON", "system.daemon"),
  // The constant for the other thread number names the same variable.
  number("NANOMQ_MAX_TASKQ_THREAD", "int32", "system.num_taskq_thread", "system.max_taskq_thread"),
  spilling("NANOMQ_PARALLEL", "system.parallel", spillIntoPacketSize),
  lengthOf("NANOMQ_PROPERTY_SIZE", "mqtt.property_size"),
  number("NANOMQ_MAX_PACKET_SIZE", "uint64", "mqtt.max_packet_size"),
  spilling("NANOMQ_CLIENT_MAX_PACKET_SIZE", "(internal).client_max_packet_size", (load, upper, origin) =>
    load.set("mqtt.max_inflight_window", Number(upper), origin),
  ),
  lengthOf("NANOMQ_MSQ_LEN", "mqtt.max_mqueue_len"),
  spilling("NANOMQ_QOS_DURATION", "mqtt.retry_interval", spillIntoMultiplier),
  flag("NANOMQ_ALLOW_ANONYMOUS", "auth.allow_anonymous"),
  flag("NANOMQ_WEBSOCKET_ENABLE", "listeners.ws.enable"),
  flag("NANOMQ_WEBSOCKET_TLS_ENABLE", "listeners.wss.enable", "0.23.3"),
  text("NANOMQ_WEBSOCKET_URL", "listeners.ws.bind"),
  text("NANOMQ_WEBSOCKET_TLS_URL", "listeners.wss.bind"),
  flag("NANOMQ_HTTP_SERVER_ENABLE", "http_server.enable"),
  text("NANOMQ_HTTP_SERVER_URL", "http_server.ip_addr", "0.23.1"),
  number("NANOMQ_HTTP_SERVER_PORT", "uint16", "http_server.port"),
  counter("NANOMQ_HTTP_SERVER_PARALLEL", "http_server.limit_conn"),
  text("NANOMQ_HTTP_SERVER_USERNAME", "http_server.username"),
  text("NANOMQ_HTTP_SERVER_PASSWORD", "http_server.password"),
  oneOf("NANOMQ_HTTP_SERVER_AUTH_TYPE", "http_server.auth_type", ["basic", "jwt"]),
  publicKey,
  flag("NANOMQ_TLS_ENABLE", "listeners.ssl.enable"),
  text("NANOMQ_TLS_URL", "listeners.ssl.bind"),
  certificate("NANOMQ_TLS_CA_CERT_PATH", "cacertfile", "(ca_loaded)"),
  certificate("NANOMQ_TLS_CERT_PATH", "certfile", "(cert_loaded)"),
  certificate("NANOMQ_TLS_KEY_PATH", "keyfile", "(key_loaded)"),
  text("NANOMQ_TLS_KEY_PASSWORD", "listeners.ssl.key_password"),
  flag("NANOMQ_TLS_VERIFY_PEER", "listeners.ssl.verify_peer"),
  flag("NANOMQ_TLS_FAIL_IF_NO_PEER_CERT", "listeners.ssl.fail_if_no_peer_cert"),
  oneOf("NANOMQ_LOG_LEVEL", "log.level", LEVELS, "0.19.0"),
  rotationSize,
  text("NANOMQ_LOG_UDS_ADDR", "log.uds_addr", "0.22.2"),
  logTo,
  text("NANOMQ_LOG_DIR", "log.dir", "0.19.0"),
  text("NANOMQ_LOG_FILE", "log.file", "0.19.0"),
  counter("NANOMQ_LOG_ROTATION_COUNT", "log.rotation.count", "0.19.0"),
];

/** Applies the environment as `nanomq start` does. */
export function applyEnvironment(load: Load, environment: Environment): void {
  for (const { name, since = "0.0", apply } of VARIABLES) {
    const value = environment[name];
    if (value !== undefined && load.since(since)) apply(load, value, { kind: "environment", variable: name });
  }
}
