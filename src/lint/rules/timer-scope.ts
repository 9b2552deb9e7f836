// What the timer of a conf comes to, as conditions see it. Worked out when a condition asks.
import { timerOf } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { brokerCost } from "../../timing/cost.ts";
import { detectionReplay, type WindowMs } from "../../timing/detection.ts";
import { redeliveryWindow } from "../../timing/windows.ts";
import { numberIn, type Scope, type Value } from "./cel/value.ts";

/** Seconds of a window, ends only. */
function ends(window: WindowMs | undefined): Scope {
  return window === undefined ? {} : { earliest: window.earliest / 1000, latest: window.latest / 1000 };
}

/** A keepalive that most libraries have by default. */
const USUAL_KEEPALIVE_MS = 60_000;

/** @param mqtt the settings in effect */
export function timerScope(mqtt: Value | undefined, version: NanomqVersion, fleet: Scope): Scope {
  const retryIntervalS = numberIn(mqtt, "retry_interval");
  const multiplier = numberIn(mqtt, "keepalive_multiplier");
  if (retryIntervalS === undefined || multiplier === undefined) return {};
  const timer = timerOf(retryIntervalS, multiplier);
  return {
    /** Noticed silence of a client with keepalive 60 s. */
    get minute(): Scope {
      return ends(detectionReplay(timer, version, { name: "", keepaliveMs: USUAL_KEEPALIVE_MS }).windowMs);
    },
    /** When a message that nobody acknowledged is sent again. */
    get redelivery(): Scope {
      return ends(redeliveryWindow(timer, 1));
    },
    /** Share of a core for the timers and pings of the fleet, typically. */
    get cores(): number {
      return brokerCost(timer.retry, numberIn(fleet, "connections") ?? 0).cores?.typical ?? 1;
    },
  };
}
