import type { TreeNode } from "../../text/conf/tree.ts";
import { type Load, memberOf, membersOf } from "../load.ts";
import { bytesOf } from "../unit-text.ts";
import { byDefault, used } from "../value.ts";
import { storeInteger } from "../width.ts";

export function readSqlite(load: Load, root: TreeNode): void {
  const sqlite = load.section(root, "sqlite");
  if (sqlite === undefined) return;
  load.setBy("sqlite.enable", true, sqlite);
  load.read(sqlite, "sqlite");
}

/** The place holder for the vehicle number, which nothing sets. */
const VIN = /^\$\{vin\}$/i;

const COMPRESSIONS = ["uncompressed", "snappy", "gzip", "brotli", "zstd", "lz4"];

/** A size given as text is written 8 bytes wide into 4: its upper half lands in the compression. */
function spillSize(load: Load, parquet: TreeNode): void {
  const size = memberOf(parquet, "file_size")?.value;
  const bytes = size?.kind === "string" ? bytesOf(size.value, load.version) : undefined;
  if (size !== undefined && bytes !== undefined)
    load.setBy("parquet.compress.(enum)", storeInteger(bytes >> 32n, "int32"), size);
}

function readParquet(load: Load, root: TreeNode): void {
  const parquet = load.section(root, "parquet");
  if (parquet === undefined) return;
  load.setBy("parquet.enable", true, parquet);
  load.read(parquet, "parquet");
  spillSize(load, parquet);
  const word = load.values.get("parquet.compress");
  if (typeof word === "string" && memberOf(parquet, "compress") !== undefined)
    load.setBy("parquet.compress.(enum)", COMPRESSIONS.indexOf(word), parquet);
  const prefix = memberOf(parquet, "file_name_prefix")?.value;
  if (load.has("vin-prefix-crashes") && prefix?.kind === "string" && VIN.test(prefix.value))
    load.crash("vin-without-variable", prefix.span);
  const encryption = load.section(parquet, "encryption");
  if (encryption === undefined) return;
  load.setBy("parquet.encryption.enable", true, encryption);
  load.read(encryption, "parquet.encryption");
}

function readBlf(load: Load, root: TreeNode): void {
  const blf = load.has("blf-section") ? load.section(root, "blf") : undefined;
  if (blf === undefined) return;
  load.setBy("blf.enable", true, blf);
  load.read(blf, "blf");
}

/** A node needs a name and a topic, its ring bus a name and a capacity; else they are left out. */
function readExchangeNode(load: Load, node: TreeNode, path: string): void {
  load.mark(node, used);
  load.readAt(node, "exchange_client.*.exchange_url", `${path}.exchange_url`);
  const exchange = load.section(node, "exchange");
  load.reset("exchange_client.*.exchange", `${path}.exchange`);
  load.read(exchange, "exchange_client.*.exchange", `${path}.exchange`);
  load.set(`${path}.exchange.ringbus.(count)`, 0, byDefault);
  const isText = (key: string): boolean => memberOf(exchange, key)?.value.kind === "string";
  const ringbus = load.section(exchange, "ringbus");
  if (ringbus === undefined || !isText("name") || !isText("topic")) return;
  const to = `${path}.exchange.ringbus`;
  const capacity = memberOf(ringbus, "cap")?.value;
  if (
    memberOf(ringbus, "name")?.value.kind !== "string" ||
    capacity?.kind !== "number" ||
    !(capacity.value >= 1)
  )
    return;
  load.set(`${to}.fullOp`, 0, byDefault);
  load.read(ringbus, "exchange_client.*.exchange.ringbus", to);
  load.setBy(`${to}.(count)`, 1, ringbus);
}

function readExchange(load: Load, root: TreeNode): void {
  const exchange = load.section(root, "exchange_client");
  if (exchange === undefined) return;
  const nodes = exchange.kind === "array" ? exchange.elements : membersOf(exchange).map(({ value }) => value);
  for (const [index, node] of nodes.entries()) readExchangeNode(load, node, `exchange_client[${index}]`);
  load.setBy("exchange_client.(count)", nodes.length, exchange);
}

/** Sections of the releases 0.21 to 0.24.0 that later ones do not read. */
export function readRetired(load: Load, root: TreeNode): void {
  if (!load.has("exchange-sections")) return;
  readExchange(load, root);
  readParquet(load, root);
  readBlf(load, root);
}
