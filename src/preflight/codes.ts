import type { ListenerCode } from "./listeners.ts";
import type { RunningCode } from "./running-broker.ts";

/** Every sentence that checks may end in; `words/preflight.ts` has them all in every language. */
export type CheckCode = ListenerCode | RunningCode;
