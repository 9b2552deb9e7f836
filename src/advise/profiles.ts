import { networks } from "../replay/network.ts";
import { pingPolicies } from "../replay/ping-policy.ts";
import type { AdvisedClient, Objectives } from "./plan.ts";

/** Answers to start from, for a kind of site. */
export interface Profile {
  readonly network: keyof typeof networks;
  readonly client: AdvisedClient;
  readonly objectives: Objectives;
}

function profile(
  network: keyof typeof networks,
  keepaliveS: number,
  count: number,
  objectives: Objectives,
): Profile {
  const client = {
    name: "clients",
    count,
    keepaliveMs: keepaliveS * 1000,
    network: networks[network],
    policy: pingPolicies.mosquitto,
  };
  return { network, client, objectives };
}

/** Judged from field reports and measurements: starting points, every one of them is asked about. */
export const profiles = {
  "edge-gateway": profile("lan", 30, 50, { detectWithinMs: 45_000 }),
  vehicle: profile("mobile", 60, 1000, { detectWithinMs: 120_000, falseKicksPerDay: 1 }),
  "factory-floor": profile("lan", 10, 200, { detectWithinMs: 15_000, falseKicksPerDay: 0.1 }),
  "real-time": profile("lan", 5, 200, { detectWithinMs: 8000 }),
  "many-connections": profile("wifi", 60, 10_000, { detectWithinMs: 100_000, cpuShare: 0.5 }),
  "cloud-bridge": profile("wifi", 60, 10, { detectWithinMs: 100_000, redeliverWithinMs: 15_000 }),
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;
