import { knowsVariable, type Variable, variables } from "../nanomq/start.ts";
import type { Load } from "./load.ts";
import { addSinks } from "./sections/log.ts";
import { leadingNumber, sizeUnitOf } from "./unit-text.ts";
import type { Origin } from "./value.ts";
import { singlePrecision, storeInteger } from "./width.ts";

/** Environment of the broker process, name to text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Makes a setting of a variable's text as NanoMQ does; `row` is the variable's in releases/start.toml. */
type Reader = (load: Load, text: string, row: Variable, origin: Origin) => void;

/** A number as C's atol reads it: leading digits, 0 without any. */
function integerOf(value: string): bigint {
  return leadingNumber(value)?.value ?? 0n;
}

/** "true" and "yes" switch on; every other text switches off, "1" and "on" too. */
function isOn(value: string): boolean {
  return ["true", "yes"].includes(value.toLowerCase());
}

function settingsOf({ setting, also }: Variable): readonly string[] {
  return [setting, also].filter((path) => path !== undefined);
}

/** A reader that makes one value of the text, whatever the load. */
function plain(made: (text: string, row: Variable) => string | number | boolean): Reader {
  return (load, text, row, origin) => {
    for (const path of settingsOf(row)) load.set(path, made(text, row), origin);
  };
}

const HIGH_HALF = 32n;

type Spill = (load: Load, upper: bigint, origin: Origin) => void;

/** The neighbours of fields that are 4 bytes wide while 8 are written: they get the upper half. */
const spills: Readonly<Record<NonNullable<Variable["spill"]>, Spill>> = {
  // The lower half of the packet size stands behind the number of contexts.
  "packet-size": (load, upper, origin) => {
    const size = load.values.get("mqtt.max_packet_size");
    if (!load.has("contexts-spill-into-packet-size") || typeof size !== "number") return;
    load.set("mqtt.max_packet_size", Number(((BigInt(size) >> HIGH_HALF) << HIGH_HALF) | upper), origin);
  },
  "inflight-window": (load, upper, origin) => load.set("mqtt.max_inflight_window", Number(upper), origin),
  multiplier: (load, upper, origin) => {
    if (!load.has("interval-spills-into-multiplier")) return;
    const bytes = new DataView(new ArrayBuffer(4));
    bytes.setUint32(0, Number(upper));
    load.set("mqtt.keepalive_multiplier", singlePrecision(bytes.getFloat32(0)), origin);
  },
};

const SIZE_UNITS: Readonly<Record<string, bigint>> = { kb: 1024n, mb: 1048576n, gb: 1073741824n };

const readSize: Reader = (load, text, row, origin) => {
  load.checkSizeUnit(text);
  const found = leadingNumber(text);
  const factor = SIZE_UNITS[sizeUnitOf(text).toLowerCase()];
  if (found === undefined || factor === undefined) return;
  for (const path of settingsOf(row)) load.set(path, storeInteger(found.value * factor, "uint64"), origin);
};

/** A release that has the test the wrong way round adds the sinks that are not named. */
const readSinks: Reader = (load, text, row, origin) => {
  const isInverted = load.has("log-to-inverted");
  const known = ["file", "console", "syslog", ...(load.has("uds-sink") ? ["uds"] : [])];
  const added = known.filter((sink) => text.includes(sink) !== isInverted);
  for (const path of settingsOf(row)) load.set(path, addSinks(load, new Set(added)), origin);
};

const readers: Readonly<Record<Variable["reader"], Reader>> = {
  text: plain((text) => text),
  flag: plain(isOn),
  number: plain((text, { store = "int32" }) => storeInteger(integerOf(text), store)),
  // NanoMQ prints a count of 64 bits with its sign.
  count: plain((text) => Number(BigInt.asIntN(64, integerOf(text)))),
  length: (load, text, row, origin) => {
    const bits = load.has("wide-counts") ? 64 : 32;
    for (const path of settingsOf(row)) load.set(path, Number(BigInt.asIntN(bits, integerOf(text))), origin);
  },
  "spilling-number": (load, text, row, origin) => {
    const whole = integerOf(text);
    for (const path of settingsOf(row)) load.set(path, storeInteger(whole, "uint32"), origin);
    if (row.spill !== undefined) spills[row.spill](load, BigInt.asUintN(64, whole) >> HIGH_HALF, origin);
  },
  word: (load, text, row, origin) => {
    const word = text.toLowerCase();
    if (row.words?.includes(word) !== true) return;
    for (const path of settingsOf(row)) load.set(path, word, origin);
  },
  size: readSize,
  sinks: readSinks,
  file: (load, file, row, origin) => {
    for (const path of settingsOf(row)) load.set(path, file, origin);
    if (row.loaded !== undefined) load.takeFile(row.loaded, file, origin);
  },
  process: () => undefined,
  unread: () => undefined,
};

/** Applies the environment as `nanomq start` does. */
export function applyEnvironment(load: Load, environment: Environment): void {
  for (const row of variables) {
    const { name, reader } = row;
    const text = environment[name];
    if (text === undefined || !knowsVariable(row, load.version)) continue;
    load.told.set(name, text);
    readers[reader](load, text, row, { kind: "environment", variable: name });
  }
}
