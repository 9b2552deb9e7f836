import type { Ascent } from "./ascent.ts";
import { refusalOf } from "./listen.ts";

/** A pointer for every task, all asked for at once. */
const POINTER_BYTES = 8;
/** More than a host gives away in one piece: 17 GB were given on one of 24 GB, 28 GB were not. */
const MOST_BYTES = 20 * 2 ** 30;
/** Tasks that are made one by one before the first listener opens; two milliards take more than minutes. */
const MOST_TASKS = 2 ** 28;

interface Pool {
  readonly key: string;
  readonly count: number;
}

/** The pools of tasks that are made at the start. */
function poolsOf(ascent: Ascent): readonly Pool[] {
  const pool = (key: string): Pool => ({ key, count: ascent.number(key) });
  const bridges = ascent.elements("bridges.mqtt").map((path) => pool(`${path}.max_parallel_processes`));
  return [pool("system.parallel"), ...bridges];
}

/** Numbers so large that the memory for them is refused, or that making them never ends. */
export function makeTasks(ascent: Ascent): void {
  for (const { key, count } of poolsOf(ascent)) checkPool(ascent, key, count);
}

/** The tasks of the webhook and of the HTTP server, where one of these is on. */
export function makeHookTasks(ascent: Ascent): void {
  if (ascent.isOn("webhook.enable"))
    checkPool(ascent, "webhook.pool_size", ascent.number("webhook.pool_size"));
}

export function makeHttpTasks(ascent: Ascent): void {
  if (ascent.isOn("http_server.enable"))
    checkPool(ascent, "http_server.limit_conn", ascent.number("http_server.limit_conn"));
}

function checkPool(ascent: Ascent, key: string, count: number): void {
  const bytes = count * POINTER_BYTES;
  if (ascent.hasEnded || count < MOST_TASKS / 16) return;
  const step = { name: "tasks", key, text: String(count) } as const;
  if (bytes > MOST_BYTES) return ascent.end(step, "out-of-memory", "crashes");
  const asks = [{ kind: "memory", bytes }] as const;
  const refusal = refusalOf(ascent, asks);
  if (refusal !== undefined) ascent.end({ ...step, asks }, refusal, "crashes");
  else ascent.take({ ...step, asks, ...(count >= MOST_TASKS && { lacks: "never-ready" }) });
}
