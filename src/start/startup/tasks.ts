import type { Ascent } from "./ascent.ts";
import { askOrEnd } from "./listen.ts";
import { ended, type Step } from "./step.ts";

/** A pointer for every task, all asked for at once. */
const POINTER_BYTES = 8;
/** More than a host gives away in one piece: 17 GB were given on one of 24 GB, 28 GB were not. */
const MOST_BYTES = 20 * 2 ** 30;
/** Tasks that are made one by one before the first listener opens; two milliards take more than minutes. */
const MOST_TASKS = 2 ** 28;
/** From here on the memory is worth a word. */
const NOTED_TASKS = 2 ** 16;
/** What a task takes in all: 65 536 took 57 to 60 MB more than the default. */
const TASK_BYTES = 900;

interface Pool {
  readonly key: string;
  readonly count: number;
}

function poolAt(ascent: Ascent, key: string): Pool {
  return { key, count: ascent.number(key) };
}

/** A pool so large that the memory for it is refused, or that filling it never ends. */
function checkPool(ascent: Ascent, { key, count }: Pool): Step | undefined {
  if (count < NOTED_TASKS) return undefined;
  const bytes = count * TASK_BYTES;
  const step: Step = { name: "tasks", key, text: String(count) };
  if (count * POINTER_BYTES > MOST_BYTES) return ended(step, "out-of-memory", "crashes");
  const lacks = count >= MOST_TASKS ? ({ lacks: "never-ready" } as const) : {};
  return askOrEnd(ascent, { ...step, asks: [{ kind: "memory", bytes }], ...lacks }, "crashes");
}

function makePools(ascent: Ascent, pools: readonly Pool[]): void {
  for (const pool of pools) if (!ascent.hasEnded) ascent.take(checkPool(ascent, pool));
}

/** The tasks of the broker and of its bridges. */
export function makeTasks(ascent: Ascent): void {
  const bridges = ascent.elements("bridges.mqtt");
  makePools(ascent, [
    poolAt(ascent, "system.parallel"),
    ...bridges.map((path) => poolAt(ascent, `${path}.max_parallel_processes`)),
  ]);
}

/** Those of the webhook, where it is on. */
export function makeHookTasks(ascent: Ascent): void {
  if (ascent.isOn("webhook.enable")) makePools(ascent, [poolAt(ascent, "webhook.pool_size")]);
}

/** Those of the HTTP server, where it is on. */
export function makeHttpTasks(ascent: Ascent): void {
  if (ascent.isOn("http_server.enable")) makePools(ascent, [poolAt(ascent, "http_server.limit_conn")]);
}
