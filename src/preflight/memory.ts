import type { Settings } from "../start/effective.ts";
import type { Check } from "./check.ts";
import type { CodeOf } from "./codes.ts";
import { sizeText, typedSize } from "./quantity.ts";

export interface MemorySeen {
  /** What a process started here may use: of the machine, or of its container or unit. */
  readonly limitBytes?: number | undefined;
  readonly limitFrom: "machine" | "container" | "unit";
}

/** One class of clients, as far as memory goes. */
export interface MemoryClients {
  readonly count?: number | undefined;
  readonly offlineMessages?: number | undefined;
  readonly payloadBytes?: number | undefined;
}

export type MemoryCode = CodeOf<"memory">;

/** A broker without clients, with its threads and buffers (measured: 20 clients at default lengths, 0.48 GB reserved). */
const BASE_BYTES = 64 * 1024 * 1024;
const POINTER_BYTES = 8;

/** Queues are rounded up to a power of two. */
function queueBytes(length: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, length))) * POINTER_BYTES;
}

interface Need {
  readonly queues: number;
  readonly messages: number;
}

function needOf(length: number, clients: readonly MemoryClients[]): Need {
  const connections = clients.reduce((sum, { count = 0 }) => sum + count, 0);
  const messages = clients.reduce((sum, { count = 0, offlineMessages = 0, payloadBytes = 0 }) => {
    return sum + count * Math.min(offlineMessages, length) * payloadBytes;
  }, 0);
  return { queues: connections * queueBytes(length), messages };
}

/** nanotune.toml may be a little off: firmware and kernel keep some memory for themselves. */
const TOLERANCE = 0.9;

/**
 * Do the queues of all clients, full of what waits for them, fit into memory?
 * @param toldBytes memory that nanotune.toml names, which other rules judge by
 */
export function checkMemory(
  { values }: Settings,
  { limitBytes, limitFrom }: MemorySeen,
  clients: readonly MemoryClients[],
  toldBytes: number | undefined,
): readonly Check<MemoryCode>[] {
  const check = (code: MemoryCode, status: Check["status"], args: Check["args"] = {}): Check<MemoryCode> => {
    return { area: "memory", code, status, subject: limitFrom, args };
  };
  if (limitBytes === undefined) return [check("memory-unknown", "skipped")];
  const limit = sizeText(limitBytes);
  const other =
    toldBytes !== undefined && limitBytes < toldBytes * TOLERANCE
      ? [check("memory-other", "warn", { limit, told: sizeText(toldBytes), typed: typedSize(limitBytes) })]
      : [];
  if (clients.every(({ count }) => count === undefined))
    return [...other, check("clients-unknown", "skipped", { limit })];
  const length = Number(values.get("mqtt.max_mqueue_len") ?? 0);
  const { queues, messages } = needOf(length, clients);
  const total = BASE_BYTES + queues + messages;
  const sizes = { need: sizeText(total), queues: sizeText(queues), messages: sizeText(messages) };
  const args = { limit, length, ...sizes };
  if (total > limitBytes) return [...other, check("memory-short", "fail", args)];
  if (total > limitBytes / 2) return [...other, check("memory-tight", "warn", args)];
  return [...other, check("memory-enough", "pass", args)];
}
