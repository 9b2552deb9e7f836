import type { Qos } from "../../nanomq/bridge-settings.ts";
import type { BridgeState } from "./bridge-state.ts";
import type { SendSource } from "./events.ts";

/** What becomes of a new copy that falls to `worker`. */
export function forward(state: BridgeState, worker: number, copy: number, qos: Qos, atMs: number): void {
  if (state.link.kind !== "up" && state.behaviour.linkDown === "queues") {
    if (qos === 0) state.lose(copy, "link-down", atMs);
    else enqueue(state, copy, qos, atMs);
    return;
  }
  if (state.isBusy(worker)) {
    if (state.behaviour.busySlot === "loses" || qos === 0) state.lose(copy, "slot-busy", atMs);
    else enqueue(state, copy, qos, atMs);
    return;
  }
  if (state.link.kind === "up" && state.socketFull && qos === 0) state.lose(copy, "socket-full", atMs);
  else if (state.link.kind === "up") send(state, worker, copy, qos, "client", atMs);
  else keepOffline(state, worker, copy, qos, atMs);
}

/** Copies with numbers in a row. */
interface CopyRun {
  readonly copy: number;
  readonly count: number;
  readonly qos: Qos;
}

/** Whether new copies go to a queue whose oldest make room for them, and nowhere else. */
export function queuesOffline({ link, behaviour, settings }: BridgeState): boolean {
  const { linkDown, fullQueue } = behaviour;
  return link.kind !== "up" && linkDown === "queues" && fullQueue === "oldest" && settings.queueLength > 0;
}

/** Many new copies at once, `everyMs` apart, where {@link queuesOffline}: the same as one after the other. */
export function forwardRun(state: BridgeState, run: CopyRun, atMs: number, everyMs: number): void {
  const { queue, settings } = state;
  const { copy, count, qos } = run;
  if (qos === 0) {
    state.lose(copy, "link-down", atMs, count);
    return;
  }
  const free = settings.queueLength - queue.size;
  queue.pushRun(copy, count, qos);
  const fullMs = atMs + free * everyMs;
  for (let excess = count - free; excess > 0; ) {
    const dropped = queue.dropRun(excess);
    if (dropped.count === 0) return;
    state.lose(dropped.first, "queue-full", fullMs, dropped.count);
    excess -= dropped.count;
  }
}

/** Puts a copy on the wire; of QoS 1 and 2 the slot waits for the acknowledgement. */
export function send(
  state: BridgeState,
  slot: number,
  copy: number,
  qos: Qos,
  source: SendSource,
  atMs: number,
): void {
  if (qos === 0) {
    state.emit({ kind: "send", atMs, copy, qos, packetId: 0, source });
    startQueue(state, atMs);
    return;
  }
  const packetId = state.nextPacketId++;
  const isGivenUp = state.behaviour.unacknowledged === "resent";
  const expiresMs = isGivenUp ? atMs + state.settings.cancelTimeoutMs + state.pace.timeoutLateMs : Infinity;
  state.slots[slot] = { copy, qos, packetId, resentMs: atMs, expiresMs };
  state.soonestExpiryMs = Math.min(state.soonestExpiryMs, expiresMs);
  state.emit({ kind: "send", atMs, copy, qos, packetId, source });
}

/** The copy in `slot` is done with; this is all that ever starts the queue. */
export function complete(state: BridgeState, slot: number, atMs: number): void {
  state.slots[slot] = undefined;
  startQueue(state, atMs);
}

/** A message from the disk: its row is gone now, and no slot waits for its acknowledgement. */
export function sendFromDisk(state: BridgeState, atMs: number): void {
  if (state.rows.size === 0) state.rows.takeAll(state.memory);
  const row = state.rows.shift();
  if (row === undefined) return;
  const packetId = row.qos === 0 ? 0 : state.nextPacketId++;
  state.emit({ kind: "send", atMs, copy: row.copy, qos: row.qos, packetId, source: "disk" });
}

/** The oldest message of the queue, unless one is under way already. */
function startQueue(state: BridgeState, atMs: number): void {
  if (state.slots[state.queueSlot] !== undefined) return;
  const next = state.queue.shift();
  if (next !== undefined) send(state, state.queueSlot, next.copy, next.qos, "queue", atMs);
}

function enqueue(state: BridgeState, copy: number, qos: Qos, atMs: number): void {
  const { queue, behaviour, settings } = state;
  if (settings.queueLength === 0 && behaviour.noQueue === "crashes") {
    state.lose(copy, "queue-full", atMs);
    state.crash(atMs);
    return;
  }
  const isFull = queue.size >= settings.queueLength;
  if (isFull && behaviour.fullQueue === "oldest") {
    const oldest = queue.drop();
    if (oldest >= 0) state.lose(oldest, "queue-full", atMs);
  }
  if (isFull && (behaviour.fullQueue === "newest" || settings.queueLength === 0)) {
    state.lose(copy, "queue-full", atMs);
  } else {
    queue.push(copy, qos);
  }
}

/** Releases up to 0.24.13, link down, slot free: to the disk, or the one message that is held, or nowhere. */
function keepOffline(state: BridgeState, worker: number, copy: number, qos: Qos, atMs: number): void {
  const { disk, settings, behaviour } = state;
  const stores = qos > 0 || behaviour.qos0OnDisk === "stored" || settings.retryQos0;
  if (disk !== undefined && stores) {
    store(state, copy, qos, disk.flushAt, disk.rows, atMs);
  } else if (disk === undefined && state.held === undefined) {
    state.held = { worker, copy, qos };
  } else {
    loseQueue(state, atMs);
    state.lose(copy, "link-down", atMs);
  }
}

/** A message that fails at once counts as completed, so the queue goes the same way, message by message. */
function loseQueue(state: BridgeState, atMs: number): void {
  if (state.slots[state.queueSlot] !== undefined) return;
  while (state.queue.size > 0) state.lose(state.queue.drop(), "link-down", atMs);
}

function store(
  state: BridgeState,
  copy: number,
  qos: Qos,
  flushAt: number,
  rowLimit: number,
  atMs: number,
): void {
  const { memory, rows } = state;
  memory.push(copy, qos);
  if (memory.size < flushAt) return;
  rows.takeAll(memory);
  while (rows.size > rowLimit) state.lose(rows.drop(), "disk-full", atMs);
}
