import type { SurfaceKey } from "../generated/surface.ts";
import { type BehaviourName, has } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Member, TreeNode } from "../text/conf/tree.ts";
import type { Span } from "../text/source.ts";
import { type DefaultsOf, defaultsBelow } from "./defaults.ts";
import { initialSettings } from "./initial.ts";
import { isRead, keyAt, keysReadBelow, leafOf } from "./keys.ts";
import { Overlay } from "./overlay.ts";
import { readScalar } from "./readers.ts";
import { sizeUnitOf } from "./unit-text.ts";
import {
  byDefault,
  type Effect,
  type Ignored,
  type LoadHazard,
  type LoadHazardCode,
  type Origin,
  type SetOrigin,
  used,
  type Value,
} from "./value.ts";

/** A fact, not a limit of ours: get_size scans the unit into 10 bytes, and some 20 bytes on the process dies. */
const SIZE_UNIT_BYTES = 10;
const SIZE_UNIT_FATAL_BYTES = 24;

export function membersOf(node: TreeNode | undefined): readonly Member[] {
  return node?.kind === "object" ? node.members : [];
}

/** Children of a node as NanoMQ walks them: elements of an array, or the values of an object. */
export function childrenOf(node: TreeNode | undefined): readonly TreeNode[] {
  return node?.kind === "array" ? node.elements : membersOf(node).map((member) => member.value);
}

const indexes = new WeakMap<TreeNode, ReadonlyMap<string, Member>>();

function indexOf(node: TreeNode): ReadonlyMap<string, Member> {
  const made = indexes.get(node);
  if (made !== undefined) return made;
  const index = new Map<string, Member>();
  for (const member of membersOf(node)) {
    if (!index.has(member.key)) index.set(member.key, member);
  }
  indexes.set(node, index);
  return index;
}

/** A key of a canonical tree. */
export function memberOf(node: TreeNode | undefined, key: string): Member | undefined {
  return node?.kind === "object" ? indexOf(node).get(key) : undefined;
}

/** The key that names the file in a conf, by the setting that says that it was read. */
const fileKeys: Readonly<Record<string, string>> = {
  "http_server.jwt.(public_key_loaded)": "http_server.jwt.public.keyfile",
  "listeners.ssl.(ca_loaded)": "listeners.ssl.cacertfile",
  "listeners.ssl.(cert_loaded)": "listeners.ssl.certfile",
  "listeners.ssl.(key_loaded)": "listeners.ssl.keyfile",
};

/** Files the broker can open, by name. */
export type BrokerFiles = Readonly<Record<string, string | Uint8Array>>;

/** The state of one load: settings so far, where they come from, and what became of every node that was looked at. */
export class Load {
  readonly version: NanomqVersion;
  readonly values: Overlay<Value>;
  /** Of what somebody set; what is not here is a default. */
  readonly origins = new Overlay<SetOrigin>();
  /** Who set a setting to another value, and lost. */
  readonly beaten = new Map<string, SetOrigin>();
  /** Texts of the variables and options that were taken, by name: `NANOMQ_QOS_DURATION`, `--qos_duration`. */
  readonly told = new Map<string, string>();
  /** Who named a file that is read at once, by the setting that a conf would name it in: its name is not kept. */
  readonly taken = new Map<string, Origin>();
  /** Elements of lists, and sections with names of the user's, under their counted paths: `bridges.mqtt[0]`. */
  readonly counted = new Map<TreeNode, string>();
  readonly effects = new Map<TreeNode, Effect>();
  readonly hazards: LoadHazard[] = [];

  private readonly files: BrokerFiles;

  constructor(version: NanomqVersion, files: BrokerFiles = {}) {
    this.version = version;
    this.values = new Overlay(initialSettings(version));
    this.files = files;
  }

  /** True where the broker finds a file that is not empty. */
  hasFile(name: string): boolean {
    return Object.hasOwn(this.files, name) && (this.files[name]?.length ?? 0) > 0;
  }

