import type { BinaryCode } from "./binary.ts";
import type { CpuCode } from "./cpu.ts";
import type { FileCode } from "./files.ts";
import type { LimitCode } from "./limits.ts";
import type { ListenerCode } from "./listeners.ts";
import type { MemoryCode } from "./memory.ts";
import type { NetworkCode } from "./network.ts";
import type { RunningCode } from "./running-broker.ts";
import type { ServiceCode } from "./service.ts";
import type { StorageCode } from "./storage.ts";

/** Every sentence that checks may end in; `report/preflight/words.ts` has them all in every language. */
export type CheckCode =
  | BinaryCode
  | CpuCode
  | FileCode
  | LimitCode
  | ListenerCode
  | MemoryCode
  | NetworkCode
  | RunningCode
  | ServiceCode
  | StorageCode;
