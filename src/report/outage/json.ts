import type { AskedOutage, Course } from "../../advise/outage/outlook.ts";
import type { BridgeStall } from "../../nanomq/bridge-stalls.ts";
import type { Remedy } from "../../timing/outage/remedy.ts";
import { remedyKeys, settingText } from "../../timing/outage/remedy-settings.ts";
import type { ShownBridge } from "./outage.ts";

/** What of a report is about all bridges together. */
export interface OutageFrame {
  readonly nanomq: string;
  readonly stall: BridgeStall | undefined;
  /** The conf with the remedies in it, as a patch; "" where it stays as it is. */
  readonly diff: string;
}

/** The report of `schemas/outage.schema.json`. JSON has no Infinity: null is "never", or without a bound. */
export function outageJson(
  shown: readonly ShownBridge[],
  asked: AskedOutage,
  { nanomq, stall, diff }: OutageFrame,
): string {
  const bridges = shown.map(({ outlook, settings }) => {
    const { name, qos, met, carriedPerSecond, remedy, remedied, elsewhere } = outlook;
    return {
      name,
      qos,
      ...courseJson(outlook),
      carriedPerSecond,
      met,
      remedy: remedy === undefined ? null : keysOf(remedy),
      remedied: remedied === undefined ? null : courseJson(remedied),
      elsewhere: elsewhere ? { release: elsewhere.release, remedy: keysOf(elsewhere.remedy) } : null,
      type: settings.map(settingText),
    };
  });
  const { goal, ...outage } = asked;
  const localClients = {
    heldUp: stall !== undefined,
    medianMs: stall?.medianMs ?? null,
    worstMs: stall?.worstMs ?? null,
  };
  return `${JSON.stringify({ nanomq, outage, goal, bridges, localClients, diff }, null, 2)}\n`;
}

function courseJson({ answer, deliveredMs, memoryBytes, diskBytes }: Course) {
  return { ...answer, deliveredMs, memoryBytes, diskBytes };
}

function keysOf(remedy: Remedy) {
  return Object.fromEntries(remedyKeys(remedy));
}