  /** True where the release behaves so (releases/behaviour.toml). */
  has(name: BehaviourName): boolean {
    return has(this.version, name);
  }

  set(path: string, value: Value, origin: Origin): void {
    if (origin.kind === "default") this.origins.delete(path);
    else {
      const before = this.origins.get(path);
      const loses = before !== undefined && before.kind !== origin.kind;
      if (loses && this.values.get(path) !== value) this.beaten.set(path, before);
      this.origins.set(path, origin);
    }
    this.values.set(path, value);
  }

  /** Reads a file that a variable or an option names: whether it could be read is kept, its name is not. */
  takeFile(loaded: string, file: string, origin: Origin): void {
    const key = fileKeys[loaded];
    if (key !== undefined) this.taken.set(key, origin);
    if (this.hasFile(file)) this.set(loaded, true, origin);
  }

  /** Sets what a node decides, a switch that the presence of its section turns on for example. */
  setBy(path: string, value: Value, node: TreeNode): void {
    this.set(path, value, { kind: "file", span: node.span });
  }

  mark(node: TreeNode, effect: Effect): void {
    this.effects.set(node, effect);
  }

  ignore(node: TreeNode, ignored: Ignored): void {
    this.mark(node, { kind: "ignored", ...ignored });
  }

  /** Reads what follows as one element of a list, or a section with a name of the user's. */
  element(node: TreeNode, path: string, defaultsOf?: DefaultsOf): void {
    this.mark(node, used);
    this.counted.set(node, path);
    if (defaultsOf !== undefined) this.open(path, defaultsOf);
  }

  /** What follows lies over what all of its kind have. */
  open(path: string, defaultsOf: DefaultsOf): void {
    this.values.open(path, defaultsOf(this.version));
  }

  /** Looks a section up and notes that NanoMQ does. */
  section(parent: TreeNode | undefined, key: string): TreeNode | undefined {
    const found = memberOf(parent, key)?.value;
    if (found !== undefined && !this.effects.has(found)) this.mark(found, used);
    return found;
  }

  /** The process dies here. */
  crash(code: LoadHazardCode, span: Span, missing?: string): void {
    this.hazards.push({ code, span, fatal: true, ...(missing && { missing }) });
  }

  /** Reads the single values right below `pattern` out of `node`, into the settings below `path`. */
  read(node: TreeNode | undefined, pattern: string, path = pattern): void {
    if (membersOf(node).length === 0) return;
    for (const key of keysReadBelow(pattern, this.version)) {
      this.readKey(node, key, path === pattern ? key.path : `${path}.${leafOf(key.path)}`);
    }
  }

  /** Reads one key; `path` is the setting it goes to. */
  readKey(node: TreeNode | undefined, key: SurfaceKey, path: string): void {
    const member = memberOf(node, leafOf(key.path));
    if (member === undefined) return;
    const result = readScalar(member.value, key, this.version);
    if (result === undefined) return;
    this.mark(member.value, result.effect);
    if (key.reader === "size" && member.value.kind === "string")
      this.checkSizeUnit(member.value.value, member.value.span);
    if (result.value !== undefined) this.setBy(path, result.value, member.value);
  }

  /** Reads one key that is not where the table has it, or not read as the table says. */
  readAt(node: TreeNode | undefined, pattern: string, path: string): void {
    const key = keyAt(pattern);
    if (key !== undefined && isRead(key, this.version)) this.readKey(node, key, path);
  }

  /** Sets the keys right below `pattern` back to their defaults. */
  reset(pattern: string, path: string): void {
    for (const [name, value] of defaultsBelow(pattern, this.version))
      this.set(`${path}.${name}`, value, byDefault);
  }

  /** Notes a size whose unit is written past the 10 bytes kept for it. */
  checkSizeUnit(text: string, span?: Span): void {
    const unit = sizeUnitOf(text).length;
    if (unit < SIZE_UNIT_BYTES) return;
    this.hazards.push({ code: "size-unit-overflow", span, fatal: unit >= SIZE_UNIT_FATAL_BYTES });
  }
}
